import { elementName } from '../manifest/pod-templates';
import { fieldOf, isRecord, recordOf, recordsOf, textOf } from '../manifest/field-path';
import { circlesOf, fluxGraph } from './flux-graph';
import { appliedInOrder, kindsDefined } from './flux-order';
import { suggestion } from './nearest';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

export const missingTarget: Rule = {
  id: 'flux/missing-target',
  level: 'error',
  why: 'A Kustomization that waits for one that does not exist is never applied.',
  fixHint: 'name a Kustomization that exists',
  exceptable: false,
  check: (view) =>
    fluxGraph(view).kustomizations.flatMap(({ id, namespace, spec }) =>
      recordsOf(spec.dependsOn).flatMap((on, i) => {
        const home = textOf(on.namespace) ?? namespace;
        const name = String(on.name);
        if (view.find('Kustomization', home, name)) return [];
        return [
          {
            object: id,
            path: `spec.dependsOn[${elementName(on, i)}]`,
            message: `waits for Kustomization ${home}/${name}, which does not exist`,
            fix: suggestion(name, view.namesOf('Kustomization', home)),
          },
        ];
      }),
    ),
};

export const noCycle: Rule = {
  id: 'flux/cycle',
  level: 'error',
  why: 'Kustomizations that wait for one another are never applied, and neither is what waits for them.',
  fixHint: 'let the one go that the API server does not need: pods retry, so run-time needs make no edge',
  exceptable: false,
  check: (view) => {
    const graph = fluxGraph(view);
    return circlesOf(graph).map((circle) => ({
      object: graph.kustomizations.find(({ name }) => name === circle[0])?.id ?? String(circle[0]),
      path: 'spec.dependsOn',
      message: `waits for itself: ${[...circle, circle[0]].join(' → ')}`,
    }));
  },
};

export const applied: Rule = {
  id: 'flux/unapplied',
  level: 'error',
  why: 'Objects that no Kustomization applies lie in git and never reach the cluster.',
  fixHint: 'make a Kustomization whose path ends in the name of the app',
  exceptable: false,
  check: (view) => {
    const graph = fluxGraph(view);
    const first = new Map<string, RackObject>();
    for (const object of view.objects) {
      if (graph.kustomizations.includes(object) || graph.ofApp(object.app)) continue;
      const before = first.get(object.app);
      if (!before || object.id < before.id) first.set(object.app, object);
    }
    return [...first].map(([app, { id }]) => ({
      object: id,
      message: `belongs to app ${app}, which no Kustomization applies`,
      fix: `make a Kustomization whose path ends in apps/${app}`,
    }));
  },
};

export const pruneAnnotation = 'kustomize.toolkit.fluxcd.io/prune';

export const neverPruned: Rule = {
  id: 'flux/prune',
  level: 'error',
  why: 'What disappears from git is deleted from the cluster; for these kinds that means the data goes too.',
  fixHint: `annotate it with ${pruneAnnotation}: disabled`,
  exceptable: true,
  check: (view) =>
    view.objects
      .filter((object) => holdsData(object, view) && object.annotations[pruneAnnotation] !== 'disabled')
      .map(({ id, kind, annotations }) => ({
        object: id,
        path: fieldOf('metadata.annotations', pruneAnnotation),
        message: `is ${annotations[pruneAnnotation] ?? 'absent'}; a ${kind} is never pruned`,
      })),
};

const dataKinds: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StorageClass',
  'CustomResourceDefinition',
]);

/** Charts whose uninstall deletes volumes or databases. */
const dataCharts: ReadonlySet<string> = new Set(['longhorn', 'lvm-localpv', 'cloudnative-pg']);

function holdsData({ kind, group, spec, namespace }: RackObject, view: RackView): boolean {
  if (kind === 'HelmRelease') return dataCharts.has(chartName(spec, namespace, view));
  return dataKinds.has(kind) || group === 'postgresql.cnpg.io';
}

function chartName(spec: Record<string, unknown>, namespace: string | undefined, view: RackView): string {
  const { kind, name, namespace: home } = recordOf(spec.chartRef);
  const source = view.find(String(kind), textOf(home) ?? namespace, String(name))?.object;
  const url = textOf(source?.spec.url);
  return url?.split('/').at(-1) ?? String(recordOf(recordOf(spec.chart).spec).chart);
}

export const substitution: Rule = {
  id: 'flux/substitution',
  level: 'error',
  why: 'Under a Kustomization with postBuild, Flux replaces ${…} in every text: a shell script loses its variables.',
  fixHint: 'write two dollar signs, or annotate the object with kustomize.toolkit.fluxcd.io/substitute: disabled',
  exceptable: true,
  check: (view) => {
    const graph = fluxGraph(view);
    return view.objects.flatMap((object): RuleHit[] => {
      const kustomization = graph.ofApp(object.app);
      if (!kustomization || !substitutes(kustomization) || isExempt(object)) return [];
      const place = firstVariable(object.manifest, '');
      if (!place) return [];
      return [
        {
          object: object.id,
          path: place.path,
          message: `holds ${place.variable}, which Kustomization ${kustomization.name} would replace`,
          fix: `write $${place.variable}, or annotate it with ${substituteKey}: disabled`,
        },
      ];
    });
  },
};

const substituteKey = 'kustomize.toolkit.fluxcd.io/substitute';

function substitutes({ spec }: RackObject): boolean {
  const { substitute, substituteFrom } = recordOf(spec.postBuild);
  return substitute !== undefined || substituteFrom !== undefined;
}

function isExempt({ annotations, manifest }: RackObject): boolean {
  return [annotations, manifest.metadata.labels].some((marks) => marks?.[substituteKey] === 'disabled');
}

/** The first `${…}` that is not escaped with a second dollar sign. */
function firstVariable(value: unknown, path: string): { path: string; variable: string } | undefined {
  if (typeof value === 'string') {
    const variable = /(?<!\$)\$\{[^}]*\}/.exec(value)?.[0];
    return variable === undefined ? undefined : { path, variable };
  }
  const parts: [string, unknown][] = Array.isArray(value)
    ? value.map((element, i) => [`${path}[${elementName(element, i)}]`, element])
    : isRecord(value)
      ? Object.entries(value).map(([key, inner]) => [fieldOf(path, key), inner])
      : [];
  for (const [at, inner] of parts) {
    const found = firstVariable(inner, at);
    if (found) return found;
  }
  return undefined;
}

export const fluxRules: readonly Rule[] = [
  missingTarget,
  noCycle,
  applied,
  appliedInOrder,
  kindsDefined,
  neverPruned,
  substitution,
];
