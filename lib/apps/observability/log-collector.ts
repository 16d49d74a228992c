import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { LogStore } from '../../kit/peers';
import { kubeApiServer } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import { collectorAlerts } from './log-collector.alerts';

const namespace = 'hardware';
const name = 'log-collector';
/** On the blade's own disk: how far each file was read, and what the store could not take yet. */
const state = '/var/lib/log-collector';

export const logCollector = app({
  name,
  area: 'observability',
  summary: 'Reads the logs of each blade: its pods’, Talos’ own and the kernel’s',
  spec: z.strictObject({}),
  needs: { store: LogStore },
  namespaces: { [namespace]: 'privileged' },
  build: (scope, { store }) => new LogCollector(scope, store),
});

/**
 * vlagent on every blade. Talos 1.12 and later write what their services and the kernel say to /var/log, so one mount is
 * all it needs, and nothing listens on the blade.
 */
export class LogCollector extends Construct {
  constructor(scope: Construct, store: LogStore) {
    super(scope, name);
    const collector = new Workload(this, {
      kind: 'DaemonSet',
      namespace,
      name,
      tier: 'node-critical',
      user: { uid: 0, gid: 0 },
      role: {
        scope: 'cluster',
        rules: [
          { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
          { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
          { apiGroups: [''], resources: ['namespaces'], verbs: ['list'] },
        ],
      },
      alerts: collectorAlerts,
      exceptions: {
        'baseline/non-root': 'logs below /var/log belong to root and are readable by nobody else',
        'baseline/host': 'logs lie on the blade, and so must how far they were read: a new pod goes on from there',
      },
      volumes: {
        logs: { hostPath: { path: '/var/log', type: 'Directory' } },
        state: { hostPath: { path: state, type: 'DirectoryOrCreate' } },
      },
      containers: {
        [name]: {
          image: 'vlagent',
          args: collectorArgs(store.writeUrl),
          env: { NODE: { fieldPath: 'spec.nodeName' }, GOMEMLIMIT: '48MiB' },
          ports: { http: { port: 9429, http: true } },
          scrape: {
            port: 'http',
            keep: {
              names: [
                'vl_(rows_ingested_total|rows_dropped_total|too_long_lines_skipped_total)',
                'vlagent_remotewrite_(pending_data_bytes|requests_total|retries_count_total|packets_dropped_total)',
                'vm_persistentqueue_blocks_dropped_total',
                'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
              ],
              reason: 'the rest is for who debugs vlagent itself, and there is one on every blade',
            },
          },
          cpu: '20m',
          memory: '64Mi',
          memoryRequest: '48Mi',
          mounts: { '/var/log': { hostView: 'logs' }, [state]: 'state' },
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
        },
      },
    });
    collector.connectsTo(store.writePort, kubeApiServer);
  }
}

/** `$(NODE)` is filled in by the kubelet. */
export function collectorArgs(storeUrl: string): string[] {
  return [
    `-remoteWrite.url=${storeUrl}`,
    `-tmpDataPath=${state}`,
    // What waits beyond that goes, oldest first; vlagent takes no less.
    '-remoteWrite.maxDiskUsagePerURL=512MiB',
    '-remoteWrite.maxBlockSize=1MiB',
    '-remoteWrite.queues=1',
    '-memory.allowedBytes=24MiB',
    '-kubernetesCollector',
    '-kubernetesCollector.includePodLabels=false',
    '-kubernetesCollector.ignoreFields=kubernetes.container_id,kubernetes.pod_ip',
    // kernel.log, machined.log, etcd.log, kubelet.log …
    '-fileCollector.glob=/var/log/*.log',
    '-fileCollector.hostnameField=',
    '-fileCollector.extraFields={"kubernetes.pod_node_name":"$(NODE)"}',
    '-fileCollector.streamFields=file,kubernetes.pod_node_name',
    '-httpListenAddr=:9429',
  ];
}
