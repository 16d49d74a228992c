import { blockString, inlineString, isBlockString, loneSurrogate } from './yaml-scalar';

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

/**
 * One object as a YAML document: block style, LF, no anchors, keys in a fixed order, two spaces a level and lists at
 * the column of their key, as kubectl prints them. Fields that are `undefined` are left out, as in JSON.
 *
 * @throws TypeError naming the field, for what YAML cannot carry between all parsers: functions, dates, NaN, bigint,
 * holes in arrays, lone surrogates, cycles
 */
export function toYaml(document: object): string {
  return print(document, inOrder);
}

/** The same for a program's configuration file, whose keys stay in the order in which its author thought of them. */
export function toYamlAsGiven(document: object): string {
  return print(document, (keys) => keys);
}

function print(document: object, order: Writer['order']): string {
  const writer: Writer = { text: '', order, path: [], parents: [] };
  write(writer, document, '', '');
  return `${writer.text.trimStart()}\n`;
}

interface Writer {
  text: string;
  order: (keys: string[]) => string[];
  /** Where we are, for errors. */
  path: (string | number)[];
  parents: object[];
}

/**
 * What follows `key:` or `-`. `indent` is the column of the value's own keys or dashes, or of the owner for scalars;
 * `lead` stands before the first of them: a line feed and the indent, or one blank when it shares a line with a dash.
 */
function write(writer: Writer, value: unknown, indent: string, lead: string): void {
  if (typeof value === 'string') {
    writer.text += ' ';
    writer.text += isBlockString(value) ? blockString(value, indent) : oneLine(value, writer);
  } else if (typeof value === 'number') {
    writer.text += ` ${number(value, writer)}`;
  } else if (typeof value === 'boolean' || value === null) {
    writer.text += ` ${value}`;
  } else if (typeof value === 'object') {
    if (writer.parents.includes(value)) throw unfit(writer, 'an object that contains itself');
    writer.parents.push(value);
    if (Array.isArray(value)) writeList(writer, value, indent, lead);
    else writeMap(writer, value, indent, lead);
    writer.parents.pop();
  } else {
    throw unfit(writer, value === undefined ? 'undefined' : `a ${typeof value}`);
  }
}

function writeList(writer: Writer, items: unknown[], indent: string, lead: string): void {
  if (items.length === 0) writer.text += ' []';
  const deeper = `${indent}  `;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    writer.text += index === 0 ? lead : `\n${indent}`;
    writer.text += '-';
    writer.path.push(index);
    write(writer, item, typeof item === 'object' ? deeper : indent, ' ');
    writer.path.pop();
  }
}

function writeMap(writer: Writer, value: object, indent: string, lead: string): void {
  if (!isPlain(value)) throw unfit(writer, `a ${value.constructor.name}`);
  const entries = value as Record<string, unknown>;
  const next = `\n${indent}`;
  let isEmpty = true;
  for (const key of writer.order(Object.keys(entries))) {
    const child = entries[key];
    if (child === undefined) continue;
    writer.path.push(key);
    writer.text += isEmpty ? lead : next;
    isEmpty = false;
    const name = oneLine(key, writer);
    writer.text += name.length > longestImplicitKey ? `? ${name}\n${indent}:` : `${name}:`;
    const isMap = typeof child === 'object' && !Array.isArray(child);
    write(writer, child, isMap ? `${indent}  ` : indent, isMap ? `${next}  ` : next);
    writer.path.pop();
  }
  if (isEmpty) writer.text += ' {}';
}

/** Also for objects of another realm, such as a test runner's, whose Object.prototype is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * By code unit, the same in every locale, then the leading keys to the front. Sorted in place by insertion: maps are
 * small and mostly in order already.
 */
function inOrder(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    const rankOfKey = rank.get(key) ?? leading.length;
    let j = i - 1;
    for (; j >= 0 && comesAfter(keys[j]!, key, rankOfKey); j--) keys[j + 1] = keys[j]!;
    keys[j + 1] = key;
  }
  return keys;
}

function comesAfter(other: string, key: string, rankOfKey: number): boolean {
  const rankOfOther = rank.get(other) ?? leading.length;
  return rankOfOther === rankOfKey ? other > key : rankOfOther > rankOfKey;
}

/** The same keys and short values come up thousands of times: their text is kept. */
const knownTexts = new Map<string, string>();
const longestKnown = 80;

function oneLine(text: string, writer: Writer): string {
  const known = knownTexts.get(text);
  if (known !== undefined) return known;
  if (loneSurrogate.test(text)) throw unfit(writer, 'text with half a surrogate pair, which UTF-8 cannot hold');
  const rendered = inlineString(text);
  if (text.length <= longestKnown && knownTexts.size < 20_000) knownTexts.set(text, rendered);
  return rendered;
}

/** YAML 1.1 takes 1e+21 for a string; with a point and a signed exponent all agree. */
function number(value: number, writer: Writer): string {
  if (!Number.isFinite(value)) throw unfit(writer, String(value));
  if (value === 0) return '0'; // also for -0, as JSON does
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function unfit({ path }: Writer, what: string): TypeError {
  const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return new TypeError(`${field.replace(/^\./, '') || 'the document'} is ${what}: no YAML can carry that`);
}
