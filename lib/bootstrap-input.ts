import type { RackFacts } from './facts/facts';
import { type Need, type Needed, appOutputs, needsOf } from './flux/needs';
import { appPath } from './flux/kustomizations';
import { recordOf } from './manifest/field-path';
import type { Manifest, Rendered } from './manifest/manifest';
import { objectId } from './manifest/manifest';
import { pathOf } from './output/layout';
import type { RackSpec } from './rack-file/rack';
import type { BootstrapInput, EarlyNeed, EarlyRelease } from './talos/steps/step';

/** What the order of a bootstrap needs of the rendered objects: a name or version in it never differs from git's. */
export function bootstrapInput(
  facts: RackFacts,
  file: string,
  { isExample = false }: { isExample?: boolean } = {},
): BootstrapInput {
  const { rack, stated } = facts;
  const needs = needsOf(appOutputs(facts));
  return {
    rack,
    file,
    vault: `~/${rack.name}-talos`,
    cilium: earlyRelease(facts, 'kube-system', 'cilium', needs),
    fluxOperator: earlyRelease(facts, 'flux-system', 'flux-operator', needs),
    repository: repositoryOf(rack),
    ...(isExample && { isExample }),
    wholeWhen: stated.flatMap(({ wholeWhen = [] }) => wholeWhen),
  };
}

function repositoryOf({ git }: RackSpec): BootstrapInput['repository'] {
  if (git.url.startsWith('ssh:')) return 'deploy-key';
  return git.private ? 'token' : 'public';
}

/** @throws when the rack has no such release, or its chart lies in no OCI registry */
export function earlyRelease(
  facts: RackFacts,
  namespace: string,
  name: string,
  needs = needsOf(appOutputs(facts)),
): EarlyRelease {
  const manifests = facts.rendered.map(({ manifest }) => manifest);
  const chart = one(manifests, `${namespace}/OCIRepository/${name}`);
  return {
    name: String(recordOf(releaseOf(manifests, namespace, name).spec).releaseName),
    namespace,
    chart: String(recordOf(chart.spec).url),
    version: String(recordOf(recordOf(chart.spec).ref).tag),
    ...(recordOf(chart.spec).insecure === true && { isPlain: true }),
    needs: earlyNeeds(facts, `${namespace}/HelmRelease/${name}`, needs),
  };
}

/**
 * Objects of git that must be there before a release that no Flux orders: what its app would wait for. Kinds that
 * another chart brings are not among them; that chart is a step of its own.
 */
function earlyNeeds(facts: RackFacts, release: string, all: readonly Need[]): EarlyNeed[] {
  const owner = facts.releases.find(({ id }) => id === release)?.app;
  const needs = all.filter(({ from, on }) => from === owner && on !== owner);
  const groups = new Map<string, { needed: Rendered[]; kind: EarlyNeed['kind'] }>();
  for (const need of needs) {
    for (const object of objectsOf(need, facts)) {
      const kind = object.manifest.kind as EarlyNeed['kind'];
      const key = `${kind} of ${object.app}`;
      const group = groups.get(key) ?? { kind, needed: [] };
      if (!group.needed.includes(object)) group.needed.push(object);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ kind, needed }) => ({
      kind,
      paths: pathsOf(needed, facts),
      names: needed.map(({ manifest }) => manifest.metadata.name).sort(),
    }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const order: readonly EarlyNeed['kind'][] = ['Namespace', 'PriorityClass', 'StorageClass', 'CustomResourceDefinition'];

function objectsOf({ on, needed }: Need, { rendered }: RackFacts): Rendered[] {
  return rendered.filter(({ app, manifest }) => app === on && isNeeded(manifest, needed));
}

function isNeeded({ kind, metadata, spec }: Manifest, needed: Needed): boolean {
  if ('group' in needed) return kind === 'CustomResourceDefinition' && recordOf(spec).group === needed.group;
  return kind === needed.kind && metadata.name === needed.name;
}

/** The folder, where all that lies in it is needed; else each file. */
function pathsOf(needed: readonly Rendered[], { rack, rendered }: RackFacts): string[] {
  const { app } = needed[0]!;
  const clusterWide = rendered.filter(
    (object) => object.app === app && object.manifest.metadata.namespace === undefined,
  );
  if (clusterWide.every((object) => needed.includes(object))) return [`${appPath(rack.name, app)}/_cluster`];
  return needed.map((object) => `dist/${rack.name}/${pathOf(object)}`).sort();
}

/** Values of the release as Flux will use them. */
export function valuesOf(manifests: readonly Manifest[], namespace: string, name: string): Record<string, unknown> {
  return recordOf(recordOf(releaseOf(manifests, namespace, name).spec).values);
}

function releaseOf(manifests: readonly Manifest[], namespace: string, name: string): Manifest {
  return one(manifests, `${namespace}/HelmRelease/${name}`);
}

function one(manifests: readonly Manifest[], id: string): Manifest {
  const found = manifests.find((manifest) => objectId(manifest) === id);
  if (!found) throw new Error(`${id} is not among the rendered objects`);
  return found;
}
