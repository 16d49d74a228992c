import { isRecord, recordOf, recordsOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import type { Container } from '../manifest/pod-spec';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

const replicated: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

export const disruptionBudget: Rule = {
  id: 'availability/disruption-budget',
  level: 'error',
  why: 'Without a budget a drain takes all replicas at once, and an upgrade of the rack becomes an outage.',
  fixHint: 'add a PodDisruptionBudget with the selector of the workload',
  exceptable: true,
  check: (view) =>
    view.workloads
      .filter(({ kind, replicas, tier }) => replicated.has(kind) && replicas > 1 && wantsBudget(tier, view))
      .filter((workload) => budgetsOf(workload, view).length === 0)
      .map(({ id, replicas }) => ({
        object: id,
        path: 'spec.replicas',
        message: `has ${replicas} replicas and no PodDisruptionBudget that keeps any of them`,
      })),
};

function wantsBudget(tier: string | undefined, { laws }: RackView): boolean {
  return tier === undefined || (laws.tiers[tier]?.disruptionBudget ?? true);
}

function budgetsOf({ namespace, podLabels }: WorkloadView, view: RackView): RackObject[] {
  return view
    .ofKind('PodDisruptionBudget')
    .filter((budget) => budget.namespace === namespace && selects(toSelector(budget.spec.selector), podLabels));
}

export const budgetAllows: Rule = {
  id: 'availability/blocked-drain',
  level: 'error',
  why: 'A budget that allows no disruption at all lets no blade be drained: upgrades wait for ever.',
  fixHint: 'set maxUnavailable: 1; a single replica has no budget, since it must go to move',
  exceptable: true,
  check: (view) =>
    view.ofKind('PodDisruptionBudget').flatMap((budget): RuleHit[] => {
      const guarded = view.workloads.filter(
        (workload) => replicated.has(workload.kind) && budgetsOf(workload, view).includes(budget),
      );
      const replicas = guarded.reduce((sum, workload) => sum + workload.replicas, 0);
      if (replicas === 0 || disruptionsAllowed(budget, replicas) > 0) return [];
      const { maxUnavailable, minAvailable } = budget.spec;
      const [field, value] =
        maxUnavailable !== undefined ? ['maxUnavailable', maxUnavailable] : ['minAvailable', minAvailable];
      return [
        {
          object: budget.id,
          path: `spec.${field}`,
          message: `${field} ${String(value)} of ${replicas} replicas allows no pod to go`,
          fix: replicas === 1 ? 'remove the budget: one replica must go to move' : 'set maxUnavailable: 1',
        },
      ];
    }),
};

/** Pods that may go at once; percentages are rounded up, as the disruption controller does for both fields. */
function disruptionsAllowed({ spec: { maxUnavailable, minAvailable } }: RackObject, replicas: number): number {
  if (maxUnavailable !== undefined) return countOf(maxUnavailable, replicas);
  return minAvailable === undefined ? replicas : replicas - countOf(minAvailable, replicas);
}

/** A count, or a percentage of a whole rounded up. */
function countOf(value: unknown, whole: number): number {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? Number(value) : Math.ceil((Number(percent) * whole) / 100);
}

export const spread: Rule = {
  id: 'availability/spread',
  level: 'error',
  why: 'Replicas that share a blade die with it: two of them are then no better than one.',
  fixHint: 'add pod anti-affinity or a topology spread constraint over kubernetes.io/hostname',
  exceptable: true,
  check: ({ workloads }) =>
    workloads
      .filter(({ kind, replicas }) => replicated.has(kind) && replicas > 1)
      .filter(({ template: { spec } }) => !spec.affinity?.podAntiAffinity && !spec.topologySpreadConstraints?.length)
      .map(({ id, replicas, template: { path } }) => ({
        object: id,
        path,
        message: `may put all ${replicas} replicas on one blade`,
      })),
};

export const readiness: Rule = {
  id: 'availability/readiness',
  level: 'error',
  why: 'A container without a readiness probe gets requests before it can answer, and a roll-out ends too early.',
  fixHint: 'add a readinessProbe that asks what a client would ask',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, tier, kind, containers }) =>
      tier === 'batch' || kind === 'Job' || kind === 'CronJob'
        ? []
        : containers
            .filter(({ role, container }) => role === 'main' && serves(container) && !container.readinessProbe)
            .map(({ path, container }) => ({
              object: id,
              path: `${path}.readinessProbe`,
              message: `listens on ${portsOf(container)} and has no readiness probe`,
            })),
    ),
};

function serves({ ports }: Container): boolean {
  return recordsOf(ports).some(({ name }) => name !== 'metrics');
}

function portsOf({ ports }: Container): string {
  return recordsOf(ports)
    .map(({ name, containerPort }) => String(name ?? containerPort))
    .join(', ');
}

export const tolerationSeconds: Rule = {
  id: 'availability/toleration',
  level: 'error',
  why: 'How long pods stay bound to a blade that fell silent decides how long people wait, or how soon a disk is rebuilt.',
  fixHint: 'tolerate node.kubernetes.io/not-ready and unreachable for the seconds of the tier',
  exceptable: true,
  check: ({ workloads, laws }) =>
    workloads.flatMap(({ id, kind, tier, template: { spec, path } }) => {
      const seconds = laws.tiers[tier ?? '']?.tolerationSeconds;
      if (seconds === undefined || seconds === 'forever' || kind === 'DaemonSet') return [];
      return ['not-ready', 'unreachable'].flatMap((state): RuleHit[] => {
        const key = `node.kubernetes.io/${state}`;
        const found = (spec.tolerations ?? []).find((toleration) => toleration.key === key);
        if (found?.tolerationSeconds === seconds) return [];
        const says = found ? `for ${found.tolerationSeconds ?? 'ever'}` : 'for the default of 300';
        return [
          {
            object: id,
            path: `${path}.tolerations`,
            message: `stays on a blade that is ${state} ${says} s; tier ${tier} says ${seconds} s`,
            fix: `tolerate ${key} with effect NoExecute for tolerationSeconds: ${seconds}`,
          },
        ];
      });
    }),
};

export const daemonRollout: Rule = {
  id: 'availability/daemon-rollout',
  level: 'error',
  why: 'The pod of a dead blade uses up the budget of a roll-out: at 1, one dead blade stops every update of the daemon.',
  fixHint: 'set maxUnavailable above the number of blades that may be dead',
  exceptable: true,
  check: ({ workloads, laws: { deadBladesTolerated: dead }, rack }) =>
    workloads
      .filter(({ kind, object }) => kind === 'DaemonSet' && recordOf(object.spec.updateStrategy).type !== 'OnDelete')
      .flatMap(({ id, object }) => {
        const rollingUpdate = recordOf(recordOf(object.spec.updateStrategy).rollingUpdate);
        const most = countOf(rollingUpdate.maxUnavailable ?? 1, rack.blades.length);
        if (most > dead) return [];
        return [
          {
            object: id,
            path: 'spec.updateStrategy.rollingUpdate.maxUnavailable',
            message: `rolls ${most} at a time, and up to ${dead} blades may be dead`,
            fix: `set maxUnavailable to ${dead + 1} or more`,
          },
        ];
      }),
};

/** How long `kubectl drain` of the upgrade plan waits for a blade to be empty: lib/talos/upgrade.ts. */
const drainSeconds = 15 * 60;

export const gracePeriod: Rule = {
  id: 'availability/grace-period',
  level: 'error',
  why: 'The grace period counts the preStop hook too: a hook as long leaves the program no time to end, and it is killed.',
  fixHint: 'give the time of the hook and the time that the program needs to end',
  exceptable: true,
  check: ({ workloads }) =>
    workloads.flatMap(({ id, template: { spec, path }, containers }) => {
      const grace = spec.terminationGracePeriodSeconds ?? 30;
      const at = { object: id, path: `${path}.terminationGracePeriodSeconds` };
      if (grace === 0) {
        return [
          { ...at, message: 'gives 0 s: the program is killed at once', fix: 'give the time that it needs to end' },
        ];
      }
      if (grace > drainSeconds) {
        const fix = `give no more than ${drainSeconds} s`;
        return [{ ...at, message: `gives ${grace} s, and the drain of an upgrade waits ${drainSeconds} s`, fix }];
      }
      return containers.flatMap(({ container, name }) => {
        const sleeps = preStopSeconds(container);
        if (sleeps === undefined || sleeps < grace) return [];
        return [
          {
            ...at,
            message: `gives ${grace} s, of which preStop of container ${name} sleeps ${sleeps} s`,
            fix: `give more than ${sleeps} s: the hook and the time that the program needs to end`,
          },
        ];
      });
    }),
};

/** Seconds a preStop hook is known to sleep: the `sleep` handler, or a `sleep n` in its command. */
function preStopSeconds({ lifecycle }: Container): number | undefined {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  if (isRecord(sleep)) return Number(sleep.seconds);
  const seconds = /\bsleep (\d+)\b/.exec(exec?.command?.join(' ') ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

export const availabilityRules: readonly Rule[] = [
  disruptionBudget,
  budgetAllows,
  spread,
  readiness,
  tolerationSeconds,
  daemonRollout,
  gracePeriod,
];
