import { rmSync } from 'node:fs';
import { ageForTests } from '../../lib/secrets/testing/age-for-tests';
import { exitCodeOf } from '../secrets';
import { bootstrap } from './bootstrap';
import { create } from './create';
import { type SampleWorld, sampleRack, sampleWorld } from './testing/sample-world';
import type { ExitCode } from './world';

const age = ageForTests();
const options = { rack: sampleRack };
let world: SampleWorld;

beforeEach(async () => {
  const person = { interactive: { input: true, output: false }, askHidden: async () => 'entered' };
  world = await sampleWorld(age, await age.generateIdentity(), person);
});
afterEach(() => rmSync(world.root, { recursive: true, force: true }));

const ends = (run: () => Promise<ExitCode>) => exitCodeOf(run, (text) => void world.said.push(text));

describe('bootstrap', () => {
  test('prints the commands and what to back up, but not the key', async () => {
    expect(await bootstrap(world, options)).toBe(0);
    // Applied at the desk, the key would be written into an annotation of the Secret as well.
    expect(world.printed.join('')).toContain(
      'rackwright secrets bootstrap --manifest --rack clusters/sample.yaml | kubectl apply --server-side --filename=-',
    );
    expect(world.said.join('\n')).toContain('Without it the data is gone');
    expect(world.printed.join('') + world.said.join('')).not.toContain('AGE-SECRET-KEY');
  });

  test('hands only the key of this rack to a pipe', async () => {
    const own = world.env['SOPS_AGE_KEY'] ?? '';
    world.env['SOPS_AGE_KEY'] = `${await age.generateIdentity()}\n${own}`;
    await bootstrap(world, { ...options, manifest: true });
    const { items } = JSON.parse(world.printed.join(''));
    expect(items).toMatchObject([
      { metadata: { name: 'sops-age', namespace: 'flux-system' }, stringData: { 'age.agekey': own } },
    ]);
  });

  describe('of a repository by ssh', () => {
    const id = 'flux-system/flux-git';
    beforeEach(() => {
      const keys = {
        identity: { make: 'private-key', algorithm: 'ed25519' },
        'identity.pub': { make: 'public-key', of: 'identity', format: 'ssh' },
        known_hosts: { make: 'literal', value: 'git.example.org ssh-ed25519 AAAA' },
      } as const;
      world.secrets.push({ namespace: 'flux-system', name: 'flux-git', app: 'flux-instance', keys, restarts: [] });
    });

    test('hands over what opens it, as source-controller reads it', async () => {
      await create(world, options);
      world.printed.length = 0;
      await bootstrap(world, { ...options, manifest: true });
      const { stringData } = JSON.parse(world.printed.join('')).items[1];
      expect(Object.keys(stringData)).toEqual(['identity', 'identity.pub', 'known_hosts']);
      expect(stringData.identity).toContain('BEGIN PRIVATE KEY');
    });

    test('prints the public half alone', async () => {
      await create(world, options);
      world.printed.length = 0;
      expect(await bootstrap(world, { ...options, deployKey: true })).toBe(0);
      expect(world.printed.join('')).toMatch(/^ssh-ed25519 \S+ flux@sample\n$/);
    });

    test('refuses while the key has not been made', async () => {
      expect(await ends(() => bootstrap(world, { ...options, deployKey: true }))).toBe(2);
      expect(world.said.join('\n')).toContain(`Flux needs ${id} to read`);
    });
  });

  test('has no deploy key where the repository is read without', async () => {
    expect(await ends(() => bootstrap(world, { ...options, deployKey: true }))).toBe(2);
    expect(world.said.join('\n')).toContain('only an ssh:// address has one');
  });

  test.each<[string, () => void, string]>([
    ['a terminal', () => (world.interactive.output = true), 'Pipe it on'],
    ['a key that is no recipient', () => (world.recipients = ['age1other']), 'No key at hand is a recipient'],
  ])('keeps the key from %s', async (_what, change, message) => {
    change();
    expect(await ends(() => bootstrap(world, { ...options, manifest: true }))).toBe(2);
    expect(world.said.join('\n')).toContain(message);
    expect(world.printed).toEqual([]);
  });
});

