import { recordOf, textOf } from '../manifest/field-path';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** A release of ours with what is known of its chart. */
function known(view: RackView) {
  return (view.releases ?? []).flatMap((facts) => {
    const object = view.objects.find(({ id }) => id === facts.id);
    return object ? [{ ...facts, object }] : [];
  });
}

export const chartOfItsVersion: Rule = {
  id: 'charts/version',
  level: 'error',
  why: 'Pods, images, ports and values of a release were checked for one version of its chart: of another nobody knows what it makes.',
  fixHint: 'change the version where the app states it, and run npm start',
  exceptable: false,
  check: (view) =>
    known(view).flatMap(({ object, chart }): RuleHit[] => {
      const found = versionOf(object, view);
      if (!chart || !found || found.version.replace(/^v/, '') === chart.version.replace(/^v/, '')) return [];
      return [
        {
          object: found.object,
          path: found.path,
          message: `is ${found.version}; what is known of ${chart.repository} is of ${chart.version}`,
        },
      ];
    }),
};

function versionOf(
  { id, namespace, spec }: RackObject,
  view: RackView,
): { object: string; path: string; version: string } | undefined {
  const { kind, name, namespace: home } = recordOf(spec.chartRef);
  const source = view.find(String(kind), textOf(home) ?? namespace, String(name))?.object;
  const tag = textOf(recordOf(source?.spec.ref).tag);
  if (source && tag !== undefined) return { object: source.id, path: 'spec.ref.tag', version: tag };
  const version = textOf(recordOf(recordOf(spec.chart).spec).version);
  return version === undefined ? undefined : { object: id, path: 'spec.chart.spec.version', version };
}

export const chartAtHome: Rule = {
  id: 'charts/namespace',
  level: 'error',
  why: 'Policies, rights and Services that know the pods of a chart know them by their namespace: elsewhere nothing lets them in.',
  fixHint: 'remove targetNamespace; the release lives where its pods shall',
  exceptable: true,
  check: (view) =>
    view.ofKind('HelmRelease').flatMap(({ id, namespace, spec }): RuleHit[] => {
      const target = textOf(spec.targetNamespace);
      if (target === undefined || target === namespace) return [];
      return [
        {
          object: id,
          path: 'spec.targetNamespace',
          message: `puts its pods into ${target}, and stands in ${namespace}`,
        },
      ];
    }),
};

export const definitionsBrought: Rule = {
  id: 'charts/definitions',
  level: 'error',
  why: 'A release that leaves its definitions out brings kinds that nobody defines: Flux cannot apply a single object of them.',
  fixHint: 'set crds: CreateReplace under install and upgrade',
  exceptable: true,
  check: (view) =>
    known(view)
      .filter(({ crdGroups }) => crdGroups.length > 0)
      .flatMap(({ object: { id, spec }, crdGroups }) =>
        (['install', 'upgrade'] as const).flatMap((when): RuleHit[] => {
          // Helm's own default leaves definitions alone when a release is upgraded, which is a choice; Skip at both is none.
          if (recordOf(spec[when]).crds !== 'Skip') return [];
          return [
            { object: id, path: `spec.${when}.crds`, message: `leaves out the kinds of ${crdGroups.join(', ')}` },
          ];
        }),
      ),
};

export const releaseRules: readonly Rule[] = [chartOfItsVersion, chartAtHome, definitionsBrought];
