import { recordOf, textOf } from '../manifest/field-path';
import { mebibytesOf, parseBytes } from '../units/quantity';
import { postgresClusters } from './postgres-clusters';
import type { RackObject, RackView } from './rack-view';
import { referencesOf } from './reference-sites';
import type { Rule, RuleHit } from './rule';
import { ownTexts } from './told/told-texts';

/** Drivers whose volumes lie on the blade that they were made on. */
const localDrivers: ReadonlySet<string> = new Set(['local.csi.openebs.io', 'kubernetes.io/no-provisioner']);
const longhorn = 'driver.longhorn.io';

/** Whether volumes of a class lie on one blade. */
export function isLocal({ manifest }: RackObject): boolean {
  return localDrivers.has(String(manifest.provisioner));
}

/** Classes that something of the rack claims volumes of. */
function usedClasses(view: RackView): readonly RackObject[] {
  const used = new Set(referencesOf(view).flatMap(({ kind, name }) => (kind === 'StorageClass' ? [name] : [])));
  return view.ofKind('StorageClass').filter(({ name }) => used.has(name));
}

export const dataKept: Rule = {
  id: 'storage/kept',
  level: 'error',
  why: 'A volume that goes with its claim takes the data along: one mistaken deletion is enough.',
  fixHint: 'set reclaimPolicy: Retain on the class, and Retain in persistentVolumeClaimRetentionPolicy of the set',
  exceptable: true,
  check: (view) => [
    ...usedClasses(view)
      .filter(({ manifest }) => manifest.reclaimPolicy !== 'Retain')
      .map(({ id, manifest }) => ({
        object: id,
        path: 'reclaimPolicy',
        message: `is ${String(manifest.reclaimPolicy ?? 'Delete, the default')}: a volume goes with its claim`,
      })),
    ...view.ofKind('StatefulSet').flatMap(({ id, spec }) =>
      Object.entries(recordOf(spec.persistentVolumeClaimRetentionPolicy))
        .filter(([, policy]) => policy === 'Delete')
        .map(([when]) => ({
          object: id,
          path: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
          message: `deletes claims ${when === 'whenScaled' ? 'when the set gets smaller' : 'with the set'}`,
        })),
    ),
  ],
};

export const bladeFirst: Rule = {
  id: 'storage/blade-first',
  level: 'error',
  why: 'A local volume that is made before the scheduler has chosen lies on any blade, and its pod may find no room there.',
  fixHint: 'set volumeBindingMode: WaitForFirstConsumer',
  exceptable: false,
  check: (view) =>
    view
      .ofKind('StorageClass')
      .filter(isLocal)
      .filter(({ manifest }) => manifest.volumeBindingMode !== 'WaitForFirstConsumer')
      .map(({ id, manifest }) => ({
        object: id,
        path: 'volumeBindingMode',
        message: `is ${String(manifest.volumeBindingMode ?? 'Immediate, the default')}, and its volumes lie on one blade`,
      })),
};

export const mayGrow: Rule = {
  id: 'storage/growth',
  level: 'error',
  why: 'A volume that cannot grow is copied by hand when it is full, with its program stopped.',
  fixHint: 'set allowVolumeExpansion: true',
  exceptable: true,
  check: (view) =>
    usedClasses(view)
      .filter(({ manifest }) => manifest.allowVolumeExpansion !== true)
      .map(({ id }) => ({ object: id, path: 'allowVolumeExpansion', message: 'lets no volume grow' })),
};

export const copies: Rule = {
  id: 'storage/copies',
  level: 'error',
  why: 'A replicated volume with one copy is lost with one disk, and waits whenever its blade restarts.',
  fixHint: 'set numberOfReplicas to "2" or more',
  exceptable: true,
  check: (view) =>
    usedClasses(view)
      .filter(({ manifest }) => manifest.provisioner === longhorn)
      .map(({ id, manifest }) => ({ id, text: recordOf(manifest.parameters).numberOfReplicas }))
      .filter(({ text }) => text !== undefined && Number(text) < 2 && view.rack.blades.length > 1)
      .map(({ id, text }) => ({
        object: id,
        path: 'parameters.numberOfReplicas',
        message: `keeps ${String(text)} copy of each volume`,
      })),
};

interface Claimed {
  object: string;
  path: string;
  storageClass: string;
  accessModes: readonly string[];
  bytes: number;
}

/** Every claim that stands in the tree, or that a set or a database makes. */
function claimsOf(view: RackView): Claimed[] {
  const claimed = (object: string, path: string, spec: Record<string, unknown>): Claimed => ({
    object,
    path,
    storageClass: textOf(spec.storageClassName) ?? '',
    accessModes: Array.isArray(spec.accessModes) ? spec.accessModes.map(String) : [],
    bytes: sizeOf(recordOf(recordOf(spec.resources).requests).storage),
  });
  return [
    ...view.ofKind('PersistentVolumeClaim').map(({ id, spec }) => claimed(id, 'spec', spec)),
    ...view.workloads.flatMap(({ id, volumeClaimTemplates }) =>
      volumeClaimTemplates.map((each, i) => claimed(id, `spec.volumeClaimTemplates[${i}].spec`, recordOf(each.spec))),
    ),
    ...postgresClusters(view).flatMap(({ id, spec }) =>
      ['storage', 'walStorage'].map((part) => {
        const { storageClass, size } = recordOf(spec[part]);
        return claimed(id, `spec.${part}`, {
          storageClassName: storageClass,
          resources: { requests: { storage: size } },
        });
      }),
    ),
  ];
}

/** 0 for what is no quantity: a rule of its own says so. */
function sizeOf(value: unknown): number {
  return parseBytes(String(value)) ?? 0;
}

export const fitsDisk: Rule = {
  id: 'storage/fits-disk',
  level: 'error',
  why: 'A volume lies on a disk as a whole: one larger than any disk is never made, or full long before it says so.',
  fixHint: 'ask for less than the largest disk of a worker has',
  exceptable: false,
  check: (view) => {
    const largest = Math.max(
      ...view.rack.blades.map(({ hardware }) => view.rack.hardware[hardware]?.diskBytes ?? Number.POSITIVE_INFINITY),
    );
    return claimsOf(view)
      .filter(({ bytes }) => bytes > largest)
      .map(({ object, path, bytes }) => ({
        object,
        path,
        message: `asks for ${mebibytesOf(bytes)} on one disk, and the largest of the rack has ${mebibytesOf(largest)}`,
      }));
  },
};

export const oneWriter: Rule = {
  id: 'storage/one-blade',
  level: 'error',
  why: 'A disk of one blade cannot be mounted on several: the driver refuses the claim, and its pod stays Pending.',
  fixHint: 'ask for ReadWriteOnce, or for a class whose volumes are shared',
  exceptable: false,
  check: (view) => {
    const local = new Set(
      view
        .ofKind('StorageClass')
        .filter(isLocal)
        .map(({ name }) => name),
    );
    return claimsOf(view).flatMap(({ object, path, storageClass, accessModes }): RuleHit[] => {
      const shared = accessModes.filter((mode) => /Many$/.test(mode));
      if (!local.has(storageClass) || shared.length === 0) return [];
      return [
        {
          object,
          path: `${path}.accessModes`,
          message: `asks for ${shared.join(', ')} on ${storageClass}, the disk of one blade`,
        },
      ];
    });
  },
};

export const retentionFits: Rule = {
  id: 'storage/retention',
  level: 'error',
  why: 'A Prometheus that may keep more than its volume holds fills it, and then writes nothing.',
  fixHint: 'keep less than the volume holds',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, namespace, name, containers, volumeClaimTemplates }) =>
      containers.flatMap((placed) =>
        ownTexts(placed, id).flatMap(({ path, text }): RuleHit[] => {
          const kept = /^--storage\.tsdb\.retention\.size=(\d+)B$/.exec(text)?.[1];
          if (kept === undefined) return [];
          const sizes = volumeClaimTemplates.map(({ metadata, spec }) => {
            const claim = view.find('PersistentVolumeClaim', namespace, `${String(recordOf(metadata).name)}-${name}-0`);
            const { resources } = claim?.object?.spec ?? recordOf(spec);
            return sizeOf(recordOf(recordOf(resources).requests).storage);
          });
          const most = Math.max(0, ...sizes);
          if (most === 0 || Number(kept) <= most) return [];
          return [
            {
              object: id,
              path,
              message: `keeps up to ${mebibytesOf(Number(kept))} on a volume of ${mebibytesOf(most)}`,
            },
          ];
        }),
      ),
    ),
};

export const storageRules: readonly Rule[] = [
  dataKept,
  bladeFirst,
  mayGrow,
  copies,
  fitsDisk,
  oneWriter,
  retentionFits,
];
