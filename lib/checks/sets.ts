import { quorumMark } from '../facts/marks';
import { fieldOf, isRecord, recordOf, recordsOf, textOf } from '../manifest/field-path';
import { instancesOf, postgresClusters } from './postgres-clusters';
import type { RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { toldTexts } from './told/told-texts';

const hostname = 'kubernetes.io/hostname';

interface StatedSet extends WorkloadView {
  /** Members that must be ready. */
  quorum: number;
}

function statedSets({ workloads }: RackView, kind: string): StatedSet[] {
  return workloads
    .filter((each) => each.kind === kind)
    .flatMap((workload) => {
      const quorum = Number(quorumMark.in(workload.object.annotations) ?? Number.NaN);
      return Number.isNaN(quorum) ? [] : [{ ...workload, quorum }];
    });
}

/** Sets whose members are ready only together. */
const together = (view: RackView) => statedSets(view, 'StatefulSet').filter(({ quorum }) => quorum > 1);

export const startTogether: Rule = {
  id: 'availability/start-together',
  level: 'error',
  why: 'Members that start one after the other wait for the first: one that waits for its peers, or whose blade is dead, keeps all others away.',
  fixHint: 'set podManagementPolicy: Parallel',
  exceptable: true,
  check: (view) =>
    together(view)
      .filter(({ object }) => object.spec.podManagementPolicy !== 'Parallel')
      .map(({ id, quorum, replicas }) => ({
        object: id,
        path: 'spec.podManagementPolicy',
        message: `starts its ${replicas} members in order, and ${quorum} of them must be ready together`,
      })),
};

export const foundEarly: Rule = {
  id: 'availability/found-early',
  level: 'error',
  why: 'Members that need one another to get ready must be found before they are: a Service without them keeps the set down after a power cut.',
  fixHint: 'set publishNotReadyAddresses: true on the headless Service of the set',
  exceptable: true,
  check: (view) =>
    together(view).flatMap(({ id, namespace, object }): RuleHit[] => {
      const service = view.find('Service', namespace, textOf(object.spec.serviceName) ?? '')?.object;
      if (!service || service.spec.publishNotReadyAddresses === true) return [];
      // Members that are not told one another's names get ready each by itself.
      if (!(toldTexts(view).get(id) ?? []).some(({ text }) => text.includes(`.${service.name}.`))) return [];
      return [
        {
          object: service.id,
          path: 'spec.publishNotReadyAddresses',
          message: `leaves members of ${id} out until they are ready, which they are only together`,
        },
      ];
    }),
};

export const membersApart: Rule = {
  id: 'availability/members-apart',
  level: 'error',
  why: 'A set that bears the loss of one member stops with one blade if two of its members may share that blade.',
  fixHint: 'require pod anti-affinity over kubernetes.io/hostname; a preferred one may be ignored',
  exceptable: true,
  check: (view) => [
    ...together(view)
      .filter(({ quorum, replicas }) => replicas > 1 && replicas - quorum < 2)
      .filter((set) => !isApart(set))
      .map(({ id, quorum, replicas, template: { path } }) => ({
        object: id,
        path: `${path}.affinity`,
        message: `may put two of its ${replicas} members on one blade, and ${quorum} must be ready`,
      })),
    ...postgresClusters(view).flatMap((cluster): RuleHit[] => {
      const { enablePodAntiAffinity, podAntiAffinityType, topologyKey } = recordOf(cluster.spec.affinity);
      const apart = enablePodAntiAffinity !== false && podAntiAffinityType === 'required';
      if (instancesOf(cluster) < 2 || (apart && (topologyKey ?? hostname) === hostname)) return [];
      return [
        {
          object: cluster.id,
          path: 'spec.affinity.podAntiAffinityType',
          message: `may put two of its ${instancesOf(cluster)} instances on one blade`,
          fix: 'set podAntiAffinityType: required',
        },
      ];
    }),
  ],
};

function isApart({ template: { spec } }: WorkloadView): boolean {
  const required = spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    recordsOf(required).some((term) => term.topologyKey === hostname) ||
    recordsOf(spec.topologySpreadConstraints).some(
      (each) => each.topologyKey === hostname && each.whenUnsatisfiable === 'DoNotSchedule',
    )
  );
}

export const someStay: Rule = {
  id: 'availability/roll-out',
  level: 'error',
  why: 'A roll-out that takes all pods at once is an outage at every commit, and one without end if the new pods do not start.',
  fixHint: 'roll out with RollingUpdate and maxUnavailable below the replicas',
  exceptable: true,
  check: (view) =>
    statedSets(view, 'Deployment')
      .filter(({ replicas, quorum }) => replicas > 1 && quorum > 0)
      .flatMap(({ id, replicas, quorum, object }): RuleHit[] => {
        const { type, rollingUpdate } = recordOf(object.spec.strategy);
        const hit = (path: string, message: string) => [{ object: id, path: `spec.strategy${path}`, message }];
        if (type === 'Recreate') return hit('.type', `takes all ${replicas} pods down to roll out`);
        const { maxUnavailable } = recordOf(rollingUpdate);
        const gone = countDown(maxUnavailable ?? '25%', replicas);
        if (replicas - gone >= Math.min(quorum, replicas - 1)) return [];
        return hit('.rollingUpdate.maxUnavailable', `lets ${gone} of ${replicas} pods go, and ${quorum} must be ready`);
      }),
};

/** A count, or a percentage rounded down, as the Deployment controller does. */
function countDown(value: unknown, whole: number): number {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? Number(value) : Math.floor((Number(percent) * whole) / 100);
}

export const commitsSurvive: Rule = {
  id: 'availability/synchronous',
  level: 'error',
  why: 'Without a standby that confirms it, a commit that was acknowledged is lost with the blade of the primary.',
  fixHint: 'let commits wait for a standby: spec.postgresql.synchronous with method any, number 1',
  exceptable: true,
  check: (view) =>
    postgresClusters(view)
      .filter((cluster) => instancesOf(cluster) > 1 && !isRecord(recordOf(cluster.spec.postgresql).synchronous))
      .map((cluster) => ({
        object: cluster.id,
        path: 'spec.postgresql.synchronous',
        message: `has ${instancesOf(cluster)} instances, and its commits wait for none of the standbys`,
      })),
};

export const noneIsNoQuorum: Rule = {
  id: 'availability/no-quorum',
  level: 'error',
  why: 'A set that says it needs nobody is healthy when all of it is away: Flux goes on, no alert fires.',
  fixHint: 'state how many pods must be ready, one at least',
  exceptable: true,
  check: (view) =>
    ['StatefulSet', 'Deployment']
      .flatMap((kind) => statedSets(view, kind))
      .filter(({ quorum, replicas }) => quorum < 1 && replicas > 0)
      .map(({ id, quorum, replicas }) => ({
        object: id,
        path: fieldOf('metadata.annotations', quorumMark.key),
        message: `says that ${quorum} of ${replicas} pods are enough`,
      })),
};

export const setRules: readonly Rule[] = [
  startTogether,
  foundEarly,
  membersApart,
  someStay,
  commitsSurvive,
  noneIsNoQuorum,
];
