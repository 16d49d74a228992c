import { quorumMark } from '../../lib/facts/marks';
import { fieldOf, recordOf, recordsOf } from '../../lib/manifest/field-path';
import type { Manifest } from '../../lib/manifest/manifest';
import { type Family, type Place, misspelt, textsIn } from './slip';

function ofKinds(name: string, kinds: readonly string[], slips: (manifest: Manifest) => Place[]): Family {
  return { name, slips: (manifest) => (kinds.includes(manifest.kind) ? slips(manifest) : []) };
}

const specOf = (manifest: Manifest): Record<string, unknown> => recordOf(manifest.spec);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A change of every text of an object that has a pattern in it. */
function inTexts(
  name: string,
  pattern: RegExp,
  change: (found: RegExpExecArray) => string,
  except = /^metadata\./,
): Family {
  return {
    name,
    slips: (manifest) =>
      manifest.kind === 'CustomResourceDefinition'
        ? []
        : textsIn(manifest, '')
            .filter(([path]) => !except.test(path))
            .flatMap(([path, text]): Place[] => {
              const found = pattern.exec(text);
              if (!found) return [];
              return [[path, text.slice(0, found.index) + change(found) + text.slice(found.index + found[0].length)]];
            }),
  };
}

function goes(name: string, kinds: readonly string[]): Family {
  return ofKinds(name, kinds, () => [['', undefined]]);
}

const workloads = ['Deployment', 'StatefulSet'];
const withQuorum = (manifest: Manifest) => Number(quorumMark.in(manifest.metadata.annotations) ?? Number.NaN);

/** What people get wrong in what programs are told, wherever it stands. */
export const textFamilies: readonly Family[] = [
  inTexts(
    'a host is misspelt',
    /([a-z0-9-]{4,})(\.[a-z0-9-]+\.svc\b)/,
    ([, name = '', rest = '']) => misspelt(name) + rest,
  ),
  inTexts(
    'a host is looked for in another namespace',
    /([a-z0-9-]{4,})\.([a-z0-9-]+)\.svc\b/,
    ([, name = '']) => `${name}.default.svc`,
  ),
  inTexts("the cluster's domain is misspelt", /\.svc\.cluster\.local/, () => '.svc.cluster.lcoal'),
  inTexts(
    'a port of a host is another one',
    /(\.svc\.cluster\.local:)(\d+)/,
    ([, host = '', port]) => `${host}${Number(port) + 1}`,
  ),
  inTexts(
    'a database is misspelt',
    /(postgres(?:ql)?:\/\/[^/]+\/)([a-z_]+)/,
    ([, rest = '', name = '']) => rest + misspelt(name),
  ),
  inTexts(
    'a user of a database is misspelt',
    /(postgres(?:ql)?:\/\/)([a-z_]+)(:)/,
    ([, a = '', name = '', b = '']) => a + misspelt(name) + b,
  ),
  inTexts('a variable in a text is misspelt', /\$\(([A-Z_]{4,})\)/, ([, name = '']) => `$(${misspelt(name)})`),
];

export const objectFamilies: readonly Family[] = [
  ofKinds('a Service has another port', ['Service'], (manifest) =>
    recordsOf(specOf(manifest).ports).map(({ port }, i) => [`spec.ports[${i}].port`, Number(port) + 1]),
  ),
  ofKinds('a Service leads to another port', ['Service'], (manifest) =>
    recordsOf(specOf(manifest).ports).map((_, i) => [`spec.ports[${i}].targetPort`, 18080]),
  ),
  ofKinds('a Service leads to a misspelt port', ['Service'], (manifest) =>
    recordsOf(specOf(manifest).ports).map((_, i) => [`spec.ports[${i}].targetPort`, 'htpp']),
  ),
  ofKinds('a Service selects nobody', ['Service'], (manifest) =>
    Object.entries(recordOf(specOf(manifest).selector)).map(([key, value]) => [
      `spec.selector["${key}"]`,
      misspelt(String(value)),
    ]),
  ),
  goes('a Service is left out', ['Service']),
  goes('a ConfigMap is left out', ['ConfigMap']),
  goes('a ServiceAccount is left out', ['ServiceAccount']),
  goes('a budget is left out', ['PodDisruptionBudget']),
  goes('a policy is left out', ['NetworkPolicy', 'CiliumNetworkPolicy']),
  goes('a Namespace is left out', ['Namespace']),
  goes('a StorageClass or PriorityClass is left out', ['StorageClass', 'PriorityClass']),
  goes('a database is left out', ['Database']),
  goes('a Kustomization is left out', ['Kustomization']),
  goes('a binding is left out', ['ClusterRoleBinding', 'RoleBinding']),
  goes('a certificate or issuer is left out', ['Certificate', 'ClusterIssuer']),
  goes('a definition of a kind is left out', ['CustomResourceDefinition']),
  goes('a claim is left out', ['PersistentVolumeClaim']),
  ofKinds('a key of a ConfigMap is misspelt', ['ConfigMap'], (manifest) =>
    Object.entries(recordOf(manifest.data)).map(([key, text]) => {
      const dot = key.lastIndexOf('.');
      const renamed = dot < 0 ? misspelt(key) : misspelt(key.slice(0, dot)) + key.slice(dot);
      const { [key]: _gone, ...others } = recordOf(manifest.data);
      return ['data', { ...others, [renamed]: text }];
    }),
  ),
  ofKinds('a policy is about nobody', ['NetworkPolicy'], (manifest) =>
    Object.keys(recordOf(recordOf(specOf(manifest).podSelector).matchLabels)).length === 0
      ? []
      : [['spec.podSelector.matchLabels', { 'app.kubernetes.io/name': 'nobody' }]],
  ),
  ofKinds('a rule of a policy is left out', ['NetworkPolicy', 'CiliumNetworkPolicy'], (manifest) =>
    (['ingress', 'egress'] as const).flatMap((way) =>
      recordsOf(specOf(manifest)[way]).map((_, i): Place => [`spec.${way}[${i}]`, undefined]),
    ),
  ),
  ofKinds('a port of a policy is another one', ['NetworkPolicy'], (manifest) =>
    (['ingress', 'egress'] as const).flatMap((way) =>
      recordsOf(specOf(manifest)[way]).flatMap(({ ports }, i) =>
        recordsOf(ports)
          .filter(({ port }) => typeof port === 'number')
          .map(({ port }, j): Place => [`spec.${way}[${i}].ports[${j}].port`, Number(port) + 1]),
      ),
    ),
  ),
  ofKinds('a rule of a role is misspelt', ['ClusterRole', 'Role'], (manifest) =>
    recordsOf(manifest.rules).flatMap(({ resources, verbs, apiGroups }, i): Place[] => [
      ...(Array.isArray(resources) ? [[`rules[${i}].resources[0]`, misspelt(String(resources[0]))] as const] : []),
      ...(Array.isArray(verbs) ? [[`rules[${i}].verbs[0]`, misspelt(String(verbs[0]))] as const] : []),
      ...(Array.isArray(apiGroups) && apiGroups[0] !== ''
        ? [[`rules[${i}].apiGroups[0]`, misspelt(String(apiGroups[0]))] as const]
        : []),
    ]),
  ),
  ofKinds('a binding names another subject', ['ClusterRoleBinding', 'RoleBinding'], (manifest) => [
    ['subjects[0].name', misspelt(String(recordsOf(manifest.subjects)[0]?.name))],
  ]),
  ofKinds('fewer replicas than the quorum', workloads, (manifest) =>
    withQuorum(manifest) > 1 ? [['spec.replicas', withQuorum(manifest) - 1]] : [],
  ),
  ofKinds('a smaller quorum than the set needs', workloads, (manifest) =>
    withQuorum(manifest) > 1 ? [[fieldOf('metadata.annotations', quorumMark.key), '1']] : [],
  ),
  ofKinds('a set has no Service of its own', ['StatefulSet'], (manifest) => [
    ['spec.serviceName', misspelt(textOf(specOf(manifest).serviceName))],
  ]),
  ofKinds('a claim asks for another class', ['StatefulSet'], (manifest) =>
    recordsOf(specOf(manifest).volumeClaimTemplates).map((template, i) => [
      `spec.volumeClaimTemplates[${i}].spec.storageClassName`,
      misspelt(textOf(recordOf(template.spec).storageClassName)),
    ]),
  ),
  ofKinds('a volume is a block device', ['StatefulSet'], (manifest) =>
    recordsOf(specOf(manifest).volumeClaimTemplates).map((_, i) => [
      `spec.volumeClaimTemplates[${i}].spec.volumeMode`,
      'Block',
    ]),
  ),
  ofKinds('a claim is of a block device', ['PersistentVolumeClaim'], () => [['spec.volumeMode', 'Block']]),
  ofKinds('a claim of a set is called otherwise', ['PersistentVolumeClaim'], ({ metadata }) => [
    ['metadata.name', `${metadata.name}0`],
  ]),
  ofKinds('a budget guards nobody', ['PodDisruptionBudget'], () => [
    ['spec.selector.matchLabels', { 'app.kubernetes.io/name': 'nobody' }],
  ]),
  ofKinds('a budget lets a quorum go', ['PodDisruptionBudget'], () => [['spec.maxUnavailable', 3]]),
  ofKinds('a budget lets nobody go', ['PodDisruptionBudget'], () => [['spec.maxUnavailable', 0]]),
  ofKinds('a parameter of a StorageClass is misspelt', ['StorageClass'], (manifest) =>
    Object.entries(recordOf(manifest.parameters)).map(([key, value]) => [
      'parameters',
      { ...recordOf(manifest.parameters), [key]: undefined, [misspelt(key)]: value },
    ]),
  ),
  ofKinds('a driver is misspelt', ['StorageClass'], ({ provisioner }) => [
    ['provisioner', misspelt(textOf(provisioner))],
  ]),
  ofKinds('a parameter of PostgreSQL is misspelt', ['Cluster'], (manifest) => {
    const parameters = recordOf(recordOf(specOf(manifest).postgresql).parameters);
    return Object.entries(parameters).map(([key, value]) => [
      'spec.postgresql.parameters',
      { ...parameters, [key]: undefined, [misspelt(key)]: value },
    ]);
  }),
  ofKinds('a parameter of PostgreSQL has no value it takes', ['Cluster'], () => [
    ['spec.postgresql.parameters.shared_buffers', '512 MiB'],
    ['spec.postgresql.parameters.wal_compression', 'brotli'],
    ['spec.postgresql.parameters.max_connections', '0'],
    ['spec.postgresql.parameters.random_page_cost', 'fast'],
  ]),
  ofKinds('more synchronous standbys than standbys', ['Cluster'], () => [['spec.postgresql.synchronous.number', 3]]),
  ofKinds('a role of PostgreSQL is misspelt', ['Cluster'], (manifest) =>
    recordsOf(recordOf(specOf(manifest).managed).roles).map(({ name }, i) => [
      `spec.managed.roles[${i}].name`,
      misspelt(textOf(name)),
    ]),
  ),
  ofKinds('a database has another name or owner', ['Database'], (manifest) => [
    ['spec.name', misspelt(textOf(specOf(manifest).name))],
    ['spec.owner', misspelt(textOf(specOf(manifest).owner))],
  ]),
  ofKinds('a schedule in another dialect', ['CronJob', 'RecurringJob', 'ScheduledBackup'], (manifest) => {
    const field = manifest.kind === 'RecurringJob' ? 'spec.cron' : 'spec.schedule';
    return manifest.kind === 'ScheduledBackup' ? [[field, '0 2 * * *']] : [[field, '0 0 2 * * *']];
  }),
  ofKinds('something is suspended', ['CronJob', 'Kustomization', 'HelmRelease', 'ScheduledBackup'], () => [
    ['spec.suspend', true],
  ]),
  ofKinds('a Kustomization reads another folder', ['Kustomization'], (manifest) => [
    ['spec.path', misspelt(textOf(specOf(manifest).path))],
  ]),
  ofKinds('a Kustomization waits for nobody', ['Kustomization'], (manifest) =>
    recordsOf(specOf(manifest).dependsOn).map((_, i) => [`spec.dependsOn[${i}]`, undefined]),
  ),
  ofKinds('a Kustomization waits for a misspelt one', ['Kustomization'], (manifest) =>
    recordsOf(specOf(manifest).dependsOn).map(({ name }, i) => [`spec.dependsOn[${i}].name`, misspelt(textOf(name))]),
  ),
  ofKinds('Flux reads everything', ['FluxInstance'], () => [
    ['spec.sync.path', '.'],
    ['spec.sync.path', 'dist'],
    ['spec.sync.path', 'dist/homelab'],
  ]),
  ofKinds('a value of a chart is misspelt', ['HelmRelease'], (manifest) =>
    Object.entries(recordOf(specOf(manifest).values)).map(([key, value]) => [
      'spec.values',
      { ...recordOf(specOf(manifest).values), [key]: undefined, [misspelt(key)]: value },
    ]),
  ),
  ofKinds('a chart is of another version', ['OCIRepository'], () => [['spec.ref.tag', '0.0.1']]),
  ofKinds('a route leads to another port', ['HTTPRoute'], (manifest) =>
    recordsOf(specOf(manifest).rules).flatMap(({ backendRefs }, i) =>
      recordsOf(backendRefs).map((_, j): Place => [`spec.rules[${i}].backendRefs[${j}].port`, 18080]),
    ),
  ),
  ofKinds('a route of a host that no listener has', ['HTTPRoute'], (manifest) =>
    Array.isArray(specOf(manifest).hostnames) ? [['spec.hostnames[0]', 'chat.rack.hoem.arpa']] : [],
  ),
  ofKinds('a certificate of another Secret', ['Certificate'], (manifest) => [
    ['spec.secretName', misspelt(textOf(specOf(manifest).secretName))],
  ]),
  ofKinds('a certificate of another issuer', ['Certificate'], () => [['spec.issuerRef.name', 'rack-cb']]),
  ofKinds('a certificate of other names', ['Certificate'], (manifest) =>
    Array.isArray(specOf(manifest).dnsNames) ? [['spec.dnsNames', ['nobody.default.svc']]] : [],
  ),
  ofKinds('a field is misspelt', [...workloads, 'Service', 'NetworkPolicy', 'Kustomization'], (manifest) =>
    Object.keys(specOf(manifest)).map((key) => [
      'spec',
      { ...specOf(manifest), [key]: undefined, [misspelt(key)]: specOf(manifest)[key] },
    ]),
  ),
  ofKinds('a number is a text', [...workloads], (manifest) => [
    ['spec.replicas', String(specOf(manifest).replicas ?? 1)],
  ]),
];
