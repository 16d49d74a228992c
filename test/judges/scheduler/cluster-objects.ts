import type { Amounts, PodClass } from '../../../lib/placement/pods';

/** A blade as its kubelet reports it, before any pod. */
export interface Machine {
  name: string;
  allocatable: Pick<Amounts, 'cpuMillicores' | 'memoryBytes' | 'devices'>;
  podSlots: number;
}

/** A pod on each of some blades. */
export interface Daemon {
  id: string;
  request: Pick<Amounts, 'cpuMillicores' | 'memoryBytes'>;
  blades: readonly string[];
}

/** Of pods of which nobody knows theirs, so that none may push them out. */
const HIGHEST_PRIORITY = 2_000_000_000;

const hostname = 'kubernetes.io/hostname';

export function nodeOf({ name, allocatable, podSlots }: Machine): object {
  const amounts = { ...requestsOf(allocatable), pods: String(podSlots) };
  return {
    metadata: { name, labels: { [hostname]: name } },
    status: { capacity: amounts, allocatable: amounts, conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

export function daemonPod({ id, request }: Daemon): object {
  return podNamed(id, { ...request, devices: {} }, { priority: 2_000_001_000 });
}

/** A pod of a class, as a template would make it; `blade` is where its volume lies, if it holds one. */
export function podOf(pod: PodClass, blade?: string): object {
  const { id, request, priority, preempts, blades, keepsOff } = pod;
  return podNamed(
    id,
    request,
    {
      priority: Math.min(priority, HIGHEST_PRIORITY),
      ...(!preempts && { preemptionPolicy: 'Never' }),
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: hostname, operator: 'In', values: [...blades] }] }],
          },
        },
        ...(keepsOff.size > 0 && {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [...keepsOff].map((other) => ({
              labelSelector: { matchLabels: { class: nameOf(other) } },
              topologyKey: hostname,
            })),
          },
        }),
      },
      ...(blade !== undefined && {
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claimName(pod, blade) } }],
      }),
    },
    blade === undefined ? '' : `-at-${blade}`,
  );
}

function podNamed(
  id: string,
  request: Pick<Amounts, 'cpuMillicores' | 'memoryBytes' | 'devices'>,
  spec: object,
  at = '',
): object {
  return {
    metadata: { namespace: 'rack', name: nameOf(`${id}${at}`), labels: { class: nameOf(id) } },
    spec: {
      schedulerName: 'default-scheduler',
      terminationGracePeriodSeconds: 0,
      containers: [
        { name: 'main', image: 'x', resources: { requests: requestsOf(request), limits: limitsOf(request) } },
      ],
      ...spec,
    },
    status: {},
  };
}

/** Label values and names take no slashes and no capitals. */
function nameOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function requestsOf({ cpuMillicores, memoryBytes, devices }: Machine['allocatable']) {
  return { cpu: `${cpuMillicores}m`, memory: String(memoryBytes), ...limitsOf({ devices }) };
}

function limitsOf({ devices }: Pick<Amounts, 'devices'>) {
  return Object.fromEntries(Object.entries(devices).map(([name, amount]) => [name, String(amount)]));
}

function claimName(pod: PodClass, blade: string): string {
  return `${nameOf(pod.id)}-${blade}`;
}

/** A claim that is bound to a volume on one blade, as after the first start. */
export function boundClaim(pod: PodClass, blade: string): { claim: object; volume: object } {
  const name = claimName(pod, blade);
  const storage = { storage: '1Gi' };
  const kind = { accessModes: ['ReadWriteOnce'], storageClassName: 'node-local', volumeMode: 'Filesystem' };
  return {
    claim: {
      metadata: {
        ...{ namespace: 'rack', name, uid: name },
        annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'pv.kubernetes.io/bound-by-controller': 'yes' },
      },
      spec: { ...kind, volumeName: name, resources: { requests: storage } },
      status: { phase: 'Bound', capacity: storage, accessModes: kind.accessModes },
    },
    volume: {
      metadata: { name },
      spec: {
        ...kind,
        capacity: storage,
        csi: { driver: 'local.csi.openebs.io', volumeHandle: name },
        claimRef: { kind: 'PersistentVolumeClaim', namespace: 'rack', name, uid: name },
        nodeAffinity: {
          required: { nodeSelectorTerms: [{ matchExpressions: [{ key: hostname, operator: 'In', values: [blade] }] }] },
        },
      },
      status: { phase: 'Bound' },
    },
  };
}
