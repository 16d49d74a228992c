import { isRecord } from '../manifest/field-path';
import { fluxGraph } from './flux-graph';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { allKinds } from './schema/kinds';

/** Groups that the API server has by itself, and those that Flux itself needs to be there at all. */
const always: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'fluxcd.controlplane.io',
  'helm.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'networking.k8s.io',
  'node.k8s.io',
  'notification.toolkit.fluxcd.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'source.toolkit.fluxcd.io',
  'storage.k8s.io',
]);

/** Something that an object cannot be applied without, and the apps that bring it. */
interface Need {
  object: string;
  path: string;
  app: string;
  what: string;
  owners: readonly string[];
  /** Its own app may bring it: Flux applies definitions, namespaces and classes before the rest of a Kustomization. */
  ownIsFine: boolean;
}

export const appliedInOrder: Rule = {
  id: 'flux/order',
  level: 'error',
  why: 'Flux dry-runs an app before it applies it: what needs a later kind, namespace or class stops the whole app.',
  fixHint: 'let the Kustomization wait for the one that brings it, or put the object into an app of its own',
  exceptable: false,
  check: (view) => {
    const groups = groupOwners(view);
    const needs = [
      ...view.objects.filter(({ group }) => !always.has(group)).flatMap((object) => kindNeed(object, groups)),
      ...view.objects.flatMap((object) => namespaceNeed(object, view)),
      ...view.workloads.flatMap((workload) => classNeeds(workload, view)),
      ...view.ofKind('PersistentVolumeClaim').flatMap((claim) => classNeed(claim, 'spec', claim.spec, view)),
    ];
    const undefinedKinds = view.objects
      .filter(({ group }) => !always.has(group) && !groups.has(group))
      .map(({ id, group }) => ({
        object: id,
        path: 'apiVersion',
        message: `is of group ${group}, whose definition no app of this rack brings`,
        fix: 'switch the app on that brings it, or declare who else does',
        cause: group,
      }));
    return onePerCause([...undefinedKinds, ...needs.flatMap((need) => tooEarly(need, view))]);
  },
};

export const kindsDefined: Rule = {
  id: 'flux/definition',
  level: 'error',
  why: 'Objects of a kind whose definition is gone cannot be applied, and controllers that watch it do not start.',
  fixHint: 'keep all definitions of the group together',
  exceptable: true,
  check: (view) => {
    const definitions = view.ofKind('CustomResourceDefinition');
    const groups = [...new Set(definitions.map(({ spec }) => String(spec.group)))];
    return groups.flatMap((group) => {
      const own = definitions.filter(({ spec }) => spec.group === group);
      const kinds = own.map(({ spec }) => String(isRecord(spec.names) ? spec.names.kind : ''));
      const first = own.map(({ id }) => id).sort()[0] ?? '';
      const missing = allKinds.filter((each) => each.group === group && !kinds.includes(each.kind));
      return [...new Set(missing.map(({ plural }) => plural))].map((plural) => ({
        object: first,
        path: 'spec.names',
        message: `stands without CustomResourceDefinition ${plural}.${group}, which is of the same group`,
      }));
    });
  },
};

/** Which apps bring a group; an empty list means that somebody outside the apps does. */
function groupOwners(view: RackView): ReadonlyMap<string, { apps: string[]; byCharts: boolean }> {
  const owners = new Map<string, { apps: string[]; byCharts: boolean }>();
  for (const { kind, name } of view.operatorMade) {
    if (kind === 'CustomResourceDefinition')
      owners.set(name.slice(name.indexOf('.') + 1), { apps: [], byCharts: false });
  }
  const bring = (group: string, app: string, byCharts: boolean) =>
    owners.set(group, { apps: [...(owners.get(group)?.apps ?? []), app], byCharts });
  for (const { app, spec } of view.ofKind('CustomResourceDefinition')) bring(String(spec.group), app, false);
  for (const { app, crdGroups, webhookGroups } of view.releases ?? []) {
    for (const group of new Set([...crdGroups, ...webhookGroups])) bring(group, app, true);
  }
  return owners;
}

function kindNeed(object: RackObject, groups: ReturnType<typeof groupOwners>): Need[] {
  const { apps: owners, byCharts } = groups.get(object.group) ?? { apps: [], byCharts: false };
  const what = `is of group ${object.group}`;
  return [{ object: object.id, path: 'apiVersion', app: object.app, what, owners, ownIsFine: !byCharts }];
}

function namespaceNeed({ id, app, namespace }: RackObject, view: RackView): Need[] {
  const owner = namespace === undefined ? undefined : view.find('Namespace', undefined, namespace)?.object?.app;
  if (owner === undefined) return [];
  const what = `lives in namespace ${namespace}`;
  return [{ object: id, path: 'metadata.namespace', app, what, owners: [owner], ownIsFine: true }];
}

function classNeeds({ object, volumeClaimTemplates }: WorkloadView, view: RackView): Need[] {
  return volumeClaimTemplates.flatMap(({ spec }) => classNeed(object, 'spec.volumeClaimTemplates', spec, view));
}

function classNeed({ id, app }: RackObject, path: string, spec: unknown, view: RackView): Need[] {
  const name = isRecord(spec) ? String(spec.storageClassName) : '';
  const owner = view.find('StorageClass', undefined, name)?.object?.app;
  if (owner === undefined) return [];
  return [{ object: id, path, app, what: `claims storage of class ${name}`, owners: [owner], ownIsFine: true }];
}

interface EarlyHit extends RuleHit {
  /** Equal for objects that lack the same thing for the same reason. */
  cause: string;
}

function tooEarly({ object, path, app, what, owners, ownIsFine }: Need, view: RackView): EarlyHit[] {
  const graph = fluxGraph(view);
  const own = graph.ofApp(app)?.name;
  if (owners.length === 0 || own === undefined) return [];
  const hit = (message: string, fix: string): EarlyHit[] => [{ object, path, message, fix, cause: `${app}|${what}` }];
  if (owners.includes(app)) {
    if (ownIsFine) return [];
    return hit(
      `${what}, which only the chart of its own app ${app} brings; Flux checks all of an app before it applies the first`,
      'move it to an app of its own, which waits for the chart',
    );
  }
  const waits = graph.waitsForAll(own);
  if (owners.some((owner) => waits.includes(graph.ofApp(owner)?.name ?? owner))) return [];
  const chain = waits.length === 0 ? 'nothing' : waits.join(', ');
  return hit(
    `${what}, which app ${owners.join(' or ')} brings, but Kustomization ${own} waits for ${chain} only`,
    `add ${owners[0]} to dependsOn of Kustomization ${own}`,
  );
}

/** Objects that lack the same thing for the same reason are told of once, at the first of them. */
function onePerCause(hits: readonly EarlyHit[]): RuleHit[] {
  const latestFirst = [...hits].sort((a, b) => (a.object < b.object ? 1 : -1));
  const firstByCause = new Map(latestFirst.map((hit) => [hit.cause, hit]));
  return [...firstByCause.values()].map(({ object, path, message, fix }) => ({ object, path, message, fix }));
}
