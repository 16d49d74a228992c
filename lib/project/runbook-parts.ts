/** What a rack has, and what it could have. */
export interface Has {
  /** Apps that run, and sections of the rack file that are stated: `redis`, `certificates.acme`. */
  on: ReadonlySet<string>;
  /** Apps that do not run: their objects are not there. */
  off: ReadonlySet<string>;
  /** Namespaces that are only theirs. */
  offNamespaces: ReadonlySet<string>;
}

/**
 * A page without what is about apps that the rack does not run. Prose says itself what it is about, between
 * `<!-- if redis -->` or `<!-- if not redis -->` and `<!-- end -->`; commands are known by the objects that they name.
 */
export function partsFor(page: string, has: Has): string {
  const parts = page
    .replaceAll(
      /^<!-- if (not )?(\S+) -->\n([\s\S]*?)^<!-- end -->\n/gm,
      (_, not: string | undefined, what: string, part: string) =>
        has.on.has(what) === (not === undefined) ? part : '',
    )
    .replaceAll(
      /<!-- if (not )?(\S+) -->([\s\S]*?)<!-- end -->/g,
      (_, not: string | undefined, what: string, part: string) =>
        has.on.has(what) === (not === undefined) ? part : '',
    );
  return parts
    .replaceAll(/^( *)```sh\n([\s\S]*?)^ *```\n/gm, (fence, indent: string, commands: string) => {
      const kept = commands.split('\n').flatMap((line) => commandFor(line, has));
      if (kept.join('\n') === commands) return fence;
      return kept.every((line) => line.trim() === '') ? '' : `${indent}\`\`\`sh\n${kept.join('\n')}${indent}\`\`\`\n`;
    })
    .replaceAll(/\n{3,}/g, '\n\n');
}

const objectName = /\b[a-z]+(?:\.[a-z0-9.]+)?\/([a-z0-9-]+?)(?:-\d+)?(?=[\s,'"]|$)/g;

/** A command without the objects that are not there; none where it would be about nothing else. */
function commandFor(line: string, { off, offNamespaces }: Has): string[] {
  const [, namespace = ''] = /--namespace (\S+)/.exec(line) ?? [];
  if (offNamespaces.has(namespace)) return [];
  const named = [...line.matchAll(objectName)].map(([, name = '']) => name);
  const gone = named.filter((name) => off.has(name));
  if (gone.length === 0) return [line];
  if (gone.length === named.length) return [];
  return [
    line
      .replaceAll(objectName, (text, name: string) => (off.has(name) ? '' : text))
      .replaceAll(/(\S) {2,}/g, '$1 ')
      .trimEnd(),
  ];
}
