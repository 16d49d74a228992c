import { celEnv, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { mayGoMark } from '../../facts/marks';
import type { ValidatingAdmissionPolicySpec } from '../../../imports/k8s';
import { keepData, keepRetention } from './data-guard.policies';

/** What the API server hands to a policy. */
interface Asked {
  resource: string;
  name?: string;
  username?: string;
  oldObject: object;
  object?: object;
}

const person = 'kubernetes-admin';
const env = celEnv({ funcs: [...strings] });

function evaluate(expression: string, bindings: Record<string, unknown>): unknown {
  const result = plan(env, parse(expression))(bindings as never) as unknown;
  if (result instanceof Error) throw result;
  return result;
}

/** Whether a policy refuses, as the API server evaluates it: conditions, then variables, then every validation. */
function refuses(
  { matchConditions = [], variables = [], validations = [] }: ValidatingAdmissionPolicySpec,
  asked: Asked,
): boolean {
  const { resource, name = 'a', username = person, oldObject, object } = asked;
  const request = { resource: { resource }, name, userInfo: { username } };
  const given = { request, oldObject, object: object ?? {} };
  if (!matchConditions.every(({ expression }) => evaluate(expression, given) === true)) return false;
  const named = Object.fromEntries(variables.map((variable) => [variable.name, evaluate(variable.expression, given)]));
  return validations.some(({ expression }) => evaluate(expression, { ...given, variables: named }) !== true);
}

const meta = (more: object = {}) => ({ metadata: { name: 'a', ...more } });
const label = { labels: mayGoMark.as('true') };
const kept = { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } };

test.each<[string, Asked, boolean]>([
  ['a claim', { resource: 'persistentvolumeclaims', oldObject: meta() }, true],
  ['a claim with the label', { resource: 'persistentvolumeclaims', oldObject: meta(label) }, false],
  [
    'a claim with the label set to false',
    { resource: 'persistentvolumeclaims', oldObject: meta({ labels: mayGoMark.as('false') }) },
    true,
  ],
  [
    'a claim, by Flux',
    {
      resource: 'persistentvolumeclaims',
      oldObject: meta(),
      username: 'system:serviceaccount:flux-system:kustomize-controller',
    },
    true,
  ],
  [
    'a claim, by the collector',
    {
      resource: 'persistentvolumeclaims',
      oldObject: meta(),
      username: 'system:serviceaccount:kube-system:generic-garbage-collector',
    },
    false,
  ],
  [
    'a claim, by the operator of PostgreSQL',
    {
      resource: 'persistentvolumeclaims',
      oldObject: meta(),
      username: 'system:serviceaccount:cnpg-system:cloudnative-pg',
    },
    false,
  ],
  [
    'a claim, by an account that is called like it',
    { resource: 'persistentvolumeclaims', oldObject: meta(), username: 'system:serviceaccount:cnpg-system-too:a' },
    true,
  ],
  [
    'a claim, by another account of kube-system',
    { resource: 'persistentvolumeclaims', oldObject: meta(), username: 'system:serviceaccount:kube-system:cilium' },
    true,
  ],
  ['a volume', { resource: 'persistentvolumes', oldObject: meta() }, true],
  ['a Cluster', { resource: 'clusters', oldObject: meta() }, true],
  ['a namespace of ours', { resource: 'namespaces', oldObject: meta(kept) }, true],
  ['a namespace that somebody made', { resource: 'namespaces', oldObject: meta() }, false],
  ['a release that Flux may not prune', { resource: 'helmreleases', oldObject: meta(kept) }, true],
  [
    'a definition of databases, which a chart brought',
    { resource: 'customresourcedefinitions', name: 'databases.postgresql.cnpg.io', oldObject: meta() },
    true,
  ],
  [
    'another definition',
    { resource: 'customresourcedefinitions', name: 'ocirepositories.source.toolkit.fluxcd.io', oldObject: meta() },
    false,
  ],
])('deleting %s', (_, asked, refused) => {
  expect(refuses(keepData, asked)).toBe(refused);
});

const spec = (fields: object, more: object = {}) => ({ ...meta(more), spec: fields });
const set = (policy?: object) =>
  spec({ volumeClaimTemplates: [{}], ...(policy && { persistentVolumeClaimRetentionPolicy: policy }) });
const [retain, remove] = [
  { whenDeleted: 'Retain', whenScaled: 'Retain' },
  { whenDeleted: 'Delete', whenScaled: 'Retain' },
];

test.each<[string, string, object, object, boolean]>([
  [
    'a volume would go with its claim',
    'persistentvolumes',
    spec({ persistentVolumeReclaimPolicy: 'Retain' }),
    spec({ persistentVolumeReclaimPolicy: 'Delete' }),
    true,
  ],
  [
    'a volume with the label',
    'persistentvolumes',
    spec({ persistentVolumeReclaimPolicy: 'Retain' }),
    spec({ persistentVolumeReclaimPolicy: 'Delete' }, label),
    false,
  ],
  [
    'a volume is kept from now on',
    'persistentvolumes',
    spec({ persistentVolumeReclaimPolicy: 'Delete' }),
    spec({ persistentVolumeReclaimPolicy: 'Retain' }),
    false,
  ],
  ['claims would go with their set', 'statefulsets', set(retain), set(remove), true],
  [
    'claims would go when it is scaled',
    'statefulsets',
    set(),
    set({ whenDeleted: 'Retain', whenScaled: 'Delete' }),
    true,
  ],
  ['claims went with it already', 'statefulsets', set(remove), set(remove), false],
  ['a set keeps its claims', 'statefulsets', set(remove), set(retain), false],
  ['a set without claims', 'statefulsets', spec({}), spec({ persistentVolumeClaimRetentionPolicy: remove }), false],
  [
    'a Database would be dropped',
    'databases',
    spec({ databaseReclaimPolicy: 'retain' }),
    spec({ databaseReclaimPolicy: 'delete' }),
    true,
  ],
  ['a Database has no policy any more', 'databases', spec({ databaseReclaimPolicy: 'retain' }), spec({}), true],
  ['a Database is absent', 'databases', spec({}), spec({ ensure: 'absent' }), true],
  [
    'a Database gets an owner',
    'databases',
    spec({ databaseReclaimPolicy: 'retain' }),
    spec({ databaseReclaimPolicy: 'retain', owner: 'b' }),
    false,
  ],
  [
    'backups are kept for a day',
    'objectstores',
    spec({ retentionPolicy: '30d' }),
    spec({ retentionPolicy: '1d' }),
    true,
  ],
  [
    'backups are kept longer',
    'objectstores',
    spec({ retentionPolicy: '30d' }),
    spec({ retentionPolicy: '60d' }),
    false,
  ],
  ['backups are kept for ever', 'objectstores', spec({ retentionPolicy: '30d' }), spec({}), false],
  ['in other words', 'objectstores', spec({ retentionPolicy: '30d' }), spec({ retentionPolicy: '4w' }), false],
  ['the log is archived no more', 'clusters', spec({ plugins: [{}] }), spec({}), true],
  [
    'a Cluster gets a member',
    'clusters',
    spec({ plugins: [{}], instances: 1 }),
    spec({ plugins: [{}], instances: 2 }),
    false,
  ],
  ['a namespace could be pruned', 'namespaces', meta(kept), meta(), true],
  ['a namespace gets a label', 'namespaces', meta(kept), meta({ ...kept, labels: { a: 'b' } }), false],
])('changing: %s', (_, resource, oldObject, object, refused) => {
  expect(refuses(keepRetention, { resource, oldObject, object })).toBe(refused);
});

test('the message names the object and the label', () => {
  const [{ messageExpression = '' } = {}] = keepData.validations!;
  const request = { resource: { resource: 'persistentvolumeclaims' }, name: 'data-redis-0' };
  expect(evaluate(messageExpression, { request })).toBe(
    `persistentvolumeclaims data-redis-0 holds data, or holds up what does: it needs the label ${mayGoMark.key}=true first`,
  );
});
