import { recordsOf, textOf } from '../manifest/field-path';
import type { RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

export const mayChange: Rule = {
  id: 'config/immutable',
  level: 'error',
  why: 'The API server refuses every later change, and Flux then applies nothing of the app.',
  fixHint: 'remove immutable: pods roll by the hash of what they read',
  exceptable: true,
  check: (view) =>
    [...view.configMaps, ...view.ofKind('Secret')]
      .filter(({ manifest }) => manifest.immutable === true)
      .map(({ id }) => ({ object: id, path: 'immutable', message: 'can never be changed' })),
};

export const subPathThere: Rule = {
  id: 'references/sub-path',
  level: 'error',
  why: 'A file that its ConfigMap or Secret does not hold is mounted as an empty folder, and the program cannot read it.',
  fixHint: 'name a key of it',
  exceptable: false,
  check: (view) => view.workloads.flatMap((workload) => missingFiles(workload, view)),
};

function missingFiles({ id, namespace, template, containers }: WorkloadView, view: RackView): RuleHit[] {
  return containers.flatMap(({ container, path }) =>
    recordsOf(container.volumeMounts).flatMap(({ name, subPath }, i): RuleHit[] => {
      const volume = recordsOf(template.spec.volumes).find((each) => each.name === name);
      const files = volume && filesOf(volume, namespace, view);
      if (files === undefined || subPath === undefined || files.includes(String(subPath))) return [];
      return [
        {
          object: id,
          path: `${path}.volumeMounts[${i}].subPath`,
          message: `mounts ${String(subPath)} of volume "${String(name)}", which has ${files.join(', ') || 'no file'}`,
        },
      ];
    }),
  );
}

/** Names of the files of a volume; undefined where nobody knows them. */
function filesOf(volume: object, namespace: string, view: RackView): readonly string[] | undefined {
  const { configMap, secret } = volume as Record<string, { name?: string; secretName?: string; items?: object[] }>;
  const source = configMap ?? secret;
  if (!source) return undefined;
  const items = recordsOf(source.items).flatMap(({ path }) => textOf(path) ?? []);
  if (source.items !== undefined) return items;
  const kind = configMap ? 'ConfigMap' : 'Secret';
  return view.find(kind, namespace, source.name ?? source.secretName ?? '')?.keys;
}

export const frozenRules: readonly Rule[] = [mayChange, subPathThere];
