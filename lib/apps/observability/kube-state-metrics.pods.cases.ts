import type { AlertCase, AlertCases } from '../../kit/alert-cases';

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

export const podAlertCases: AlertCases['alerts'] = {
  OomKilledNodeCritical: oomCases('node-critical', 'system-node-critical', 1),
  OomKilledData: oomCases('data', 'rackwright-data', 1),
  OomKilledVolume: oomCases('volume', 'rackwright-volume', 2),
  OomKilledLarge: oomCases('large', 'rackwright-large', 2),
  OomKilledServing: oomCases('serving', 'rackwright-serving', 2),
  OomKilledBatch: oomCases('batch', 'rackwright-batch', 3),
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
};
