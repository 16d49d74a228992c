import { type Fault, replace, set } from '../fault';

const pod = 'spec.template.spec';

/** Kinds of our own: what programs are told. */
export const programFaults: readonly Fault[] = [
  // What programs are told.
  {
    kind: 'a server of Redis that takes writes alone',
    ...replace('data/ConfigMap/redis', 'data["redis.conf"]', 'min-replicas-to-write 1\n', 'min-replicas-to-write 0\n'),
  },
  {
    kind: 'a server of Redis that keeps nothing',
    ...replace('data/ConfigMap/redis', 'data["redis.conf"]', 'appendonly yes', 'appendonly no'),
  },
  {
    kind: 'Sentinels that wait an hour',
    ...replace('data/ConfigMap/redis', 'data["start-sentinel.sh"]', 'dead_after=3000', 'dead_after=3600000'),
  },
  {
    kind: 'Sentinels of which one decides',
    ...replace('data/ConfigMap/redis', 'data["start-sentinel.sh"]', '6379 2\n', '6379 1\n'),
  },
  {
    kind: 'a script that ends at its first line',
    by: { judge: 'redis', says: /redis-0 leads a new set/ },
    ...replace('data/ConfigMap/redis', 'data["start-redis.sh"]', 'set -eu', 'set -eu; exit 0'),
  },
  {
    kind: 'a store of three of its four servers',
    ...replace('data/StatefulSet/minio', `${pod}.containers[minio].args[1]`, '{0...3}', '{0...2}'),
  },
  {
    kind: 'alerts that go to nobody',
    by: { warning: 'alerts/somebody-is-told' },
    ...replace(
      'monitoring/ConfigMap/alertmanager',
      'data["alertmanager.yaml"]',
      '    receiver: critical\n',
      '    receiver: nobody\n',
    ),
  },
  {
    kind: 'alerts to servers that are not there',
    ...replace(
      'monitoring/ConfigMap/prometheus',
      'data["prometheus.yaml"]',
      'alertmanager-0.alertmanager-headless',
      'alertmanager-0.alertmanager-heedless',
    ),
  },
  {
    kind: 'an alert about a series that nobody writes',
    by: { judge: 'prometheus', says: /alerts of alertmanager fire and stay silent/ },
    ...replace(
      'monitoring/ConfigMap/prometheus',
      'data["rules.yaml"]',
      'alertmanager_cluster_members',
      'alertmanager_cluster_member',
    ),
  },
  {
    kind: 'an expression that is none',
    by: { judge: 'prometheus', says: /promtool accepts .*"AlertmanagerClusterSplit": could not parse expression/s },
    ...replace(
      'monitoring/ConfigMap/prometheus',
      'data["rules.yaml"]',
      'min(alertmanager_cluster_members) < 3',
      'min(alertmanager_cluster_members < 3',
    ),
  },
  {
    kind: 'series that fill the disk',
    ...replace(
      'monitoring/StatefulSet/prometheus',
      `${pod}.containers[prometheus].args[5]`,
      '19327352832B',
      '193273528320B',
    ),
  },
  {
    kind: 'a collector that takes more than it has',
    ...replace('monitoring/ConfigMap/otel-collector', 'data["collector.yaml"]', 'limit_mib: 204', 'limit_mib: 20400'),
  },
  {
    kind: 'spans that go to nobody',
    ...replace(
      'monitoring/ConfigMap/otel-collector',
      'data["collector.yaml"]',
      'tempo.monitoring.svc',
      'tempo.tracing.svc',
    ),
  },
  {
    kind: 'a model at an address where none is',
    ...replace(
      'ml/ConfigMap/litellm',
      'data["config.yaml"]',
      'http://chat-0.ml.svc.cluster.local:8080',
      'http://chat-9.ml.svc.cluster.local:8080',
    ),
  },
  {
    kind: 'a configuration that changed and a pod that did not roll',
    at: 'data/ConfigMap/redis',
    plant: (tree) =>
      tree.edit('data/StatefulSet/redis', (m) => {
        const copy = structuredClone(m) as unknown as { spec: { template: { metadata: { annotations?: object } } } };
        delete copy.spec.template.metadata.annotations;
        return copy as never;
      }),
  },
  {
    kind: 'an image of another version than the lock',
    ...replace('ml/Deployment/litellm', `${pod}.containers[0].image`, /:[^:@]+@.*$/, ':latest'),
  },
  {
    kind: 'an image of other bytes than the lock',
    ...replace('ml/Deployment/litellm', `${pod}.containers[0].image`, /@sha256:..../, '@sha256:0000'),
  },
  {
    kind: 'a probe that asks a path that is not there',
    by: { judge: 'minio', says: /\/minio\/health\/redy answers 200/ },
    ...set('data/StatefulSet/minio', `${pod}.containers[minio].readinessProbe.httpGet.path`, '/minio/health/redy'),
  },
  {
    kind: 'a probe with less patience than its program',
    ...set('data/StatefulSet/redis', `${pod}.containers[redis].startupProbe.failureThreshold`, 1),
  },
  {
    kind: 'a stop that kills at once',
    ...set('data/StatefulSet/redis', `${pod}.terminationGracePeriodSeconds`, 0),
  },
];
