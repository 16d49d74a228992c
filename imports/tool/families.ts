import type { Family, KindEntry } from '../family';
import { celTrees } from './cel';
import { crdFamily, type CustomResourceDefinition, parseCrds } from './crds';
import { kubernetesFamily } from './kubernetes';
import type { Taken } from './modules';
import { printJson } from './print-json';
import { stripped } from './strip';
import { typingsOf } from './typings';

/** From what was taken to the files of `imports/`. */

export function familyOf(name: string, taken: readonly Taken[]): Family {
  const files = taken.flatMap((part) => [...part.files]);
  if (name !== 'k8s') return crdFamily(parseCrds(files.map(([, bytes]) => bytes)));
  const [swagger, go] = ['swagger.json', '.go'].map((end) => files.find(([path]) => path.endsWith(end))?.[1]);
  return kubernetesFamily(swagger?.toString('utf8') ?? '', go?.toString('utf8') ?? '');
}

/** Files that follow from the committed schemas alone, by path below `imports/`. */
export function derivedFiles(families: ReadonlyMap<string, Family>): Map<string, string> {
  const index: Record<string, KindEntry[]> = {};
  const files = new Map<string, string>();
  for (const [name, family] of families) {
    index[name] = family.kinds;
    files.set(`${name}.d.ts`, typingsOf(family));
  }
  files.set('schemas/cel.json', printJson(celTrees(families.values())));
  return files.set('schemas/index.json', printJson(index));
}

/** CRDs as objects that an app can emit, without descriptions: the API server needs none. */
export function crdFile(taken: readonly Taken[]): string {
  const crds = parseCrds(taken.flatMap((part) => [...part.files.values()]));
  return printJson(crds.map(lean));
}

function lean({ apiVersion, kind, metadata, spec }: CustomResourceDefinition): object {
  const { name, annotations, labels } = metadata;
  const versions = spec.versions.map(({ schema, ...version }) => ({
    ...version,
    ...(schema && { schema: { openAPIV3Schema: stripped(schema.openAPIV3Schema) } }),
  }));
  return {
    apiVersion,
    kind,
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec: { ...spec, versions },
  };
}
