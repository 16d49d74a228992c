import type { Manifest } from '../../manifest/manifest';
import type { ExpectedFinding, RuleCases, RuleRow } from '../rule-cases';
import { type Edit, add, none, set } from '../testing/edits';
import type { SchemaRuleId } from './rule-table';
import { schemaRule } from './schema-rules';

/** For each rule an example that fires, on the sample rack. The tests run them, and the page of rules shows them. */

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const report = 'data/CronJob/report';
const container = 'spec.template.spec.containers[chat]';
const pod = 'spec.template.spec';

const silent: RuleRow = ['is silent on the sample rack', none, []];

function fires(id: SchemaRuleId, sentence: string, edit: Edit, expected: ExpectedFinding): RuleCases {
  return [schemaRule(id), [silent, [sentence, edit, [expected]]]];
}

function object(apiVersion: string, kind: string, name: string, rest: object, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...rest };
}

const webhook = {
  name: 'checks.example.org',
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  timeoutSeconds: 5,
  clientConfig: { service: { name: 'chat', namespace: 'ml' } },
  rules: [{ operations: ['CREATE'], apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'] }],
};

export const schemaCases: readonly RuleCases[] = [
  fires(
    'schema/unknown-kind',
    'finds a misspelt kind',
    add(object('apps/v1', 'Deploymnet', 'chat', { spec: {} }, 'ml')),
    { object: 'ml/Deploymnet/chat', message: 'there is no kind Deploymnet in apps/v1; did you mean Deployment?' },
  ),
  fires('schema/unknown-field', 'finds a misspelt field', set(chat, 'spec.replicsa', 2), {
    object: chat,
    path: 'spec.replicsa',
    message: 'there is no field "replicsa" here; did you mean replicas?',
    fix: 'Rename it to replicas.',
  }),
  fires('schema/type', 'finds a number in quotes', set(chat, 'spec.replicas', '2'), {
    object: chat,
    path: 'spec.replicas',
    message: 'is "2" (string); an integer is expected',
    fix: 'Write it without quotes: 2.',
  }),
  fires('schema/required', 'finds a Deployment without a selector', set(chat, 'spec.selector', undefined), {
    object: chat,
    path: 'spec.selector',
    message: 'is missing',
  }),
  fires('schema/enum', 'finds a word that is not allowed', set(chat, `${container}.imagePullPolicy`, 'Sometimes'), {
    object: chat,
    path: `${container}.imagePullPolicy`,
    message: 'is "Sometimes"; allowed are Always, IfNotPresent, Never',
  }),
  fires('schema/bounds', 'finds a negative count', set(chat, 'spec.minReadySeconds', -1), {
    object: chat,
    path: 'spec.minReadySeconds',
    message: 'is -1; at least 0 is expected',
  }),
  fires(
    'schema/pattern',
    'finds a duration that is none',
    set('flux-system/Kustomization/redis', 'spec.interval', 'daily'),
    {
      object: 'flux-system/Kustomization/redis',
      path: 'spec.interval',
      message: 'is "daily"; it must match ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
    },
  ),
  fires(
    'schema/duplicate-key',
    'finds a variable that is set twice',
    set(chat, `${container}.env`, [
      { name: 'MODE', value: 'a' },
      { name: 'MODE', value: 'b' },
    ]),
    {
      object: chat,
      path: `${container}.env[MODE]`,
      message: 'two elements have name "MODE"; name must be unique in this list',
    },
  ),
  fires(
    'schema/form',
    'finds an alternative that is not there',
    set('hardware/CiliumNetworkPolicy/thermal', 'spec.egress', [{ toCIDRSet: [{ except: [] }] }]),
    {
      object: 'hardware/CiliumNetworkPolicy/thermal',
      path: 'spec.egress[0].toCIDRSet[0]',
      message: 'fits none of the forms, of which exactly one must hold: cidr | cidrGroupRef | cidrGroupSelector',
    },
  ),
  fires(
    'schema/cel',
    'asks the rules that a CRD carries',
    set('ml/Gateway/rack', 'spec.listeners[0].protocol', 'HTTP'),
    {
      object: 'ml/Gateway/rack',
      path: 'spec.listeners',
      message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
    },
  ),
  fires('names/object', 'finds a name that is none', add(object('v1', 'ServiceAccount', 'Chat_Bot', {}, 'ml')), {
    object: 'ml/ServiceAccount/Chat_Bot',
    path: 'metadata.name',
    message:
      "\"Chat_Bot\" is no name for a ServiceAccount: it must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit",
  }),
  fires('names/namespace', 'finds an object without a namespace', add(object('v1', 'ServiceAccount', 'lost', {})), {
    object: 'ServiceAccount/lost',
    message: 'a ServiceAccount lives in a namespace; metadata.namespace is missing',
  }),
  fires('names/label', 'finds a label with a blank', set(chat, 'metadata.labels', { team: 'two words' }), {
    object: chat,
    path: 'metadata.labels["team"]',
    message:
      "\"two words\" is no label value: it must be letters, digits, '-', '_' and '.', and begin and end with a letter or digit",
  }),
  fires(
    'names/annotation',
    'finds an annotation with two slashes',
    set(chat, 'metadata.annotations', { 'a/b/c': '' }),
    {
      object: chat,
      message: '"a/b/c" is no annotation key: may hold one \'/\' only, after a DNS prefix',
    },
  ),
  fires('names/key', 'finds a key that is no file name', set('data/ConfigMap/redis', 'data', { 'etc/redis': 'x' }), {
    object: 'data/ConfigMap/redis',
    message: "\"etc/redis\" is no key: it must be letters, digits, '-', '_' and '.'",
  }),
  fires('names/reference', 'finds an account that cannot exist', set(chat, `${pod}.serviceAccountName`, 'Chat Bot'), {
    object: chat,
    path: `${pod}.serviceAccountName`,
    message:
      "\"Chat Bot\" is no name: it must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit",
  }),
  fires('server/port', 'finds a port beyond 65535', set('ml/Service/chat', 'spec.ports[0].port', 80_000), {
    object: 'ml/Service/chat',
    message: 'is 80000; a port is a number from 1 to 65535',
  }),
  fires(
    'server/env',
    'finds two sources of one value',
    set(chat, `${container}.env`, [
      { name: 'NODE', value: 'x', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]),
    {
      object: chat,
      path: `${container}.env[NODE].valueFrom`,
      message: 'value and valueFrom are both set; one is allowed',
    },
  ),
  fires('server/container', 'finds a container name with an underscore', set(chat, `${container}.name`, 'chat_bot'), {
    object: chat,
    message:
      '"chat_bot" is no container name: it must be lower-case letters, digits and \'-\', and begin and end with a letter or digit',
  }),
  fires(
    'server/image',
    'finds an image that nobody can pull',
    set(chat, `${container}.image`, 'ghcr.io/Example/chat:1'),
    {
      object: chat,
      path: `${container}.image`,
      message: '"ghcr.io/Example/chat:1" is no image reference',
    },
  ),
  fires(
    'server/probe',
    'finds a probe with two handlers',
    set(chat, `${container}.livenessProbe`, { exec: { command: ['true'] }, tcpSocket: { port: 8080 } }),
    {
      object: chat,
      path: `${container}.livenessProbe`,
      message: 'has exec and tcpSocket; exactly one handler is allowed',
    },
  ),
  fires(
    'server/resources',
    'finds a request above its limit',
    set(chat, `${container}.resources`, { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }),
    {
      object: chat,
      path: `${container}.resources.requests["memory"]`,
      message: 'is "2Gi", more than the limit of "1Gi"',
    },
  ),
  fires(
    'server/security',
    'finds settings that contradict each other',
    set(chat, `${container}.securityContext`, { privileged: true, allowPrivilegeEscalation: false }),
    {
      object: chat,
      path: `${container}.securityContext.allowPrivilegeEscalation`,
      message: 'privileged is true, so allowPrivilegeEscalation cannot be false',
    },
  ),
  fires(
    'server/volume',
    'finds a mount without its volume',
    set(chat, `${container}.volumeMounts`, [{ name: 'cache', mountPath: '/cache' }]),
    { object: chat, message: 'the pod has no volume "cache"; volumes are none' },
  ),
  fires(
    'server/pod',
    'finds a name server that is no address',
    set(chat, `${pod}.dnsConfig`, { nameservers: ['dns'] }),
    {
      object: chat,
      path: `${pod}.dnsConfig.nameservers[0]`,
      message: '"dns" is no IP address',
    },
  ),
  fires(
    'server/scheduling',
    'finds a toleration of nothing',
    set(chat, `${pod}.tolerations`, [{ operator: 'Equal' }]),
    {
      object: chat,
      message: 'is "Equal"; without a key it must be Exists, which tolerates everything',
    },
  ),
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
  fires(
    'charts/values',
    'finds a misspelt value of a chart',
    add(
      object(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        'cilium',
        {
          spec: {
            interval: '1h',
            chart: { spec: { chart: 'cilium', sourceRef: { kind: 'HelmRepository', name: 'cilium' } } },
            values: { kubeProxyReplacment: true },
          },
        },
        'cnpg-system',
      ),
    ),
    {
      object: 'cnpg-system/HelmRelease/cilium',
      path: 'spec.values.kubeProxyReplacment',
      message: 'there is no field "kubeProxyReplacment" here; did you mean kubeProxyReplacement?',
    },
  ),
  fires('content/syntax', 'finds JSON that breaks off', set('data/ConfigMap/redis', 'data', { 'users.json': '[' }), {
    object: 'data/ConfigMap/redis',
    path: 'data["users.json"]',
    message: 'is no JSON: Unexpected end of JSON input',
  }),
  fires('content/syntax', 'finds YAML that breaks off', set('data/ConfigMap/redis', 'data', { 'a.yaml': 'a:\n- [b' }), {
    object: 'data/ConfigMap/redis',
    path: 'data["a.yaml"]',
    message:
      'is no YAML (line 2, column 5): Flow sequence in block collection must be sufficiently indented and end with a ]',
  }),
];
