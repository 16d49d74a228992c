import type { Completed } from './words';

/** For `rackwright completion fish | source`. */
export function fishCompletion(places: readonly Completed[]): string {
  const lines = places.flatMap(({ path, words, files }) => {
    const when =
      path === ''
        ? '__fish_use_subcommand'
        : path
            .split(' ')
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join('; and ');
    const offered = words.map(({ word, help }) => {
      const what = word.startsWith('--') ? `--long-option ${word.slice(2)}` : `--arguments ${word}`;
      return `complete --command rackwright --condition '${when}' ${what} --description '${help}'\n`;
    });
    return [...offered, ...(files ? [`complete --command rackwright --condition '${when}' --force-files\n`] : [])];
  });
  return `# rackwright completion fish\ncomplete --command rackwright --no-files\n${lines.join('')}`;
}
