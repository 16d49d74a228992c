import { recordOf } from '../manifest/field-path';
import type { LabelSelector } from '../manifest/labels';
import { describeSelector, isEmptySelector, selects } from '../manifest/labels';
import { ciliumLabels, peerSelects, plainLabels } from './policy-match';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

export const selectsOwnPods: Rule = {
  id: 'selectors/own-pods',
  level: 'error',
  why: 'A selector that also matches a neighbour adopts its pods: two controllers then create and delete in turn.',
  exceptable: false,
  check: ({ workloads }) =>
    neighbours(workloads)
      .filter(([workload, other]) => selects(workload.selector, other.podLabels))
      .map(([workload, other]) => ({
        object: workload.id,
        path: 'spec.selector',
        message: `selects ${describeSelector(workload.selector)}, which are also the pods of ${other.id}`,
        fix: `select by a label that the pods of ${other.name} lack`,
      })),
};

export const selectsItself: Rule = {
  id: 'selectors/matches-template',
  level: 'error',
  why: 'The API server refuses a workload whose selector does not match its own pods.',
  exceptable: false,
  check: ({ workloads }) =>
    workloads
      .filter(({ selector, podLabels }) => selector !== undefined && !selects(selector, podLabels))
      .map(({ id, selector, podLabels }) => ({
        object: id,
        path: 'spec.selector',
        message: `selects ${describeSelector(selector)}, but its pods are ${describeSelector({ matchLabels: podLabels })}`,
        fix: 'give the pods the labels of the selector',
      })),
};

export const fixedLabels: Rule = {
  id: 'selectors/fixed-labels',
  level: 'error',
  why: 'A selector is immutable: one with a label that may change must be deleted to be changed, pods and all.',
  fixHint: 'select by app.kubernetes.io/name alone, and put every other label on the pods only',
  exceptable: true,
  check: ({ workloads }) =>
    workloads
      .filter(({ selector, podLabels }) => selector !== undefined && !isFixed(selector, podLabels))
      .map(({ id, selector }) => ({
        object: id,
        path: 'spec.selector',
        message: `selects ${describeSelector(selector)}; allowed is app.kubernetes.io/name alone`,
      })),
};

const fixedLabel = 'app.kubernetes.io/name';

function isFixed(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  podLabels: Record<string, string>,
): boolean {
  return (
    matchExpressions.length === 0 &&
    Object.keys(matchLabels).join() === fixedLabel &&
    matchLabels[fixedLabel] === podLabels[fixedLabel]
  );
}

export const serviceSelects: Rule = {
  id: 'selectors/service',
  level: 'error',
  why: 'A Service that selects no pod has no endpoint: every connection to it is refused.',
  exceptable: true,
  check: (view) =>
    view.services
      .filter(({ spec }) => Object.keys(recordOf(spec.selector)).length > 0)
      .flatMap((service) => selectsNothing(service, { matchLabels: recordOf(service.spec.selector) as never }, view)),
};

export const budgetSelects: Rule = {
  id: 'selectors/disruption-budget',
  level: 'error',
  why: 'A PodDisruptionBudget that selects no pod protects none: a drain takes all replicas at once.',
  exceptable: false,
  check: (view) =>
    view
      .ofKind('PodDisruptionBudget')
      .flatMap((budget) => selectsNothing(budget, budget.spec.selector as LabelSelector | undefined, view)),
};

export const policySelects: Rule = {
  id: 'selectors/policy',
  level: 'error',
  why: 'A policy, or a peer in it, that matches no pod lets nothing through: most likely a label was misspelt.',
  exceptable: true,
  check: (view) => [
    ...view.policies.flatMap((policy) => [
      ...selectsNothing(policy, policy.spec.podSelector as LabelSelector, view, 'spec.podSelector'),
      ...peersWithoutPods(policy, view),
    ]),
    ...view.ciliumPolicies.flatMap((policy) => ciliumSelectsNothing(policy, view)),
  ],
};

/** An empty selector means everything there is, also when that is nothing yet. */
function selectsNothing(
  { id, namespace }: RackObject,
  selector: LabelSelector | undefined,
  { podGroups }: RackView,
  path = 'spec.selector',
): RuleHit[] {
  if (selector && isEmptySelector(selector)) return [];
  const near = podGroups.filter((group) => group.namespace === namespace);
  if (near.some(({ labels }) => selects(selector, labels))) return [];
  return [
    noPods(
      id,
      path,
      selector,
      near.map((group) => group.id),
    ),
  ];
}

function ciliumSelectsNothing({ id, namespace, spec }: RackObject, { podGroups }: RackView): RuleHit[] {
  const selector = plainLabels(spec.endpointSelector);
  if (selector === undefined || isEmptySelector(selector)) return [];
  const near = podGroups.filter((group) => namespace === undefined || group.namespace === namespace);
  if (near.some((group) => selects(selector, ciliumLabels(group)))) return [];
  return [
    noPods(
      id,
      'spec.endpointSelector',
      selector,
      near.map((group) => group.id),
    ),
  ];
}

function noPods(object: string, path: string, selector: LabelSelector | undefined, near: string[]): RuleHit {
  const there = near.length === 0 ? 'the namespace has no pods' : `pods there are those of ${near.sort().join(', ')}`;
  return { object, path, message: `selects ${describeSelector(selector)}, which no pod is`, fix: there };
}

function peersWithoutPods({ id, spec, namespace = 'default' }: RackObject, view: RackView): RuleHit[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    listOf(spec[direction]).flatMap((rule, i) =>
      listOf(rule[direction === 'ingress' ? 'from' : 'to']).flatMap((peer, j) => {
        if (peer.podSelector === undefined || isEmptySelector(peer.podSelector as LabelSelector)) return [];
        if (view.podGroups.some((group) => peerSelects(peer, namespace, group, view))) return [];
        const at = `spec.${direction}[${i}].${direction === 'ingress' ? 'from' : 'to'}[${j}]`;
        const where = describeSelector((peer.namespaceSelector as LabelSelector) ?? { matchLabels: { namespace } });
        const who = describeSelector(peer.podSelector as LabelSelector);
        return [
          {
            object: id,
            path: at,
            message: `names pods ${who} in ${where}, of which there are none`,
            fix: 'name the labels that the other pods carry, or remove the peer',
          },
        ];
      }),
    ),
  );
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

/** Ordered pairs of different workloads in one namespace, the first of which has a selector. */
function neighbours(workloads: readonly WorkloadView[]): [WorkloadView, WorkloadView][] {
  return workloads
    .filter(({ selector }) => selector !== undefined)
    .flatMap((one) =>
      workloads
        .filter((other) => other.object !== one.object && other.namespace === one.namespace)
        .map((other): [WorkloadView, WorkloadView] => [one, other]),
    );
}

export const selectorRules: readonly Rule[] = [
  selectsOwnPods,
  selectsItself,
  fixedLabels,
  serviceSelects,
  budgetSelects,
  policySelects,
];
