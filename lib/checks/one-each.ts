import { recordOf, textOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

export const oneBudget: Rule = {
  id: 'availability/two-budgets',
  level: 'error',
  why: 'The eviction API refuses a pod that two budgets guard: no blade with it is ever drained.',
  fixHint: 'leave one budget over it',
  exceptable: false,
  check: (view) =>
    view.workloads.flatMap(({ id, namespace, podLabels }): RuleHit[] => {
      const [first, ...more] = view
        .ofKind('PodDisruptionBudget')
        .filter((each) => each.namespace === namespace && selects(toSelector(each.spec.selector), podLabels))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      return more.map((each) => ({
        object: each.id,
        path: 'spec.selector',
        message: `guards pods of ${id}, as ${first!.id} does`,
      }));
    }),
};

export const oneScaler: Rule = {
  id: 'availability/two-scalers',
  level: 'error',
  why: 'Flux puts the number of replicas back every ten minutes, and the autoscaler changes it again: pods come and go.',
  fixHint: 'remove the autoscaler: the rack file says how many there are',
  exceptable: true,
  check: (view) =>
    view.ofKind('HorizontalPodAutoscaler').flatMap(({ id, namespace, spec }): RuleHit[] => {
      const { kind, name } = recordOf(spec.scaleTargetRef);
      const target = view.find(String(kind), namespace, String(name))?.object;
      if (target?.spec.replicas === undefined) return [];
      return [
        {
          object: id,
          path: 'spec.scaleTargetRef',
          message: `changes the replicas of ${target.id}, which states ${String(target.spec.replicas)}`,
        },
      ];
    }),
};

const defaultClass = 'storageclass.kubernetes.io/is-default-class';

export const oneDefaultClass: Rule = {
  id: 'storage/one-default',
  level: 'error',
  why: 'Of two default classes the younger one gets the claims that name none, whichever that is.',
  fixHint: `leave ${defaultClass} on one of them`,
  exceptable: false,
  check: (view) => {
    const [first, ...more] = byId(view.ofKind('StorageClass')).filter(
      ({ annotations }) => annotations[defaultClass] === 'true',
    );
    return more.map(({ id }) => ({
      object: id,
      path: `metadata.annotations["${defaultClass}"]`,
      message: `is the default class, as ${first!.id} is`,
    }));
  },
};

export const oneAddress: Rule = {
  id: 'references/address-twice',
  level: 'error',
  why: 'The API server refuses a Service whose address another one has, and Flux then applies nothing of its app.',
  fixHint: 'give each Service an address of its own, or state none',
  exceptable: false,
  check: (view: RackView) => {
    const first = new Map<string, string>();
    return byId(view.services).flatMap(({ id, spec }): RuleHit[] => {
      const address = textOf(spec.clusterIP);
      if (address === undefined || address === 'None' || address === '') return [];
      const before = first.get(address);
      if (before === undefined) first.set(address, id);
      if (before === undefined && !isOfCluster(address, view)) return [];
      return [
        {
          object: id,
          path: 'spec.clusterIP',
          message: `asks for ${address}, the address of ${before ?? 'the API server or of DNS'}`,
        },
      ];
    });
  },
};

/** What is told of the second of two must not depend on the order of the objects. */
function byId(objects: readonly RackObject[]): RackObject[] {
  return objects.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The first of the network is the API server's, the tenth Talos gives to DNS. */
function isOfCluster(address: string, { rack }: RackView): boolean {
  const base = rack.network.services.replace(/\d+\/.*$/, '');
  return [`${base}1`, `${base}10`].includes(address);
}

export const oneEachRules: readonly Rule[] = [oneBudget, oneScaler, oneDefaultClass, oneAddress];
