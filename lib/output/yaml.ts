import { blockString, inlineString, isBlockString } from './yaml-scalar';

/**
 * Keys that lead a map, in this order; all others follow by code unit. The order depends on the keys alone, never on
 * who inserted them when, so moving a line in an app changes no byte of dist/. The list holds what a reader looks for
 * first: what the object is, what it is called, and in a container what it runs.
 */
const leading = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'labels',
  'annotations',
  'image',
  'command',
  'args',
];
const rank = new Map(leading.map((key, index) => [key, index]));

/** YAML allows `key: value` on one line only up to 1024 characters of key; longer ones need the `? key` form. */
const longestImplicitKey = 500;

const loneSurrogate = /\p{Surrogate}/u;

/**
 * One object as a YAML document: block style, LF, no anchors, keys in a fixed order, two spaces a level and lists at
 * the column of their key, as kubectl prints them. Fields that are `undefined` are left out, as in JSON.
 *
 * @throws TypeError naming the field, for what YAML cannot carry between all parsers: functions, dates, NaN, bigint,
 * holes in arrays, lone surrogates, cycles
 */
export function toYaml(document: object): string {
  const text = node(document, '', [], []);
  return text.startsWith('\n') ? `${text.slice(1)}\n` : `${text.trimStart()}\n`;
}

/** What follows `key:` or `-`, with the blank or line feed in front. */
function node(value: unknown, indent: string, path: Path, parents: object[]): string {
  if (typeof value === 'string') {
    if (loneSurrogate.test(value)) throw unfit(path, 'text with half a surrogate pair, which UTF-8 cannot hold');
    return isBlockString(value) ? ` ${blockString(value, indent)}` : ` ${inlineString(value)}`;
  }
  if (typeof value === 'number') return ` ${number(value, path)}`;
  if (typeof value === 'boolean' || value === null) return ` ${value}`;
  if (typeof value !== 'object') throw unfit(path, `a ${typeof value}`);
  if (parents.includes(value)) throw unfit(path, 'an object that contains itself');
  parents.push(value);
  const text = Array.isArray(value) ? list(value, indent, path, parents) : map(value, indent, path, parents);
  parents.pop();
  return text;
}

function list(items: unknown[], indent: string, path: Path, parents: object[]): string {
  let text = '';
  for (let index = 0; index < items.length; index++) {
    path.push(index);
    text += `\n${indent}-${afterDash(items[index], indent, path, parents)}`;
    path.pop();
  }
  return text === '' ? ' []' : text;
}

/** A map or list in a list begins on the line of its dash. */
function afterDash(item: unknown, indent: string, path: Path, parents: object[]): string {
  const isCollection = typeof item === 'object' && item !== null;
  const text = node(item, isCollection ? `${indent}  ` : indent, path, parents);
  return isCollection && text.startsWith('\n') ? ` ${text.slice(indent.length + 3)}` : text;
}

function map(value: object, indent: string, path: Path, parents: object[]): string {
  if (!isPlain(value)) throw unfit(path, `a ${value.constructor.name}`);
  const entries = value as Record<string, unknown>;
  let text = '';
  for (const key of inOrder(Object.keys(entries))) {
    const child = entries[key];
    if (child === undefined) continue;
    path.push(key);
    const childIndent = typeof child === 'object' && !Array.isArray(child) ? `${indent}  ` : indent;
    const name = keyText(key, path);
    text += name.length > longestImplicitKey ? `\n${indent}? ${name}\n${indent}:` : `\n${indent}${name}:`;
    text += node(child, childIndent, path, parents);
    path.pop();
  }
  return text === '' ? ' {}' : text;
}

/** Also for objects of another realm, such as a test runner's, whose Object.prototype is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function inOrder(keys: string[]): string[] {
  if (keys.length < 2) return keys;
  return keys.sort((a, b) => {
    const rankA = rank.get(a) ?? leading.length;
    const rankB = rank.get(b) ?? leading.length;
    return rankA - rankB || (a < b ? -1 : 1);
  });
}

/** Few keys, many times: their text is kept. */
const keyTexts = new Map<string, string>();

function keyText(key: string, path: Path): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    if (loneSurrogate.test(key)) throw unfit(path, 'a key with half a surrogate pair, which UTF-8 cannot hold');
    text = inlineString(key);
    if (keyTexts.size < 10_000) keyTexts.set(key, text);
  }
  return text;
}

/** YAML 1.1 takes 1e+21 for a string; with a point and a signed exponent all agree. */
function number(value: number, path: Path): string {
  if (!Number.isFinite(value)) throw unfit(path, String(value));
  if (value === 0) return '0'; // also for -0, as JSON does
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

type Path = (string | number)[];

function unfit(path: Path, what: string): TypeError {
  const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return new TypeError(`${field.replace(/^\./, '') || 'the document'} is ${what}: no YAML can carry that`);
}
