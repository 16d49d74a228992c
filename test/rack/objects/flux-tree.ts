import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTree } from '../../cluster/dry-run/read-tree';
import { isSealed } from '../../cluster/dry-run/stand-in-secret';
import { type KubeObject, objectId } from '../../cluster/kube/object';
import type { Derived } from './derive';
import { type DistOptions, addDerived } from './from-dist';

/** A file of the repository that Flux reads. */
export interface FluxFile {
  /** Path below `dist/<rack>`. */
  path: string;
  object: KubeObject;
  /** A sealed Secret as it lies in `dist/`: Flux opens it itself. */
  sealed?: string;
}

/** What a box shows Flux in the place of `dist/<rack>`. */
export interface FluxTree {
  files: FluxFile[];
  /** Kustomizations by name, each with those that `dist/` has it wait for, as far as they are in the box. */
  order: Record<string, string[]>;
  differences: string[];
}

interface Kustomization extends KubeObject {
  spec: { dependsOn?: { name: string }[]; healthChecks?: HealthCheck[]; healthCheckExprs?: { kind: string }[] };
}

interface HealthCheck {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface FluxApps {
  /** Apps whose objects are all there. */
  whole: readonly string[];
  /** Apps of which only the network policies are there: scenarios' clients run under their names. */
  policies: readonly string[];
  /** What takes the place of a HelmRelease, by app, with what then tells whether it is well. */
  releases: Record<string, { objects: KubeObject[]; healthy: HealthCheck }>;
}

/** The tree that the rack's own Kustomizations lead to, in its own order. */
export function fluxTree({ whole, policies, releases }: FluxApps, options: DistOptions): FluxTree {
  const apps = [...whole, ...policies];
  const tree: FluxTree = { files: [], order: {}, differences: [] };
  for (const app of apps) {
    const files = filesOf(app, options, policies.includes(app));
    const { objects = [], healthy } = releases[app] ?? {};
    for (const object of objects) files.push(fileOf(app, object));
    tree.files.push(...files);
    const stated = kustomizationOf(options.output, app);
    const missing = (stated.spec.dependsOn ?? []).filter(({ name }) => !apps.includes(name));
    if (missing.length > 0)
      tree.differences.push(
        `Kustomization/${app} waits for no ${missing.map(({ name }) => name).join(', ')}: not in the box`,
      );
    tree.order[app] = (stated.spec.dependsOn ?? []).map(({ name }) => name).filter((name) => apps.includes(name));
    const there = new Set(files.map(({ object }) => objectId(object)));
    const path = `flux/Kustomization.${app}.yaml`;
    tree.files.push({ path, object: inBox(stated, tree.order[app]!, there, healthy) });
  }
  return tree;
}

function filesOf(app: string, options: DistOptions, policiesAlone: boolean): FluxFile[] {
  return readTree(join(options.output, 'apps', app)).objects.flatMap(({ file, object, text }) => {
    if (policiesAlone && object.kind !== 'NetworkPolicy') return [];
    if (isSealed(object)) return [{ path: join('apps', app, file), object, sealed: text }];
    const derived: Derived = { objects: [], differences: [], certificates: [] };
    addDerived(derived, object, options);
    return derived.objects.map((each) => fileOf(app, each));
  });
}

function fileOf(app: string, object: KubeObject): FluxFile {
  const { namespace = '_cluster', name } = object.metadata;
  return { path: join('apps', app, namespace, `${object.kind}.${name.replaceAll(':', '-')}.yaml`), object };
}

function kustomizationOf(output: string, app: string): Kustomization {
  const found = readTree(join(output, 'flux')).objects.find(({ object }) => object.metadata.name === app);
  if (found === undefined) throw new Error(`the rack has no Kustomization ${app}`);
  return found.object as Kustomization;
}

/** Waits for what is in the box, and looks at the health of what is there. */
function inBox(
  stated: Kustomization,
  dependsOn: readonly string[],
  there: ReadonlySet<string>,
  healthy: HealthCheck | undefined,
): Kustomization {
  const { healthChecks = [], healthCheckExprs = [], ...spec } = stated.spec;
  const checks = healthChecks.filter(({ kind, namespace, name }) => there.has(`${namespace}/${kind}/${name}`));
  if (healthy) checks.push(healthy);
  const expressions = healthCheckExprs.filter(({ kind }) => checks.some((each) => each.kind === kind));
  return {
    ...stated,
    spec: {
      ...spec,
      dependsOn: dependsOn.map((name) => ({ name })),
      ...(checks.length > 0 && { healthChecks: checks }),
      ...(expressions.length > 0 && { healthCheckExprs: expressions }),
    },
  } as Kustomization;
}

/** Writes the files below a folder; JSON is YAML. */
export function writeFluxTree(folder: string, files: readonly FluxFile[]): void {
  for (const { path, object, sealed } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, sealed ?? JSON.stringify(object, undefined, 2));
  }
}
