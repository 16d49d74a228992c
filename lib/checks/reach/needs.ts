import { oncePer } from '../once-per';
import { recordOf, recordsOf, textOf } from '../../manifest/field-path';
import { elementName } from '../../manifest/pod-templates';
import { isEmptySelector } from '../../manifest/labels';
import { parseConnection } from '../connections';
import type { End, WantedPort } from '../policy-match';
import type { Known, ObjectView, PodGroup, RackObject, RackView } from '../rack-view';
import { selectorOf } from '../service-pods';
import { podsBehind, targetOf } from '../told/addresses';
import { toldConnections } from '../told/told-connections';

/** A connection that somebody or something will want to make, and where that stands. */
export interface Need extends WantedPort {
  from: End;
  to: End;
  /** `declared`: the app says so. The others follow from objects. */
  by: 'declared' | 'told' | 'dns' | 'route' | 'load-balancer' | 'api-server' | 'scrape';
  /** The object that says so, and the field. */
  object: string;
  path: string;
  /** The address as the program is told it. */
  told?: string;
}

/** Every connection that a rack's objects ask for, once for several rules and a command. */
export const needsOf: (view: RackView) => readonly Need[] = oncePer((view) => [
  ...declared(view),
  ...told(view),
  ...questionsOfNames(view),
  ...waysIn(view),
  ...askedByApiServer(view),
  ...scraped(view),
]);

/** What people outside the cluster are promised: routes of a gateway, and Services with an address or a port of their own. */
export function waysIn(view: ObjectView): Need[] {
  return [...routed(view), ...published(view)];
}

/** Pods that carry all labels of a group are meant with it, whatever else they are called. */
function twinsOf(view: RackView): (id: string) => readonly PodGroup[] {
  const groups = new Map(view.podGroups.map((group) => [group.id, group]));
  const known = new Map<string, readonly PodGroup[]>();
  return (id) => {
    const found = known.get(id) ?? twins(groups.get(id), view);
    known.set(id, found);
    return found;
  };
}

function twins(meant: PodGroup | undefined, { podGroups }: RackView): PodGroup[] {
  if (!meant) return [];
  const labels = Object.entries(meant.labels);
  return podGroups.filter(
    (one) =>
      one === meant || (one.namespace === meant.namespace && labels.every(([key, value]) => one.labels[key] === value)),
  );
}

function declared(view: RackView): Need[] {
  const twin = twinsOf(view);
  const ids = new Set(view.podGroups.map(({ id }) => id));
  return [...view.objects, ...view.podGroups].flatMap(({ id, connects = [] }) =>
    connects.flatMap((text): Need[] => {
      const target = parseConnection(text);
      if (!target) return [];
      const { to, port, protocol } = target;
      const servers: readonly End[] = ids.has(to) ? twin(to) : [to];
      return twin(id).flatMap((from) =>
        servers.map((server): Need => ({ from, to: server, port, protocol, by: 'declared', object: id, path: '' })),
      );
    }),
  );
}

function told(view: RackView): Need[] {
  return toldConnections(view).map(({ client, server, port, object, path, text }) => ({
    ...{ from: client, to: server, port, protocol: 'TCP', by: 'told', object, path, told: text },
  }));
}

/** Labels of the pods that answer questions about names. */
const resolver = ['k8s-app', 'kube-dns'] as const;

function questionsOfNames({ podGroups }: RackView): Need[] {
  const servers = podGroups.filter(
    ({ namespace, labels }) => namespace === 'kube-system' && labels[resolver[0]] === resolver[1],
  );
  return servers.flatMap((to) =>
    podGroups.flatMap((from) =>
      ['UDP', 'TCP'].map((protocol): Need => ({
        ...{ from, to, port: 53, protocol, by: 'dns', object: from.id, path: '' },
      })),
    ),
  );
}

/** What a Gateway leads to. Cilium's Envoy makes the connection, so pods see the entity `ingress`. */
function routed(view: ObjectView): Need[] {
  return ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']
    .flatMap((kind) => view.ofKind(kind))
    .flatMap((route) =>
      recordsOf(route.spec.rules).flatMap((rule, i) =>
        recordsOf(rule.backendRefs).flatMap((backend, j) => {
          const home = textOf(backend.namespace) ?? route.namespace;
          const service = view.find('Service', home, String(backend.name));
          const path = `spec.rules[${i}].backendRefs[${elementName(backend, j)}]`;
          const protocol = route.kind === 'UDPRoute' ? 'UDP' : 'TCP';
          return behind(service, Number(backend.port), view).map(([to, port]): Need => ({
            ...{ from: 'ingress', to, port, protocol, by: 'route', object: route.id, path },
          }));
        }),
      ),
    );
}

/** Services that answer outside the cluster. */
function published(view: ObjectView): Need[] {
  return view.services
    .filter(({ spec: { type, externalIPs } }) => {
      const hasAddress = Array.isArray(externalIPs) && externalIPs.length > 0;
      return type === 'LoadBalancer' || type === 'NodePort' || hasAddress;
    })
    .filter((service) => !isEmptySelector(selectorOf(service)))
    .flatMap((service) =>
      recordsOf(service.spec.ports).flatMap((each, i) =>
        behind(knownOf(service, view), Number(each.port), view).map(([to, port]): Need => ({
          ...{ from: 'world', to, port, protocol: textOf(each.protocol) ?? 'TCP', by: 'load-balancer' },
          ...{ object: service.id, path: `spec.ports[${elementName(each, i)}]` },
        })),
      ),
    );
}

function knownOf({ namespace, name }: RackObject, view: ObjectView): Known | undefined {
  return view.find('Service', namespace, name);
}

/** Where the API server passes requests on: APIs of others, webhooks, and conversion between versions. */
function askedByApiServer(view: RackView): Need[] {
  const apis = view
    .ofKind('APIService')
    .map(({ id, spec }) => ({ id, path: 'spec.service', service: recordOf(spec.service) }));
  const hooks = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']
    .flatMap((kind) => view.ofKind(kind))
    .flatMap(({ id, manifest }) =>
      recordsOf(manifest.webhooks).map((hook, i) => ({
        id,
        path: `webhooks[${elementName(hook, i)}].clientConfig.service`,
        service: recordOf(recordOf(hook.clientConfig).service),
      })),
    );
  const conversions = view.ofKind('CustomResourceDefinition').map(({ id, spec }) => ({
    id,
    path: 'spec.conversion.webhook.clientConfig.service',
    service: recordOf(recordOf(recordOf(recordOf(spec.conversion).webhook).clientConfig).service),
  }));
  return [...apis, ...hooks, ...conversions].flatMap(({ id, path, service }) => {
    const found = view.find('Service', textOf(service.namespace), String(service.name));
    return behind(found, Number(service.port ?? 443), view).map(([to, port]): Need => ({
      ...{ from: 'kube-apiserver', to, port, protocol: 'TCP', by: 'api-server', object: id, path },
    }));
  });
}

/** What Prometheus reads. Who that is, the app that stores metrics says. */
function scraped(view: RackView): Need[] {
  const apps = new Set(view.stated.flatMap(({ app, metricsStore }) => (metricsStore ? [app] : [])));
  const ids = new Set(view.workloads.filter(({ object }) => apps.has(object.app)).map(({ id }) => id));
  const servers = view.podGroups.filter(({ id }) => ids.has(id));
  const groups = new Map(view.podGroups.map((group) => [group.id, group]));
  return view.scrapes.flatMap(({ reads, job }) => {
    const to = groups.get(reads?.pods ?? '');
    if (!reads || !to) return [];
    return servers.map((from): Need => ({
      ...{ from, to, port: reads.port, protocol: 'TCP', by: 'scrape', object: from.id, path: `job ${job}` },
    }));
  });
}

/** The pods behind a port of a Service, each with its own port. */
function behind(service: Known | undefined, port: number, view: ObjectView): [PodGroup, number][] {
  if (!service) return [];
  return podsBehind(service, view).flatMap((group): [PodGroup, number][] => {
    const target = targetOf(service, port, group);
    return target === undefined ? [] : [[group, target]];
  });
}
