import type { RuleCases } from '../../rule-cases';
import { add, set } from '../../testing/edits';
import { fires, object } from '../fires';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const report = 'data/CronJob/report';
const container = 'spec.template.spec.containers[chat]';

const webhook = {
  name: 'checks.example.org',
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  timeoutSeconds: 5,
  clientConfig: { service: { name: 'chat', namespace: 'ml' } },
  rules: [{ operations: ['CREATE'], apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'] }],
};

/** What the API server refuses of other objects. */
export const serverObjectCases: readonly RuleCases[] = [
  fires(
    'server/selector',
    'finds a workload that misses its pods',
    set(chat, 'spec.selector', { matchLabels: { app: 'x' } }),
    {
      object: chat,
      path: 'spec.template.metadata.labels',
      message:
        'the labels {"app.kubernetes.io/name":"chat","app.kubernetes.io/part-… do not match the selector {"app":"x"}',
    },
  ),
  fires(
    'server/workload',
    'finds a roll-out that could never begin',
    set(chat, 'spec.strategy', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } }),
    {
      object: chat,
      path: 'spec.strategy.rollingUpdate.maxUnavailable',
      message: 'and maxSurge are both 0, so no pod could be replaced',
    },
  ),
  fires('server/schedule', 'finds a schedule that never comes', set(report, 'spec.schedule', '61 3 * * *'), {
    object: report,
    path: 'spec.schedule',
    message: '"61 3 * * *" has 61 as minute: 0 to 59 is allowed',
  }),
  fires(
    'server/service',
    'finds a traffic policy for nobody',
    set('ml/Service/chat', 'spec.externalTrafficPolicy', 'Local'),
    {
      object: 'ml/Service/chat',
      message: 'is not for type ClusterIP, which nobody outside reaches',
    },
  ),
  fires(
    'server/network',
    'finds an address range that is none',
    set('ml/NetworkPolicy/chat', 'spec.egress', [{ to: [{ ipBlock: { cidr: '10.0.0.0/40' } }] }]),
    { object: 'ml/NetworkPolicy/chat', message: '"10.0.0.0/40" is no CIDR such as 10.0.0.0/8' },
  ),
  fires('server/rbac', 'finds a role that allows nothing', set('hardware/Role/thermal', 'rules[0].verbs', []), {
    object: 'hardware/Role/thermal',
    path: 'rules[0].verbs',
    message: 'is empty; a rule allows at least one verb',
  }),
  fires(
    'server/storage',
    'finds a claim of no size',
    set(redis, 'spec.volumeClaimTemplates[0].spec.resources', { requests: { storage: '0' } }),
    { object: redis, message: 'is "0"; a size must be positive' },
  ),
  fires(
    'server/size',
    'finds a ConfigMap above 1 MiB',
    set('data/ConfigMap/redis', 'data', { big: 'x'.repeat(1_048_577) }),
    {
      object: 'data/ConfigMap/redis',
      message: 'takes 1048577 bytes; 1048576 (1 MiB) are allowed',
    },
  ),
  fires(
    'server/admission',
    'finds a webhook with side effects',
    add(
      object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'checks', {
        webhooks: [{ ...webhook, sideEffects: 'Some' }],
      }),
    ),
    {
      object: 'ValidatingWebhookConfiguration/checks',
      path: 'webhooks[checks.example.org].sideEffects',
      message: 'is "Some"; None and NoneOnDryRun are allowed',
    },
  ),
  fires(
    'server/reserved',
    'finds a priority class of the system',
    add(object('scheduling.k8s.io/v1', 'PriorityClass', 'system-mine', { value: 10 })),
    {
      object: 'PriorityClass/system-mine',
      message: '"system-mine": names that begin with system- belong to Kubernetes',
    },
  ),
  fires(
    'server/warning',
    'finds a variable that is used before it is there',
    set(chat, `${container}.env`, [
      { name: 'URL', value: 'http://$(HOST)' },
      { name: 'HOST', value: 'chat' },
    ]),
    {
      object: chat,
      path: `${container}.env[URL].value`,
      message: '$(HOST) is used before it is defined, so it stays as it is written',
    },
  ),
];
