import { conform } from './conform';
import type { Requirement } from './pod-spec';

/** A label selector in Kubernetes' own words. An empty one selects everything, an absent one nothing. */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: Requirement[];
}

export type Labels = Readonly<Record<string, string>>;

/** What the controller of StatefulSets writes on each of its pods, so that no template carries it. */
export const podNameLabel = 'statefulset.kubernetes.io/pod-name';

/** What should be a selector; undefined when it is none at all. */
export function toSelector(value: unknown): LabelSelector | undefined {
  return conform(value, {
    matchLabels: {},
    matchExpressions: [{ key: 'text', operator: 'text', values: ['text'] }],
  }) as LabelSelector | undefined;
}

export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined) return false;
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every((requirement) => meets(requirement, labels))
  );
}

function meets({ key, operator, values = [] }: Requirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

/** `a=b, c in (d, e)`, as kubectl prints it. */
export function describeSelector(selector: LabelSelector | undefined): string {
  if (selector === undefined) return 'no selector';
  const equalities = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) =>
    values.length > 0 ? `${key} ${operator} (${values.join(', ')})` : `${key} ${operator}`,
  );
  return [...equalities, ...expressions].join(', ') || 'everything';
}
