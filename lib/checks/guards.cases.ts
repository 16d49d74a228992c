import {
  apiVerified,
  databaseShut,
  guardsDeny,
  levelStated,
  notAllRights,
  notEverybody,
  someRights,
  webhooksAnswered,
} from './guards';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const role = (rules: object[]) =>
  add({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' }, rules });
const bound = add({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'r' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'r' },
});
const admission = (kind: string, spec: object) =>
  add({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'keep' }, spec });
const api = (spec: object, annotations = {}) =>
  add({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1.metrics', annotations },
    spec: { service: { name: 'redis', namespace: 'data' }, ...spec },
  });
const hook = (name: string, failurePolicy?: string) =>
  add({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'hook' },
    webhooks: [{ name: 'h.example.org', failurePolicy, clientConfig: { service: { name, namespace: 'data' } } }],
  });
const postgres = 'data/Cluster/postgres';
const grant = (role: string, name: string) =>
  add({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'all' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name }],
  });

export const guardCases: readonly RuleCases[] = [
  [
    notAllRights,
    [
      silent,
      [
        'finds a role that may do everything',
        role([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
        [{ object: 'ClusterRole/r', path: 'rules[0]', message: 'lets its subjects change every resource' }],
      ],
      ['leaves one alone that only reads', role([{ apiGroups: [''], resources: ['*'], verbs: ['get', 'list'] }]), []],
    ],
  ],
  [
    notEverybody,
    [
      silent,
      [
        'finds what everybody may',
        grant('view', 'system:authenticated'),
        [{ object: 'ClusterRoleBinding/all', path: 'subjects[0]', message: 'grants view to system:authenticated' }],
      ],
      [
        'finds a role that may do everything',
        grant('cluster-admin', 'oidc:admins'),
        [{ object: 'ClusterRoleBinding/all', path: 'roleRef', message: 'grants cluster-admin' }],
      ],
      ['leaves readers alone', grant('view', 'oidc:readers'), []],
    ],
  ],
  [
    someRights,
    [
      silent,
      [
        'finds a role that allows nothing',
        all(role([]), bound),
        [{ object: 'ClusterRole/r', path: 'rules', message: 'is bound, and allows nothing' }],
      ],
      ['leaves one alone that nobody has', role([]), []],
    ],
  ],
  [
    levelStated,
    [
      silent,
      [
        'finds a namespace without a level',
        set('Namespace/ml', 'metadata.labels', undefined),
        [{ object: 'Namespace/ml', message: 'enforces no level' }],
      ],
    ],
  ],
  [
    guardsDeny,
    [
      silent,
      [
        'finds a guard that only writes down',
        admission('ValidatingAdmissionPolicyBinding', { policyName: 'keep', validationActions: ['Audit'] }),
        [
          {
            object: 'ValidatingAdmissionPolicyBinding/keep',
            path: 'spec.validationActions',
            message: 'denies nothing',
          },
        ],
      ],
      [
        'finds a policy that lets through what it cannot judge',
        admission('ValidatingAdmissionPolicy', { failurePolicy: 'Ignore' }),
        [
          {
            object: 'ValidatingAdmissionPolicy/keep',
            path: 'spec.failurePolicy',
            message: 'lets everything through where it fails',
          },
        ],
      ],
      [
        'is content with one that denies',
        admission('ValidatingAdmissionPolicyBinding', { policyName: 'keep', validationActions: ['Deny', 'Audit'] }),
        [],
      ],
    ],
  ],
  [
    apiVerified,
    [
      silent,
      [
        'finds an API whose server may be anybody',
        api({ insecureSkipTLSVerify: true }),
        [{ object: 'APIService/v1.metrics', path: 'spec.insecureSkipTLSVerify', message: 'takes any certificate' }],
      ],
      [
        'finds one without an authority',
        api({}),
        [{ object: 'APIService/v1.metrics', message: 'names no authority for the certificate of its server' }],
      ],
      ['is content where cert-manager injects it', api({}, { 'cert-manager.io/inject-ca-from': 'data/redis' }), []],
    ],
  ],
  [
    databaseShut,
    [
      silent,
      [
        'finds a line that asks for no password',
        set(postgres, 'spec.postgresql.pg_hba', ['host all all all scram-sha-256', 'host all all 0.0.0.0/0 trust']),
        [
          {
            object: postgres,
            path: 'spec.postgresql.pg_hba[1]',
            message: 'lets clients in by trust: "host all all 0.0.0.0/0 trust"',
          },
        ],
      ],
    ],
  ],
  [
    webhooksAnswered,
    [
      silent,
      [
        'finds a webhook that nobody answers',
        hook('nobody'),
        [
          {
            object: 'ValidatingWebhookConfiguration/hook',
            path: 'webhooks[0].clientConfig.service',
            message: 'must be answered by Service data/nobody, which nothing makes',
          },
        ],
      ],
      [
        'finds one that somebody outside must answer',
        all(
          hook('redis'),
          set('ValidatingWebhookConfiguration/hook', 'webhooks[0].clientConfig', { url: 'https://x.example.org' }),
        ),
        [
          {
            object: 'ValidatingWebhookConfiguration/hook',
            path: 'webhooks[0].clientConfig.url',
            message: 'asks https://x.example.org, outside the rack: without it nothing is stored',
          },
        ],
      ],
      ['leaves one alone that may fail', hook('nobody', 'Ignore'), []],
      ['is content with a Service that is there', hook('redis'), []],
    ],
  ],
];
