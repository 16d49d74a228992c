import type { RackSpec } from '../rack-file/rack';
import { controlPlanePatch, workerPatch } from './role-patches';
import type { LargeDocument, TalosDocument } from './document';
import { everyNodePatch } from './every-node-patch';
import { nodePatch } from './node-patch';
import { schematicOf } from './schematic';

/** A file below `talos/<rack>/`: documents of a patch, or the text of a schematic. */
export interface TalosFile {
  /** `nodes/blade-01.yaml`. */
  path: string;
  content: (TalosDocument | LargeDocument)[] | string;
}

/**
 * Everything that Talos must know of a rack beyond what `talosctl gen config` makes of the secrets: patches for all
 * nodes, per role and per node, to be applied in this order, and one schematic per hardware. No secret among them.
 */
export function talosFiles(rack: RackSpec): TalosFile[] {
  const roles = new Set(rack.blades.map(({ role }) => role));
  const used = new Set(rack.blades.map(({ hardware }) => hardware));
  return [
    { path: 'all.yaml', content: everyNodePatch(rack) },
    ...(roles.has('control-plane') ? [{ path: 'control-plane.yaml', content: controlPlanePatch(rack) }] : []),
    ...(roles.has('worker') ? [{ path: 'worker.yaml', content: workerPatch() }] : []),
    ...rack.blades.map((blade) => ({ path: `nodes/${blade.name}.yaml`, content: nodePatch(blade, rack) })),
    ...Object.entries(rack.hardware)
      .filter(([name]) => used.has(name))
      .map(([name, hardware]) => ({ path: `schematics/${name}.yaml`, content: schematicOf(hardware).text })),
  ];
}

/** Files of patches for one node, in the order in which they are applied. */
export function patchesOf({ name, role }: RackSpec['blades'][number]): string[] {
  return ['all.yaml', `${role}.yaml`, `nodes/${name}.yaml`];
}
