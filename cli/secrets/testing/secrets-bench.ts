import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSecret } from '../../../lib/secrets/sops/sealed-secret';
import { type SopsFile, parseSopsFile } from '../../../lib/secrets/sops/sops-file';
import { branchAt } from '../../../lib/secrets/sops/tree';
import { ageForTests } from '../../../lib/secrets/testing/age-for-tests';
import { exitCodeOf } from '../../secrets';
import { create } from '../create';
import type { ExitCode } from '../world';
import { type SampleWorld, sampleRack, sampleWorld } from './sample-world';

/** A world of its own for every test of a file, with what tests of the commands ask of it. */
export function secretsBench() {
  const age = ageForTests();
  const options = { rack: sampleRack };
  const person = { interactive: { input: true, output: false }, askHidden: async () => 'entered' };
  /** A rack whose Secrets are all made, to be copied. */
  let template: SampleWorld;
  const text = (id: string) => readFileSync(bench.world.file(id), 'utf8');
  const bench = {
    age,
    options,
    person,
    identity: '',
    world: undefined as unknown as SampleWorld,
    made: () => cpSync(join(template.root, 'secrets'), join(bench.world.root, 'secrets'), { recursive: true }),
    ends: (run: () => Promise<ExitCode>) => exitCodeOf(run, (said) => void bench.world.said.push(said)),
    text,
    ciphertexts: (id: string) =>
      Object.fromEntries(branchAt((parseSopsFile(text(id)) as SopsFile).tree, 'stringData')),
    values: async (id: string) => {
      const open = await openSecret(parseSopsFile(text(id)) as SopsFile, [bench.world.env['SOPS_AGE_KEY'] ?? ''], age);
      if (!open?.macHolds) throw new Error(`${id} is not whole`);
      return Object.fromEntries(open.values);
    },
    all: () => bench.world.secrets.map(({ namespace, name }) => text(`${namespace}/${name}`)),
  };
  beforeAll(async () => {
    bench.identity = await age.generateIdentity();
    template = await sampleWorld(age, bench.identity, person);
    await create(template, options);
  });
  afterAll(() => rmSync(template.root, { recursive: true, force: true }));
  beforeEach(async () => {
    bench.world = await sampleWorld(age, bench.identity, person);
  });
  afterEach(() => rmSync(bench.world.root, { recursive: true, force: true }));
  return bench;
}
