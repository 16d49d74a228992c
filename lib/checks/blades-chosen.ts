import { recordOf, recordsOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import type { Rule, RuleHit } from './rule';

export const notByName: Rule = {
  id: 'scheduling/node-name',
  level: 'error',
  why: 'A pod with nodeName is not scheduled: it stays with one blade, fits or not, and waits there while the blade is dead.',
  fixHint: 'remove nodeName; choose blades by a label',
  exceptable: true,
  check: ({ workloads }) =>
    workloads.flatMap(({ id, template: { path, spec } }): RuleHit[] => {
      const { nodeName } = spec as { nodeName?: string };
      return nodeName === undefined
        ? []
        : [{ object: id, path: `${path}.nodeName`, message: `is tied to ${nodeName}` }];
    }),
};

export const neighbourThere: Rule = {
  id: 'scheduling/affinity',
  level: 'error',
  why: 'A pod that must be near another, which nobody has, stays Pending for ever.',
  fixHint: 'select pods that are there, or prefer instead of require',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, namespace, podLabels, template: { path, spec } }) =>
      recordsOf(recordOf(recordOf(spec.affinity).podAffinity).requiredDuringSchedulingIgnoredDuringExecution).flatMap(
        (term, i): RuleHit[] => {
          const selector = toSelector(term.labelSelector);
          const homes = Array.isArray(term.namespaces) ? term.namespaces.map(String) : [namespace];
          const anywhere = term.namespaceSelector !== undefined;
          // The first pod of a set that wants to be near its own kind is let through.
          if (selects(selector, podLabels)) return [];
          if (
            view.podGroups.some(
              (group) => (anywhere || homes.includes(group.namespace)) && selects(selector, group.labels),
            )
          )
            return [];
          return [
            {
              object: id,
              path: `${path}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[${i}]`,
              message: 'must be near pods that nobody has',
            },
          ];
        },
      ),
    ),
};

export const domainsThere: Rule = {
  id: 'scheduling/domains',
  level: 'error',
  why: 'A spread over more blades than the rack has counts the missing ones as empty, and lets no second pod onto any.',
  fixHint: 'leave minDomains out, or ask for no more than there are blades',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, template: { path, spec } }) =>
      recordsOf(spec.topologySpreadConstraints).flatMap(
        ({ minDomains, topologyKey, whenUnsatisfiable }, i): RuleHit[] => {
          const blades = view.rack.blades.length;
          if (topologyKey !== 'kubernetes.io/hostname' || whenUnsatisfiable !== 'DoNotSchedule') return [];
          if (typeof minDomains !== 'number' || minDomains <= blades) return [];
          return [
            {
              object: id,
              path: `${path}.topologySpreadConstraints[${i}].minDomains`,
              message: `asks for ${minDomains} blades of ${blades}`,
            },
          ];
        },
      ),
    ),
};

export const onEveryBlade: Rule = {
  id: 'scheduling/every-blade',
  level: 'error',
  why: 'A node-critical daemon that does not tolerate every taint is missing where it is needed most: on the control plane, and on a blade in trouble.',
  fixHint: 'tolerate everything: [{ operator: Exists }]; to leave blades out, select them by a label',
  exceptable: true,
  check: ({ workloads, laws }) =>
    workloads
      .filter(({ kind, tier }) => kind === 'DaemonSet' && laws.tiers[tier ?? '']?.tolerationSeconds === 'forever')
      .filter(({ template: { spec } }) => spec.nodeSelector === undefined)
      .filter(
        ({ template: { spec } }) =>
          !recordsOf(spec.tolerations).some(
            ({ key, operator, effect }) => key === undefined && operator === 'Exists' && effect === undefined,
          ),
      )
      .map(({ id, template: { path } }) => ({
        object: id,
        path: `${path}.tolerations`,
        message: 'is left out on blades with a taint',
      })),
};

export const chosenBladeRules: readonly Rule[] = [notByName, neighbourThere, domainsThere, onEveryBlade];
