import { type Document, type Node, isMap, isScalar, parseDocument, visit } from 'yaml';
import { type PlainYaml, readPlainYaml, withObjects } from '../../manifest/plain-yaml';
import { echoed } from '../../rack-file/echo';
import { tooDeep } from '../../rack-file/nesting';
import type { Tree } from './tree';

/** Which values are encrypted. It matches a key anywhere on the path, so no label or annotation may be called so. */
export const encryptedRegex = '^(data|stringData)$';
/** The format that we write; SOPS wants a version to be there and takes older ones. */
export const sopsVersion = '3.13.3';

export interface SopsMetadata {
  /** The data key of the file, once for each recipient, as an armored age file. */
  age: { recipient: string; enc: string }[];
  /** RFC 3339 in UTC without fractions of a second; the MAC is tied to it byte by byte. */
  lastmodified: string;
  mac: string;
  encrypted_regex: string;
  version: string;
}

/** An encrypted document and what SOPS needs to decrypt it. */
export interface SopsFile {
  tree: Tree;
  sops: SopsMetadata;
}

/** What is wrong with a text that should be such a file; `path` is '' for the whole of it. */
export interface FormatProblem {
  path: string;
  message: string;
}

const maxEcho = 300;

/** How YAML 1.1 spells it. */
const notANumber = /^\.(?:nan|NaN|NAN)$/;
const lastModifiedShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Reads a file of ours or of SOPS' own. Everything wrong is told at once. */
export function parseSopsFile(text: string): SopsFile | { problems: FormatProblem[] } {
  return readPlainFile(text) ?? readAnyFile(text);
}

/** A sound file as programs write it, which is nearly every file. */
function readPlainFile(text: string): SopsFile | undefined {
  const read = readPlainYaml(text);
  const metadata = read?.get('sops');
  if (!read || !(metadata instanceof Map)) return undefined;
  read.delete('sops');
  const tree = textsOnly(read);
  if (!tree) return undefined;
  const problems: FormatProblem[] = [];
  const sops = metadataOf(withObjects(metadata), problems);
  return problems.length > 0 || !sops ? undefined : { tree, sops };
}

function textsOnly(map: ReadonlyMap<string, PlainYaml>): Tree | undefined {
  const tree: Tree = new Map();
  for (const [key, value] of map) {
    const inner = value instanceof Map ? textsOnly(value) : value;
    if (inner === undefined || Array.isArray(inner)) return undefined;
    tree.set(key, inner);
  }
  return tree;
}

function readAnyFile(text: string): SopsFile | { problems: FormatProblem[] } {
  const deep = tooDeep('', text);
  if (deep) return { problems: [{ path: '', message: `has ${deep.title}` }] };
  // 1.1, because SOPS' own parser takes dates and octals for what they were before YAML 1.2: here they are refused.
  const document = parseDocument(text, { version: '1.1', merge: false });
  if (document.errors.length > 0) {
    // A parser stumbles over all that follows the first slip.
    const [first] = document.errors.map(({ message }) => message.split('\n')[0] ?? message);
    return { problems: [short({ path: '', message: first as string })] };
  }
  if (hasAlias(document)) return { problems: [{ path: '', message: 'holds an alias such as *name; write the value' }] };
  const problems: FormatProblem[] = [];
  if (!isMap(document.contents)) return { problems: [{ path: '', message: 'holds no object' }] };
  const sopsNode = document.contents.get('sops', true) as Node | undefined;
  document.contents.delete('sops');
  const tree = treeOf(document.contents, '', problems);
  const sops = metadataOf(sopsNode?.toJS(document), problems);
  return problems.length > 0 || sops === undefined ? { problems: problems.map(short) } : { tree, sops };
}

/** What a damaged file says of itself may be endless, or a secret. */
function short({ path, message }: FormatProblem): FormatProblem {
  return { path: echoed(path.slice(0, maxEcho)), message: echoed(message.slice(0, maxEcho)) };
}

/** SOPS writes none, and what they repeat may be endless. */
function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function treeOf(node: unknown, above: string, problems: FormatProblem[]): Tree {
  const tree: Tree = new Map();
  if (!isMap(node)) return tree;
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.source ?? key.value) : '?';
    const path = above === '' ? name : `${above}.${name}`;
    if (isMap(value)) tree.set(name, treeOf(value, path, problems));
    else if (isScalar(value) && (typeof value.value === 'string' || typeof value.value === 'boolean')) {
      tree.set(name, value.value);
    } else if (isScalar(value) && Number.isNaN(value.value) && !notANumber.test(value.source ?? '')) {
      tree.set(name, value.source ?? ''); // such as E0: a float to this parser, a string to SOPS', which leaves it plain
    } else problems.push({ path, message: 'is neither a string nor true or false; put it in quotes' });
  }
  return tree;
}

function metadataOf(value: unknown, problems: FormatProblem[]): SopsMetadata | undefined {
  const path = 'sops';
  if (value === null || typeof value !== 'object') {
    problems.push({ path, message: 'is missing: the file is not encrypted' });
    return undefined;
  }
  const { age, lastmodified, mac, encrypted_regex, version, ...others } = value as Record<string, unknown>;
  const complain = (field: string, message: string) => problems.push({ path: `sops.${field}`, message });
  for (const [field, other] of Object.entries(others)) {
    const unused = other === null || (Array.isArray(other) && other.length === 0); // as SOPS before 3.10 wrote it
    if (!unused) complain(field, `is set; only age keys and "encrypted_regex: ${encryptedRegex}" are used here`);
  }
  const keys = Array.isArray(age) ? (age as SopsMetadata['age']) : [];
  if (keys.length === 0) complain('age', 'names no recipient');
  if (!keys.every((key) => typeof key?.recipient === 'string' && typeof key.enc === 'string')) {
    complain('age', 'has an entry without recipient or enc');
    return undefined;
  }
  if (encrypted_regex !== encryptedRegex) complain('encrypted_regex', `is ${encrypted_regex}, not ${encryptedRegex}`);
  if (typeof lastmodified !== 'string' || !lastModifiedShape.test(lastmodified)) {
    complain('lastmodified', 'is no quoted time like "2026-01-31T12:00:00Z"');
  }
  if (typeof mac !== 'string' || mac === '') complain('mac', 'is missing');
  if (typeof version !== 'string' || version === '') complain('version', 'is missing; SOPS refuses the file without it');
  return { age: keys, lastmodified, mac, encrypted_regex, version } as SopsMetadata;
}

/** How SOPS writes a time. */
export function lastModifiedAt(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}
