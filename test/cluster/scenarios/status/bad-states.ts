import { restrictedContainer, restrictedPod } from '../../actors/restricted-pod';
import { powerLabel } from '../../rack/stages';
import { type KubeObject, type Pod, isTrue } from '../../kube/object';
import { leaves } from '../landing';
import type { ScenarioContext } from '../scenario';
import type { StatusStandIns } from './stand-ins';

/** A rack in a bad state, what the first line of `status` must then say, and how all is well again. */
export interface BadState {
  title: string;
  says: RegExp;
  /** @returns what takes it back */
  make(): Promise<() => Promise<unknown> | void>;
}

const iso = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');

export function badStates({ rackBench, recorder }: ScenarioContext, standIns: StatusStandIns): BadState[] {
  const { bench, rack } = rackBench;
  const { client } = bench;
  const plugged = (names: string[]) => async () => {
    await rack.pullPlug(names);
    return () => rack.plugIn(names);
  };
  const planes = rack.machines
    .filter(({ role }) => role === 'control-plane')
    .slice(0, 2)
    .map(({ name }) => name);
  const worker = rack.machines.filter(({ role }) => role === 'worker').at(-1)!.name;
  const [leaf] = leaves(recorder.kustomizations.objects.values());
  const kustomization = (name: string): KubeObject => recorder.kustomizations.objects.get(`flux-system/${name}`)!;
  const cronJob = object('batch/v1', 'CronJob', 'data', 'restore-drill-bench');
  const backup = object('postgresql.cnpg.io/v1', 'Backup', 'data', 'postgres-old');
  const certificate = object('cert-manager.io/v1', 'Certificate', 'default', 'old');

  return [
    { title: 'a dead blade', says: new RegExp(`^${worker} is not ready.*stopped posting`), make: plugged([worker]) },
    {
      title: 'a kubelet that answers and is not ready',
      says: new RegExp(`^${worker} is not ready.*container runtime is down`),
      make: async () => {
        const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: worker } };
        await client.merge(node, { metadata: { labels: { [powerLabel]: 'off' } } });
        const conditions = [
          { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'container runtime is down' },
        ];
        await client.merge(node, { status: { conditions } }, 'status');
        return () => rack.plugIn([worker]);
      },
    },
    {
      title: 'a Kustomization that cannot be applied',
      says: new RegExp(`^Flux cannot apply ${leaf}`),
      make: async () => {
        const { path } = recorder.kustomizations.objects.get(`flux-system/${leaf}`)!.spec;
        await client.merge(kustomization(leaf!), { spec: { path: './nowhere' } });
        return () => client.merge(kustomization(leaf!), { spec: { path } });
      },
    },
    {
      title: 'a pod that no blade has room for',
      says: /^default\/too-large-0 finds no blade.*Insufficient memory.*the proof knows nothing of it/,
      make: async () => {
        const pod = tooLarge();
        await client.apply(pod);
        return () => client.remove(pod, { gracePeriodSeconds: 0 });
      },
    },
    {
      title: 'a set without its quorum',
      says: new RegExp(`^${planes.join(' and ')} are not ready.* → etcd has lost its quorum: 1 of 3`),
      make: plugged(planes),
    },
    {
      title: 'a certificate that has ended',
      says: /^the certificate default\/old ended 3 days ago/,
      make: async () => {
        const spec = { secretName: 'old', dnsNames: ['old.example.org'], issuerRef: { name: 'nobody' } };
        await client.apply({ ...certificate, spec } as KubeObject);
        await client.merge(certificate, { status: { notAfter: iso(3) } }, 'status');
        return () => client.remove(certificate);
      },
    },
    {
      title: 'a base backup of last week',
      says: /^PostgreSQL data\/postgres was last backed up 9 days ago/,
      make: async () => {
        await client.apply({ ...backup, spec: { cluster: { name: 'postgres' } } } as KubeObject);
        await client.merge(backup, { status: { phase: 'completed', stoppedAt: iso(9) } }, 'status');
        return () => client.remove(backup);
      },
    },
    {
      title: 'a restore that nobody has proved for weeks',
      says: /^data\/restore-drill-bench last got through 20 days ago, and should every 7 days/,
      make: async () => {
        await client.apply(weekly(cronJob));
        await client.merge(cronJob, { status: { lastSuccessfulTime: iso(20) } }, 'status');
        return () => client.remove(cronJob);
      },
    },
    {
      title: 'a full volume',
      says: /^the volume of data\/data-redis-0 is 97 % full/,
      make: async () => {
        standIns.used.set('data/data-redis-0', 0.975);
        return () => void standIns.used.clear();
      },
    },
    {
      title: 'an alert that fires',
      says: /^ThermalBladeHot fires for .*: blade-09 is at 68 degrees/,
      make: async () => {
        standIns.alerts.push({
          labels: { alertname: 'ThermalBladeHot', severity: 'critical' },
          annotations: { summary: 'blade-09 is at 68 degrees' },
          startsAt: iso(1),
        });
        return () => void (standIns.alerts.length = 0);
      },
    },
    {
      title: 'a container that ends again and again',
      says: /^data\/redis-2 ends again and again \(\S+, 14 restarts, it ran out of memory\)/,
      make: async () => {
        const pod = podNamed('redis-2') as Pod & { status: { containerStatuses: { name: string }[] } };
        const sick = pod.status.containerStatuses.map((each, index) => (index === 0 ? { ...each, ...crashing } : each));
        await client.merge(pod, { status: { containerStatuses: sick } }, 'status');
        return () => client.merge(pod, { status: { containerStatuses: pod.status.containerStatuses } }, 'status');
      },
    },
    {
      title: 'a blade that was left cordoned',
      says: new RegExp(`^${worker} is cordoned`),
      make: async () => {
        const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: worker } };
        await client.merge(node, { spec: { unschedulable: true } });
        return () => client.merge(node, { spec: { unschedulable: null } });
      },
    },
  ];

  function podNamed(name: string): Pod {
    const pod = recorder.pods.objects.get(`data/${name}`);
    if (pod === undefined || !isTrue(pod, 'Ready')) throw new Error(`data/Pod/${name} is not there, or not Ready`);
    return pod;
  }
}

const crashing = {
  ready: false,
  restartCount: 14,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: {
    terminated: { exitCode: 137, reason: 'OOMKilled', startedAt: iso(0.1), finishedAt: iso(0.1), containerID: '' },
  },
};

function object(apiVersion: string, kind: string, namespace: string, name: string): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace } };
}

function tooLarge(): KubeObject {
  const resources = { requests: { memory: '640Gi' } };
  return {
    ...object('v1', 'Pod', 'default', 'too-large-0'),
    spec: {
      securityContext: restrictedPod,
      containers: [{ securityContext: restrictedContainer, name: 'large', image: 'large', resources }],
    },
  } as KubeObject;
}

function weekly(cronJob: KubeObject): KubeObject {
  const container = { securityContext: restrictedContainer, name: 'drill', image: 'drill' };
  const pod = { securityContext: restrictedPod, restartPolicy: 'Never', containers: [container] };
  return {
    ...cronJob,
    spec: { schedule: '0 3 * * 0', jobTemplate: { spec: { template: { spec: pod } } } },
  } as KubeObject;
}
