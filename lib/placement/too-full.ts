import { counted, listed } from '../units/words';
import type { Loss } from './losses';
import type { Amounts, BladeRoom, PodClass } from './pods';
import { whyImpossible } from './prove';
import { asked } from './survey';

/** Pods that no arrangement can place, since together they ask for more than all the blades that may carry them have. */
export interface Shortage {
  /** `memory` */
  what: string;
  asked: string;
  has: string;
  missing: string;
  /** Blades that are up and may carry them. */
  blades: readonly string[];
  /** Apps, or pods that no app makes, by what they ask of it; the largest first. */
  askers: readonly { name: string; amount: string }[];
}

interface Resource {
  what: string;
  of: (amounts: Amounts) => number;
  print: (value: number) => string;
}

const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)}Mi`;
const gibibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 30)}Gi`;

const resources: readonly Resource[] = [
  { what: 'processor', of: ({ cpuMillicores }) => cpuMillicores, print: (value) => `${Math.ceil(value)}m` },
  { what: 'memory', of: ({ memoryBytes }) => memoryBytes, print: mebibytes },
  { what: 'disk for node-local volumes', of: ({ diskBytes }) => diskBytes, print: gibibytes },
];

/**
 * What is surely too little while some blades are down. Sums prove nothing when they fit, and everything when they do not:
 * of pods that may stand on some blades only, those blades are added up. Jobs wait for one another, so the largest of them
 * counts; a pod that is too large by itself is another finding.
 */
export function shortages(classes: readonly PodClass[], blades: readonly BladeRoom[], loss: Loss): Shortage[] {
  const up = blades.filter(({ name }) => !loss.down.includes(name));
  const standing = classes.flatMap((pod) => {
    const pods = surelyThere(pod, blades, up, loss);
    return pods === 0 ? [] : [{ pod, pods, places: up.filter(({ name }) => pod.blades.has(name)) }];
  });
  const sets = new Map(standing.map(({ places }) => [keyOf(places), places]));
  for (const places of sets.values()) {
    const names = new Set(places.map(({ name }) => name));
    const inside = standing.filter((each) => each.places.every(({ name }) => names.has(name)));
    const short = resources.flatMap((resource) => shortage(resource, inside, places));
    if (short.length > 0) return short;
  }
  return [];
}

/** Pods of a class that must find a place on the blades that are up, however the dead ones were chosen. */
function surelyThere(pod: PodClass, blades: readonly BladeRoom[], up: readonly BladeRoom[], loss: Loss): number {
  if (whyImpossible(...asked(pod, blades, loss)) !== undefined) return 0;
  if (endsByItself(pod)) return 1;
  const isApart = pod.keepsOff.has(pod.id);
  // Volumes lie on the dead blades for as many of the pods as can be.
  if (pod.isPinned && loss.down.length > 0) return isApart ? Math.max(0, pod.replicas - loss.down.length) : 0;
  return isApart ? Math.min(pod.replicas, up.filter(({ name }) => pod.blades.has(name)).length) : pod.replicas;
}

function endsByItself({ controller }: PodClass): boolean {
  return controller === 'Job' || controller === 'CronJob';
}

/** The one Job that asks for most of a resource, beside all that runs for good. */
function withOneJob(inside: readonly Standing[], of: Resource['of']): Standing[] {
  const jobs = inside.filter(({ pod }) => endsByItself(pod)).sort((a, b) => of(b.pod.request) - of(a.pod.request));
  return [...inside.filter(({ pod }) => !endsByItself(pod)), ...jobs.slice(0, 1)];
}

interface Standing {
  pod: PodClass;
  pods: number;
}

function shortage(
  { what, of, print }: Resource,
  inside: readonly Standing[],
  places: readonly BladeRoom[],
): Shortage[] {
  const standing = withOneJob(inside, of);
  const wanted = standing.reduce((sum, { pod, pods }) => sum + of(pod.request) * pods, 0);
  const has = places.reduce((sum, { free }) => sum + Math.max(0, of(free)), 0);
  if (wanted <= has) return [];
  const byApp = new Map<string, number>();
  for (const { pod, pods } of standing) {
    const name = pod.app || pod.id;
    byApp.set(name, (byApp.get(name) ?? 0) + of(pod.request) * pods);
  }
  return [
    {
      what,
      asked: print(wanted),
      has: print(has),
      missing: print(wanted - has),
      blades: places.map(({ name }) => name),
      askers: [...byApp].sort(([, a], [, b]) => b - a).map(([name, amount]) => ({ name, amount: print(amount) })),
    },
  ];
}

function keyOf(places: readonly BladeRoom[]): string {
  return places.map(({ name }) => name).join(' ');
}

/** `pods ask for 29324Mi of memory, the 3 blades for them have 22696Mi beside their daemons; most by chat (22528Mi)` */
export function sayShortages(short: readonly Shortage[]): string {
  const [first] = short;
  if (!first) return '';
  const { blades } = first;
  const where = blades.length > 4 ? counted(blades.length, 'blade') : listed(blades);
  const sums = short.map(({ what, asked: wanted, has }) => `${wanted} of ${what}, and there are ${has}`);
  const most = short.map(({ askers }) =>
    askers
      .slice(0, 3)
      .map(({ name, amount }) => `${name} ${amount}`)
      .join(', '),
  );
  return `pods for ${where} ask for ${sums.join('; for ')} beside daemons; most by ${most.join('; ')}`;
}
