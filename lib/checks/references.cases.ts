import { podReferenceRows } from './pod-references.cases';
import { referenceRules } from './references';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, none, remove, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const silent: RuleRow = ['is silent on the sample rack', none, []];

const rows: Readonly<Record<string, readonly RuleRow[]>> = {
  ...podReferenceRows,
  'references/storage-class': [
    silent,
    [
      'finds a class in claims of sets and of databases',
      remove('StorageClass/node-local'),
      [
        {
          object: 'data/Cluster/postgres',
          path: 'spec.storage.storageClass',
          message: 'names StorageClass node-local, which nothing makes',
        },
        {
          object: redis,
          path: 'spec.volumeClaimTemplates[data].spec.storageClassName',
          message: 'names StorageClass node-local, which nothing makes',
        },
      ],
    ],
  ],
  'references/service': [
    silent,
    [
      'finds a set without the Service that names its pods',
      set(redis, 'spec.serviceName', 'redis-headless'),
      [{ object: redis, path: 'spec.serviceName', message: 'names Service data/redis-headless, which nothing makes' }],
    ],
    [
      'finds a route to a port that the Service does not have',
      set('ml/HTTPRoute/chat', 'spec.rules[0].backendRefs[0].port', 8081),
      [
        {
          object: 'ml/HTTPRoute/chat',
          path: 'spec.rules[0].backendRefs[0]',
          message: 'names port 8081 of Service ml/chat, which does not have it',
          fix: 'did you mean 8080?',
        },
      ],
    ],
    [
      'finds an API of the cluster whose server has no Service',
      add({
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: { name: 'v1.example.org' },
        spec: {
          group: 'example.org',
          version: 'v1',
          groupPriorityMinimum: 100,
          versionPriority: 100,
          service: { name: 'chart', namespace: 'ml', port: 443 },
        },
      }),
      [
        {
          object: 'APIService/v1.example.org',
          path: 'spec.service',
          message: 'names Service ml/chart, which nothing makes',
        },
      ],
    ],
  ],
  'references/role': [
    silent,
    [
      'finds a binding to a role that is gone',
      remove('hardware/Role/thermal'),
      [
        {
          object: 'hardware/RoleBinding/thermal',
          path: 'roleRef',
          message: 'names Role hardware/thermal, which nothing makes',
        },
      ],
    ],
  ],
  'references/issuer': [
    silent,
    [
      'finds a certificate that nobody signs',
      set('ml/Certificate/rack', 'spec.issuerRef', { kind: 'ClusterIssuer', name: 'rack-ca' }),
      [{ object: 'ml/Certificate/rack', message: 'names ClusterIssuer rack-ca, which nothing makes' }],
    ],
  ],
  'references/gateway': [
    silent,
    [
      'finds a route without its gateway',
      set('ml/HTTPRoute/chat', 'spec.parentRefs[0].name', 'rakc'),
      [
        {
          object: 'ml/HTTPRoute/chat',
          path: 'spec.parentRefs[0]',
          message: 'names Gateway ml/rakc, which nothing makes',
          fix: 'did you mean rack?',
        },
      ],
    ],
    [
      'finds a class that no controller brings',
      set('ml/Gateway/rack', 'spec.gatewayClassName', 'envoy'),
      [{ object: 'ml/Gateway/rack', message: 'names GatewayClass envoy, which nothing makes' }],
    ],
  ],
  'references/postgres': [
    silent,
    [
      'finds a backup schedule of another cluster',
      set('data/ScheduledBackup/postgres', 'spec.cluster.name', 'postgresql'),
      [
        {
          object: 'data/ScheduledBackup/postgres',
          path: 'spec.cluster',
          message: 'names Cluster data/postgresql, which nothing makes',
          fix: 'did you mean postgres?',
        },
      ],
    ],
    [
      'finds a cluster that archives nowhere',
      remove('data/ObjectStore/postgres'),
      [{ object: 'data/Cluster/postgres', message: 'names ObjectStore data/postgres, which nothing makes' }],
    ],
  ],
  'references/flux': [
    silent,
    [
      'finds a release without its chart',
      remove('longhorn-system/OCIRepository/longhorn'),
      [
        {
          object: 'longhorn-system/HelmRelease/longhorn',
          path: 'spec.chartRef',
          message: 'names OCIRepository longhorn-system/longhorn, which nothing makes',
        },
      ],
    ],
  ],
  'references/scale-target': [
    silent,
    [
      'finds an autoscaler of nothing',
      add(
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: { namespace: 'ml', name: 'chat' },
          spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'caht' } },
        },
        'chat',
      ),
      [
        {
          object: 'ml/HorizontalPodAutoscaler/chat',
          message: 'names Deployment ml/caht, which nothing makes',
          fix: 'did you mean chat?',
        },
      ],
    ],
  ],
};

export const referenceCases: readonly RuleCases[] = referenceRules.map((rule) => [rule, rows[rule.id] ?? []]);
