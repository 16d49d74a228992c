import type { End, Passage, WantedPort } from '../policy-match';
import { passage } from '../policy-match';
import type { Opening } from '../policy-sides';
import type { PodGroup, RackView } from '../rack-view';
import { podsBehind, portsOf, targetOf } from '../told/addresses';
import { type Need, needsOf } from './needs';

/** Whether one connection passes, and every object that has a say in it. */
export interface Why extends WantedPort {
  /** Ids of pods, or what is none: `world`. */
  from: string;
  to: string;
  passes: boolean;
  /** Who asks for it. */
  asked: readonly Asking[];
  /** Services that lead to this port: `data/Service/redis:6379`. */
  services: readonly string[];
  leaves: Step;
  comesIn: Step;
  /** The only HTTP requests that get through. @default - every one */
  requests?: readonly string[];
}

export interface Asking extends Pick<Need, 'by' | 'object' | 'path'> {
  /** The address as the program is told it. */
  told?: string;
}

/** What policies say at one end. */
export interface Step {
  passes: boolean;
  /** `pods`: policies decide. `open`: none governs them. `blade`: they have its addresses. `outside`: no pods. */
  end: 'pods' | 'open' | 'blade' | 'outside';
  /** Rules that open it, or those that deny it. */
  by: readonly { object: string; path: string }[];
  /** Policies that close it to what no rule names. */
  shutBy: readonly string[];
}

/** Every port on which one may want to reach the other, or the one that is asked about. */
export function whyOf(from: End, to: End, view: RackView, asked?: WantedPort): Why[] {
  const needs = needsOf(view).filter((need) => isEnd(need.from, from) && isEnd(need.to, to));
  const ports = asked ? [asked] : portsBetween(to, needs);
  return ports.map((wanted) => {
    const leaves = typeof from === 'string' ? undefined : passage(from, 'egress', to, wanted, view);
    const comesIn = typeof to === 'string' ? undefined : passage(to, 'ingress', from, wanted, view);
    const passes = (leaves?.passes ?? true) && (comesIn?.passes ?? true);
    const requests = passes ? requestsOf(comesIn) : undefined;
    return {
      ...{ from: nameOf(from), to: nameOf(to), ...wanted, passes },
      asked: needs
        .filter(({ port, protocol }) => port === wanted.port && protocol === wanted.protocol)
        .map(({ by, object, path, told }) => ({ by, object, path, ...(told !== undefined && { told }) })),
      services: typeof to === 'string' ? [] : servicesTo(to, wanted, view),
      leaves: stepOf(from, leaves),
      comesIn: stepOf(to, comesIn),
      ...(requests && { requests }),
    };
  });
}

function isEnd(end: End, wanted: End): boolean {
  return nameOf(end) === nameOf(wanted);
}

export function nameOf(end: End): string {
  return typeof end === 'string' ? end : end.id;
}

/** Ports that the server opens, and those that somebody asks for though it does not. */
function portsBetween(to: End, needs: readonly Need[]): WantedPort[] {
  const own = typeof to === 'string' ? [] : (to.ports ?? []);
  const all = [...own, ...needs].map(({ port, protocol }): [string, WantedPort] => [
    `${port}/${protocol}`,
    { port, protocol },
  ]);
  return [...new Map(all).values()].sort((a, b) => a.port - b.port);
}

function stepOf(end: End, found: Passage | undefined): Step {
  if (typeof end === 'string' || !found) return { passes: true, end: 'outside', by: [], shutBy: [] };
  const shutBy = [...new Set(found.side.shutBy.map(({ id }) => id))].sort();
  const by = found.by.map(({ policy, path }) => ({ object: policy.id, path }));
  return {
    passes: found.passes,
    end: end.isOnHost ? 'blade' : shutBy.length === 0 ? 'open' : 'pods',
    by: [...new Map(by.map((one) => [`${one.object} ${one.path}`, one])).values()],
    shutBy,
  };
}

/** Rules add up: where one lets every request through, all pass. */
function requestsOf(found: Passage | undefined): string[] | undefined {
  const ports = (found?.by ?? []).flatMap((opening: Opening) => (opening.ports.length > 0 ? opening.ports : [{}]));
  if (ports.length === 0 || ports.some((port) => !('requests' in port))) return undefined;
  const requests = ports.flatMap((port) => ('requests' in port ? (port.requests ?? []) : []));
  if (requests.length === 0 || requests.some((one) => Object.keys(one).length === 0)) return undefined;
  return [...new Set(requests.map(({ method, path }) => [method, path].filter(Boolean).map(String).join(' ')))].sort();
}

function servicesTo(to: PodGroup, { port }: WantedPort, view: RackView): string[] {
  return view
    .namesOf('Service', to.namespace)
    .sort()
    .flatMap((name) => {
      const service = view.find('Service', to.namespace, name)!;
      if (!podsBehind(service, view).includes(to)) return [];
      return [...new Set(portsOf(service, view) ?? [])]
        .filter((number) => targetOf(service, number, to) === port)
        .map((number) => `${to.namespace}/Service/${name}:${number}`);
    });
}
