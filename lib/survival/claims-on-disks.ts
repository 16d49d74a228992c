import { postgresClusters } from '../checks/postgres-clusters';
import type { RackObject, RackView, WorkloadView } from '../checks/rack-view';
import { recordOf } from '../manifest/field-path';
import { quorumSets } from '../placement/quorum';
import type { AwayCopy } from './kept';
import { survivalOf } from './survival';

/** Claims of one owner whose volumes lie on the disks of blades, each on one: what is gone with a dead disk. */
export interface ClaimsOnDisks {
  /** `data/StatefulSet/redis`; the claim itself where nobody made it from a template. */
  owner: string;
  namespace: string;
  /** `data-redis-0`; with `<n>` for an operator's, which counts on. */
  claims: readonly string[];
  /** Whether no other member has what lies there, and it must survive. */
  isOnlyCopy: boolean;
  /** Why nothing of it has to survive. @default - it must */
  passing?: string;
  /** Copies elsewhere. */
  away: readonly AwayCopy[];
}

/** All claims that no driver copies to other blades, what has one copy first. */
export function claimsOnDisks(view: RackView): ClaimsOnDisks[] {
  const copied = new Set(
    view
      .ofKind('StorageClass')
      .filter(({ manifest }) => manifest.provisioner === 'driver.longhorn.io')
      .map(({ name }) => name),
  );
  const claims = view.ofKind('PersistentVolumeClaim').filter(({ spec }) => !copied.has(String(spec.storageClassName)));
  const ofSets = view.workloads.flatMap((workload) =>
    workload.volumeClaimTemplates.flatMap((template) => {
      const { id, namespace } = workload;
      const own = claimNames(workload, template).filter((name) =>
        claims.some((each) => each.namespace === namespace && each.name === name),
      );
      return own.length === 0 ? [] : [{ owner: id, namespace, claims: own }];
    }),
  );
  const taken = new Set(ofSets.flatMap(({ namespace, claims: own }) => own.map((name) => `${namespace}/${name}`)));
  const single = claims.flatMap(({ id, namespace = '', name }) =>
    taken.has(`${namespace}/${name}`) ? [] : [{ owner: id, namespace, claims: [name] }],
  );
  const all = [...postgresClusters(view).flatMap((cluster) => ofCluster(cluster, copied)), ...ofSets, ...single].map(
    (each) => ({ ...each, ...fateOf(each.owner, view) }),
  );
  return [...all.filter(({ isOnlyCopy }) => isOnlyCopy), ...all.filter(({ isOnlyCopy }) => !isOnlyCopy)];
}

function claimNames({ name, replicas }: WorkloadView, template: Record<string, unknown>): string[] {
  const volume = String(recordOf(template.metadata).name);
  return Array.from({ length: replicas }, (_, ordinal) => `${volume}-${name}-${ordinal}`);
}

/** CloudNativePG makes them, and the next member has the next number. */
function ofCluster({ id, namespace = '', name, spec }: RackObject, copied: ReadonlySet<string>) {
  if (copied.has(String(recordOf(spec.storage).storageClass))) return [];
  const claims = [`${name}-<n>`, ...(spec.walStorage === undefined ? [] : [`${name}-<n>-wal`])];
  return [{ owner: id, namespace, claims }];
}

function fateOf(owner: string, view: RackView): Pick<ClaimsOnDisks, 'isOnlyCopy' | 'passing' | 'away'> {
  const kept = survivalOf(view).filter(({ id }) => id === owner);
  const precious = kept.filter(({ passing }) => passing === undefined);
  const [passing] = kept.flatMap((each) => each.passing ?? []);
  const hasMembers = quorumSets(view).some(({ id }) => id === owner);
  if (precious.length === 0 && passing !== undefined) return { isOnlyCopy: false, passing, away: [] };
  return { isOnlyCopy: !hasMembers, away: precious.flatMap(({ away }) => away) };
}
