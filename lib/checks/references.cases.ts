import { partRules } from './named-parts';
import { referenceRules } from './references';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, all, none, remove, set, setFact } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const chat = 'ml/Deployment/chat';
const container = 'spec.template.spec.containers[redis]';
const silent: RuleRow = ['is silent on the sample rack', none, []];

const rows: Readonly<Record<string, readonly RuleRow[]>> = {
  'references/port-number': [
    silent,
    [
      'finds a probe of a port that is not open',
      set(redis, `${container}.readinessProbe.tcpSocket.port`, 6380),
      [
        {
          object: redis,
          path: `${container}.readinessProbe.tcpSocket.port`,
          message: 'asks port 6380, which the container does not open',
        },
      ],
    ],
    [
      'finds a Service that leads nowhere',
      set('ml/Service/chat', 'spec.ports[0].targetPort', 8081),
      [{ object: 'ml/Service/chat', message: 'leads to port 8081, which ml/Deployment/chat does not open' }],
    ],
    [
      'holds the port of a headless Service against the pods',
      set('data/Service/redis', 'spec.ports[0].port', 6380),
      [{ object: 'data/Service/redis', message: 'leads to port 6380, which data/StatefulSet/redis does not open' }],
    ],
  ],
  'references/config-map': [
    silent,
    [
      'names the ConfigMap that was meant',
      set(redis, 'spec.template.spec.volumes[config].configMap.name', 'reids'),
      [{ object: redis, message: 'names ConfigMap data/reids, which nothing makes', fix: 'did you mean redis?' }],
    ],
    [
      'looks for the key too',
      set('data/ConfigMap/redis', 'data', { 'redis.cnf': 'x' }),
      [
        {
          object: redis,
          path: 'spec.template.spec.volumes[config].configMap.items',
          message: 'names key "redis.conf" of ConfigMap data/redis, whose keys are redis.cnf',
          fix: 'did you mean redis.cnf?',
        },
      ],
    ],
    [
      'says when it is in another namespace',
      set(chat, 'spec.template.spec.containers[chat].envFrom', [{ configMapRef: { name: 'redis' } }]),
      [
        {
          object: chat,
          message: 'names ConfigMap ml/redis, which nothing makes',
          fix: 'it is in namespace data; only what is in ml can be named here',
        },
      ],
    ],
    [
      'looks into projected volumes',
      set(chat, 'spec.template.spec.volumes', [
        {
          name: 'all',
          projected: { sources: [{ configMap: { name: 'chat' } }, { configMap: { name: 'kube-root-ca.crt' } }] },
        },
      ]),
      [
        {
          object: chat,
          path: 'spec.template.spec.volumes[all].projected.sources[0].configMap',
          message: 'names ConfigMap ml/chat, which nothing makes',
        },
      ],
    ],
    [
      'leaves alone what may be missing',
      set(chat, 'spec.template.spec.containers[chat].envFrom', [{ configMapRef: { name: 'nowhere', optional: true } }]),
      [],
    ],
  ],
  'references/secret': [
    silent,
    [
      'finds a key that no app declared',
      set(redis, `${container}.env[PASSWORD].valueFrom.secretKeyRef.key`, 'chta'),
      [
        {
          object: redis,
          path: `${container}.env[PASSWORD].valueFrom.secretKeyRef`,
          message: 'names key "chta" of Secret data/redis-users, whose keys are chat, replication',
          fix: 'did you mean chat?',
        },
      ],
    ],
    [
      'finds a Secret that nobody declares',
      setFact('secrets', []),
      [
        { object: 'data/ObjectStore/postgres', message: 'names Secret data/postgres-backup, which nothing makes' },
        { object: redis, message: 'names Secret data/redis-users, which nothing makes' },
      ],
    ],
    [
      'knows what CloudNativePG and cert-manager make, and what is declared of others',
      all(
        set(redis, `${container}.env[PASSWORD].valueFrom.secretKeyRef`, { name: 'postgres-app', key: 'uri' }),
        setFact('operatorMade', [
          { kind: 'Secret', namespace: 'ml', name: 'pulled', source: 'a person' },
          { kind: 'Namespace', name: 'flux-system', source: 'the bootstrap' },
        ]),
        set(chat, 'spec.template.spec.imagePullSecrets', [{ name: 'pulled' }]),
      ),
      [],
    ],
    [
      'finds a certificate that is no longer made',
      remove('ml/Certificate/rack'),
      [
        {
          object: 'ml/Gateway/rack',
          path: 'spec.listeners[https].tls.certificateRefs[0]',
          message: 'names Secret ml/rack-tls, which nothing makes',
        },
      ],
    ],
  ],
  'references/claim': [
    silent,
    [
      'finds a volume claim that does not exist',
      set(chat, 'spec.template.spec.volumes', [{ name: 'files', persistentVolumeClaim: { claimName: 'files' } }]),
      [{ object: chat, message: 'names PersistentVolumeClaim ml/files, which nothing makes', fix: 'there is none' }],
    ],
    [
      'knows the claims that a StatefulSet makes for its replicas',
      set('data/CronJob/report', 'spec.jobTemplate.spec.template.spec.volumes', [
        { name: 'first', persistentVolumeClaim: { claimName: 'data-redis-0' } },
        { name: 'fourth', persistentVolumeClaim: { claimName: 'data-redis-3' } },
      ]),
      [
        {
          object: 'data/CronJob/report',
          message: 'names PersistentVolumeClaim data/data-redis-3, which nothing makes',
          fix: 'did you mean data-redis-0?',
        },
      ],
    ],
  ],
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
  'references/service-account': [
    silent,
    [
      'finds a ServiceAccount in pods and in bindings',
      remove('hardware/ServiceAccount/thermal'),
      [
        { object: 'hardware/DaemonSet/thermal', message: 'names ServiceAccount hardware/thermal, which nothing makes' },
        {
          object: 'hardware/RoleBinding/thermal',
          message: 'names ServiceAccount hardware/thermal, which nothing makes',
        },
      ],
    ],
    ['knows the one that every namespace has', set(chat, 'spec.template.spec.serviceAccountName', undefined), []],
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
  'references/priority-class': [
    silent,
    [
      'finds a class that nobody defines',
      set(redis, 'spec.template.spec.priorityClassName', 'rackwright-date'),
      [
        {
          object: redis,
          message: 'names PriorityClass rackwright-date, which nothing makes',
          fix: 'did you mean rackwright-data?',
        },
      ],
    ],
    ['knows those of Kubernetes', set(redis, 'spec.template.spec.priorityClassName', 'system-cluster-critical'), []],
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
  'references/namespace': [
    silent,
    [
      'finds an object in a namespace that nothing makes',
      set('ml/HTTPRoute/chat', 'metadata.namespace', 'lm'),
      [
        {
          object: 'lm/HTTPRoute/chat',
          path: 'metadata.namespace',
          message: 'lives in namespace lm, which nothing makes',
          fix: 'did you mean ml?',
        },
      ],
    ],
  ],
  'references/volume': [
    silent,
    [
      'finds a mount without its volume',
      set(redis, 'spec.volumeClaimTemplates', []),
      [
        {
          object: redis,
          path: `${container}.volumeMounts[data]`,
          message: 'mounts volume "data", which the pod does not have',
          fix: 'there is only config',
        },
      ],
    ],
  ],
  'references/port-name': [
    silent,
    [
      'finds it in probes, Services and policies',
      set(redis, `${container}.ports[redis].name`, 'rediss'),
      [
        {
          object: 'data/NetworkPolicy/redis',
          path: 'spec.egress[0].ports[0].port',
          message: `names port "redis", which ${redis} does not have`,
        },
        {
          object: 'data/NetworkPolicy/redis',
          path: 'spec.ingress[1].ports[0].port',
          message: `names port "redis", which ${redis} does not have`,
        },
        {
          object: 'data/Service/redis',
          path: 'spec.ports[redis].targetPort',
          message: `names port "redis", which ${redis} does not have`,
        },
        {
          object: redis,
          path: `${container}.readinessProbe.tcpSocket.port`,
          message: 'names port "redis", which the container does not have',
          fix: 'did you mean rediss?',
        },
      ],
    ],
  ],
};

export const referenceCases: readonly RuleCases[] = [...referenceRules, ...partRules].map((rule) => [
  rule,
  rows[rule.id] ?? [],
]);
