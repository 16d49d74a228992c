import { type Node, type Pair, type YAMLMap, isMap, isScalar, parseDocument } from 'yaml';

/**
 * Changes the text of a rack file where it must and nowhere else: comments, order and the form of every other line stay.
 * A field without a value goes. An app that is not named stays so, unless `named` asks for a line of its own.
 */
export function withField(
  text: string,
  app: string,
  field: string,
  value: string | number | undefined,
  named = false,
): string {
  const apps = appsOf(text);
  const pair = apps?.items.find(({ key }) => nameOf(key) === app);
  if (!pair) return named && value !== undefined ? withNewApp(text, apps, `${app}: { ${field}: ${value} }`) : text;
  const node = pair.value as Node | null;
  if (!isMap(node)) {
    if (value === undefined) return text;
    const block = `{ ${field}: ${value} }`;
    return node?.range ? spliced(text, node.range[0], node.range[1], block) : text;
  }
  const [first] = node.items;
  if (!first) return text;
  const own = node.items.find(({ key }) => nameOf(key) === field);
  if (own && value !== undefined) return spliced(text, ...rangeOf(own.value), String(value));
  if (node.flow) {
    const parts = node.items
      .filter((each) => each !== own)
      .map((each) => text.slice(rangeOf(each.key)[0], rangeOf(each.value)[1]));
    if (value !== undefined) parts.push(`${field}: ${value}`);
    return spliced(text, ...rangeOf(node), parts.length === 0 ? 'on' : `{ ${parts.join(', ')} }`);
  }
  if (own) return node.items.length === 1 ? withoutApp(text, app, 'on') : withoutLines(text, own);
  if (value === undefined) return text;
  const at = rangeOf(first.key)[0];
  const indent = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return spliced(text, at, at, `${field}: ${value}\n${indent}`);
}

/** Takes an app out, or puts `instead` behind its name. */
export function withoutApp(text: string, app: string, instead?: string): string {
  const apps = appsOf(text);
  const pair = apps?.items.find(({ key }) => nameOf(key) === app);
  if (!apps || !pair) return text;
  if (apps.flow) {
    if (instead !== undefined) return spliced(text, ...rangeOf(pair.value), instead);
    const others = apps.items.filter((each) => each !== pair);
    const parts = others.map(({ key, value }) => text.slice(rangeOf(key)[0], rangeOf(value)[1]));
    return spliced(text, ...rangeOf(apps), parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`);
  }
  const without = withoutLines(text, pair);
  if (instead === undefined) return without;
  const from = lineStart(text, rangeOf(pair.key)[0]);
  const indent = text.slice(from, rangeOf(pair.key)[0]);
  return spliced(without, from, from, `${indent}${app}: ${instead}\n`);
}

/** `size: small` of the whole rack, in a line before the apps. */
export function withSize(text: string, size: string): string {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return text;
  const own = contents.items.find(({ key }) => nameOf(key) === 'size');
  if (own) return spliced(text, ...rangeOf(own.value), size);
  const apps = contents.items.find(({ key }) => nameOf(key) === 'apps');
  const at = apps ? lineStart(text, rangeOf(apps.key)[0]) : text.length;
  return spliced(text, at, at, `size: ${size}\n\n`);
}

/** What stands in the file of each app: `on`, or its fields. */
export function appsStated(text: string): Map<string, Record<string, unknown>> {
  const apps = appsOf(text)?.toJSON() as Record<string, unknown> | undefined;
  return new Map(
    Object.entries(apps ?? {})
      .filter(([, block]) => block !== 'off' && block !== false)
      .map(([name, block]) => [
        name,
        typeof block === 'object' && block !== null ? (block as Record<string, unknown>) : {},
      ]),
  );
}

function appsOf(text: string): YAMLMap | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return undefined;
  const apps = contents.items.find(({ key }) => nameOf(key) === 'apps')?.value;
  return isMap(apps) ? apps : undefined;
}

function withNewApp(text: string, apps: YAMLMap | undefined, line: string): string {
  const [first] = apps?.items ?? [];
  if (!apps || apps.flow || !first) return text;
  const at = lineStart(text, rangeOf(first.key)[0]);
  return spliced(text, at, at, `${text.slice(at, rangeOf(first.key)[0])}${line}\n`);
}

function withoutLines(text: string, pair: Pair): string {
  const end = text.indexOf('\n', Math.max(rangeOf(pair.key)[1], rangeOf(pair.value)[1]) - 1);
  return spliced(text, lineStart(text, rangeOf(pair.key)[0]), end < 0 ? text.length : end + 1, '');
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function spliced(text: string, from: number, to: number, more: string): string {
  return text.slice(0, from) + more + text.slice(to);
}
