import type { RackFacts } from './facts/facts';
import { recordOf } from './manifest/field-path';
import type { Manifest } from './manifest/manifest';
import { objectId } from './manifest/manifest';
import type { BootstrapInput, EarlyRelease } from './talos/bootstrap';

/** What the order of a bootstrap needs of the rendered objects: a name or version in it never differs from git's. */
export function bootstrapInput({ rack, rendered, stated }: RackFacts, file: string): BootstrapInput {
  const manifests = rendered.map(({ manifest }) => manifest);
  return {
    rack,
    file,
    vault: `~/${rack.name}-talos`,
    cilium: earlyRelease(manifests, 'kube-system', 'cilium'),
    fluxOperator: earlyRelease(manifests, 'flux-system', 'flux-operator'),
    wholeWhen: stated.flatMap(({ wholeWhen = [] }) => wholeWhen),
  };
}

/** @throws when the rack has no such release, or its chart lies in no OCI registry */
export function earlyRelease(manifests: readonly Manifest[], namespace: string, name: string): EarlyRelease {
  const chart = one(manifests, `${namespace}/OCIRepository/${name}`);
  return {
    name: String(recordOf(releaseOf(manifests, namespace, name).spec).releaseName),
    namespace,
    chart: String(recordOf(chart.spec).url),
    version: String(recordOf(recordOf(chart.spec).ref).tag),
  };
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
