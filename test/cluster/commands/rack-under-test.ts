import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RackFacts } from '../../../lib/facts/facts';
import type { ReleaseFacts } from '../../../lib/facts/footprint';
import { parseImageLock } from '../../../lib/kit/images';
import { readRackSecrets } from '../../../lib/secrets/rack-secrets';
import { diskParts } from '../../../lib/rack-file/disk-parts';
import { type Blade, type RackSpec, workersOf } from '../../../lib/rack-file/rack';
import { buildRack, checkRack, writeRack } from '../../../lib/synth';
import { reservedOn } from '../../../lib/talos/reservations';
import { bootstrapInput } from '../../../lib/bootstrap-input';
import { upgradeSteps } from '../../../lib/talos/upgrade';
import type { ReleaseFootprint } from '../actors/actor';
import { scratchFolder } from '../bench-state';
import type { KubeObject } from '../kube/object';
import { projectRoot } from '../project-root';
import type { Machine } from '../rack/machine';
import { makeOrigin } from '../rack/origin';
import { blades } from '../rack/sample-rack';
import { talosLabels } from '../rack/talos-labels';
import type { RackUnderTest, UpgradeStep } from '../rack-bench';
import type { RackToJudge } from '../dry-run/rack-to-judge';

/** Blades and switches of the larger rack; the apps and secrets are those of the rack at hand. */
const largerRack = 'test/fixtures/valid/200-nodes-on-ten-switches.yaml';

/**
 * The rack of a repository that a command names: machines and footprints from `clusters/<name>.yaml`, objects from `dist/<name>/` as
 * committed. Of an example the Secrets and `dist/` are made first, in a scratch folder. `sample` is the bench's own, with one of
 * everything.
 *
 * @throws when there is no such rack, or its file has errors
 */
export function rackUnderTest(name: string, root: string): RackUnderTest {
  if (name === 'sample') return sampleRack(projectRoot(), 20);
  const output = join(root, 'dist', name);
  if (existsSync(output)) return describe(root, load(root, `clusters/${name}.yaml`), output);
  const example = `clusters/examples/${name}.yaml`;
  if (existsSync(join(root, example))) return exampleRack(root, example);
  throw new Error(`dist/${name} does not exist; write it with npm start`);
}

function exampleRack(root: string, rackFile: string): RackUnderTest {
  const { folder, file, keyFile } = makeOrigin(root, scratchFolder('example'), rackFile);
  const facts = load(folder, file);
  return {
    ...describe(folder, facts, join(folder, 'dist', facts.rack.name)),
    ageIdentity: readFileSync(keyFile, 'utf8'),
  };
}

function load(root: string, file: string): RackFacts {
  const { facts, problems } = buildRack({ root, file });
  if (facts === undefined) {
    throw new Error(`${file} has ${problems.length} problems; npm start explains them`);
  }
  return facts;
}

function describe(root: string, facts: RackFacts, output: string): RackUnderTest {
  const { rack, releases } = facts;
  const ageIdentity = identityOf(root, rack.name);
  return {
    name: basename(output),
    output,
    machines: machinesOf(rack),
    releases: Object.fromEntries(releases.map((release) => [release.id, footprintOf(release)])),
    upgradePlan: planOf(facts),
    larger: () => enlarged(root, rack),
    examples: () => exampleRacks(root),
    ...(ageIdentity && { ageIdentity }),
  };
}

/** The same apps, sizes and secrets on the blades of the larger rack, written into a scratch folder. */
function enlarged(root: string, rack: RackSpec): RackUnderTest {
  const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
  const { hardware, switches: bare, blades: more, network } = load(projectRoot(), largerRack).rack;
  const unifi = Object.values(rack.switches).find((each) => each.unifi !== undefined)?.unifi;
  const switches = Object.fromEntries(Object.entries(bare).map(([key, each]) => [key, { ...each, unifi }]));
  // Prometheus needs more for ten times as many blades, and says so; its owner would write it into the rack file.
  const apps = { ...rack.apps, prometheus: { ...(rack.apps['prometheus'] as object), memory: '4Gi', disk: '48Gi' } };
  // What is accepted of the small rack, such as its one switch, may be nothing to accept here.
  const larger: RackSpec = { ...rack, hardware, switches, blades: more, network, apps, accept: [] };
  const built = checkRack({ rack: larger, images, secrets: readRackSecrets(root, rack.name) });
  const errors = built.findings.filter(({ level }) => level === 'error').map(({ rule, object }) => `${rule} ${object}`);
  if (built.tree === undefined)
    throw new Error(`${rack.name} on ${more.length} blades has errors: ${errors.join(', ')}`);
  const folder = scratchFolder('larger');
  writeRack(folder, { file: largerRack, text: '', problems: [], ...built });
  return describe(root, built.facts, join(folder, 'dist', rack.name));
}

/** Rendered but not written: they have no secrets, without which nothing is written. */
function exampleRacks(root: string): RackToJudge[] {
  const folder = 'clusters/examples';
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const file = `${folder}/${name}`;
      const { facts } = buildRack({ root, file });
      if (facts === undefined) throw new Error(`${file} has problems; rackwright check ${file} explains them`);
      const objects = facts.rendered.map(({ manifest }) => {
        const object = manifest as unknown as KubeObject;
        return { file, object, text: JSON.stringify(object) };
      });
      return { name: basename(name, '.yaml'), objects };
    });
}

/** The commands of the generated plan, as they stand there. */
function planOf(facts: RackFacts): UpgradeStep[] {
  return upgradeSteps(bootstrapInput(facts, 'the rack file')).flatMap(({ title, commands }) => {
    const [drain, uncordon] = ['drain', 'uncordon'].map((verb) =>
      commands.find((command) => command.startsWith(`kubectl ${verb} `)),
    );
    if (drain === undefined || uncordon === undefined) return [];
    const args = (command: string) =>
      command
        .replace(/ --timeout \S+/, '')
        .split(' ')
        .slice(1);
    return [{ node: title, drain: args(drain), uncordon: args(uncordon) }];
  });
}

/** The key that opens the rack's secrets: the one SOPS itself would use, or the reference rack's throw-away key. */
function identityOf(root: string, name: string): string | undefined {
  const candidates = [process.env['SOPS_AGE_KEY_FILE'], join(root, 'secrets', name, 'EXAMPLE-KEY.txt')];
  const file = candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

export function machinesOf(rack: RackSpec): Machine[] {
  return rack.blades.map((blade) => machineOf(rack, blade));
}

function machineOf(rack: RackSpec, blade: Blade): Machine {
  const { name, role, address, hardware } = blade;
  const { arch, cores, memoryBytes, diskBytes } = rack.hardware[hardware]!;
  const stores = workersOf(rack).some((worker) => worker.name === name);
  const { cpuMillicores: milliCpu, memoryBytes: reservedBytes } = reservedOn(role);
  return {
    name,
    role,
    address,
    arch,
    cores,
    memoryBytes,
    reserved: { milliCpu, memoryBytes: reservedBytes },
    labels: talosLabels(rack, blade),
    // lib/talos/node-patch.ts takes the taint away where pods may run.
    ...(stores && { taints: [], localBytes: diskParts(diskBytes).localGib * 2 ** 30 }),
  };
}

function footprintOf({ crdGroups, footprint }: ReleaseFacts): ReleaseFootprint {
  return { crdGroups, workloads: footprint?.workloads ?? [], priorityClasses: footprint?.priorityClasses };
}

function sampleRack(root: string, count: number): RackUnderTest {
  const folder = join(root, 'test', 'cluster', 'sample');
  const releases = JSON.parse(readFileSync(join(folder, 'releases.json'), 'utf8')) as Record<string, ReleaseFootprint>;
  const machines = blades(count);
  const workersFirst = [...machines].sort((a, b) => b.role.localeCompare(a.role));
  return {
    name: 'sample',
    output: join(folder, 'dist', 'sample'),
    machines,
    releases,
    upgradePlan: workersFirst.map(({ name }) => ({
      node: name,
      drain: ['drain', name, '--ignore-daemonsets', '--delete-emptydir-data'],
      uncordon: ['uncordon', name],
    })),
    larger: () => sampleRack(root, count * 3),
    examples: () => [],
  };
}
