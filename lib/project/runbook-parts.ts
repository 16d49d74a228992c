/** What a rack has, and what it could have. */
export interface Has {
  /** Apps that run, sections of the rack file that are stated, words of `what-it-has.ts`: `redis`, `certificates.acme`, `switch`. */
  on: ReadonlySet<string>;
  /** Apps that do not run: their objects are not there. */
  off: ReadonlySet<string>;
  /** Namespaces that are only theirs. */
  offNamespaces: ReadonlySet<string>;
  /** What is listed where a page says `<!-- list <name> -->`. */
  lists: ReadonlyMap<string, string>;
}

/**
 * A page without what is about apps that the rack does not run. Prose says itself what it is about, between
 * `<!-- if redis -->`, `<!-- if not redis -->` or `<!-- if minio or objects -->` and `<!-- end -->`, one within another where it must;
 * commands are known by the objects that they name; alerts are known by their heading, and how to silence them by its words.
 */
export function partsFor(page: string, has: Has): string {
  const parts = withParts(page.replace(pageMark, ''), has);
  const alerts = has.on.has('prometheus') ? parts : parts.replace(/^## Alerts\n[\s\S]*?(?=^## |$(?![\s\S]))/m, '');
  const silences = has.on.has('alertmanager')
    ? alerts
    : alerts.replaceAll(/^How to silence one: .*\n\n?/gm, '').replaceAll(/ ?\*\*Silence:\*\* .*$/gm, '');
  return silences
    .replaceAll(/^( *)```sh\n([\s\S]*?)^ *```\n/gm, (fence, indent: string, commands: string) => {
      const kept = commands.split('\n').flatMap((line) => commandFor(line, has));
      if (kept.join('\n') === commands) return fence;
      return kept.every((line) => line.trim() === '') ? '' : `${indent}\`\`\`sh\n${kept.join('\n')}${indent}\`\`\`\n`;
    })
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/\n+$/, '\n');
}

/** First line of a page that some racks do not have: `<!-- page if longhorn -->`. */
const pageMark = /^<!-- page if (.+?) -->\n+/;

/** Whether a rack has that page at all. */
export function isPageOf(page: string, has: Has): boolean {
  const [, condition] = pageMark.exec(page) ?? [];
  return condition === undefined || holds(condition, has);
}

/** Between two marks, without another part in it: the innermost goes first. */
const inner = String.raw`((?:(?!<!-- if )[\s\S])*?)`;
const part = new RegExp(
  String.raw`^<!-- if ([^<>]+) -->\n${inner}^<!-- end -->\n|<!-- if ([^<>]+) -->${inner}<!-- end -->`,
  'gm',
);

function withParts(page: string, has: Has): string {
  let [before, after] = [
    '',
    page.replaceAll(/<!-- list ([a-z-]+) -->/g, (_, name: string) => has.lists.get(name) ?? ''),
  ];
  while (after !== before) {
    before = after;
    after = before.replaceAll(part, (_, ofLines?: string, lines = '', ofWords?: string, words = '') =>
      holds(ofLines ?? ofWords ?? '', has) ? lines || words : '',
    );
  }
  return after;
}

/** `redis`, `not redis`, `minio or objects`, `not redis or longhorn` */
function holds(condition: string, { on }: Has): boolean {
  return condition.split(' or ').some((each) => (each.startsWith('not ') ? !on.has(each.slice(4)) : on.has(each)));
}

const objectName = /\b[a-z]+(?:\.[a-z0-9.]+)?\/([a-z0-9-]+?)(?:-\d+)?(?=[\s,'"]|$)/g;

/** A command without the objects that are not there; none where it would be about nothing else. */
function commandFor(line: string, { off, offNamespaces }: Has): string[] {
  if (off.has('metrics-server') && /kubectl (?:--namespace \S+ )?top /.test(line)) return [];
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
