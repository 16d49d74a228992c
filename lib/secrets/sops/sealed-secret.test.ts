import { ageForTests } from '../testing/age-for-tests';
import { repeatableRandom } from '../testing/sample-secrets';
import { printSopsFile } from './print-sops-file';
import { type OpenFile, type Sealing, openSecret, resealSecret, sealSecret } from './sealed-secret';
import { type SopsFile, parseSopsFile } from './sops-file';
import { type Tree, branchAt, textAt } from './tree';

const age = ageForTests();
const clear: Tree = new Map<string, Tree | string>([
  ['apiVersion', 'v1'],
  ['kind', 'Secret'],
  ['metadata', new Map([['name', 'redis-users']])],
]);
const values = new Map([
  ['10', 'ten'],
  ['9', 'nine'],
  ['password', 'p"ä\n#'],
  ['empty', ''],
]);
let identity: string;
let recipient: string;
let sealing: Sealing;
let sealed: SopsFile;

beforeAll(async () => {
  identity = await age.generateIdentity();
  recipient = await age.recipientOf(identity);
  sealing = { age, random: repeatableRandom('seal'), now: new Date('2026-01-31T12:00:00Z') };
  sealed = await sealSecret({ clear, values, recipients: [recipient] }, sealing);
});

const open = async (file: SopsFile, key = identity): Promise<OpenFile> => {
  const opened = await openSecret(file, [key], age);
  if (opened === undefined) throw new Error('the key does not fit');
  return opened;
};

test('gives back what was sealed, in order, with a MAC that holds', async () => {
  const read = parseSopsFile(printSopsFile(sealed)) as SopsFile;
  const { values: found, macHolds, damaged } = await open(read);
  expect([...found]).toEqual([...values]);
  expect({ macHolds, damaged }).toEqual({ macHolds: true, damaged: [] });
});

test('leaves no value readable but the empty one', () => {
  const text = printSopsFile(sealed);
  expect(text).not.toMatch(/\bten\b|\bnine\b|p"ä/);
  expect(textAt(sealed.tree, 'stringData', 'empty')).toBe('');
});

test('opens for every recipient and for nobody else', async () => {
  const other = await age.generateIdentity();
  const stranger = await age.generateIdentity();
  const both = await sealSecret({ clear, values, recipients: [recipient, await age.recipientOf(other)] }, sealing);
  expect((await open(both, other)).macHolds).toBe(true);
  expect((await open(both, identity)).macHolds).toBe(true);
  expect(await openSecret(both, [stranger], age)).toBeUndefined();
});

test('changes one value and keeps the ciphertext of the others', async () => {
  const changed = await resealSecret(await open(sealed), { values: new Map([['password', 'new']]) }, sealing);
  const ciphertexts = (file: SopsFile) => new Map(branchAt(file.tree, 'stringData'));
  const before = ciphertexts(sealed);
  const after = ciphertexts(changed);
  expect([...after.keys()].filter((key) => before.get(key) !== after.get(key))).toEqual(['password']);
  expect(changed.sops.age).toEqual(sealed.sops.age);
  const { values: found, macHolds } = await open(changed);
  expect([found.get('password'), found.get('9'), macHolds]).toEqual(['new', 'nine', true]);
});

test('keeps the ciphertext of a value that is set to what it was', async () => {
  const same = await resealSecret(await open(sealed), { values: new Map([['9', 'nine']]) }, sealing);
  expect(branchAt(same.tree, 'stringData')).toEqual(branchAt(sealed.tree, 'stringData'));
});

test('adds a recipient without a new data key and drops one', async () => {
  const other = await age.generateIdentity();
  const added = await resealSecret(await open(sealed), { recipients: [recipient, await age.recipientOf(other)] }, sealing);
  expect(added.sops.age[0]).toEqual(sealed.sops.age[0]);
  const dropped = await resealSecret(await open(added, other), { recipients: [await age.recipientOf(other)] }, sealing);
  expect(await openSecret(dropped, [identity], age)).toBeUndefined();
  expect((await open(dropped, other)).macHolds).toBe(true);
});

const edited = (change: (values: Tree, tree: Tree) => void, sops = sealed.sops): SopsFile => {
  const tree: Tree = new Map(sealed.tree);
  const inner = new Map(branchAt(sealed.tree, 'stringData'));
  tree.set('stringData', inner);
  change(inner, tree);
  return { tree, sops };
};

test.each<[string, () => SopsFile, string[]]>([
  ['a dropped value', () => edited((v) => v.delete('9')), []],
  ['two values in another order', () => edited((v) => v.set('10', v.get('10') ?? '') && moveLast(v, '10')), []],
  ['a value at the place of another', () => edited((v) => v.set('9', v.get('10') ?? '')), ['9']],
  ['a renamed key', () => edited((v) => v.set('nine', v.get('9') ?? '') && v.delete('9')), ['nine']],
  ['a value in the clear', () => edited((v) => v.set('9', 'nine')), ['9']],
  ['a flipped bit', () => edited((v) => v.set('9', flipped(v.get('9') as string))), ['9']],
  ['a shortened tag', () => edited((v) => v.set('9', shortTag(v.get('9') as string))), ['9']],
  ['another name in the clear part', () => edited((_, t) => t.set('metadata', new Map([['name', 'other']]))), []],
  ['another time of the last change', () => edited(() => {}, { ...sealed.sops, lastmodified: '2026-01-31T12:00:01Z' }), []],
  ['a MAC of another file', () => edited(() => {}, { ...sealed.sops, mac: textAt(sealed.tree, 'stringData', '9') ?? '' }), []],
])('sees %s', async (_what, tampered, damaged) => {
  const opened = await open(tampered());
  expect({ macHolds: opened.macHolds, damaged: opened.damaged }).toEqual({ macHolds: false, damaged });
});

function moveLast(values: Tree, key: string): void {
  const value = values.get(key) ?? '';
  values.delete(key);
  values.set(key, value);
}

function flipped(text: string): string {
  return text.replace(/data:(.)/, (_, first: string) => `data:${first === 'A' ? 'B' : 'A'}`);
}

function shortTag(text: string): string {
  return text.replace(/tag:[^,]+/, (tag) => `tag:${Buffer.from(tag.slice(4), 'base64').subarray(0, 12).toString('base64')}`);
}
