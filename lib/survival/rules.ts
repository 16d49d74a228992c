import type { RackView } from '../checks/rack-view';
import type { Rule, RuleHit } from '../checks/rule';
import { recordOf } from '../manifest/field-path';
import { listed } from '../units/words';
import type { Distance, Kept } from './kept';
import { survivalOf } from './survival';

export const copyPromised: Rule = {
  id: 'survival/copy-promised',
  level: 'warning',
  why: 'The rack file names a place for copies, and what has none there dies with the rack, or with one disk of it.',
  fixHint:
    'switch on the app that copies it (document-backups, volume-backups), or keep it where copies are made of; accept it in the rack file where it may be lost',
  exceptable: true,
  check: (view) =>
    promises(view).flatMap(({ distance, by, covers }) =>
      mustSurvive(view)
        .filter((kept) => covers(kept) && !kept.away.some((copy) => copy.distance === distance))
        .map(({ id, what }) => ({
          ...placeOf(id, view),
          message: `${what}: ${by}, and no copy goes there`,
        })),
    ),
};

export const copyRestores: Rule = {
  id: 'survival/copy-restores',
  level: 'error',
  why: 'A copy of which a part is missing costs as much as a whole one, and is found out on the day that it is needed.',
  fixHint: 'keep a ScheduledBackup of the Cluster that is not suspended',
  exceptable: true,
  check: (view) =>
    survivalOf(view).flatMap(({ id, away }) =>
      away.flatMap(({ host, useless }) =>
        useless === undefined ? [] : [{ ...placeOf(id, view), message: `${useless} (${host})` }],
      ),
    ),
};

export const oneCopy: Rule = {
  id: 'survival/one-copy',
  level: 'warning',
  why: 'Disks die. What lies on one of them only, and was never copied, is gone with it.',
  fixHint: 'name a bucket for copies (backups.offsite), or give it more than one copy',
  exceptable: true,
  check: (view) => {
    if (view.rack.backups.offsite) return [];
    return mustSurvive(view)
      .filter(({ copies, away }) => copies !== undefined && copies.bears === 0 && away.length === 0)
      .map(({ id, what, copies }) => ({
        ...placeOf(id, view),
        message: `${what}: ${copies?.because ?? ''}, and nothing is copied elsewhere`,
      }));
  },
};

export const copiesFindBlades: Rule = {
  id: 'survival/copies',
  level: 'warning',
  why: 'A volume with fewer copies than its class asks for stays degraded, and bears fewer dead blades than it says.',
  fixHint: 'name more blades under apps.longhorn.blades',
  exceptable: true,
  check: (view) =>
    view.ofKind('StorageClass').flatMap(({ id, name, manifest }): RuleHit[] => {
      const { replicaBlades } = view.rack;
      const copies = Number(recordOf(manifest.parameters).numberOfReplicas ?? 0);
      const claims = view.ofKind('PersistentVolumeClaim').filter(({ spec }) => spec.storageClassName === name);
      if (manifest.provisioner !== 'driver.longhorn.io' || claims.length === 0 || copies <= replicaBlades.length)
        return [];
      const where = replicaBlades.length === 0 ? 'no blade carries any' : `only ${listed(replicaBlades)} carry any`;
      return [{ object: id, path: 'parameters.numberOfReplicas', message: `asks for ${copies} copies, and ${where}` }];
    }),
};

export const survivalRules: readonly Rule[] = [copyPromised, copyRestores, oneCopy, copiesFindBlades];

interface Promise {
  distance: Distance;
  /** Where the rack file makes it. */
  by: string;
  covers: (kept: Kept) => boolean;
}

/** An off-site bucket is for everything; a store on a helper is for people's documents. */
function promises({ rack: { backups } }: RackView): Promise[] {
  return [
    ...(backups.offsite
      ? [{ distance: 'off the rack' as const, by: 'backups.offsite names a bucket off the rack', covers: () => true }]
      : []),
    ...(backups.beside
      ? [
          {
            distance: 'beside the rack' as const,
            by: `helper ${backups.beside.helper} does documents`,
            covers: ({ kind }: Kept) => kind === 'buckets',
          },
        ]
      : []),
  ];
}

/** Without etcd, which stands in git but for what a bootstrap makes again. */
function mustSurvive(view: RackView): Kept[] {
  return survivalOf(view).filter(
    ({ kind, passing, copies }) => kind !== 'api' && passing === undefined && copies !== undefined,
  );
}

function placeOf(id: string, view: RackView): Pick<RuleHit, 'object' | 'path'> {
  if (view.objects.some((each) => each.id === id)) return { object: id, path: 'spec' };
  return { object: `clusters/${view.rack.name}.yaml`, path: 'backups' };
}
