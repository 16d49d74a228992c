import { allKinds } from './schema/kinds';
import { suggestion } from './nearest';
import { recordsOf } from '../manifest/field-path';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** What the API server does with objects, and the few verbs that only some resources know. */
const verbs: readonly string[] = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', '*'],
  ...['use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'put', 'post', 'head', 'options', 'proxy'],
];

/** Resources that no schema names: served by aggregated servers, or objects of a verb alone. */
const others: Readonly<Record<string, readonly string[]>> = {
  '': ['users', 'groups', 'bindings', 'componentstatuses', 'replicationcontrollers', 'podtemplates'],
  'metrics.k8s.io': ['nodes', 'pods'],
  'custom.metrics.k8s.io': ['*'],
  'certificates.k8s.io': ['signers'],
  'authentication.k8s.io': ['userextras', 'uids', 'tokenreviews', 'selfsubjectreviews'],
  'authorization.k8s.io': [
    'subjectaccessreviews',
    'selfsubjectaccessreviews',
    'localsubjectaccessreviews',
    'selfsubjectrulesreviews',
  ],
  'apiregistration.k8s.io': ['apiservices'],
  'events.k8s.io': ['events'],
};

/** Parts of resources: `pods/log`. */
const parts: ReadonlySet<string> = new Set([
  ...['status', 'scale', 'log', 'exec', 'attach', 'portforward', 'proxy', 'eviction', 'binding', 'ephemeralcontainers'],
  ...[
    'resize',
    'metrics',
    'stats',
    'spec',
    'checkpoint',
    'configz',
    'healthz',
    'pods',
    'token',
    'approval',
    'finalize',
    'finalizers',
    '*',
  ],
]);

export const rightsKnown: Rule = {
  id: 'references/rights',
  level: 'error',
  why: 'The API server takes any word in a role: a misspelt one grants nothing, and the program is refused at run time.',
  fixHint: 'name a resource in the plural of its kind, its group, and verbs that it knows',
  exceptable: true,
  check: (view) => {
    const known = resourcesOf(view);
    return [...view.ofKind('Role'), ...view.ofKind('ClusterRole')].flatMap(({ id, manifest }) =>
      recordsOf(manifest.rules).flatMap((rule, i) => [
        ...wordFaults(rule.verbs, verbs, 'names verb').map((fault) => ({
          object: id,
          path: `rules[${i}].verbs`,
          ...fault,
        })),
        ...groupFaults(rule, known).map((fault) => ({ object: id, path: `rules[${i}].apiGroups`, ...fault })),
        ...resourceFaults(rule, known).map((fault) => ({ object: id, path: `rules[${i}].resources`, ...fault })),
      ]),
    );
  },
};

type Fault = Pick<RuleHit, 'message' | 'fix'>;
type Resources = ReadonlyMap<string, ReadonlySet<string>>;

/** By group: what the imported schemas have, and definitions that stand in the tree. */
function resourcesOf(view: RackView): Resources {
  const known = new Map<string, Set<string>>();
  const add = (group: string, name: string) => known.set(group, (known.get(group) ?? new Set()).add(name));
  for (const { group, plural } of allKinds) add(group, plural);
  for (const [group, names] of Object.entries(others)) for (const name of names) add(group, name);
  for (const { spec } of view.ofKind('CustomResourceDefinition')) {
    add(String(spec.group), String((spec.names as { plural?: unknown })?.plural));
  }
  return known;
}

const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

function wordFaults(list: unknown, allowed: readonly string[], what: string): Fault[] {
  return texts(list)
    .filter((word) => !allowed.includes(word))
    .map((word) => ({ message: `${what} "${word}", which no resource knows`, fix: suggestion(word, allowed) }));
}

function groupFaults({ apiGroups }: Record<string, unknown>, known: Resources): Fault[] {
  return texts(apiGroups)
    .filter((group) => group !== '*' && !known.has(group))
    .map((group) => ({
      message: `names group "${group}", of which nothing is known`,
      fix: suggestion(group, known.keys()),
    }));
}

function resourceFaults({ apiGroups, resources }: Record<string, unknown>, known: Resources): Fault[] {
  const groups = texts(apiGroups);
  if (groups.includes('*')) return [];
  const there = groups.flatMap((group) => [...(known.get(group) ?? [])]);
  if (there.includes('*') || groups.some((group) => !known.has(group))) return [];
  return texts(resources).flatMap((text): Fault[] => {
    const [name = '', part] = text.split('/');
    if (name !== '*' && !there.includes(name)) {
      return [
        {
          message: `names resource "${text}", which ${groups.map((each) => each || 'the core group').join(' and ')} does not have`,
          fix: suggestion(name, there),
        },
      ];
    }
    if (part !== undefined && !parts.has(part)) {
      return [{ message: `names "${text}", and ${name} has no part ${part}`, fix: suggestion(part, parts) }];
    }
    return [];
  });
}

export const rightsRules: readonly Rule[] = [rightsKnown];
