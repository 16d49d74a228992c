import type { AlertCase, AlertCases } from '../../kit/alert-cases';

const ready = (node: string) => `kube_node_status_condition{node="${node}",condition="Ready",status="true"}`;
const cordon = (node: string) => `kube_node_spec_unschedulable{node="${node}"}`;
const statefulSet = (what: string, name: string, namespace = 'data') =>
  `kube_statefulset_${what}{namespace="${namespace}",statefulset="${name}"}`;
const deployment = (what: string, name: string) => `kube_deployment_${what}{namespace="ml",deployment="${name}"}`;

/** A container killed `kills` times within half an hour, in a pod of a priority class. */
function killed(priorityClass: string, kills: number, reason = 'OOMKilled'): AlertCase['series'] {
  const labels = 'namespace="data",pod="redis-0",container="redis"';
  return {
    [`kube_pod_container_status_restarts_total{${labels}}`]: `0x9 ${Array.from({ length: kills }, (_, i) => `${i + 1}x4`).join(' ')} ${kills}x60`,
    [`kube_pod_container_status_last_terminated_reason{${labels},reason="${reason}"}`]: '_x9 1x90',
    [`kube_pod_info{namespace="data",pod="redis-0",priority_class="${priorityClass}",node="blade-05"}`]: '1x100',
  };
}

function oomCases(tier: string, priorityClass: string, kills: number): readonly AlertCase[] {
  const labels = { namespace: 'data', pod: 'redis-0', container: 'redis' };
  return [
    {
      when: `a container is killed ${kills} times in an hour`,
      series: killed(priorityClass, kills),
      at: '40m',
      fires: [{ labels, summary: `redis of data/redis-0 (${tier}) ran out of memory ${kills} times in an hour` }],
    },
    kills > 1
      ? { when: 'it is killed once less', series: killed(priorityClass, kills - 1), at: '40m', fires: [] }
      : {
          when: 'the kill was hours ago',
          series: killed(priorityClass, kills),
          silentFrom: '75m',
          at: '95m',
          fires: [],
        },
    { when: 'it ends by itself', series: killed(priorityClass, kills, 'Error'), at: '40m', fires: [] },
    { when: 'a pod of another tier is killed', series: killed('other', kills), at: '40m', fires: [] },
  ];
}

const daemonSet = (wanted: string, have: string) => ({
  'kube_daemonset_status_desired_number_scheduled{namespace="thermal",daemonset="thermal-emc2301"}': wanted,
  'kube_daemonset_status_number_ready{namespace="thermal",daemonset="thermal-emc2301"}': have,
});

export const kubernetesAlertCases: AlertCases = {
  app: 'kube-state-metrics',
  alerts: {
    NodeDown: [
      {
        when: 'a blade has been silent for three minutes',
        series: { [ready('blade-05')]: '1x2 0x20', [ready('blade-06')]: '1x20', [cordon('blade-05')]: '0x20' },
        at: '7m',
        fires: [{ labels: { node: 'blade-05' }, summary: 'blade-05 is down' }],
      },
      {
        when: 'a blade was cordoned before it went down',
        series: { [ready('blade-05')]: '1x2 0x30', [cordon('blade-05')]: '1x40' },
        at: '30m',
        fires: [],
      },
      {
        when: 'it comes back within two minutes',
        series: { [ready('blade-05')]: '1x2 0x1 1x20' },
        at: '8m',
        fires: [],
      },
    ],
    NodesDown: [
      {
        when: 'two blades of twenty are down',
        series: { [ready('blade-05')]: '0x20', [ready('blade-06')]: '0x20', [ready('blade-07')]: '1x20' },
        at: '6m',
        fires: [{ summary: '2 of 20 blades are down' }],
      },
      {
        when: 'one blade is down, however long',
        series: { [ready('blade-05')]: '0x90', [ready('blade-06')]: '1x90' },
        at: '90m',
        fires: [],
      },
      {
        when: 'one is down and another one is drained for an upgrade',
        series: { [ready('blade-05')]: '0x60', [ready('blade-06')]: '0x60', [cordon('blade-06')]: '1x60' },
        at: '50m',
        fires: [],
      },
    ],
    NodeLeftCordoned: [
      {
        when: 'an upgrade was broken off yesterday',
        series: { [cordon('blade-05')]: '1x800' },
        at: '721m',
        fires: [
          {
            labels: { node: 'blade-05' },
            summary: 'blade-05 has taken no pods for twelve hours: it is still cordoned',
          },
        ],
      },
      { when: 'a disk is being replaced', series: { [cordon('blade-05')]: '1x600 0x200' }, at: '700m', fires: [] },
    ],
    NodeEvicts: [
      {
        when: 'the kubelet reports memory pressure',
        series: { 'kube_node_status_condition{node="blade-05",condition="MemoryPressure",status="true"}': '1x20' },
        at: '3m',
        fires: [
          {
            labels: { node: 'blade-05', condition: 'MemoryPressure' },
            summary: 'blade-05 is under MemoryPressure and evicts pods',
          },
        ],
      },
      {
        when: 'it reports that it has none',
        series: {
          'kube_node_status_condition{node="blade-05",condition="MemoryPressure",status="true"}': '0x20',
          'kube_node_status_condition{node="blade-05",condition="MemoryPressure",status="false"}': '1x20',
        },
        at: '10m',
        fires: [],
      },
    ],
    OomKilledNodeCritical: oomCases('node-critical', 'system-node-critical', 1),
    OomKilledData: oomCases('data', 'rackwright-data', 1),
    OomKilledVolume: oomCases('volume', 'rackwright-volume', 2),
    OomKilledLarge: oomCases('large', 'rackwright-large', 2),
    OomKilledServing: oomCases('serving', 'rackwright-serving', 2),
    OomKilledBatch: oomCases('batch', 'rackwright-batch', 3),
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
    PodCrashLooping: [
      {
        when: 'a container ends at every start',
        series: {
          'kube_pod_container_status_waiting_reason{namespace="ml",pod="chat-2",container="server",reason="CrashLoopBackOff"}':
            '1 1 _ 1 1 _ _ 1x30',
        },
        at: '20m',
        fires: [
          {
            labels: { namespace: 'ml', pod: 'chat-2', container: 'server' },
            summary: 'server of ml/chat-2 ends again and again',
          },
        ],
      },
      {
        when: 'it ended twice and then stayed',
        series: {
          'kube_pod_container_status_waiting_reason{namespace="ml",pod="chat-2",container="server",reason="CrashLoopBackOff"}':
            '1x6 0x40',
        },
        at: '30m',
        fires: [],
      },
      {
        when: 'it waits for its image',
        series: {
          'kube_pod_container_status_waiting_reason{namespace="ml",pod="chat-2",container="server",reason="ContainerCreating"}':
            '1x40',
        },
        at: '30m',
        fires: [],
      },
    ],
    PodStuck: [
      {
        when: 'a pod finds no blade for half an hour',
        series: { 'kube_pod_status_phase{namespace="ml",pod="chat-2",phase="Pending"}': '1x60' },
        at: '31m',
        fires: [{ labels: { namespace: 'ml', pod: 'chat-2' }, summary: 'ml/chat-2 has waited half an hour to start' }],
      },
      {
        when: 'its image takes twenty minutes',
        series: { 'kube_pod_status_phase{namespace="ml",pod="chat-2",phase="Pending"}': '1x20 0x40' },
        at: '40m',
        fires: [],
      },
    ],
    JobFailed: [
      {
        when: 'a job used up its tries',
        series: { 'kube_job_failed{namespace="data",job_name="minio-setup-1",condition="true"}': '1x10' },
        at: '2m',
        fires: [
          {
            labels: { namespace: 'data', job_name: 'minio-setup-1' },
            summary: 'job data/minio-setup-1 failed and is not tried again',
          },
        ],
      },
      {
        when: 'one of its pods failed and the next one runs',
        series: {
          'kube_job_failed{namespace="data",job_name="minio-setup-1",condition="true"}': '0x10',
          'kube_job_failed{namespace="data",job_name="minio-setup-1",condition="false"}': '1x10',
        },
        at: '5m',
        fires: [],
      },
    ],
    CronJobMissed: [
      {
        when: 'the time of the next run passed seventy minutes ago',
        series: { 'kube_cronjob_next_schedule_time{namespace="kube-system",cronjob="etcd-snapshot"}': '600x100' },
        at: '80m',
        fires: [
          {
            labels: { namespace: 'kube-system', cronjob: 'etcd-snapshot' },
            summary: 'kube-system/etcd-snapshot should have run an hour ago and did not start',
          },
        ],
      },
      {
        when: 'it passed half an hour ago or a little more',
        series: { 'kube_cronjob_next_schedule_time{namespace="kube-system",cronjob="etcd-snapshot"}': '600x100' },
        at: '45m',
        fires: [],
      },
      {
        when: 'it passed exactly an hour ago',
        series: { 'kube_cronjob_next_schedule_time{namespace="kube-system",cronjob="etcd-snapshot"}': '600x100' },
        at: '70m',
        fires: [],
      },
    ],
  },
};
