import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleRecipient } from '../../lib/secrets/example-key';
import { ageForTests } from '../../lib/secrets/testing/age-for-tests';
import { exitCodeOf } from '../secrets';
import { create } from './create';
import { init } from './init';
import { type SampleWorld, sampleRack, sampleWorld } from './testing/sample-world';
import { verify } from './verify';
import type { ExitCode } from './world';

const age = ageForTests();
const options = { rack: sampleRack };
const person = { interactive: { input: true, output: false }, askHidden: async () => 'entered' };
let identity: string;
let world: SampleWorld;
const ends = (run: () => Promise<ExitCode>) => exitCodeOf(run, (text) => void world.said.push(text));

let home: string;
beforeAll(async () => {
  identity = await age.generateIdentity();
});
beforeEach(async () => {
  world = await sampleWorld(age, identity, person);
  home = mkdtempSync(join(tmpdir(), 'rackwright-home-'));
  world.env = { HOME: home };
});
afterEach(() => [home, world.root].forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const keys = () => join(home, '.config', 'sops', 'age', 'keys.txt');

test('makes a key that only its owner can read and states its recipient in the rack file', async () => {
  expect(await init(world, options)).toBe(0);
  expect(statSync(keys()).mode & 0o777).toBe(0o600);
  const [recipient] = world.printed.join('').split('\n');
  const rack = readFileSync(join(world.root, sampleRack), 'utf8');
  expect(rack).toMatch(/^name: sample # a comment\n\nrecipients: /);
  expect(rack).toContain(`  - ${recipient}\n`);
});

test('never replaces a key or a recipient that is there', async () => {
  await init(world, options);
  const before = [readFileSync(keys(), 'utf8'), readFileSync(join(world.root, sampleRack), 'utf8')];
  expect(await init(world, options)).toBe(0);
  expect([readFileSync(keys(), 'utf8'), readFileSync(join(world.root, sampleRack), 'utf8')]).toEqual(before);
});

test('puts its recipient in the place of the example', async () => {
  writeFileSync(join(world.root, sampleRack), `name: sample\nrecipients:\n  - ${exampleRecipient} # example\n`);
  expect(await init(world, options)).toBe(0);
  const [recipient] = world.printed.join('').split('\n');
  const rack = readFileSync(join(world.root, sampleRack), 'utf8');
  expect(rack).toBe(`name: sample\nrecipients:\n  - ${recipient} # example\n`);
  expect(world.said.join('\n')).toContain('values of the example files are public');
});

test('makes a key that create and verify then use', async () => {
  await init(world, options);
  world.recipients = [world.printed.join('').trim()];
  expect(await create(world, options)).toBe(0);
  expect(await verify(world, { ...options, withKey: true })).toBe(0);
});

test.each<[string, (root: string) => Record<string, string>]>([
  ['the checkout', (root) => ({ HOME: root })],
  ['a folder of it', (root) => ({ SOPS_AGE_KEY_FILE: join(root, 'docs/deep/keys.txt') })],
  ['it behind a link', (root) => ({ SOPS_AGE_KEY_FILE: join(linkTo(root), 'keys.txt') })],
  ['the repository around it', (root) => ({ SOPS_AGE_KEY_FILE: join(root, '..', 'keys.txt') })],
])('makes no key inside %s', async (_, env) => {
  const around = join(home, 'repository');
  mkdirSync(join(around, '.git'), { recursive: true });
  cpSync(world.root, join(around, 'rack'), { recursive: true });
  const inside = { ...world, root: join(around, 'rack'), env: env(join(around, 'rack')) };
  expect(await ends(() => init(inside, options))).toBe(2);
  expect(world.said.join('\n')).toContain('inside the repository: the next commit would publish it');
  expect(readdirSync(around, { recursive: true }).filter((path) => String(path).endsWith('keys.txt'))).toEqual([]);
});
const linkTo = (root: string) => {
  symlinkSync(root, join(home, 'link'));
  return join(home, 'link');
};

test('never repeats a key that is cut off', async () => {
  const cut = identity.slice(0, 40);
  writeFileSync(join(home, 'cut.txt'), cut);
  world.env['SOPS_AGE_KEY_FILE'] = join(home, 'cut.txt');
  expect(await ends(() => init(world, options))).toBe(2);
  expect(world.said.join('\n')).toContain('cut off or mistyped');
  expect(world.said.join('\n')).not.toContain(cut);
});

test('refuses a key file that holds no key', async () => {
  world.env['SOPS_AGE_KEY_FILE'] = join(home, 'empty.txt');
  writeFileSync(join(home, 'empty.txt'), '# nothing\n');
  chmodSync(join(home, 'empty.txt'), 0o600);
  expect(await ends(() => init(world, options))).toBe(2);
  expect(world.said.join('\n')).toContain('holds no age key');
});
