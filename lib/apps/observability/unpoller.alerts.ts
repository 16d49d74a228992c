import type { AlertRule, RuleSet } from '../../kit/alerts';
import type { PoeSwitch, PortGroup, RackSpec } from '../../rack-file/rack';

/** What a switch gives, against what the rack file says that it can and that a blade needs. */
export function poeAlerts({ switches, blades, hardware }: Pick<RackSpec, 'switches' | 'blades' | 'hardware'>): RuleSet {
  const watched = Object.entries(switches).filter(([, { unifi }]) => unifi !== undefined);
  const fed = watched.flatMap(([name]) =>
    blades
      .filter(({ feed }) => feed?.switch === name)
      .map((blade) => ({ port: blade.feed!.port, watts: hardware[blade.hardware]!.watts.max, name })),
  );
  const only = (name: string) => (watched.length > 1 ? `name="${name}"` : '');
  return {
    alerts: [...bladesOverBudget(fed, only), ...(watched.length > 0 ? limits(watched, only) : [])],
  };
}

interface Fed {
  name: string;
  port: number;
  watts: number;
}

const port = 'port {{ $labels.port_num }} of {{ $labels.name }}';
const watts = '{{ $value | printf "%.1f" }} W';

/** A blade that draws more than its own worst case: the sum that fits the switch was made with that figure. */
function bladesOverBudget(fed: readonly Fed[], only: (name: string) => string): AlertRule[] {
  const groups = new Map<string, Fed[]>();
  for (const one of fed)
    groups.set(`${one.name} ${one.watts}`, [...(groups.get(`${one.name} ${one.watts}`) ?? []), one]);
  const each = [...groups.values()].map((group) => {
    const ports = group.map((one) => one.port).join('|');
    const labels = [`port_num=~"${ports}"`, only(group[0]!.name)].filter((label) => label !== '').join(',');
    return `max by (name, port_num) (unpoller_device_port_poe_watts{${labels}}) > ${group[0]!.watts}`;
  });
  if (each.length === 0) return [];
  return [
    {
      alert: 'PoeBladeOverBudget',
      expr: each.join(' or '),
      for: '10m',
      severity: 'warning',
      summary: `${port} gives ${watts}, more than the rack file says that its blade needs at worst`,
      description:
        'Either the rack file is too low, then its sum is wrong for all blades, or something on the blade is broken.',
    },
  ];
}

/** Ports of each power, as a matcher of their numbers; '' where all are alike. Ports that feed nothing have no limit to near. */
function groupsOf({ perPortWatts, groups = [] }: PoeSwitch): { watts: number; numbers: string }[] {
  const numbersOf = ({ first, last }: PortGroup) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (groups.length === 0) return [{ watts: perPortWatts, numbers: '' }];
  const rest = { watts: perPortWatts, numbers: `port_num!~"${groups.flatMap(numbersOf).join('|')}"` };
  const own = groups.map((group) => ({
    watts: group.perPortWatts,
    numbers: `port_num=~"${numbersOf(group).join('|')}"`,
  }));
  return [rest, ...own].filter((each) => each.watts > 0);
}

function limits(watched: readonly [string, PoeSwitch][], only: (name: string) => string): AlertRule[] {
  const selector = (name: string) => (only(name) === '' ? '' : `{${only(name)}}`);
  const ports = watched.flatMap(([name, each]) =>
    groupsOf(each).map(({ watts: most, numbers }) => {
      const chosen = [only(name), numbers].filter((part) => part !== '').join(',');
      const series = `unpoller_device_port_poe_watts${chosen === '' ? '' : `{${chosen}}`}`;
      return `max by (name, port_num) (${series}) > ${most * 0.9}`;
    }),
  );
  const total = (share: number) =>
    watched
      .map(
        ([name, { totalWatts }]) =>
          `sum by (name) (max by (name, port_num) (unpoller_device_port_poe_watts${selector(name)})) > ${totalWatts * share}`,
      )
      .join(' or ');
  return [
    {
      alert: 'PoePortAtLimit',
      expr: ports.join(' or '),
      for: '5m',
      severity: 'warning',
      summary: `${port} gives ${watts}; the switch cuts it off soon`,
    },
    {
      alert: 'PoeTotalHigh',
      expr: total(0.8),
      for: '15m',
      severity: 'warning',
      summary: `{{ $labels.name }} gives ${watts}, four fifths of what it has`,
    },
    {
      alert: 'PoeTotalOverCap',
      expr: total(0.95),
      for: '2m',
      severity: 'critical',
      summary: `{{ $labels.name }} gives ${watts}, nearly all it has: it will cut ports off`,
      description: 'Which ports go first is the switch’s choice, by the priority set there.',
    },
  ];
}
