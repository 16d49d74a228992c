import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { parseImage } from '../manifest/image-reference';
import { notForPeople } from './not-for-people';
import type { RackObject, RackView } from './rack-view';
import type { Rule } from './rule';
import { podsOf } from './service-pods';

export const metricsUnrouted: Rule = {
  id: 'network/routed-metrics',
  level: 'error',
  why: 'Metrics tell everybody on the office network who asks for what, and ask for no login.',
  fixHint: 'name the paths that people need in the matches of the route, or answer the path by a redirect',
  exceptable: true,
  check: routedTo(metricsBehind, 'where Prometheus reads metrics'),
};

export const documentsUnrouted: Rule = {
  id: 'network/routed-documents',
  level: 'error',
  why: 'Documents of an API and pages of administration show everybody on the office network where to try, and many ask for no login.',
  fixHint: 'name the paths that people need in the matches of the route, or answer the path by a redirect',
  exceptable: true,
  check: routedTo(documentsBehind, 'which is for who programs or runs it'),
};

function routedTo(behind: typeof metricsBehind, what: string): Rule['check'] {
  return (view) =>
    view.ofKind('HTTPRoute').flatMap((route) => {
      const rules = recordsOf(route.spec.rules);
      const open = behind(route, rules, view).filter(({ path, isBehind }) => {
        const answering = ruleFor(path, rules);
        return answering !== undefined && isBehind(answering);
      });
      return [...new Set(open.map(({ path, pods }) => `${path} of ${pods}`))].map((each) => ({
        object: route.id,
        path: 'spec.rules',
        message: `leads people to ${each}, ${what}`,
      }));
    });
}

interface Behind {
  pods: string;
  path: string;
  /** Whether a rule of the route leads to these pods. */
  isBehind: (rule: Record<string, unknown>) => boolean;
}

/** Where Prometheus reads the pods behind a route, with and without a slash at the end. */
function metricsBehind(route: RackObject, rules: Record<string, unknown>[], view: RackView): Behind[] {
  return view.scrapes.flatMap(({ reads, path = '/metrics' }) => {
    if (!reads) return [];
    const isBehind = (rule: Record<string, unknown>) =>
      recordsOf(rule.backendRefs).some((backend) => leadsTo(backend, reads, route, view));
    if (!rules.some(isBehind)) return [];
    const bare = path.replace(/\/$/, '');
    return [bare, `${bare}/`].map((each) => ({ pods: reads.pods, path: each, isBehind }));
  });
}

/** What the programs behind a route serve beside what people come for. */
function documentsBehind(route: RackObject, rules: Record<string, unknown>[], view: RackView): Behind[] {
  return view.workloads.flatMap(({ id, containers }) =>
    containers.flatMap(({ container }) => {
      const paths = notForPeople[parseImage(textOf(container.image) ?? '').repository] ?? [];
      const ports = recordsOf(container.ports).map(({ containerPort }) => Number(containerPort));
      const isBehind = (rule: Record<string, unknown>) =>
        recordsOf(rule.backendRefs).some((backend) =>
          ports.some((port) => leadsTo(backend, { pods: id, port }, route, view)),
        );
      if (paths.length === 0 || !rules.some(isBehind)) return [];
      return paths.map((path) => ({ pods: id, path, isBehind }));
    }),
  );
}

function leadsTo(
  backend: Record<string, unknown>,
  reads: { pods: string; port: number },
  { namespace }: RackObject,
  view: RackView,
): boolean {
  const home = textOf(backend.namespace) ?? namespace;
  const service = view.services.find((each) => each.namespace === home && each.name === backend.name);
  const group = view.podGroups.find(({ id }) => id === reads.pods);
  if (!service || !group || group.namespace !== home) return false;
  if (!podsOf(service, view).includes(group)) return false;
  const port = recordsOf(service.spec.ports).find((each) => each.port === backend.port);
  const target = port?.targetPort ?? port?.port;
  const isNamed = group.ports?.some(({ name, port: number }) => name === target && number === reads.port);
  return target === reads.port || isNamed === true;
}

/** The rule that answers a path: an exact match before a prefix, a longer prefix before a shorter one. */
function ruleFor(path: string, rules: Record<string, unknown>[]): Record<string, unknown> | undefined {
  let best: { rule: Record<string, unknown>; weight: number } | undefined;
  for (const rule of rules) {
    // A rule without matches answers every path.
    const matches = recordsOf(rule.matches);
    for (const match of matches.length > 0 ? matches : [{}]) {
      const weight = weightOf(recordOf(match.path), path);
      if (weight !== undefined && (!best || weight > best.weight)) best = { rule, weight };
    }
  }
  return best?.rule;
}

/** Undefined: does not match. A regular expression may match anything. */
function weightOf({ type = 'PathPrefix', value = '/' }: Record<string, unknown>, path: string): number | undefined {
  const text = String(value);
  if (type === 'Exact') return text === path ? Number.MAX_SAFE_INTEGER : undefined;
  if (type !== 'PathPrefix') return 0;
  const prefix = text.replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`) ? prefix.length : undefined;
}

export const routeRules: readonly Rule[] = [metricsUnrouted, documentsUnrouted];
