import { type RackSpec, bayOf } from '../rack-file/rack';
import type { RecordingRule } from './alerts';

/**
 * One series for every blade of the rack file, whether it lives or not: what is down is what this names and nothing else
 * does. `bay` is its place in the rack, from the left.
 */
export function bladeRecordings({ blades }: Pick<RackSpec, 'blades'>): RecordingRule[] {
  const digits = String(Math.max(...blades.map((blade) => bayOf(blades, blade)))).length;
  return blades.map((blade) => ({
    record: 'rack:blade:info',
    expr: 'vector(1)',
    labels: {
      bay: String(bayOf(blades, blade)).padStart(digits, '0'),
      node: blade.name,
      role: blade.role,
      ...(blade.feed && { switch: blade.feed.switch, switch_port: String(blade.feed.port) }),
    },
  }));
}

/** Stands for a blade that says nothing; no measure of a blade is negative. */
export const silent = -1;

/**
 * What a query with a `node` label says of each blade, in the order of the bays. A blade that says nothing keeps its
 * place with `otherwise`: were it left out, all others would move.
 */
export function inBays(perNode: string, otherwise = silent): string {
  return `sort_by_label(
  rack:blade:info * on (node) group_left () (${perNode})
  or rack:blade:info * ${otherwise},
  "bay"
)`;
}

/**
 * Watts of each blade's port. Ports are told apart by number; where the rack has several switches, also by the name that
 * the controller gives the switch, which is then to be that of the rack file.
 */
export function poeOfBlades(switches: RackSpec['switches']): string {
  const port = 'label_replace(unpoller_device_port_poe_watts, "switch_port", "$1", "port_num", "(.+)")';
  const isOne = Object.keys(switches).length === 1;
  const on = isOne ? 'switch_port' : 'switch, switch_port';
  const watts = isOne ? port : `label_replace(${port}, "switch", "$1", "name", "(.+)")`;
  return `max by (node) (rack:blade:info * on (${on}) group_left () max by (${on}) (${watts}))`;
}
