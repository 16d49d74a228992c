/** What machines write of YAML: maps, lists and texts. */
export type PlainYaml = string | PlainYaml[] | Map<string, PlainYaml>;

/**
 * Reads a map as SOPS and `rackwright images` write it: block style, a scalar a line, every scalar a text in any version
 * of YAML. A parser of YAML takes ten times as long, and there are some fifty such files to a synth.
 *
 * @returns undefined for all else, sound or not: the parser knows, and can say what is wrong
 */
export function readPlainYaml(text: string): Map<string, PlainYaml> | undefined {
  if (/[^\n\x20-\x7e]| $/m.test(text)) return undefined;
  const lines = text.split('\n');
  const at = skipBlank(lines, 0);
  const read = mapAt(lines, at, 0, 0);
  return read && read.next === lines.length ? read.value : undefined;
}

interface Read<T> {
  value: T;
  /** Index of the first line behind it that says something. */
  next: number;
}

/** No file that anybody writes by hand or by program comes near. */
const maxDepth = 20;

const keyed = /^([A-Za-z_][\w./-]*):(?: (.+))?$/;

function mapAt(
  lines: string[],
  first: number,
  indent: number,
  depth: number,
): Read<Map<string, PlainYaml>> | undefined {
  if (depth > maxDepth) return undefined;
  const value = new Map<string, PlainYaml>();
  let next = first;
  while (next < lines.length && indentOf(lines[next] as string) >= indent) {
    const line = lines[next] as string;
    const [, key, rest] = indentOf(line) === indent ? (keyed.exec(line.slice(indent)) ?? []) : [];
    if (key === undefined || !isText(key) || value.has(key)) return undefined;
    const read = valueAt(lines, next, indent, rest, depth);
    if (!read) return undefined;
    value.set(key, read.value);
    next = read.next;
  }
  return value.size > 0 ? { value, next } : undefined;
}

/** A value that begins behind `key:` or `-` of a line. */
function valueAt(
  lines: string[],
  line: number,
  indent: number,
  rest: string | undefined,
  depth: number,
): Read<PlainYaml> | undefined {
  if (rest === '|') return literalAt(lines, line + 1, indent);
  const next = skipBlank(lines, line + 1);
  if (rest !== undefined) {
    const value = scalar(rest);
    return value === undefined ? undefined : { value, next };
  }
  const below = lines[next];
  if (below === undefined || indentOf(below) <= indent) return undefined;
  const inner = indentOf(below);
  return below.startsWith('- ', inner) ? listAt(lines, next, inner, depth + 1) : mapAt(lines, next, inner, depth + 1);
}

function listAt(lines: string[], first: number, indent: number, depth: number): Read<PlainYaml[]> | undefined {
  const value: PlainYaml[] = [];
  let next = first;
  while (next < lines.length && indentOf(lines[next] as string) >= indent) {
    const line = lines[next] as string;
    if (indentOf(line) !== indent || !line.startsWith('- ', indent)) return undefined;
    const rest = line.slice(indent + 2);
    const isMap = keyed.test(rest);
    // A map in a list begins behind the dash: a space in its place leaves the map.
    if (isMap) lines[next] = `${' '.repeat(indent + 2)}${rest}`;
    const read: Read<PlainYaml> | undefined = isMap
      ? mapAt(lines, next, indent + 2, depth + 1)
      : valueAt(lines, next, indent, rest, depth);
    if (!read) return undefined;
    value.push(read.value);
    next = read.next;
  }
  return { value, next };
}

/** Lines below `|`, to the first that stands further left. */
function literalAt(lines: readonly string[], first: number, above: number): Read<string> | undefined {
  const indent = indentOf(lines[first] ?? '');
  if (indent <= above) return undefined;
  let end = first;
  while (end < lines.length && indentOf(lines[end] as string) >= indent) end++;
  const next = skipBlank(lines, end);
  const isLast = next === lines.length || indentOf(lines[next] as string) <= above;
  // An empty line may belong to the text: the parser knows.
  if (!isLast || (next > end && next < lines.length)) return undefined;
  const text = lines.slice(first, end).map((line) => line.slice(indent));
  return { value: `${text.join('\n')}\n`, next };
}

function scalar(rest: string): PlainYaml | undefined {
  const text = rest.startsWith('"') ? rest : rest.replace(/ +#.*$/, '');
  const quoted = /^"([^"\\]*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const listed = /^\[([\w./-]+(?:, [\w./-]+)*)\]$/.exec(text)?.[1]?.split(', ');
  if (listed) return listed.every(isText) ? listed : undefined;
  return isText(text) ? text : undefined;
}

/** A version with two dots or a dash, or a word: neither a number, a date, a word for yes, no or nothing, nor anything that has a meaning of its own in YAML. */
function isText(text: string): boolean {
  if (/: | #|:$/.test(text)) return false;
  if (/^\d+\.\d+\.\d+$|^\d+(?:\.\d+)+-[\w.-]+$/.test(text)) return true;
  return /^[A-Za-z_/^]/.test(text) && !/^(?:y|yes|n|no|true|false|on|off|null|[eE][-+]?\d.*|_.*)$/i.test(text);
}

/** Leading spaces; -1 for a line that says nothing. */
function indentOf(line: string): number {
  return line.search(/[^ ]/);
}

/** Index of the first line from `from` on that is neither empty nor a comment. */
function skipBlank(lines: readonly string[], from: number): number {
  let next = from;
  while (next < lines.length && /^ *(?:#.*)?$/.test(lines[next] as string)) next++;
  return next;
}

/** The same with objects for maps, in the order of the text: no key here is a number. */
export function withObjects(value: PlainYaml): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, withObjects(inner)]));
  return Array.isArray(value) ? value.map(withObjects) : value;
}
