import { readFileSync, rmSync } from 'node:fs';
import { composeSample, loadSample } from '../../lib/testing/sample-rack';
import { ageForTests } from '../../lib/secrets/testing/age-for-tests';
import { verifySecretFiles } from '../../lib/secrets/verify-secret-files';
import { secretPath } from '../../lib/secrets/secret-path';
import { create } from './create';
import { prune } from './prune';
import { sampleRack, sampleWorld } from './testing/sample-world';

const salt = 'ml/litellm-keys';
/** LiteLLM, and what cannot be on without it. */
const leaving = ['ingest', 'litellm', 'open-webui', 'vector-maintenance'];

/** What the apps of the sample rack ask for, some of them switched off. */
function asked(off: readonly string[]) {
  const rack = loadSample();
  const apps = Object.fromEntries(Object.entries(rack.apps).filter(([name]) => !off.includes(name)));
  return composeSample({ ...rack, apps }).secrets;
}

test('LiteLLM off, then on again: the salt that its database is encrypted with is the same', async () => {
  const age = ageForTests();
  const world = await sampleWorld(age, await age.generateIdentity(), {
    interactive: { input: true, output: false },
    askHidden: async () => 'https://example.org/entered',
  });
  const options = { rack: sampleRack };
  const textOf = (id: string) => readFileSync(world.file(id), 'utf8');
  try {
    world.secrets = [...asked([])];
    expect(await create(world, options)).toBe(0);
    const before = textOf(salt);
    expect(before).toContain('LITELLM_SALT_KEY: ENC[');

    world.secrets = [...asked(leaving)];
    expect(world.secrets.map(secretPath)).not.toContain(`${salt}.sops.yaml`);
    expect(await create(world, options)).toBe(0);
    expect(await prune(world, [], options)).toBe(0); // nothing is named, so nothing goes
    const { rack } = await world.loadRack(sampleRack);
    const files = [{ path: `${salt}.sops.yaml`, text: textOf(salt) }];
    const said = verifySecretFiles({ rack, declarations: [] }, files).map(({ level, rule }) => [level, rule]);
    expect(said).toEqual([['info', 'secrets/parked']]);

    world.secrets = [...asked([])];
    expect(await create(world, options)).toBe(0);
    expect(textOf(salt)).toBe(before);
  } finally {
    rmSync(world.root, { recursive: true, force: true });
  }
});
