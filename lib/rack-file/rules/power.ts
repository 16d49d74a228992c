import { nearest } from '../did-you-mean';
import type { Draft, DraftBlade } from '../draft';
import { nameOfBlade } from '../draft';
import { freeRun } from '../free-run';
import type { Fault } from '../problem';
import { printPorts } from '../fields/ports';
import type { SpecRule } from './rule';
import { counted, listed, runsOf } from '../../units/words';

export const switchesAreKnown: SpecRule = ({ entries, switches }) => {
  if (!switches) return [];
  const known = Object.keys(switches);
  return entries.flatMap((entry, index): Fault[] => {
    const { ports } = entry ?? {};
    if (!ports || Object.hasOwn(switches, ports.switch)) return [];
    const meant = nearest(ports.switch, known);
    const isFirst = entries.findIndex((other) => other?.ports?.switch === ports.switch) === index;
    if (!meant && !isFirst) return []; // one description fixes all
    const detail =
      known.length > 0
        ? `described under switches: ${known.join(', ')}`
        : 'describe it under switches, with ports, perPort and total';
    return [
      {
        at: ['blades', index, 'ports'],
        title: `no switch is called ${ports.switch}`,
        detail: meant ? undefined : detail,
        suggestion: meant && printPorts({ ...ports, switch: meant }),
      },
    ];
  });
};

export const portsExist: SpecRule = (rack) =>
  rack.entries.flatMap(({ ports } = {}, index): Fault[] => {
    const count = ports && rack.switches?.[ports.switch]?.ports;
    if (!count || ports.last <= count) return [];
    const beyond = runsOf(
      [Math.max(count + 1, ports.first), ports.last].filter((port, i, all) => all.indexOf(port) === i),
    );
    const plural = ports.last > Math.max(count + 1, ports.first);
    return [
      {
        at: ['blades', index, 'ports'],
        title: `${ports.switch} has ${counted(count, 'port')}`,
        detail: plural
          ? `there are no ports ${Math.max(count + 1, ports.first)} to ${ports.last}`
          : `there is no port ${beyond}`,
        suggestion: freePorts(rack, index),
      },
    ];
  });

export const portsFeedOneBlade: SpecRule = (rack, { lineOf }) => {
  const owners = new Map<string, DraftBlade>();
  const clashes = new Map<number, { blade: DraftBlade; owner: DraftBlade }[]>();
  for (const blade of rack.blades) {
    if (!blade.feed) continue;
    const key = printPorts({ ...blade.feed, first: blade.feed.port, last: blade.feed.port });
    const owner = owners.get(key);
    if (owner) clashes.set(blade.entry, [...(clashes.get(blade.entry) ?? []), { blade, owner }]);
    else owners.set(key, blade);
  }
  return [...clashes].map(([entry, [first, ...more]]): Fault => {
    const { blade, owner } = first as { blade: DraftBlade; owner: DraftBlade };
    const { switch: name, port } = blade.feed as { switch: string; port: number };
    const feeds = `${name}/${port} feeds ${nameOfBlade(owner)} (line ${lineOf(['blades', owner.entry])}) and ${nameOfBlade(blade)}`;
    const others = more.length > 0 ? `; so do ${counted(more.length, 'more port')} of this entry` : '';
    return {
      at: ['blades', entry, 'ports'],
      title: 'two blades on one port',
      detail: `${feeds}${others}${freePortsText(rack, name)}`,
      suggestion: freePorts(rack, entry),
    };
  });
};

function takenPorts({ blades }: Draft, name: string, exceptEntry?: number): Set<number> {
  return new Set(
    blades.flatMap(({ feed, entry }) => (feed?.switch === name && entry !== exceptEntry ? [feed.port] : [])),
  );
}

function freePortsText(rack: Draft, name: string): string {
  const count = rack.switches?.[name]?.ports ?? 0;
  const taken = takenPorts(rack, name);
  const free = Array.from({ length: count }, (_, index) => index + 1).filter((port) => !taken.has(port));
  return free.length === 0 ? '. No port is free' : `. Free: ${runsOf(free)}`;
}

/** The nearest free run on the same switch, as long as the entry has names. */
function freePorts(rack: Draft, entry: number): string | undefined {
  const { ports, names } = rack.entries[entry] ?? {};
  const last = ports && rack.switches?.[ports.switch]?.ports;
  if (!last) return undefined;
  const count = names?.names.length ?? ports.last - ports.first + 1;
  const taken = takenPorts(rack, ports.switch, entry);
  const first = freeRun({ wanted: ports.first, count, first: 1, last }, (port) => taken.has(port));
  return first === undefined ? undefined : printPorts({ switch: ports.switch, first, last: first + count - 1 });
}

/** What the port of a blade gives, by its group. */
function wattsOf(switches: NonNullable<Draft['switches']>, { switch: name, port }: Feed): number | undefined {
  const { perPort, groups = [] } = switches[name] ?? {};
  return groups.find(({ ports }) => ports.first <= port && port <= ports.last)?.perPort ?? perPort;
}

function portsGiving(switches: NonNullable<Draft['switches']>, { switch: name, port }: Feed): string {
  const { groups = [] } = switches[name] ?? {};
  const group = groups.find(({ ports }) => ports.first <= port && port <= ports.last);
  return group ? `ports ${group.ports.first} to ${group.ports.last} of ${name} give` : `a port of ${name} gives`;
}

type Feed = NonNullable<DraftBlade['feed']>;

/** A port has one power: groups lie on the switch and share none. */
export const portGroupsAreApart: SpecRule = ({ switches = {} }) =>
  Object.entries(switches).flatMap(([name, { ports: count, groups = [] } = {}]) =>
    groups.flatMap(({ ports }, index): Fault[] => {
      const at = ['switches', name, 'groups', index, 'ports'];
      if (count !== undefined && ports.last > count) {
        return [{ at, title: `${name} has ${counted(count, 'port')}`, detail: `there is no port ${ports.last}` }];
      }
      const other = groups
        .slice(0, index)
        .find((each) => each.ports.first <= ports.last && ports.first <= each.ports.last);
      if (!other) return [];
      const shared = Math.max(other.ports.first, ports.first);
      return [{ at, title: `port ${shared} of ${name} is in two groups`, detail: 'a port gives one power at most' }];
    }),
  );

/** One fault for each kind of machine on each switch, however many blades. */
export const portsGiveEnough: SpecRule = ({ blades, hardware = {}, switches = {} }) => {
  const pairs = new Map<string, DraftBlade[]>();
  for (const blade of blades) {
    if (!blade.feed || blade.hardware === undefined) continue;
    const key = `${blade.hardware} ${blade.feed.switch} ${wattsOf(switches, blade.feed) ?? ''}`;
    pairs.set(key, [...(pairs.get(key) ?? []), blade]);
  }
  return [...pairs].flatMap(([key, fed]): Fault[] => {
    const [kind = '', name = ''] = key.split(' ');
    const own = fed[0]?.feed as Feed;
    const draws = drawOf(hardware[kind]);
    const gives = wattsOf(switches, own);
    if (draws === 0) {
      return [
        {
          at: ['hardware', kind],
          on: 'key',
          title: `${kind} says no watts, but ${name} feeds it`,
          detail: 'write what it draws idle and at worst, such as watts: 3W-12W',
        },
      ];
    }
    if (draws === undefined || gives === undefined || draws <= gives) return [];
    return [
      {
        at: ['hardware', kind, 'watts'],
        title: `${kind} may draw ${draws}W, ${portsGiving(switches, own)} ${gives}W`,
        detail: `the switch cuts a port off that draws more: ${counted(fed.length, 'blade')} hang on it`,
      },
    ];
  });
};

export const switchesCarryTheirBlades: SpecRule = ({ blades, hardware = {}, switches = {} }) =>
  Object.entries(switches).flatMap(([name, { total, perPort } = {}]): Fault[] => {
    if (total === undefined) return [];
    if (perPort !== undefined && perPort > total) {
      return [
        {
          at: ['switches', name, 'perPort'],
          title: `one port of ${name} gives ${perPort}W, the whole switch ${total}W`,
          detail: 'perPort is the most of one port, total the budget of all together; are they swapped?',
        },
      ];
    }
    const draws = blades
      .filter(({ feed }) => feed?.switch === name)
      .map((blade) => ({ kind: blade.hardware ?? '', watts: drawOf(hardware[blade.hardware ?? '']) }));
    if (draws.some(({ watts }) => watts === undefined)) return [];
    const sum = draws.reduce((watts, draw) => watts + (draw.watts ?? 0), 0);
    if (sum <= total) return [];
    const kinds = [...new Set(draws.map(({ kind }) => kind))];
    const terms = kinds.map((kind) => {
      const ofKind = draws.filter((draw) => draw.kind === kind);
      return `${ofKind.length} × ${ofKind[0]?.watts}W (${kind})`;
    });
    return [
      {
        at: ['switches', name, 'total'],
        title: `${name} gives ${total}W, its blades may draw ${sum}W`,
        detail: `${listed(terms)} at worst; ${Object.keys(switches).length > 1 ? `move ${counted(Math.ceil((sum - total) / Math.max(...draws.map(({ watts }) => watts ?? 1))), 'blade')} to another switch` : 'state what yours draw if you measured it, or feed some from another switch'}`,
      },
    ];
  });

/** Ports are switched by the controller, so there must be one. */
export const controlHasAController: SpecRule = ({ switches = {} }) =>
  Object.entries(switches).flatMap(([name, { control, unifi } = {}]): Fault[] => {
    if (!control || unifi !== undefined) return [];
    return [
      {
        at: ['switches', name, 'control'],
        title: `no controller for ${name}`,
        detail: 'ports are switched through the UniFi controller: state its address as well, unifi: https://…',
      },
    ];
  });

/** Watts that a machine of a kind takes at worst: measured where somebody did. */
function drawOf(kind: NonNullable<Draft['hardware']>[string]): number | undefined {
  return kind?.measured?.watts?.max ?? kind?.watts?.max;
}
