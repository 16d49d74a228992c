import type { AlertCases } from '../../kit/alert-cases';

const statefulSet = (what: string, name: string, namespace = 'data') =>
  `kube_statefulset_${what}{namespace="${namespace}",statefulset="${name}"}`;
const deployment = (what: string, name: string) => `kube_deployment_${what}{namespace="ml",deployment="${name}"}`;

const daemonSet = (wanted: string, have: string) => ({
  'kube_daemonset_status_desired_number_scheduled{namespace="thermal",daemonset="thermal-emc2301"}': wanted,
  'kube_daemonset_status_number_ready{namespace="thermal",daemonset="thermal-emc2301"}': have,
});

export const workloadAlertCases: AlertCases['alerts'] = {
  QuorumLost: [
    {
      when: 'one of three Redis servers is left',
      series: { [statefulSet('status_replicas_ready', 'redis')]: '3x2 1x20' },
      at: '7m',
      fires: [
        {
          labels: { namespace: 'data', workload: 'redis' },
          summary: 'data/redis has 1 ready replicas, fewer than it needs to take writes',
        },
      ],
    },
    {
      when: 'two of four MinIO servers are left',
      series: { [statefulSet('status_replicas_ready', 'minio')]: '2x20' },
      at: '7m',
      fires: [
        {
          labels: { namespace: 'data', workload: 'minio' },
          summary: 'data/minio has 2 ready replicas, fewer than it needs to take writes',
        },
      ],
    },
    {
      when: 'a dead blade takes one server of each',
      series: {
        [statefulSet('status_replicas_ready', 'redis')]: '3x2 2x20',
        [statefulSet('status_replicas_ready', 'minio')]: '4x2 3x20',
      },
      at: '15m',
      fires: [],
    },
    {
      when: 'two pods restart and are ready after two minutes',
      series: { [statefulSet('status_replicas_ready', 'redis')]: '3x2 1x1 3x20' },
      at: '12m',
      fires: [],
    },
  ],
  ServiceGone: [
    {
      when: 'no gateway to the models is ready',
      series: { [deployment('status_replicas_ready', 'litellm')]: '2x2 0x20' },
      at: '9m',
      fires: [{ labels: { namespace: 'ml', workload: 'litellm' }, summary: 'no replica of ml/litellm is ready' }],
    },
    {
      when: 'every server of a model is gone',
      series: {
        [deployment('status_replicas_ready', 'chat-0')]: '1x2 0x20',
        [deployment('status_replicas_ready', 'chat-3')]: '1x2 0x20',
      },
      at: '9m',
      fires: [{ labels: { namespace: 'ml', workload: 'chat' }, summary: 'no replica of ml/chat is ready' }],
    },
    ...['chat-large', 'embeddings'].map((workload) => ({
      when: `every server of ${workload} is gone`,
      series: {
        [deployment('status_replicas_ready', `${workload}-0`)]: '1x2 0x20',
        [deployment('status_replicas_ready', `${workload}-1`)]: '1x2 0x20',
      },
      at: '9m',
      fires: [{ labels: { namespace: 'ml', workload }, summary: `no replica of ml/${workload} is ready` }],
    })),
    {
      when: 'one server of a model is gone',
      series: {
        [deployment('status_replicas_ready', 'chat-0')]: '0x30',
        [deployment('status_replicas_ready', 'chat-3')]: '1x30',
      },
      at: '30m',
      fires: [],
    },
    {
      when: 'one of two is left',
      series: { [deployment('status_replicas_ready', 'litellm')]: '2x2 1x30' },
      at: '30m',
      fires: [],
    },
    {
      when: 'both restart and one is back after four minutes',
      series: { [deployment('status_replicas_ready', 'litellm')]: '2x2 0x3 1x20' },
      at: '15m',
      fires: [],
    },
  ],
  ReplicaMissing: [
    {
      when: 'one of two chat windows does not come back',
      series: {
        [statefulSet('replicas', 'open-webui', 'ml')]: '2x60',
        [statefulSet('status_replicas_ready', 'open-webui', 'ml')]: '2x2 1x60',
      },
      at: '35m',
      fires: [
        { labels: { namespace: 'ml', workload: 'open-webui' }, summary: 'ml/open-webui lacks 1 of its replicas' },
      ],
    },
    {
      when: 'a server of a Deployment takes twenty minutes to start',
      series: {
        [deployment('spec_replicas', 'litellm')]: '2x60',
        [deployment('status_replicas_ready', 'litellm')]: '2x2 1x19 2x60',
      },
      at: '40m',
      fires: [],
    },
    {
      when: 'a set is scaled to none on purpose',
      series: {
        [statefulSet('replicas', 'chat', 'ml')]: '0x60',
        [statefulSet('status_replicas_ready', 'chat', 'ml')]: '0x60',
      },
      at: '50m',
      fires: [],
    },
  ],
  DaemonSetShort: [
    {
      when: 'one of twenty thermal daemons is not ready',
      series: daemonSet('20x60', '20x2 19x60'),
      at: '35m',
      fires: [
        {
          labels: { namespace: 'thermal', daemonset: 'thermal-emc2301' },
          summary: 'thermal/thermal-emc2301 is not ready on 1 blades',
        },
      ],
    },
    {
      when: 'a new version rolls through the rack',
      series: daemonSet('20x60', '20x2 17x20 20x60'),
      at: '40m',
      fires: [],
    },
  ],
};
