import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { type Outsider, type WantedPort, letsInFrom } from './policy-match';
import type { PodGroup, RackObject, ObjectView } from './rack-view';
import { podsOf } from './service-pods';

/** An object that promises the office network a way to pods. */
export interface WayIn {
  object: RackObject;
  /** Field that names the Service or the port. */
  path: string;
  pods: PodGroup;
  port: WantedPort;
  from: Outsider;
  /** Whether the policies of the pods let it in. */
  isOpen: boolean;
}

/** Those that Envoy answers, so that pods see the gateway as the client. */
export const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'] as const;

/** Every promise of a rack: a route of a gateway to a Service, and a Service with an address or a port of its own. */
export function waysIn(view: ObjectView): WayIn[] {
  const onHost = new Set(view.workloads.filter(({ template }) => template.spec.hostNetwork).map(({ id }) => id));
  return [
    ...routeKinds.flatMap((kind) => view.ofKind(kind)).flatMap((route) => behindRoute(route, view)),
    ...published(view),
  ]
    .filter(({ pods }) => !onHost.has(pods.id))
    .map((way) => ({ ...way, isOpen: letsInFrom(way.from, way.pods, way.port, view) }));
}

type Promised = Omit<WayIn, 'isOpen'>;

function behindRoute(route: RackObject, view: ObjectView): Promised[] {
  return recordsOf(route.spec.rules).flatMap((rule, i) =>
    recordsOf(rule.backendRefs).flatMap((backend, j) => {
      const home = textOf(backend.namespace) ?? route.namespace;
      const service = view.services.find(({ namespace, name }) => namespace === home && name === backend.name);
      const ports = recordsOf(service?.spec.ports).filter(({ port }) => port === backend.port);
      return behind(service, ports, view).map((end) => ({
        ...{ object: route, path: `spec.rules[${i}].backendRefs[${j}]`, from: 'ingress' as const },
        ...end,
      }));
    }),
  );
}

/** Services with an address of the office network, or a port on every blade. */
function published(view: ObjectView): Promised[] {
  return view.services.flatMap((service) => {
    const { type, externalIPs } = service.spec;
    const isPublished =
      type === 'LoadBalancer' || type === 'NodePort' || (Array.isArray(externalIPs) && externalIPs.length > 0);
    if (!isPublished) return [];
    return recordsOf(service.spec.ports).flatMap((port, i) =>
      behind(service, [port], view).map((end) => ({
        ...{ object: service, path: `spec.ports[${i}]`, from: 'world' as const },
        ...end,
      })),
    );
  });
}

/** The pods behind ports of a Service, each with the port that it listens on. */
function behind(
  service: RackObject | undefined,
  ports: readonly Record<string, unknown>[],
  view: ObjectView,
): { pods: PodGroup; port: WantedPort }[] {
  // Endpoints of a Service without a selector are nobody's pods.
  if (!service || Object.keys(recordOf(service.spec.selector)).length === 0) return [];
  return podsOf(service, view).flatMap((pods) =>
    ports.flatMap(({ port, targetPort = port, protocol }) => {
      const named = pods.ports?.find(({ name }) => name === targetPort);
      const number = named?.port ?? Number(targetPort);
      // A name that no container has is another rule's business.
      return Number.isNaN(number) ? [] : [{ pods, port: { port: number, protocol: textOf(protocol) ?? 'TCP' } }];
    }),
  );
}
