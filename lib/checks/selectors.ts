import type { LabelSelector } from '../manifest/labels';
import { describeSelector, isEmptySelector, selects, toSelector } from '../manifest/labels';
import type { PolicyRule } from './policy-view';
import { policiesOf } from './policy-view';
import type { PodGroup, RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { podsOf, selectorOf } from './service-pods';

export const selectsOwnPods: Rule = {
  id: 'selectors/own-pods',
  level: 'error',
  why: 'A selector that also matches a neighbour adopts its pods: two controllers then create and delete in turn.',
  fixHint: "select by a label that the neighbour's pods lack",
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
  fixHint: 'give the pods the labels of the selector',
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
  fixHint: 'select by app.kubernetes.io/name, instance or component alone, and put every other label on the pods only',
  exceptable: true,
  check: ({ workloads }) =>
    workloads
      .filter(({ selector, podLabels }) => selector !== undefined && !isFixed(selector, podLabels))
      .map(({ id, selector }) => ({
        object: id,
        path: 'spec.selector',
        message: `selects ${describeSelector(selector)}; allowed are app.kubernetes.io/name, instance and component`,
      })),
};

/** Who the pods are, which a new version does not change; charts select by the first two. */
const identity = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/component'];

function isFixed(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  podLabels: Record<string, string>,
): boolean {
  return (
    matchExpressions.length === 0 &&
    Object.keys(matchLabels).length > 0 &&
    Object.entries(matchLabels).every(([key, value]) => identity.includes(key) && podLabels[key] === value)
  );
}

export const serviceSelects: Rule = {
  id: 'selectors/service',
  level: 'error',
  why: 'A Service that selects no pod has no endpoint: every connection to it is refused.',
  fixHint: 'select labels that pods of the namespace carry; pods that an operator makes are declared with their labels',
  exceptable: true,
  check: (view) =>
    view.services
      .filter((service) => !isEmptySelector(selectorOf(service)))
      .flatMap((service) =>
        emptySelection(service, 'spec.selector', selectorOf(service), new Set(podsOf(service, view)), view),
      ),
};

export const budgetSelects: Rule = {
  id: 'selectors/disruption-budget',
  level: 'error',
  why: 'A PodDisruptionBudget that selects no pod protects none: a drain takes all replicas at once.',
  fixHint: 'use the selector of the workload it protects',
  exceptable: false,
  check: (view) =>
    view
      .ofKind('PodDisruptionBudget')
      .flatMap((budget) => selectsNothing(budget, toSelector(budget.spec.selector), view)),
};

export const policySelects: Rule = {
  id: 'selectors/policy',
  level: 'error',
  why: 'A policy, or a peer in it, that matches no pod lets nothing through: most likely a label was misspelt.',
  fixHint: 'use the labels of the pods that are meant; pods that an operator makes are declared with their labels',
  exceptable: true,
  check: (view) => {
    const { policies, cilium } = policiesOf(view);
    return [
      ...policies.flatMap(({ object, podSelector, pods }) =>
        emptySelection(object, 'spec.podSelector', podSelector, pods, view),
      ),
      ...policies.flatMap(({ object, ingress, egress }) => peersWithoutPods(object, [...ingress, ...egress])),
      ...cilium.flatMap(({ object, endpointSelector, pods }) =>
        emptySelection(object, 'spec.endpointSelector', endpointSelector, pods, view),
      ),
    ];
  },
};

function selectsNothing(object: RackObject, selector: LabelSelector | undefined, view: RackView): RuleHit[] {
  const pods = view.podGroups.filter(
    (group) => group.namespace === object.namespace && selects(selector, group.labels),
  );
  return emptySelection(object, 'spec.selector', selector, new Set(pods), view);
}

/** An empty selector means everything there is, also when that is nothing yet. */
function emptySelection(
  { id, namespace }: RackObject,
  path: string,
  selector: LabelSelector | undefined,
  selected: ReadonlySet<PodGroup>,
  { podGroups }: RackView,
): RuleHit[] {
  if (selected.size > 0 || (selector && isEmptySelector(selector))) return [];
  const near = podGroups.filter((group) => namespace === undefined || group.namespace === namespace);
  const ids = near.map((group) => group.id).sort();
  const fix = near.length === 0 ? 'the namespace has no pods' : `pods there are those of ${ids.join(', ')}`;
  return [{ object: id, path, message: `selects ${describeSelector(selector)}, which no pod is`, fix }];
}

function peersWithoutPods({ id, namespace = 'default' }: RackObject, rules: readonly PolicyRule[]): RuleHit[] {
  return rules
    .flatMap(({ peers }) => peers)
    .filter(({ podSelector, pods }) => podSelector !== undefined && !isEmptySelector(podSelector) && pods.size === 0)
    .map(({ path, podSelector, namespaceSelector = { matchLabels: { namespace } } }) => ({
      object: id,
      path,
      message: `names pods ${describeSelector(podSelector)} in ${describeSelector(namespaceSelector)}, of which there are none`,
      fix: 'name the labels that the other pods carry, or remove the peer',
    }));
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
