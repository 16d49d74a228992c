import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** Kinds that attach to a gateway of Cilium. */
export const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'] as const;

export const routeAttached: Rule = {
  id: 'references/listener',
  level: 'error',
  why: 'A listener that does not take routes of a namespace leaves them unattached: the gateway answers 404.',
  fixHint: 'name a listener that takes routes of this namespace',
  exceptable: true,
  check: (view) =>
    routeKinds
      .flatMap((kind) => view.ofKind(kind))
      .flatMap((route) => recordsOf(route.spec.parentRefs).flatMap((parent, i) => refused(route, parent, i, view))),
};

/** A listener of a gateway that takes a route. */
export interface Attachment {
  gateway: RackObject;
  listener: Record<string, unknown>;
}

/** Listeners that a route is attached to. */
export function attachmentsOf(route: RackObject, view: RackView): Attachment[] {
  return recordsOf(route.spec.parentRefs).flatMap((parent) => {
    const { gateway, named } = asked(route, parent, view);
    if (!gateway) return [];
    return named.filter((listener) => takes(listener, route, gateway, view)).map((listener) => ({ gateway, listener }));
  });
}

/** The gateway that a parent of a route is, and those of its listeners that it means. */
function asked(route: RackObject, parent: Record<string, unknown>, view: RackView) {
  const isGateway = (textOf(parent.kind) ?? 'Gateway') === 'Gateway';
  const gateway = isGateway
    ? view.find('Gateway', textOf(parent.namespace) ?? route.namespace, String(parent.name))?.object
    : undefined;
  const section = textOf(parent.sectionName);
  const named = recordsOf(gateway?.spec.listeners).filter(
    ({ name, port }) =>
      (section === undefined || name === section) && (parent.port === undefined || port === parent.port),
  );
  return { gateway, section, named };
}

function refused(route: RackObject, parent: Record<string, unknown>, i: number, view: RackView): RuleHit[] {
  const { gateway, section, named } = asked(route, parent, view);
  if (!gateway) return [];
  const listeners = recordsOf(gateway.spec.listeners);
  if (named.some((listener) => takes(listener, route, gateway, view))) return [];
  const takers = listeners.filter((listener) => takes(listener, route, gateway, view)).map(({ name }) => String(name));
  const what =
    named.length === 0
      ? `asks ${gateway.id} for listener ${section ?? `on port ${String(parent.port)}`}, which it does not have`
      : `asks ${gateway.id} for ${named.map(({ name }) => `listener ${String(name)}`).join(', ')}, which takes no ${route.kind} of namespace ${route.namespace}`;
  return [
    {
      object: route.id,
      path: `spec.parentRefs[${i}]`,
      message: what,
      fix: takers.length > 0 ? `write sectionName: ${takers.join(' or ')}` : 'let a listener of the gateway take it',
    },
  ];
}

/** Kinds that a listener takes by its protocol, where it names none. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
};

function takes(listener: Record<string, unknown>, route: RackObject, gateway: RackObject, view: RackView): boolean {
  const { kinds, namespaces } = recordOf(listener.allowedRoutes);
  const taken = Array.isArray(kinds)
    ? recordsOf(kinds).map(({ kind }) => String(kind))
    : kindsOf[String(listener.protocol)];
  if (taken && !taken.includes(route.kind)) return false;
  const { from = 'Same', selector } = recordOf(namespaces);
  if (from === 'All') return true;
  if (from !== 'Selector') return from === 'Same' && route.namespace === gateway.namespace;
  const home = view.find('Namespace', undefined, route.namespace ?? '')?.object;
  const labels = { ...home?.manifest.metadata.labels, 'kubernetes.io/metadata.name': route.namespace ?? '' };
  return selects(toSelector(selector), labels);
}

export const backendGranted: Rule = {
  id: 'references/grant',
  level: 'error',
  why: 'A gateway follows a route into another namespace only where that one grants it: without, it answers 500.',
  fixHint: 'put the route beside the Service, or a ReferenceGrant into the namespace of the Service',
  exceptable: true,
  check: (view) =>
    routeKinds
      .flatMap((kind) => view.ofKind(kind))
      .flatMap((route) =>
        recordsOf(route.spec.rules).flatMap((rule, i) =>
          recordsOf(rule.backendRefs).flatMap((backend, j): RuleHit[] => {
            const home = textOf(backend.namespace);
            if (home === undefined || home === route.namespace || isGranted(route, home, backend, view)) return [];
            return [
              {
                object: route.id,
                path: `spec.rules[${i}].backendRefs[${j}]`,
                message: `leads to Service ${home}/${String(backend.name)}, and no ReferenceGrant of namespace ${home} lets routes of ${route.namespace} do so`,
              },
            ];
          }),
        ),
      ),
};

function isGranted(route: RackObject, home: string, backend: Record<string, unknown>, view: RackView): boolean {
  return view
    .ofKind('ReferenceGrant')
    .filter(({ namespace }) => namespace === home)
    .some(
      ({ spec }) =>
        recordsOf(spec.from).some(({ kind, namespace }) => kind === route.kind && namespace === route.namespace) &&
        recordsOf(spec.to).some(
          ({ kind, name }) =>
            kind === (textOf(backend.kind) ?? 'Service') && (name === undefined || name === backend.name),
        ),
    );
}

export const attachedRules: readonly Rule[] = [routeAttached, backendGranted];
