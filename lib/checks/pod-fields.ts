import { recordOf } from '../manifest/field-path';
import type { Rule } from './rule';
import { type Setting, isNot, wrongIn } from './settings';

const placement: readonly Setting[] = [
  {
    path: 'schedulerName',
    isWrong: isNot(undefined, 'default-scheduler'),
    says: (value) => `waits for scheduler ${String(value)}, which nobody runs`,
  },
  {
    path: 'schedulingGates',
    isWrong: (value) => Array.isArray(value) && value.length > 0,
    says: () => 'is held back by a gate that nobody opens',
  },
  {
    path: 'runtimeClassName',
    isWrong: (value, view) => value !== undefined && !view.find('RuntimeClass', undefined, String(value)),
    says: (value) => `names RuntimeClass ${String(value)}, which nothing makes`,
  },
];

export const placedBySomebody: Rule = {
  id: 'scheduling/nobody-places',
  level: 'error',
  why: 'A pod that waits for a scheduler, a gate or a runtime that the rack does not have stays Pending for ever.',
  fixHint: 'remove the field',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, object: { manifest }, template: { path: at } }) =>
      wrongIn({ id, manifest, at }, placement, view),
    ),
};

const names: readonly Setting[] = [
  {
    path: 'dnsPolicy',
    isWrong: isNot(undefined, 'ClusterFirst', 'ClusterFirstWithHostNet'),
    says: (value) => `asks no DNS of the cluster (${String(value)}): names of Services lead nowhere`,
  },
  {
    path: 'dnsConfig',
    isWrong: (value) => recordOf(value).nameservers !== undefined,
    says: () => 'asks name servers of its own, past the policies that know names',
  },
  {
    path: 'hostAliases',
    isWrong: (value) => Array.isArray(value) && value.length > 0,
    says: () => 'pins names to addresses, which every check takes from Services',
  },
];

export const clusterNames: Rule = {
  id: 'network/other-names',
  level: 'error',
  why: 'Rules and policies follow names as the cluster resolves them: a pod that resolves them otherwise talks to somebody else, or to nobody.',
  fixHint: 'remove the field',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, object: { manifest }, template: { path: at } }) =>
      wrongIn({ id, manifest, at }, names, view),
    ),
};

export const podFieldRules: readonly Rule[] = [placedBySomebody, clusterNames];
