import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../../lib/app-blocks';
import { productApps } from '../../lib/project/project';
import { loadRack } from '../../lib/rack-file/load';
import type { RackSpec } from '../../lib/rack-file/rack';

/** The machines of an example rack, as somebody would list them who has the same ones. */
export interface Shape {
  name: string;
  /** Lines of the list. */
  nodes: string;
  /** Options of `init`. */
  flags: string[];
}

const folder = 'clusters/examples';

/** Every example, and the reference rack: an example that is added is a shape that is tried. */
export function shapes(): Shape[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return [...files.map((name) => join(folder, name)), 'test/fixtures/racks/reference.yaml'].map(shapeOf);
}

function shapeOf(file: string): Shape {
  const { rack } = loadRack({ text: readFileSync(file, 'utf8'), file, apps: appBlocks(productApps) });
  if (!rack) throw new Error(`${file} has errors`);
  const { nodes, gateway, controlPlane, loadBalancers } = rack.network;
  return {
    name: rack.name,
    nodes: `${rack.blades.map((blade) => lineOf(blade, rack)).join('\n')}\n`,
    flags: [
      `--network ${nodes}`,
      `--gateway ${gateway}`,
      `--control-plane ${controlPlane}`,
      `--load-balancers ${loadBalancers.first}-${loadBalancers.last}`,
    ],
  };
}

function lineOf({ name, address, role, hardware }: RackSpec['blades'][number], rack: RackSpec): string {
  const { arch, board, cores, memoryBytes, diskBytes } = rack.hardware[hardware]!;
  const sizes = `memory=${memoryBytes / 1e9}GB disk=${diskBytes / 1e9}GB`;
  return [
    name,
    address,
    ...(role === 'control-plane' ? [role] : []),
    `arch=${arch} board=${board} cores=${cores} ${sizes}`,
  ].join(' ');
}
