import { recordOf, recordsOf } from '../manifest/field-path';
import { enforceLabel } from '../manifest/pod-security';
import { isListed } from './listed';
import { postgresClusters } from './postgres-clusters';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

const rolesOf = (view: RackView) => [...view.ofKind('Role'), ...view.ofKind('ClusterRole')];

export const notAllRights: Rule = {
  id: 'baseline/all-rights',
  level: 'error',
  why: 'Who may do everything to a kind of object owns the cluster when its pod is taken over: with all verbs on all resources, all of it.',
  fixHint: 'name the resources and the verbs that the program uses',
  exceptable: true,
  check: (view) =>
    rolesOf(view).flatMap(({ id, manifest }) =>
      recordsOf(manifest.rules).flatMap(({ verbs, resources }, i): RuleHit[] =>
        isListed(resources, '*') &&
        (isListed(verbs, '*') || ['create', 'update', 'patch'].some((verb) => isListed(verbs, verb)))
          ? [{ object: id, path: `rules[${i}]`, message: 'lets its subjects change every resource' }]
          : [],
      ),
    ),
};

/** Groups that somebody is in without having been put there. */
const everybody: ReadonlySet<string> = new Set([
  'system:authenticated',
  'system:anonymous',
  'system:serviceaccounts',
  'system:unauthenticated',
]);
/** Roles that Kubernetes brings and that may change whatever stands in a namespace, or anywhere. */
const mighty: ReadonlySet<string> = new Set(['admin', 'cluster-admin', 'edit']);

export const notEverybody: Rule = {
  id: 'baseline/everybody',
  level: 'error',
  why: 'What is granted to everybody, or with a role that may do everything, the first stolen token has.',
  fixHint: 'bind a ServiceAccount to a role with the verbs that its program uses',
  exceptable: true,
  check: (view) =>
    [...view.ofKind('RoleBinding'), ...view.ofKind('ClusterRoleBinding')].flatMap(({ id, manifest }): RuleHit[] => {
      const { kind, name } = recordOf(manifest.roleRef);
      const all = recordsOf(manifest.subjects).map((each) => String(each.name));
      const hit = (path: string, message: string): RuleHit[] => [{ object: id, path, message }];
      const open = all.findIndex((each) => everybody.has(each));
      if (open >= 0) return hit(`subjects[${open}]`, `grants ${String(name)} to ${all[open]}`);
      return kind === 'ClusterRole' && mighty.has(String(name)) ? hit('roleRef', `grants ${String(name)}`) : [];
    }),
};

export const someRights: Rule = {
  id: 'references/no-rights',
  level: 'error',
  why: 'A binding to a role without rules grants nothing, silently: the program is refused at run time.',
  fixHint: 'give the role the rules that its subjects need, or remove both',
  exceptable: true,
  check: (view) => {
    const bound = new Set(
      [...view.ofKind('RoleBinding'), ...view.ofKind('ClusterRoleBinding')].map(({ manifest }) => {
        const { kind, name } = recordOf(manifest.roleRef);
        return `${String(kind)}/${String(name)}`;
      }),
    );
    return rolesOf(view)
      .filter(({ kind, name, manifest }) => bound.has(`${kind}/${name}`) && manifest.aggregationRule === undefined)
      .filter(({ manifest }) => recordsOf(manifest.rules).length === 0)
      .map(({ id }) => ({ object: id, path: 'rules', message: 'is bound, and allows nothing' }));
  },
};

/** Where pods of the platform itself run, which no level of Pod Security can hold. */
const exempt: ReadonlySet<string> = new Set(['kube-system']);

export const levelStated: Rule = {
  id: 'baseline/pod-security',
  level: 'error',
  why: 'A namespace that states no level falls back to the cluster’s: what somebody adds to it tomorrow may have more than its pods need.',
  fixHint: `label it ${enforceLabel} with the lowest level that its pods need`,
  exceptable: true,
  check: (view) =>
    view
      .ofKind('Namespace')
      .filter(({ name, manifest }) => !exempt.has(name) && manifest.metadata.labels?.[enforceLabel] === undefined)
      .map(({ id }) => ({ object: id, path: `metadata.labels["${enforceLabel}"]`, message: 'enforces no level' })),
};

export const guardsDeny: Rule = {
  id: 'baseline/guard-denies',
  level: 'error',
  why: 'An admission policy that only writes down or warns stops nobody, and one that is ignored on failure stops nobody when it matters.',
  fixHint: 'set validationActions: [Deny] and failurePolicy: Fail',
  exceptable: true,
  check: (view) => [
    ...view
      .ofKind('ValidatingAdmissionPolicyBinding')
      .filter(({ spec }) => !isListed(spec.validationActions, 'Deny'))
      .map(({ id }) => ({ object: id, path: 'spec.validationActions', message: 'denies nothing' })),
    ...view
      .ofKind('ValidatingAdmissionPolicy')
      .filter(({ spec }) => spec.failurePolicy === 'Ignore')
      .map(({ id }) => ({ object: id, path: 'spec.failurePolicy', message: 'lets everything through where it fails' })),
  ],
};

export const apiVerified: Rule = {
  id: 'baseline/unverified-api',
  level: 'error',
  why: 'The API server hands requests to the server of an API: one that it does not verify may be anybody’s.',
  fixHint: 'remove insecureSkipTLSVerify, and let cert-manager inject the authority',
  exceptable: true,
  check: (view) =>
    view.ofKind('APIService').flatMap(({ id, spec, annotations }): RuleHit[] => {
      if (spec.service === undefined) return [];
      if (spec.insecureSkipTLSVerify === true) {
        return [{ object: id, path: 'spec.insecureSkipTLSVerify', message: 'takes any certificate' }];
      }
      if (spec.caBundle !== undefined || isInjected(annotations)) return [];
      return [{ object: id, path: 'spec.caBundle', message: 'names no authority for the certificate of its server' }];
    }),
};

const isInjected = (annotations: RackObject['annotations']) =>
  Object.keys(annotations).some((key) => key.startsWith('cert-manager.io/inject-'));

export const databaseShut: Rule = {
  id: 'baseline/database-trust',
  level: 'error',
  why: 'PostgreSQL asks whom `trust` covers for no password: who reaches the port owns the data.',
  fixHint: 'let the line ask for scram-sha-256, and name a database and a user',
  exceptable: true,
  check: (view) =>
    postgresClusters(view).flatMap(({ id, spec }) => {
      const lines = recordOf(spec.postgresql).pg_hba;
      return (Array.isArray(lines) ? lines.map(String) : []).flatMap((line, i): RuleHit[] => {
        const method = /^\s*host\S*\s+\S+\s+\S+\s+\S+(?:\s+\d[\d.:a-f]*)?\s+(trust|password|md5)\b/.exec(line)?.[1];
        if (method === undefined) return [];
        return [
          {
            object: id,
            path: `spec.postgresql.pg_hba[${i}]`,
            message: `lets clients in by ${method}: "${line.trim()}"`,
          },
        ];
      });
    }),
};

/** A webhook is asked before anything is stored; where it must answer, who answers has to be there. */
export const webhooksAnswered: Rule = {
  id: 'references/webhook',
  level: 'error',
  why: 'The API server refuses what a webhook must allow and nobody answers for: Flux then applies nothing of these kinds.',
  fixHint: 'name a Service that exists, or set failurePolicy: Ignore',
  exceptable: false,
  check: (view) =>
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].flatMap((kind) =>
      view.ofKind(kind).flatMap(({ id, manifest }) =>
        recordsOf(manifest.webhooks).flatMap((hook, i): RuleHit[] => {
          const { url, service } = recordOf(hook.clientConfig);
          const { name, namespace } = recordOf(service);
          if (hook.failurePolicy === 'Ignore') return [];
          if (url !== undefined) {
            const message = `asks ${String(url)}, outside the rack: without it nothing is stored`;
            return [{ object: id, path: `webhooks[${i}].clientConfig.url`, message }];
          }
          if (name === undefined) return [];
          if (view.find('Service', String(namespace), String(name))) return [];
          return [
            {
              object: id,
              path: `webhooks[${i}].clientConfig.service`,
              message: `must be answered by Service ${String(namespace)}/${String(name)}, which nothing makes`,
            },
          ];
        }),
      ),
    ),
};

export const guardRules: readonly Rule[] = [
  notAllRights,
  notEverybody,
  someRights,
  levelStated,
  guardsDeny,
  apiVerified,
  databaseShut,
  webhooksAnswered,
];
