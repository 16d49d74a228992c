import { recordOf, recordsOf } from '../manifest/field-path';
import { mebibytesOf, parseBytes, parseMillicores } from '../units/quantity';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

interface Asked {
  pods: number;
  'requests.cpu': number;
  'requests.memory': number;
  'limits.memory': number;
}

const zero: Asked = { pods: 0, 'requests.cpu': 0, 'requests.memory': 0, 'limits.memory': 0 };
const lasting: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What a namespace's lasting pods ask for together; a DaemonSet has one on each blade that it may use, one at the least. */
function askedIn(namespace: string | undefined, { workloads }: RackView): Asked {
  return workloads
    .filter((each) => each.namespace === namespace && lasting.has(each.kind))
    .map((each) => ({ ...zero, ...sumOf(each) }))
    .reduce(
      (sum, each) => ({
        pods: sum.pods + each.pods,
        'requests.cpu': sum['requests.cpu'] + each['requests.cpu'],
        'requests.memory': sum['requests.memory'] + each['requests.memory'],
        'limits.memory': sum['limits.memory'] + each['limits.memory'],
      }),
      zero,
    );
}

function sumOf({ replicas, containers }: WorkloadView): Asked {
  const sum = (part: 'requests' | 'limits', what: 'cpu' | 'memory') =>
    containers
      .filter(({ role }) => role === 'main' || role === 'sidecar')
      .reduce((total, { container }) => total + amount(what, recordOf(recordOf(container.resources)[part])[what]), 0);
  return {
    pods: replicas,
    'requests.cpu': replicas * sum('requests', 'cpu'),
    'requests.memory': replicas * sum('requests', 'memory'),
    'limits.memory': replicas * sum('limits', 'memory'),
  };
}

/** 0 for what is no quantity: a rule of its own says so. */
function amount(what: 'cpu' | 'memory', value: unknown): number {
  return (what === 'cpu' ? parseMillicores : parseBytes)(String(value)) ?? 0;
}

/** Names under which a quota limits the same thing. */
const synonyms: Readonly<Record<string, keyof Asked>> = {
  pods: 'pods',
  'count/pods': 'pods',
  cpu: 'requests.cpu',
  'requests.cpu': 'requests.cpu',
  memory: 'requests.memory',
  'requests.memory': 'requests.memory',
  'limits.memory': 'limits.memory',
};

function valueOf(key: keyof Asked, value: unknown): number {
  if (key === 'pods') return Number(value);
  return amount(key === 'requests.cpu' ? 'cpu' : 'memory', value);
}

function print(key: keyof Asked, value: number): string {
  if (key === 'pods') return String(value);
  return key === 'requests.cpu' ? `${value}m` : mebibytesOf(value);
}

export const quotaFits: Rule = {
  id: 'resources/quota',
  level: 'error',
  why: 'The API server refuses pods beyond a quota or a limit range: they are never created, and only an event of their set says so.',
  fixHint: 'allow what the workloads of the namespace ask for, or let them ask for less',
  exceptable: true,
  check: (view) => [
    ...view.ofKind('ResourceQuota').flatMap(({ id, namespace, spec }) =>
      Object.entries(recordOf(spec.hard)).flatMap(([name, value]): RuleHit[] => {
        const key = synonyms[name];
        if (key === undefined || spec.scopes !== undefined || spec.scopeSelector !== undefined) return [];
        const asked = askedIn(namespace, view)[key];
        const most = valueOf(key, value);
        if (asked <= most) return [];
        return [
          {
            object: id,
            path: `spec.hard["${name}"]`,
            message: `allows ${print(key, most)}, and the workloads of ${namespace} ask for ${print(key, asked)}`,
          },
        ];
      }),
    ),
    ...view.ofKind('ResourceQuota').flatMap((quota) => tooFew(quota, view)),
    ...view.ofKind('LimitRange').flatMap(({ id, namespace, spec }) =>
      recordsOf(spec.limits).flatMap(({ type, max, min }, i) =>
        type === 'Container'
          ? [
              ...tooLarge(recordOf(max), namespace, view).map((hit) => ({
                object: id,
                path: `spec.limits[${i}].max`,
                ...hit,
              })),
              ...tooSmall(recordOf(min), namespace, view).map((hit) => ({
                object: id,
                path: `spec.limits[${i}].min`,
                ...hit,
              })),
            ]
          : [],
      ),
    ),
  ],
};

/** Objects that a quota counts, by the name that it counts them under; claims that sets and operators make come on top. */
const counted: Readonly<Record<string, string>> = {
  configmaps: 'ConfigMap',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  services: 'Service',
  secrets: 'Secret',
  'count/deployments.apps': 'Deployment',
  'count/statefulsets.apps': 'StatefulSet',
  'count/cronjobs.batch': 'CronJob',
};

function tooFew({ id, namespace, spec }: RackObject, view: RackView): RuleHit[] {
  return Object.entries(recordOf(spec.hard)).flatMap(([name, value]): RuleHit[] => {
    const kind = counted[name] ?? counted[name.replace(/^count\//, '')];
    if (kind === undefined) return [];
    const sealed = kind === 'Secret' ? view.secrets.filter((each) => each.namespace === namespace).length : 0;
    const there = sealed + view.ofKind(kind).filter((each) => each.namespace === namespace).length;
    if (there <= Number(value)) return [];
    return [
      {
        object: id,
        path: `spec.hard["${name}"]`,
        message: `allows ${String(value)}, and ${namespace} has ${there} of kind ${kind}`,
      },
    ];
  });
}

type Resource = 'cpu' | 'memory';
type Resources = Record<'limits' | 'requests', Record<string, unknown>>;

/** The first container of each workload that a limit range refuses, in the words of `refused`. */
function firstRefused(
  namespace: string | undefined,
  view: RackView,
  refused: (what: Resource, resources: Resources, who: string) => string | undefined,
): { message: string }[] {
  return view.workloads
    .filter((each) => each.namespace === namespace)
    .flatMap(({ id, containers }) =>
      containers
        .flatMap(({ name, container }) => {
          const { limits, requests } = recordOf(container.resources);
          const resources = { limits: recordOf(limits), requests: recordOf(requests) };
          return (['cpu', 'memory'] as const).flatMap((what) => {
            const message = refused(what, resources, `${name} of ${id}`);
            return message === undefined ? [] : [{ message }];
          });
        })
        .slice(0, 1),
    );
}

/** Those that ask for less than a limit range wants of one. */
function tooSmall(min: Record<string, unknown>, namespace: string | undefined, view: RackView): { message: string }[] {
  return firstRefused(namespace, view, (what, { requests }, who) => {
    const asked = requests[what];
    if (min[what] === undefined || asked === undefined || amount(what, asked) >= amount(what, min[what])) return;
    return `wants ${String(min[what])} of ${what} of a container; ${who} asks for less`;
  });
}

/** Those that ask for more than a limit range lets one have. */
function tooLarge(max: Record<string, unknown>, namespace: string | undefined, view: RackView): { message: string }[] {
  return firstRefused(namespace, view, (what, { limits, requests }, who) => {
    const wanted = Math.max(amount(what, limits[what]), amount(what, requests[what]));
    if (max[what] === undefined || wanted <= amount(what, max[what])) return;
    return `lets a container have ${String(max[what])} of ${what}; ${who} wants more`;
  });
}

export const memoryVolume: Rule = {
  id: 'resources/memory-volume',
  level: 'error',
  why: 'A volume in memory counts as memory of its container: one that may fill the limit gets the container killed, not the write refused.',
  fixHint: 'give it a sizeLimit that leaves the program what it needs, or leave medium out',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, template: { spec, path }, containers }) =>
      recordsOf(spec.volumes).flatMap((volume): RuleHit[] => {
        const { medium, sizeLimit } = recordOf(volume.emptyDir);
        if (medium !== 'Memory') return [];
        const limits = containers
          .filter(({ container }) => recordsOf(container.volumeMounts).some((mount) => mount.name === volume.name))
          .map(({ container }) => amount('memory', recordOf(recordOf(container.resources).limits).memory));
        const least = Math.min(...limits.filter((bytes) => bytes > 0));
        const size = sizeLimit === undefined ? Number.POSITIVE_INFINITY : amount('memory', sizeLimit);
        if (!Number.isFinite(least) || size < least) return [];
        return [
          {
            object: id,
            path: `${path}.volumes[${String(volume.name)}].emptyDir`,
            message: `may hold ${sizeLimit === undefined ? 'any amount' : String(sizeLimit)} in the memory of a container that is killed at ${mebibytesOf(least)}`,
          },
        ];
      }),
    ),
};

export const classesPush: Rule = {
  id: 'resources/preemption',
  level: 'error',
  why: 'A class that pushes nobody aside waits behind pods that could run tomorrow; one that is everybody’s default lifts what states none.',
  fixHint: 'leave preemptionPolicy and globalDefault out, except of the class of batch',
  exceptable: true,
  check: (view) => {
    const { tiers } = view.laws;
    const own = new Set(Object.values(tiers).map(({ priorityClass }) => priorityClass));
    return view.ofKind('PriorityClass').flatMap(({ id, name, manifest }): RuleHit[] => {
      if (!own.has(name) || name === tiers.batch?.priorityClass) return [];
      return [
        ...(manifest.preemptionPolicy === 'Never'
          ? [{ object: id, path: 'preemptionPolicy', message: 'pushes nobody aside, and its pods wait for room' }]
          : []),
        ...(manifest.globalDefault === true
          ? [{ object: id, path: 'globalDefault', message: 'is the class of every pod that states none' }]
          : []),
      ];
    });
  },
};

export const quotaRules: readonly Rule[] = [quotaFits, memoryVolume, classesPush];
