import { suggestion } from './nearest';
import type { Known, RackView } from './rack-view';
import type { Reference } from './reference';
import { referencesOf } from './reference-sites';
import type { Rule, RuleHit } from './rule';

/** One rule per kind of thing that is named: what the reader sees first is what is missing. */
const families: readonly [id: string, kinds: readonly string[], why: string][] = [
  ['config-map', ['ConfigMap'], 'A pod whose ConfigMap or key is missing waits in ContainerCreating for ever.'],
  ['secret', ['Secret'], 'A pod whose Secret or key is missing never starts; nothing but its events says so.'],
  ['claim', ['PersistentVolumeClaim'], 'A pod whose volume claim does not exist stays Pending.'],
  [
    'storage-class',
    ['StorageClass'],
    'A claim on a class that does not exist is never bound, and its pod stays Pending.',
  ],
  ['service-account', ['ServiceAccount'], 'Pods of a ServiceAccount that does not exist are never created.'],
  ['service', ['Service'], 'A Service that does not exist gives no DNS name, and a route to it answers 500.'],
  ['priority-class', ['PriorityClass'], 'The API server refuses every pod of a priority class that does not exist.'],
  ['role', ['Role', 'ClusterRole'], 'A binding to a role that does not exist grants nothing, silently.'],
  [
    'issuer',
    ['Issuer', 'ClusterIssuer'],
    'A certificate without its issuer is never signed, and what mounts it waits.',
  ],
  [
    'gateway',
    ['Gateway', 'GatewayClass', 'IngressClass'],
    'A route without its gateway, or a gateway without its class, is not served.',
  ],
  [
    'postgres',
    ['Cluster', 'ObjectStore', 'ImageCatalog', 'ClusterImageCatalog'],
    'A database, backup or schedule whose cluster or object store does not exist is ignored: backups that never run.',
  ],
  [
    'flux',
    ['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmChart', 'Bucket', 'HelmRelease'],
    'Flux waits for ever for a source or release that does not exist.',
  ],
  [
    'scale-target',
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
    'An autoscaler whose target does not exist scales nothing.',
  ],
];

export const referenceRules: readonly Rule[] = families.map(([name, kinds, why]) => ({
  id: `references/${name}`,
  level: 'error',
  why,
  fixHint: 'name one that exists; if a chart, an operator or a person makes it, declare that with its source',
  exceptable: false,
  check: (view) =>
    brokenOnes(
      referencesOf(view).filter(({ kind, optional }) => kinds.includes(kind) && !optional),
      view,
    ),
}));

/** What an object names in several places and nothing makes is one fault, told at the first place. */
function brokenOnes(references: readonly Reference[], view: RackView): RuleHit[] {
  const told = new Set<string>();
  return references.flatMap((reference) => {
    const { kind, namespace, name, object, path } = reference;
    const target = view.find(kind, namespace, name);
    if (target) {
      const fault = missingPart(reference, target);
      return fault ? [{ object, path, ...fault }] : [];
    }
    const fault = `${object}|${title(reference)}`;
    if (told.has(fault)) return [];
    told.add(fault);
    return [
      { object, path, message: `names ${title(reference)}, which nothing makes`, fix: elsewhere(reference, view) },
    ];
  });
}

function elsewhere({ kind, namespace, name }: Reference, view: RackView): string {
  const homes = namespace === undefined ? [] : view.namespacesOf(kind, name);
  if (homes.length > 0)
    return `it is in namespace ${homes.join(' and ')}; only what is in ${namespace} can be named here`;
  const known = suggestion(name, view.namesOf(kind, namespace));
  return kind === 'Secret' && !known.startsWith('did you mean') ? `${known}; ${declareIt}` : known;
}

const declareIt =
  'declare it: a Secret without values among plain manifests, or SecretKeys, or OperatorSecret for one that somebody else makes';

/** A key or port that the target lacks; where nobody said what it has, it is taken for present. */
function missingPart(reference: Reference, target: Known): Pick<RuleHit, 'message' | 'fix'> | undefined {
  const { key, port } = reference;
  if (key !== undefined && target.keys && !target.keys.includes(key)) {
    return {
      message: `names key "${key}" of ${title(reference)}, whose keys are ${shortList(target.keys)}`,
      fix: suggestion(key, target.keys),
    };
  }
  const ports = target.object ? servicePorts(target.object.spec) : target.ports?.map((each) => each.port);
  if (port !== undefined && ports && !ports.includes(Number(port))) {
    return {
      message: `names port ${port} of ${title(reference)}, which does not have it`,
      fix: suggestion(String(port), ports.map(String)),
    };
  }
  return undefined;
}

function servicePorts({ ports }: Record<string, unknown>): number[] {
  return Array.isArray(ports) ? ports.map((each: { port?: unknown }) => Number(each?.port)) : [];
}

function title({ kind, namespace, name }: Reference): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ') || 'none';
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
