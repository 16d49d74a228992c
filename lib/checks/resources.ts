import { isRecord, recordOf } from '../manifest/field-path';
import type { Labels } from '../manifest/labels';
import type { Resources } from '../manifest/pod-spec';
import { parseBytes } from '../units/quantity';
import { suggestion } from './nearest';
import { postgresClusters } from './postgres-clusters';
import type { TierRule } from '../facts/tier';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import { tierMark } from '../facts/marks';
import type { Rule, RuleHit } from './rule';

/** Something that states resources: a container, or what an operator makes into one. */
interface Holder {
  object: string;
  path: string;
  resources: Resources;
  tier?: string;
  kind: string;
}

function holdersOf(view: RackView): Holder[] {
  const containers = view.workloads.flatMap(({ id, kind, tier, containers: all }) =>
    all.map(({ container, path }) => ({
      object: id,
      kind,
      tier,
      path: `${path}.resources`,
      resources: (container.resources ?? {}) as Resources,
    })),
  );
  const databases = postgresClusters(view).map(({ id, kind, spec }) => ({
    object: id,
    kind,
    tier: 'data',
    path: 'spec.resources',
    resources: recordOf(spec.resources) as Resources,
  }));
  return [...containers, ...databases];
}

const mustState = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

export const resourcesStated: Rule = {
  id: 'resources/stated',
  level: 'error',
  why: 'The scheduler places what is unstated anywhere, and the blade that runs out of memory kills at random.',
  fixHint: 'state it with a number that was measured; there is no default on purpose',
  exceptable: false,
  check: (view) =>
    holdersOf(view).flatMap(({ object, path, resources }) =>
      mustState
        .filter(([part, resource]) => recordOf(resources[part])[resource] === undefined)
        .map(([part, resource]) => ({
          object,
          path: `${path}.${part}.${resource}`,
          message: `states no ${resource} ${part === 'requests' ? 'request' : 'limit'}`,
        })),
    ),
};

export const tierKnown: Rule = {
  id: 'resources/tier',
  level: 'error',
  why: 'The tier says who goes first when memory or blades run short; pods without one go first, whatever they hold.',
  fixHint: `set the label ${tierMark.key} to one of the tiers`,
  exceptable: false,
  check: ({ workloads, laws }) =>
    workloads
      .filter(({ tier }) => tier === undefined || !(tier in laws.tiers))
      .map(({ id, tier }) => ({
        object: id,
        path: `metadata.labels["${tierMark.key}"]`,
        message: tier === undefined ? 'has no tier' : `has tier "${tier}", which is none`,
        fix: suggestion(tier ?? '', Object.keys(laws.tiers)),
      })),
};

export const tierMemory: Rule = {
  id: 'resources/memory',
  level: 'error',
  why: 'Memory above the request is a promise the blade may break: the kernel then kills a database or an answer.',
  fixHint: 'make the request as large as the limit',
  exceptable: true,
  check: (view) =>
    holdersOf(view).flatMap(({ object, path, resources, tier }) => {
      const [requests, limits] = [recordOf(resources.requests), recordOf(resources.limits)];
      if (lawOf(tier, view)?.memory !== 'equal') return [];
      if (requests.memory === undefined || limits.memory === undefined) return [];
      if (parseBytes(String(requests.memory)) === parseBytes(String(limits.memory))) return [];
      return [
        {
          object,
          path: `${path}.requests.memory`,
          message: `requests ${String(requests.memory)} of a limit of ${String(limits.memory)}; tier ${tier} wants both equal`,
          fix: `request ${String(limits.memory)}`,
        },
      ];
    }),
};

export const cpuLimit: Rule = {
  id: 'resources/cpu-limit',
  level: 'error',
  why: 'A CPU limit throttles even on an idle blade: databases time out, and what cools or connects the blade stalls.',
  fixHint: 'remove the CPU limit; the request already says its share when the blade is busy',
  exceptable: true,
  check: (view) =>
    holdersOf(view)
      .filter(({ tier, kind }) => noCpuLimit(tier, kind, view))
      .flatMap(({ object, path, resources, tier }): RuleHit[] => {
        const limit = recordOf(resources.limits).cpu;
        if (limit === undefined) return [];
        return [{ object, path: `${path}.limits.cpu`, message: `limits CPU to ${String(limit)} in tier ${tier}` }];
      }),
};

/** Of the node-critical daemons only the one that must not heat what it cools has a CPU limit, and says so. */
function noCpuLimit(tier: string | undefined, kind: string, view: RackView): boolean {
  return lawOf(tier, view)?.cpuLimit === 'never' || (tier === 'node-critical' && kind === 'DaemonSet');
}

export const priority: Rule = {
  id: 'resources/priority',
  level: 'error',
  why: 'When blades run short the scheduler evicts by priority class, not by what we call a tier.',
  fixHint: 'set the class of the tier, or choose another tier',
  exceptable: true,
  check: (view) => [
    ...view.workloads.flatMap((workload) => priorityHits(workload, view)),
    ...postgresClusters(view).flatMap((cluster) => clusterPriorityHits(cluster, view)),
  ],
};

/** Its pods get the tier's label from the Cluster, and their class from another field of it. */
function clusterPriorityHits({ id, spec }: RackObject, view: RackView): RuleHit[] {
  const tier = tierMark.in(recordOf(recordOf(spec.inheritedMetadata).labels) as Labels);
  const law = lawOf(tier, view);
  if (!law || spec.priorityClassName === law.priorityClass) return [];
  const own = String(spec.priorityClassName ?? 'none');
  return [
    {
      object: id,
      path: 'spec.priorityClassName',
      message: `has priority class ${own}; tier ${tier} has ${law.priorityClass}`,
      fix: `set ${law.priorityClass}`,
    },
  ];
}

function priorityHits({ id, tier, template: { spec, path } }: WorkloadView, view: RackView): RuleHit[] {
  const law = lawOf(tier, view);
  if (!law || spec.priorityClassName === law.priorityClass) return [];
  return [
    {
      object: id,
      path: `${path}.priorityClassName`,
      message: `has priority class ${spec.priorityClassName ?? 'none'}; tier ${tier} has ${law.priorityClass}`,
      fix: `set ${law.priorityClass}, or choose another tier`,
    },
  ];
}

export const batchLowest: Rule = {
  id: 'resources/batch-lowest',
  level: 'error',
  why: 'What can run tomorrow must go before what somebody waits for.',
  fixHint: 'give it the lowest value of all classes',
  exceptable: false,
  check: (view) => {
    const own = view.ofKind('PriorityClass').filter(({ manifest }) => typeof manifest.value === 'number');
    const batch = own.find(({ name }) => name === view.laws.tiers.batch?.priorityClass);
    const value = Number(batch?.manifest.value);
    const below = own
      .filter((other) => other !== batch && Number(other.manifest.value) <= value)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (!batch || below.length === 0) return [];
    return [
      {
        object: batch.id,
        path: 'value',
        message: `is ${value}, not below ${below.map((other) => `${other.name} (${String(other.manifest.value)})`).join(', ')}`,
        fix: 'give it the lowest value of all classes',
      },
    ];
  },
};

function lawOf(tier: string | undefined, { laws }: RackView): TierRule | undefined {
  return tier !== undefined && isRecord(laws.tiers[tier]) ? laws.tiers[tier] : undefined;
}

export const resourceRules: readonly Rule[] = [resourcesStated, tierKnown, tierMemory, cpuLimit, priority, batchLowest];
