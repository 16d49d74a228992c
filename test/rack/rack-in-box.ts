import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RackSpec, workersOf } from '../../lib/rack-file/rack';
import { buildRack } from '../../lib/synth';
import { talosLabels } from '../cluster/rack/talos-labels';
import type { BladeSpec } from './box/blade-files';
import type { RackNetwork } from './box/network';
import type { DistOptions } from './objects/from-dist';

/** A rack of the checkout, and the few of its blades that fit into a box. */
export interface RackInBox {
  /** The checkout. */
  root: string;
  name: string;
  blades: BladeSpec[];
  network: RackNetwork;
  dist: DistOptions;
}

/**
 * The first workers of a rack, with the names, addresses, memory and labels that its file gives them, and its output as
 * it lies in `dist/`.
 *
 * @throws when the rack has errors, fewer workers, no output or no key for its Secrets
 */
export function rackInBox(root: string, name: string, count: number): RackInBox {
  const file = `clusters/${name}.yaml`;
  const { rack, problems } = buildRack({ root, file });
  if (rack === undefined) throw new Error(`${file} has ${problems.length} problems; npm start explains them`);
  const workers = workersOf(rack);
  if (workers.length < count) throw new Error(`${file} has ${workers.length} workers; ${count} are wanted`);
  const output = join(root, 'dist', name);
  if (!existsSync(output)) throw new Error(`dist/${name} does not exist; write it with npm start`);
  const { nodes, gateway, controlPlane } = rack.network;
  return {
    root,
    name,
    blades: workers.slice(0, count).map((blade, index) => bladeSpec(rack, blade, index + 1)),
    network: { prefixLength: Number(nodes.split('/')[1]), gateway, controlPlane },
    dist: { output, ageIdentity: identityOf(root, name), peers: { controlPlane, nodes, gateway } },
  };
}

function bladeSpec(rack: RackSpec, blade: RackSpec['blades'][number], number: number): BladeSpec {
  const { memoryBytes, cores } = rack.hardware[blade.hardware]!;
  const { name, role, address } = blade;
  return { name, role, address, number, memoryBytes, cores, labels: talosLabels(rack, blade) };
}

function identityOf(root: string, name: string): string {
  const candidates = [process.env['SOPS_AGE_KEY_FILE'], join(root, 'secrets', name, 'EXAMPLE-KEY.txt')];
  const found = candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
  if (found === undefined) throw new Error(`no key opens secrets/${name}: name one in SOPS_AGE_KEY_FILE`);
  return readFileSync(found, 'utf8');
}
