import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComposedRelease } from '../../../lib/compose';
import type { Blade, RackSpec } from '../../../lib/spec/rack';
import { buildRack } from '../../../lib/synth';
import { reservedOn } from '../../../lib/talos/reservations';
import type { ReleaseFootprint } from '../actors/actor';
import { projectRoot } from '../project-root';
import type { Machine } from '../rack/machine';
import { twentyBlades } from '../rack/sample-rack';
import type { RackUnderTest } from '../rack-bench';

/**
 * The rack of a repository that a command names: machines and footprints from `clusters/<name>.yaml`, objects from `dist/<name>/` as
 * committed. `sample` is the bench's own, with one of everything.
 *
 * @throws when there is no such rack, or its file has errors
 */
export function rackUnderTest(name: string, root: string): RackUnderTest {
  if (name === 'sample') return sampleRack(projectRoot());
  const output = join(root, 'dist', name);
  if (!existsSync(output)) throw new Error(`dist/${name} does not exist; write it with npm start`);
  const { rack, composition, problems } = buildRack({ root, file: `clusters/${name}.yaml` });
  if (rack === undefined || composition === undefined) {
    throw new Error(`clusters/${name}.yaml has ${problems.length} problems; npm start explains them`);
  }
  const releases = Object.fromEntries(composition.releases.map((release) => [release.id, footprintOf(release)]));
  const ageIdentity = identityOf(root, name);
  return { name, output, machines: machinesOf(rack), releases, ...(ageIdentity && { ageIdentity }) };
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

function machineOf(rack: RackSpec, { name, role, address, hardware }: Blade): Machine {
  const { arch, cores, memoryBytes } = rack.hardware[hardware]!;
  const { cpuMillicores: milliCpu, memoryBytes: reservedBytes } = reservedOn(role);
  return { name, role, address, arch, cores, memoryBytes, reserved: { milliCpu, memoryBytes: reservedBytes } };
}

function footprintOf({ crdGroups, footprint }: ComposedRelease): ReleaseFootprint {
  return { crdGroups, workloads: footprint.workloads };
}

function sampleRack(root: string): RackUnderTest {
  const folder = join(root, 'test', 'cluster', 'sample');
  const releases = JSON.parse(readFileSync(join(folder, 'releases.json'), 'utf8')) as Record<string, ReleaseFootprint>;
  return { name: 'sample', output: join(folder, 'dist', 'sample'), machines: twentyBlades(), releases };
}
