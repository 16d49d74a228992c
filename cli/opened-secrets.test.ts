import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ageForTests } from '../lib/secrets/testing/age-for-tests';
import type { BuiltRack } from '../lib/synth';
import { openedSecrets } from './opened-secrets';
import { privateKeys } from './private-keys';
import { create } from './secrets/create';
import { type SampleWorld, sampleRack, sampleWorld } from './secrets/testing/sample-world';

const age = ageForTests();
let world: SampleWorld;
let built: BuiltRack;

beforeEach(async () => {
  world = await sampleWorld(age, await age.generateIdentity(), {
    interactive: { input: true, output: false },
    askHidden: async () => 'entered',
  });
  await create(world, { rack: sampleRack });
  const { rack, secrets } = await world.loadRack(sampleRack);
  built = {
    file: sampleRack,
    text: '',
    problems: [],
    findings: [],
    rack: { ...rack, switches: {} },
    facts: { secrets } as BuiltRack['facts'],
  };
});
afterEach(() => rmSync(world.root, { recursive: true, force: true }));

const said = async () => (await openedSecrets(world, built)).map(({ rule, object }) => `${rule} ${object}`);
const users = 'secrets/sample/data/redis-users.sops.yaml';

test('says nothing of sound files', async () => {
  expect(await said()).toEqual([]);
});

describe('one value exchanged for another of the same file, by somebody without the key', () => {
  beforeEach(() => {
    const text = readFileSync(join(world.root, users), 'utf8');
    const [first, second] = text.match(/ENC\[AES256_GCM,data:[^\]]*\]/g)!;
    writeFileSync(join(world.root, users), text.replace(first!, '§').replace(second!, first!).replace('§', second!));
  });

  test('is found where a key is at hand', async () => {
    expect(await said()).toContain(`secrets/mac ${users}`);
  });

  test('is nobody’s to see without a key, and no command is run to get one', async () => {
    world.env = { SOPS_AGE_KEY_CMD: 'false' };
    world.outputOf = () => {
      throw new Error('a command was run');
    };
    expect(await said()).toEqual([]);
  });
});

describe('a private key in the repository', () => {
  const file = 'docs/how-to-restore.md';
  beforeEach(async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: world.root });
    mkdirSync(join(world.root, 'docs'));
    writeFileSync(join(world.root, file), `The key is ${world.env['SOPS_AGE_KEY']}, keep it.\n`);
  });

  test('is found before the commit that would publish it, and never repeated', async () => {
    const found = await privateKeys(world.root, age);
    expect(found.map(({ rule, object }) => [rule, object])).toEqual([['secrets/private-key', file]]);
    expect(JSON.stringify(found)).not.toContain('AGE-SECRET-KEY');
  });

  test('is left alone where git ignores the file', async () => {
    writeFileSync(join(world.root, '.gitignore'), 'docs/\n');
    expect(await privateKeys(world.root, age)).toEqual([]);
  });

  test.each([
    ['the published key of the example', readFileSync('test/fixtures/secrets/homelab/EXAMPLE-KEY.txt', 'utf8')],
    ['what only looks like a key', `AGE-SECRET-KEY-1${'Q'.repeat(58)}\n`],
  ])('is not %s', async (_, text) => {
    writeFileSync(join(world.root, file), text);
    expect(await privateKeys(world.root, age)).toEqual([]);
  });
});
