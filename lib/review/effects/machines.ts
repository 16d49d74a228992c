import { documentsIn } from '../../manifest/documents';
import { isRecord, recordsOf } from '../../manifest/field-path';
import { changedFields } from '../changed-fields';
import type { TreeTexts } from '../changes';
import { list } from './configuration';
import type { EffectLine } from './effect';

/** Files of `talos/<rack>/` before and after, and `facts.rack` of rack.json. */
export interface Machines {
  rack: string;
  before: TreeTexts;
  after: TreeTexts;
  racks: { before: Record<string, unknown>; after: Record<string, unknown> };
}

/**
 * Documents that a running blade does not take up by itself. Everything else Talos applies at once (Talos 1.14, "Editing
 * machine configuration"; the reference of each document kind).
 */
const slower: Readonly<Record<string, string>> = {
  SecurityProfileConfig: 'SecurityProfileConfig is read at boot only',
  UnattendedInstallConfig: 'another installer image is installed by talosctl upgrade, which reboots',
  VolumeConfig: 'a volume that exists keeps its size and place',
  UserVolumeConfig: 'a volume that exists keeps its size and place',
  RawVolumeConfig: 'a volume that exists keeps its size and place',
  HostnameConfig: 'the blade becomes another node',
};
const rebooting = new Set(['SecurityProfileConfig', 'UnattendedInstallConfig']);

/** Which blades need another machine configuration, and which of them reboot for it. Flux never does that. */
export function machineEffects({ rack, before, after, racks }: Machines): EffectLine[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const blades = recordsOf(racks.after['blades']).map(({ name, role, hardware }) => ({
    name: String(name),
    role: String(role),
    hardware: String(hardware),
  }));
  const files = paths
    .filter((path) => before.get(path) !== after.get(path))
    .flatMap((path): EffectLine[] => {
      const own = blades.filter(concerns(path)).map(({ name }) => name);
      if (own.length === 0) return [];
      const object = `talos/${rack}/${path}`;
      if (path.startsWith('schematics/')) {
        const detail = `${told(own)}: another installer image; talosctl upgrade, one blade after the other`;
        return [{ effect: 'reboots', object, app: '', detail }];
      }
      const was = before.get(path);
      if (was === undefined)
        return [
          { effect: 'apply-config', object, app: '', detail: `${told(own)} new: a bootstrap page says how it joins` },
        ];
      const kinds = changedKinds(was, after.get(path) ?? '');
      const isSlow = kinds.some((kind) => rebooting.has(kind));
      const notes = [...new Set(kinds.flatMap((kind) => slower[kind] ?? []))];
      const detail = [`${told(own)}: ${list(kinds)}`, ...notes].join('; ');
      return [{ effect: isSlow ? 'reboots' : 'apply-config', object, app: '', detail }];
    });
  return [...files, ...versionEffects(racks)];
}

/** Blades whose configuration a file is a part of. */
function concerns(path: string): (blade: { name: string; role: string; hardware: string }) => boolean {
  const [, folder, name] = /^(?:(nodes|schematics)\/)?(.+)\.yaml$/.exec(path) ?? [];
  if (folder === 'nodes') return (blade) => blade.name === name;
  if (folder === 'schematics') return ({ hardware }) => hardware === name;
  return ({ role }) => name === 'all' || role === name;
}

/** Kinds of the documents that are not the same; `machine` and `cluster` of the first format go by their first fields. */
function changedKinds(before: string, after: string): string[] {
  const [from, to] = [before, after].map(byName) as [Map<string, unknown>, Map<string, unknown>];
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  const kinds = names.flatMap((name) => {
    const fields = changedFields(from.get(name), to.get(name));
    if (fields.length === 0) return [];
    return name.startsWith('v1alpha1 ')
      ? fields.map(({ path }) => path.split('.').slice(0, 2).join('.'))
      : [name.split(' ')[0]!];
  });
  return [...new Set(kinds)];
}

function byName(text: string): Map<string, unknown> {
  return new Map(
    documentsIn(text)
      .filter(isRecord)
      .map((document) => [`${String(document['kind'] ?? 'v1alpha1')} ${String(document['name'] ?? '')}`, document]),
  );
}

function versionEffects({ before, after }: Machines['racks']): EffectLine[] {
  const commands = {
    talos: 'talosctl upgrade, one blade after the other, each reboots',
    kubernetes: 'talosctl upgrade-k8s: kubelets restart, pods stay',
  };
  return Object.entries(commands).flatMap(([name, command]): EffectLine[] => {
    const [from, to] = [before[name], after[name]];
    if (from === undefined || to === undefined || from === to) return [];
    const effect = name === 'talos' ? 'reboots' : 'apply-config';
    return [{ effect, object: name, app: '', detail: `${String(from)} to ${String(to)}: ${command}`, specPath: name }];
  });
}

function told(blades: readonly string[]): string {
  if (blades.length <= 3) return list(blades);
  return `${blades.length} blades (${blades[0]} to ${blades.at(-1)})`;
}
