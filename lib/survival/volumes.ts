import type { RackObject, RackView, WorkloadView } from '../checks/rack-view';
import { recordOf, textOf } from '../manifest/field-path';
import type { QuorumSet } from '../placement/quorum';
import { longestGapSeconds } from '../units/schedule';
import { counted } from '../units/words';
import { copiesOf, singleCopy, stoppingSwitches } from './copies';
import type { AwayCopy, Copies, Kept } from './kept';

/** Claims of sets and of single pods. Those of an object store are told by its buckets, so `told` leaves them out. */
export function keptInVolumes(sets: readonly QuorumSet[], view: RackView, told: ReadonlySet<string>): Kept[] {
  const ofSets = view.workloads.flatMap((workload) =>
    told.has(workload.id) ? [] : workload.volumeClaimTemplates.map((template) => ofSet(workload, template, sets, view)),
  );
  const owned = new Set(view.workloads.flatMap(claimNames));
  const single = view
    .ofKind('PersistentVolumeClaim')
    .filter(({ namespace, name }) => !owned.has(`${namespace}/${name}`))
    .map((claim) => ofClaim(claim, view));
  return [...ofSets, ...single];
}

function claimNames({ namespace, name, replicas, volumeClaimTemplates }: WorkloadView): string[] {
  return volumeClaimTemplates.flatMap(({ metadata }) =>
    Array.from(
      { length: replicas },
      (_, ordinal) => `${namespace}/${String(recordOf(metadata).name)}-${name}-${ordinal}`,
    ),
  );
}

function ofSet(
  workload: WorkloadView,
  template: Record<string, unknown>,
  sets: readonly QuorumSet[],
  view: RackView,
): Kept {
  const { id, namespace, name, replicas, object } = workload;
  const volume = String(recordOf(template.metadata).name);
  const claim = view.find('PersistentVolumeClaim', namespace, `${volume}-${name}-0`)?.object;
  const storageClass = classOf(claim?.spec ?? recordOf(template.spec), view);
  const set = sets.find((each) => each.id === id);
  return {
    id,
    what: `${counted(replicas, 'claim')} ${volume}`,
    kind: 'claims',
    ...passingOf(object.app, view),
    copies:
      copiesIn(storageClass, view) ?? (set ? replicatedBy(set, view) : singleCopy(counted(replicas, 'volume'), view)),
    away: backedUp(labelsOf(claim), storageClass, view),
  };
}

function ofClaim(claim: RackObject, view: RackView): Kept {
  const storageClass = classOf(claim.spec, view);
  return {
    id: claim.id,
    what: 'the claim',
    kind: 'claims',
    ...passingOf(claim.app, view),
    copies: copiesIn(storageClass, view) ?? singleCopy('1 volume', view),
    away: backedUp(labelsOf(claim), storageClass, view),
  };
}

function passingOf(app: string, { stated }: RackView): Pick<Kept, 'passing'> {
  const passing = stated.find((each) => each.app === app)?.passing;
  return passing === undefined ? {} : { passing };
}

/** Replicas of the program itself, which may not have sent the newest write on when the blade of the primary died. */
function replicatedBy(set: QuorumSet, view: RackView): Copies {
  return copiesOf(
    set,
    'member',
    {
      bears: 0,
      because: 'a member answers before the others have what was written',
      beyond: 'what was written in the last second',
    },
    view,
  );
}

function classOf(spec: Record<string, unknown>, view: RackView): RackObject | undefined {
  return view.ofKind('StorageClass').find(({ name }) => name === spec.storageClassName);
}

function labelsOf(claim: RackObject | undefined): Record<string, unknown> {
  return recordOf(claim?.manifest.metadata.labels);
}

/** Volumes of Longhorn: a write is acknowledged once every copy that is whole has it. */
function copiesIn(storageClass: RackObject | undefined, view: RackView): Copies | undefined {
  if (storageClass?.manifest.provisioner !== 'driver.longhorn.io') return undefined;
  const wanted = Number(recordOf(storageClass.manifest.parameters).numberOfReplicas ?? 1);
  const { replicaBlades } = view.rack;
  const copies = Math.max(1, Math.min(wanted, replicaBlades.length));
  return {
    where: `${counted(copies, 'copy')} on ${counted(replicaBlades.length, 'blade')}`,
    bears: copies - 1,
    because:
      copies === 1 ? 'there is one copy' : 'every copy has a write before it is acknowledged, while all are whole',
    writesWithout: copies - 1,
    stoppedBy: stoppingSwitches(copies, 1, replicaBlades, view),
  };
}

/** Longhorn's recurring backups: groups of the claim where it is their source, else those of its class. */
function backedUp(labels: Record<string, unknown>, storageClass: RackObject | undefined, view: RackView): AwayCopy[] {
  if (storageClass?.manifest.provisioner !== 'driver.longhorn.io') return [];
  const target = backupTarget(view);
  const groups = groupsOf(labels, storageClass);
  const gaps = view
    .ofKind('RecurringJob')
    .filter(({ spec }) => spec.task === 'backup' && listOf(spec.groups).some((group) => groups.includes(group)))
    .flatMap(({ spec }) => longestGapSeconds(String(spec.cron)) ?? []);
  if (target === undefined || gaps.length === 0) return [];
  return [{ distance: 'off the rack', host: target, ageSeconds: Math.min(...gaps) }];
}

function groupsOf(labels: Record<string, unknown>, { manifest }: RackObject): string[] {
  if (labels['recurring-job.longhorn.io/source'] === 'enabled') {
    return Object.keys(labels).flatMap((key) => /^recurring-job-group\.longhorn\.io\/(.+)$/.exec(key)?.[1] ?? []);
  }
  const selector = textOf(recordOf(manifest.parameters).recurringJobSelector);
  if (selector === undefined) return ['default'];
  return [...selector.matchAll(/"name":"([^"]+)"/g)].map(([, name = '']) => name);
}

/** `s3://homelab`: region and folder say nothing to people. */
function backupTarget(view: RackView): string | undefined {
  const [target] = view
    .ofKind('HelmRelease')
    .flatMap(({ spec }) => textOf(recordOf(recordOf(spec.values).defaultBackupStore).backupTarget) ?? []);
  return target?.replace(/@.*$/, '');
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
