import { waitFor } from '../../cluster/kube/wait';
import { kubectl } from './apps';
import { ask } from './ask-prometheus';
import type { Rule } from './prometheus-answers';
import type { RackContext, ServiceRow } from './scenario';

/** What one of several parts of a scenario has shown. */
export interface Part {
  shown: string;
  rows: ServiceRow[];
  failures: string[];
}

/** A folder of a container that is a volume. */
export interface Place {
  pod: string;
  container: string;
  folder: string;
}

const inside = ({ pod, container }: Place) => ['-n', 'data', 'exec', pod, '-c', container, '--'];

/** Leaves no room in a volume of a data app; returns what `df` says then. */
export async function fill(context: RackContext, place: Place): Promise<string> {
  const { folder } = place;
  const write = (name: string, block: string) => `dd if=/dev/zero of=${folder}/${name} bs=${block} 2>/dev/null`;
  const script = `${write('rack-fill', '1M')}; ${write('rack-fill-end', '4k')}; df -Pk ${folder} | tail -n 1`;
  const [, kibibytes, , left] = (await kubectl(context, ...inside(place), 'sh', '-c', script)).trim().split(/\s+/);
  const said = `${Math.round(Number(kibibytes) / 1024)} MiB, ${left} KiB of them left`;
  if (Number(left) > 1024) throw new Error(`data/Pod/${place.pod}: ${folder} cannot be filled: ${said}`);
  return said;
}

/** Takes away what `fill` wrote. */
export async function empty(context: RackContext, place: Place): Promise<void> {
  await kubectl(context, ...inside(place), 'rm', '-f', `${place.folder}/rack-fill`, `${place.folder}/rack-fill-end`);
}

/** Alerts of this name that wait or fire, and all that do. */
async function active(context: RackContext, name: string): Promise<{ own: Alert[]; all: string[] }> {
  const { groups } = await ask<{ groups: { rules: Rule[] }[] }>(context, 'prometheus-0', 'rules?type=alert');
  const rules = groups.flatMap((group) => group.rules).filter(({ alerts = [] }) => alerts.length > 0);
  return {
    own: rules.find((each) => each.name === name)?.alerts ?? [],
    all: rules.map((rule) => `${rule.name} ${rule.state}`),
  };
}

type Alert = NonNullable<Rule['alerts']>[number];

/** Waits until an alert neither waits nor fires: some wait while Prometheus starts. @throws when it does not in time */
export function quiet(context: RackContext, name: string): Promise<true> {
  const none = async () => ((await active(context, name)).own.length === 0 ? true : undefined);
  return waitFor(`alert ${name} to be quiet before anything is full`, 180, none, 3000);
}

/**
 * Waits until Prometheus would tell somebody if it went on like this: the alert waits its minutes, or fires, for these
 * labels. Returns how long that took.
 *
 * @throws when it does neither in time, with the alerts that do
 */
export async function alerted(
  context: RackContext,
  name: string,
  labels: Record<string, string>,
  seconds: number,
): Promise<number> {
  const since = Date.now();
  let instead: string[] = [];
  const found = async () => {
    const { own, all } = await active(context, name);
    instead = all;
    const has = (given: Record<string, string>) => Object.entries(labels).every(([key, value]) => given[key] === value);
    return own.some((alert) => has(alert.labels)) ? true : undefined;
  };
  await waitFor(`alert ${name} for ${JSON.stringify(labels)}`, seconds, found, 3000).catch((error: Error) => {
    throw new Error(`${error.message}; active are: ${instead.join(', ')}`);
  });
  return Math.round((Date.now() - since) / 1000);
}

/** One number that Prometheus has for an expression; undefined where it has none. */
export async function measured(context: RackContext, expression: string): Promise<number | undefined> {
  const path = `query?query=${encodeURIComponent(expression)}`;
  const { result } = await ask<{ result: { value: [number, string] }[] }>(context, 'prometheus-0', path);
  return result[0] && Number(result[0].value[1]);
}
