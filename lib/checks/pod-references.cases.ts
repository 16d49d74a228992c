import type { RuleRow } from './rule-cases';
import { all, none, remove, set, setFact } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const chat = 'ml/Deployment/chat';
const container = 'spec.template.spec.containers[redis]';
const silent: RuleRow = ['is silent on the sample rack', none, []];

/** What a pod names, by rule. */
export const podReferenceRows: Readonly<Record<string, readonly RuleRow[]>> = {
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
};
