import type { Completed } from './words';

/** For `source <(rackwright completion zsh)`, after compinit. */
export function zshCompletion(places: readonly Completed[]): string {
  const cases = places.map(({ path, words, files }) => {
    const described = words.map(({ word, help }) => `'${word.replaceAll(':', '\\:')}:${help}'`).join(' ');
    return `    '${path}') found=(${described}); files=${files ? 'yes' : ''} ;;\n`;
  });
  return `#compdef rackwright
# rackwright completion zsh
_rackwright() {
  local trail='' word next files=''
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] && continue
    next="\${trail:+$trail }$word"
    if [[ $_rackwright_paths == *"/$next/"* ]]; then trail=$next; else break; fi
  done
  case $trail in
${cases.join('')}  esac
  _describe rackwright found
  [[ -n $files ]] && _files
}
_rackwright_paths='${places.map(({ path }) => `/${path}/`).join(' ')}'
compdef _rackwright rackwright
`;
}
