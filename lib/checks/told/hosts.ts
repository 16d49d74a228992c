import { oncePer } from '../once-per';
import { nearest, suggestion } from '../nearest';
import { letsIn, letsOut } from '../policy-match';
import { type Known, type PodGroup, type RackObject, type RackView, podNamesOf } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { type ClusterAddress, addressesIn, isHeadless, portsOf } from './addresses';
import { nobodysAddressesIn, statedAddresses } from './fixed-addresses';
import { toldConnections } from './told-connections';
import { type ToldText, textsOf, toldTexts } from './told-texts';

/** Objects whose texts no program of the rack reads as addresses: definitions, and pages of Grafana. */
const neverTold: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'Namespace', 'PriorityClass']);

export const hostExists: Rule = {
  id: 'told/host',
  level: 'error',
  why: 'A program with a name that DNS does not have waits, retries, and reports it only in its log.',
  fixHint: 'name a Service that exists, as <service>.<namespace>.svc.cluster.local',
  exceptable: true,
  check: (view) => [...addressFaults(view, nameFault), ...fixedFaults(view)],
};

/** A fixed address of the Services' network that no Service has: the next one that is made may be given it. */
function fixedFaults(view: RackView): RuleHit[] {
  return [...toldTexts(view).values()].flat().flatMap(({ object, path, text }) =>
    [...new Set(nobodysAddressesIn(text, view))].map((address) => ({
      object,
      path,
      message: `names ${address}, and no Service states it as its own`,
      fix: suggestion(address, statedAddresses(view)),
    })),
  );
}

export const portAnswers: Rule = {
  id: 'told/port',
  level: 'error',
  why: 'A Service does not answer at a port that it does not have: the connection is refused or hangs.',
  fixHint: 'name a port of the Service',
  exceptable: true,
  check: (view) => addressFaults(view, portFault),
};

type Fault = Pick<RuleHit, 'message' | 'fix'>;

function addressFaults(
  view: RackView,
  faultOf: (address: ClusterAddress, told: ToldText, view: RackView) => Fault | undefined,
): RuleHit[] {
  return placedAddresses(view).flatMap(([told, address]) => {
    const fault = faultOf(address, told, view);
    return fault ? [{ object: told.object, path: told.path, ...fault }] : [];
  });
}

/** Each address once for each text that it stands in. */
const placedAddresses = oncePer((view: RackView): readonly [ToldText, ClusterAddress][] =>
  view.objects
    .filter(({ kind }) => !neverTold.has(kind))
    .flatMap((object: RackObject) => textsOf(object, namesAnAddress))
    .flatMap((told) => {
      const unlike = new Map([...addressesIn(told.text), ...withoutSvc(told.text)].map((each) => [each.text, each]));
      return [...unlike.values()].map((each): [ToldText, ClusterAddress] => [told, each]);
    }),
);

function namesAnAddress(text: string): boolean {
  return text.includes('.svc') || text.includes('.cluster.local');
}

/** `redis.data.scv.cluster.local`: the domain is right, and what must stand before it is not. */
function withoutSvc(text: string): ClusterAddress[] {
  return [...text.matchAll(/\b([a-z0-9-]+)\.([a-z0-9-]+)\.([a-z0-9-]+)\.cluster\.local\b/g)].flatMap(
    ([found, service = '', namespace = '', kind = '']) =>
      kind === 'svc' ? [] : [{ text: found, service, namespace, domain: `.${kind}.cluster.local` }],
  );
}

function nameFault(address: ClusterAddress, _told: ToldText, view: RackView): Fault | undefined {
  const { text, pod, service, namespace, domain } = address;
  if (domain !== '' && domain !== '.cluster.local') {
    return {
      message: `names ${text}, and no name of the cluster ends in ${domain}`,
      fix: 'end it in .svc.cluster.local',
    };
  }
  const found = view.find('Service', namespace, service);
  if (!found) {
    const homes = view.namespacesOf('Service', service);
    const fix =
      homes.length > 0 ? `it is in namespace ${homes.join(' and ')}` : suggestion(service, servicesOf(namespace, view));
    return { message: `names ${text}, and there is no Service ${namespace}/${service}`, fix };
  }
  if (pod === undefined || pod === '' || !found.object) return undefined;
  const members = membersOf(found, view);
  if (!isHeadless(found) || members === undefined) return undefined;
  const wanted = countedOut(pod);
  const missing = wanted.find((each) => !members.includes(each));
  if (missing === undefined) return undefined;
  return {
    message: `names ${text}, and no pod behind Service ${namespace}/${service} is called ${missing}`,
    fix: suggestion(missing, members),
  };
}

function servicesOf(namespace: string, view: RackView): string[] {
  const own = view.namesOf('Service', namespace);
  return own.length > 0 ? own : [nearest(namespace, view.namespaces) ?? 'no Service in that namespace'];
}

/** Names of the pods that a headless Service gives; undefined when no set of ours stands behind it. */
function membersOf({ name, namespace }: Known, view: RackView): string[] | undefined {
  const sets = view.workloads.filter(
    (each) => each.kind === 'StatefulSet' && each.namespace === namespace && each.object.spec.serviceName === name,
  );
  if (sets.length === 0) return undefined;
  return sets.flatMap(podNamesOf);
}

/** `minio-{0...3}` is four names. */
function countedOut(pod: string): string[] {
  const [, before = '', first, last] = /^(.*)\{(\d+)\.{3}(\d+)\}$/.exec(pod) ?? [];
  if (first === undefined || last === undefined) return [pod];
  const count = Math.max(0, Number(last) - Number(first) + 1);
  return Array.from({ length: Math.min(count, 64) }, (_, i) => `${before}${Number(first) + i}`);
}

function portFault(
  { port, service, namespace, text }: ClusterAddress,
  _told: ToldText,
  view: RackView,
): Fault | undefined {
  const found = view.find('Service', namespace, service);
  if (port === undefined || !found) return undefined;
  const ports = portsOf(found, view);
  if (ports === undefined || ports.includes(port)) return undefined;
  return {
    message: `names port ${port} at ${text.replace(/:\d+$/, '')}, and Service ${namespace}/${service} does not have it`,
    fix: suggestion(String(port), ports.map(String)),
  };
}

export const isLetThrough: Rule = {
  id: 'told/connection',
  level: 'error',
  why: 'Default deny drops what no policy allows: a program that has an address needs a connection to it, too.',
  fixHint: 'declare the connection in its app, client.connectsTo(server.ports.x): it becomes policies on both sides',
  exceptable: true,
  check: (view) =>
    toldConnections(view).flatMap(({ client, server, port, text, object, path }): RuleHit[] => {
      if (client.isOnHost) return [];
      const wanted = { port, protocol: 'TCP' };
      const isOut = letsOut(client, server, wanted, view);
      if (isOut && letsIn(server, client, wanted, view)) return [];
      const own = object === client.id;
      return [
        {
          object: client.id,
          path: own ? path : `${templatePathOf(client, view)}.volumes`,
          message: `is told ${text}${own ? '' : ` by ${object}`}, and no policy lets it ${isOut ? 'in' : 'out'} to ${server.id} on ${port}/TCP`,
        },
      ];
    }),
};

function templatePathOf({ id }: PodGroup, { workloads }: RackView): string {
  return workloads.find((workload) => workload.id === id)?.template.path ?? 'spec';
}
