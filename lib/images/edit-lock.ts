import { type Document, type Pair, type YAMLMap, isMap, isScalar, parseDocument, stringify } from 'yaml';

/** Fields of an entry, in the order in which a new one is written. Undefined removes one. */
export interface EntryChange {
  image?: string;
  own?: string;
  chart?: string;
  follows?: string;
  tag?: string;
  digest?: string;
  archive?: string;
  platforms?: readonly string[];
  size?: Readonly<Record<string, string>>;
  vouchedBy?: string;
  withoutDigest?: string;
}

/** `image` and `tag` stand next to each other where Renovate may change them; what follows something has a line between. */
const order = [
  'image',
  'own',
  'chart',
  'follows',
  'tag',
  'digest',
  'archive',
  'platforms',
  'size',
  'signedBy',
  'vouchedBy',
  'withoutDigest',
] as const;

export type LockChanges = ReadonlyMap<string, EntryChange | 'remove'>;

/**
 * The text of a lock with some entries changed, added behind the others, or removed. Every other byte stays: comments, order,
 * quotes. A field that a change does not name stays, too.
 *
 * @param text of images.lock.yaml, valid
 */
export function editLock(text: string, changes: LockChanges): string {
  const document = parseDocument(text);
  const edits: Edit[] = [];
  const added: string[] = [];
  for (const [name, change] of changes) {
    const pair = entryOf(document, name);
    if (change === 'remove') {
      if (pair) edits.push({ ...linesOf(text, pair), by: '' });
    } else if (!pair) added.push(printed(name, change));
    else edits.push(...editsOf(text, pair, change));
  }
  const edited = edits
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((so, { from, to, by }) => so.slice(0, from) + by + so.slice(to), text);
  return added.length === 0 ? edited : appended(edited, added);
}

/** Offsets into the text, and what takes their place. */
interface Edit {
  from: number;
  to: number;
  by: string;
}

function entryOf({ contents }: Document, name: string): Pair | undefined {
  return isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
}

function editsOf(text: string, pair: Pair, change: EntryChange): Edit[] {
  const map = pair.value as YAMLMap;
  if (map.flow) return [flowEdit(map, change)];
  const indent = indentOf(text, map);
  return order.flatMap((field): Edit[] => {
    if (!(field in change)) return [];
    const value = change[field as keyof EntryChange];
    const old = map.items.find(({ key }) => isScalar(key) && key.value === field);
    if (value === undefined) return old ? [{ ...linesOf(text, old), by: '' }] : [];
    if (old) return [{ ...rangeOf(old.value), by: printedValue(value) }];
    const at = lineEnd(text, endOf(before(map, field)));
    const newline = text[at - 1] === '\n' ? '' : '\n';
    return [{ from: at, to: at, by: `${newline}${indent}${field}: ${printedValue(value)}\n` }];
  });
}

/** The field of the entry behind which a new one belongs. */
function before({ items }: YAMLMap, field: string): Pair {
  const earlier = order.slice(0, order.indexOf(field as (typeof order)[number]));
  const known = items.filter(({ key }) => isScalar(key) && (earlier as readonly unknown[]).includes(key.value));
  return (known.at(-1) ?? items[0]) as Pair;
}

/** An entry on one line is written anew, as one line. */
function flowEdit(map: YAMLMap, change: EntryChange): Edit {
  const value: Record<string, unknown> = { ...(map.toJSON() as object), ...change };
  const fields = Object.keys(value)
    .filter((field) => value[field] !== undefined)
    .map((field) => `${field}: ${inFlow(value[field])}`);
  return { ...rangeOf(map), by: `{ ${fields.join(', ')} }` };
}

function printed(name: string, change: EntryChange): string {
  const fields = order.filter((field) => change[field as keyof EntryChange] !== undefined);
  const lines = fields.map((field) => `  ${field}: ${printedValue(change[field as keyof EntryChange])}\n`);
  return `${printedValue(name)}:\n${lines.join('')}`;
}

function printedValue(value: unknown): string {
  const isFlow = typeof value === 'object';
  const options = {
    lineWidth: 0,
    ...(isFlow && { collectionStyle: 'flow' as const, flowCollectionPadding: !Array.isArray(value) }),
  };
  return stringify(value, options).trimEnd();
}

/** A bracket ends a word there, too. */
function inFlow(value: unknown): string {
  return typeof value === 'object' ? printedValue(value) : printedValue([value]).slice(1, -1);
}

/** Behind the last entry; `{}` says of an empty lock that it is one. */
function appended(text: string, entries: readonly string[]): string {
  const { contents } = parseDocument(text);
  const isEmpty = !isMap(contents) || contents.items.length === 0;
  const kept = isEmpty && isMap(contents) ? text.replace(/^\{\s*\}[ \t]*\r?\n?/m, '') : text;
  const newline = kept === '' || kept.endsWith('\n') ? '' : '\n';
  return `${kept}${newline}${entries.join('')}`;
}

/** Whole lines of a pair, to its last value's line end. */
function linesOf(text: string, pair: Pair): { from: number; to: number } {
  const start = rangeOf(pair.key).from;
  return { from: text.lastIndexOf('\n', start - 1) + 1, to: lineEnd(text, endOf(pair)) };
}

function endOf({ value, key }: Pair): number {
  if (isMap(value) && !value.flow && value.items.length > 0) return endOf(value.items.at(-1) as Pair);
  return rangeOf(value ?? key).to;
}

function rangeOf(node: unknown): { from: number; to: number } {
  const [from = 0, to = 0] = (node as { range?: readonly number[] | null }).range ?? [];
  return { from, to };
}

/** Behind the newline of the line that an offset is in. */
function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', Math.max(offset - (text[offset - 1] === '\n' ? 1 : 0), 0));
  return newline < 0 ? text.length : newline + 1;
}

function indentOf(text: string, map: YAMLMap): string {
  const start = rangeOf((map.items[0] as Pair).key).from;
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
}
