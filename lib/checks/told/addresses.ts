import { recordsOf, textOf } from '../../manifest/field-path';
import { isEmptySelector, selects } from '../../manifest/labels';
import type { Known, ObjectView, PodGroup, RackView } from '../rack-view';
import { podsOf, selectorOf } from '../service-pods';
import { type FixedAddress, fixedAddressesIn } from './fixed-addresses';

/** The name of a Service as programs are told it: `redis-0.redis-headless.data.svc.cluster.local:6379`. */
export interface ClusterAddress {
  /** As it stands. */
  text: string;
  /** Name of a pod before that of its headless Service; `''` where a script puts it in. */
  pod?: string;
  service: string;
  namespace: string;
  /** What follows `.svc`: `''` or `.cluster.local`, unless it is misspelt. */
  domain: string;
  port?: number;
}

/** Letters that a name may have, and `{0...3}`, by which MinIO counts its servers. */
const address =
  /(?:([a-z0-9-]*(?:\{\d+\.{3}\d+\})?)\.)?([a-z0-9-]+)\.([a-z0-9-]+)\.svc((?:\.[a-z0-9-]+)*)(?:(?::|["'],\s*|\n\s*-\s+)(\d{2,5})\b)?/g;

/** Every address of a Service in a text. A domain that follows is taken in whole, so that a misspelt one shows. */
export function addressesIn(text: string): ClusterAddress[] {
  if (!text.includes('.svc')) return [];
  return [...text.matchAll(address)].map(
    ([found, pod, service = '', namespace = '', domain = '', port]): ClusterAddress => ({
      text: found.replace(/["'\n][\s\S]*$/, ''),
      ...(pod !== undefined && { pod }),
      service,
      namespace,
      domain,
      ...(port !== undefined && { port: Number(port) }),
    }),
  );
}

/** Every Service that a text addresses, by its name or by an address that is stated for it. */
export function serviceAddresses(text: string, view: RackView): FixedAddress[] {
  const named = addressesIn(text).flatMap(({ text: name, service, namespace, port }) => {
    const found = view.find('Service', namespace, service);
    return found ? [{ text: name, service: found, ...(port !== undefined && { port }) }] : [];
  });
  return [...named, ...fixedAddressesIn(text, view)];
}

/** Pods behind a Service: one of ours, or one that an operator makes. */
export function podsBehind({ object, namespace, selector }: Known, view: ObjectView): readonly PodGroup[] {
  if (object) return isEmptySelector(selectorOf(object)) ? [] : podsOf(object, view);
  if (!selector) return [];
  return view.podGroups.filter(
    (group) => group.namespace === namespace && selects({ matchLabels: selector }, group.labels),
  );
}

export function isHeadless({ object }: Known): boolean {
  return object?.spec.clusterIP === 'None';
}

/** Ports at which a Service answers; undefined when nobody said. A headless one is a name: pods answer at their own. */
export function portsOf(service: Known, view: ObjectView): number[] | undefined {
  if (isHeadless(service)) {
    const groups = podsBehind(service, view);
    return groups.some(({ ports }) => ports === undefined)
      ? undefined
      : groups.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
  }
  if (!service.object) return service.ports?.map(({ port }) => port);
  return recordsOf(service.object.spec.ports).map(({ port }) => Number(port));
}

/** The port of a pod that a port of a Service leads to. */
export function targetOf(service: Known, port: number, group: PodGroup): number | undefined {
  if (isHeadless(service) || !service.object) return port;
  const found = recordsOf(service.object.spec.ports).find((each) => Number(each.port) === port);
  if (!found) return undefined;
  const target = found.targetPort ?? found.port;
  if (typeof target === 'number') return target;
  return group.ports?.find(({ name }) => name === textOf(target))?.port;
}
