import type { RandomBytes } from '../randomness';
import type { AgeBox } from './age-box';
import { decryptValue, encryptValue, placeOf } from './encrypted-value';
import { macHolds, sealMac } from './mac';
import { type SopsFile, encryptedRegex, lastModifiedAt, sopsVersion } from './sops-file';
import { type Tree, branchAt } from './tree';

const dataKeyBytes = 32;
const valuesKey = 'stringData';

/** Everything that sealing takes from outside. */
export interface Sealing {
  age: AgeBox;
  random: RandomBytes;
  /** Becomes `lastmodified`. */
  now: Date;
}

/** A file with its data key at hand. */
export interface OpenFile {
  file: SopsFile;
  dataKey: Uint8Array;
  /** Decrypted values; a value that does not open is absent and named in `damaged`. */
  values: Map<string, string>;
  damaged: string[];
  /** Whether the MAC covers exactly these values. */
  macHolds: boolean;
}

export interface Changes {
  /** What stands in the clear. @default - as it was */
  clear?: Tree;
  /** New values; one whose text is as before keeps its ciphertext. @default - none */
  values?: ReadonlyMap<string, string>;
  /** Keys to leave out from now on. @default - none */
  drop?: readonly string[];
  /** @default - as they were */
  recipients?: readonly string[];
}

/** A new file. One data key each, so that one file never opens another. */
export async function sealSecret(
  secret: { clear: Tree; values: ReadonlyMap<string, string>; recipients: readonly string[] },
  sealing: Sealing,
): Promise<SopsFile> {
  const dataKey = sealing.random(dataKeyBytes);
  const sops = { age: [], lastmodified: '', mac: '', encrypted_regex: encryptedRegex, version: sopsVersion };
  const empty = { file: { tree: new Map(), sops }, dataKey, values: new Map(), damaged: [], macHolds: true };
  return resealSecret(empty, secret, sealing);
}

/** The same file with changes. What did not change keeps its ciphertext, so that a diff shows what did. */
export async function resealSecret(open: OpenFile, changes: Changes, sealing: Sealing): Promise<SopsFile> {
  const { file, dataKey } = open;
  const encrypted = new Map(branchAt(file.tree, valuesKey));
  const plain = new Map<string, string>(open.values);
  for (const [key, value] of changes.values ?? []) {
    if (encrypted.has(key) && plain.get(key) === value) continue;
    plain.set(key, value);
    encrypted.set(key, encryptValue(value, dataKey, placeOf([valuesKey, key]), sealing.random));
  }
  for (const key of changes.drop ?? []) encrypted.delete(key);
  const tree = new Map(changes.clear ?? file.tree);
  tree.set(valuesKey, encrypted);
  const decrypted = new Map(tree);
  decrypted.set(valuesKey, new Map([...encrypted.keys()].map((key) => [key, plain.get(key) ?? ''])));
  const lastmodified = lastModifiedAt(sealing.now);
  const mac = sealMac(decrypted, dataKey, lastmodified, sealing.random);
  const age = await wrapDataKey(dataKey, changes.recipients, file.sops.age, sealing.age);
  return { tree, sops: { ...file.sops, age, lastmodified, mac } };
}

/** The data key for each recipient; who had it already keeps the same wrapping. */
async function wrapDataKey(
  dataKey: Uint8Array,
  recipients: readonly string[] | undefined,
  before: SopsFile['sops']['age'],
  age: AgeBox,
): Promise<SopsFile['sops']['age']> {
  const wanted = recipients ?? before.map(({ recipient }) => recipient);
  return Promise.all(
    wanted.map(async (recipient) => {
      const kept = before.find((key) => key.recipient === recipient);
      return kept ?? { recipient, enc: await age.seal(dataKey, recipient) };
    }),
  );
}

/** Opens a file with the first identity that fits, or undefined when none does. */
export async function openSecret(
  file: SopsFile,
  identities: readonly string[],
  age: AgeBox,
): Promise<OpenFile | undefined> {
  const dataKey = await dataKeyOf(file, identities, age);
  if (dataKey === undefined) return undefined;
  const values = new Map<string, string>();
  const damaged: string[] = [];
  for (const [key, value] of branchAt(file.tree, valuesKey)) {
    const plain = typeof value === 'string' ? decryptValue(value, dataKey, placeOf([valuesKey, key])) : undefined;
    if (plain === undefined) damaged.push(key);
    else values.set(key, plain);
  }
  const decrypted = new Map(file.tree);
  decrypted.set(valuesKey, new Map(values));
  const { lastmodified, mac } = file.sops;
  return { file, dataKey, values, damaged, macHolds: macHolds(decrypted, dataKey, lastmodified, mac) };
}

async function dataKeyOf(file: SopsFile, identities: readonly string[], age: AgeBox): Promise<Uint8Array | undefined> {
  for (const identity of identities) {
    const recipient = await age.recipientOf(identity);
    for (const wrapped of file.sops.age.filter((key) => key.recipient === recipient)) {
      const dataKey = await age.open(wrapped.enc, identity);
      if (dataKey?.length === dataKeyBytes) return dataKey;
    }
  }
  return undefined;
}
