import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { dnsPods } from '../../kit/network-policies';
import { Pods } from '../../kit/pods';
import { Scrape } from '../../kit/scrape';
import { clusterAlerts } from './cluster-metrics.alerts';

export const clusterMetrics = app({
  name: 'cluster-metrics',
  area: 'observability',
  summary: 'What Kubernetes says of itself: kubelets and their containers, API servers, etcd, DNS',
  spec: z.strictObject({}),
  namespaces: {},
  build: (scope) => new ClusterMetrics(scope),
});

/**
 * Renders nothing: it tells Prometheus what Talos brought. Talos binds scheduler and controller manager to loopback, and
 * what they do shows in the API server and in kube-state-metrics, so they are left alone.
 */
export class ClusterMetrics extends Construct {
  constructor(scope: Construct) {
    super(scope, 'cluster-metrics');
    new Alerts(this, clusterAlerts);
    const kubelets = { kind: 'blades', on: 'all', port: 10_250, scheme: 'https' } as const;
    new Scrape(this, {
      ...kubelets,
      name: 'kubelet',
      exporter: 'kubelet',
      keep: {
        names: [
          'kubelet_(running_pods|running_containers|node_name|evictions|volume_stats_.*)',
          'kubelet_(certificate_manager_client_ttl_seconds|certificate_manager_server_ttl_seconds)',
          'kubelet_(runtime_operations_errors_total|started_pods_errors_total|started_containers_errors_total)',
          'kubelet_(pleg_relist_duration_seconds|pod_start_duration_seconds)_(sum|count)',
          'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
        ],
        reason: 'histograms of every call to the runtime are three quarters of what a kubelet says',
      },
    });
    new Scrape(this, {
      ...kubelets,
      name: 'cadvisor',
      path: '/metrics/cadvisor',
      exporter: 'cadvisor',
      keep: {
        names: [
          'container_(cpu_usage_seconds_total|cpu_cfs_throttled_periods_total|cpu_cfs_periods_total)',
          'container_(memory_working_set_bytes|memory_rss|memory_cache|oom_events_total)',
          'container_(fs_reads_bytes_total|fs_writes_bytes_total)',
          'container_network_(receive|transmit)_(bytes|packets_dropped|errors)_total',
          'container_pressure_(cpu|io|memory)_waiting_seconds_total',
          'container_pressure_memory_stalled_seconds_total',
        ],
        reason: 'of sixty metrics of each container, these say what it uses and what it waits for',
      },
      require: {
        label: 'pod',
        reason: 'of the blade as a whole node-exporter tells, and of Talos’ own services nobody asks',
      },
    });
    new Scrape(this, {
      kind: 'blades',
      name: 'kube-apiserver',
      on: 'control-plane',
      port: 6443,
      scheme: 'https',
      // In every API server's certificate, whatever address it is asked by.
      serverName: 'kubernetes.default.svc',
      exporter: 'kube-apiserver',
      keep: {
        names: [
          'apiserver_(request_total|current_inflight_requests|resource_objects|storage_size_bytes)',
          'apiserver_request_duration_seconds_(sum|count)',
          'apiserver_client_certificate_expiration_seconds_(bucket|count)',
          'apiserver_flowcontrol_(rejected_requests_total|current_inqueue_requests)',
          'aggregator_unavailable_apiservice(_total)?',
          'etcd_request_duration_seconds_(sum|count)',
          'etcd_requests_total',
          'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
        ],
        reason: 'the duration of each verb of each kind, bucket by bucket, is tens of thousands of series a server',
      },
    });
    new Scrape(this, {
      kind: 'blades',
      name: 'etcd',
      on: 'control-plane',
      // lib/talos opens it, for metrics alone and without a client certificate.
      port: 2381,
      scheme: 'http',
      exporter: 'etcd',
      keep: {
        names: [
          'etcd_server_(has_leader|is_leader|leader_changes_seen_total|proposals_.*|health_failures|slow_apply_total|quota_backend_bytes)',
          'etcd_mvcc_db_total_size_(in_use_)?in_bytes',
          'etcd_disk_(wal_fsync|backend_commit)_duration_seconds_(bucket|sum|count)',
          'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
        ],
        reason: 'a histogram of each gRPC method tells nothing that the API server does not',
      },
    });
    new Pods(this, 'dns', {
      namespace: dnsPods.namespace,
      name: 'coredns',
      labels: dnsPods.labels,
      ports: { metrics: { port: 9153 } },
      source: 'Talos 1.14, its CoreDNS manifest',
      network: 'open',
    }).exposesMetrics('metrics', {
      exporter: 'coredns',
      targets: 2,
      drop: {
        names: ['go_.*', 'coredns_dns_(request|response)_size_bytes.*'],
        reason: 'sizes of questions and answers',
      },
    });
  }
}
