import { type Ledger, ledgerOf } from './ledger';
import type { RackView } from './rack-view';
import type { PoeSwitch } from '../rack-file/sections/switches';

/** What a rack, or what hangs on one switch or one port, draws; all of it becomes heat. Watts. */
export interface Draw {
  /** Nothing to do. */
  idle: number;
  /** Every pod takes the processor that it asks for. */
  asked: number;
  /** Every blade at its worst. */
  most: number;
}

export interface PowerUse {
  /** `the rack`, `usw-pro-24`, `usw-pro-24/4`. */
  what: string;
  blades: number;
  whole: Draw;
  /** With the one blade dead whose loss leaves most here: its pods work elsewhere. @default - no other blade is left */
  oneLost?: Draw;
  /** What the switch, or the port, gives. @default - nothing states it */
  gives?: number;
}

/** The rack, each switch, and of each switch the port that draws most. Hardware that states no watts is not counted. */
export function powerUse(view: RackView): PowerUse[] {
  const { rack } = view;
  const ledger = ledgerOf(view);
  const all = rack.blades.map(({ name }) => name);
  const states = [undefined, ...all].map((dead) => ({ dead, draws: drawsOf(view, ledger, dead) }));
  const whole = states[0]!.draws;
  const use = (what: string, names: readonly string[], gives?: number): PowerUse => {
    const sums = states.slice(1).map(({ draws }) => sumOf(names, draws));
    const worst = sums.reduce<Draw | undefined>((a, b) => (a === undefined || b.asked > a.asked ? b : a), undefined);
    return {
      ...{ what, blades: names.length, whole: sumOf(names, whole) },
      ...(all.length > 1 && worst && { oneLost: worst }),
      ...(gives !== undefined && { gives }),
    };
  };
  const switches = Object.entries(rack.switches).flatMap(([name, state]) => {
    const fed = rack.blades.filter(({ feed }) => feed?.switch === name);
    const busiest = [...fed].sort((a, b) => (whole.get(b.name)?.asked ?? 0) - (whole.get(a.name)?.asked ?? 0))[0];
    if (!busiest) return [];
    const port = busiest.feed!.port;
    return [
      use(
        name,
        fed.map((blade) => blade.name),
        state.totalWatts,
      ),
      use(`${name}/${port}`, [busiest.name], portWatts(state, port)),
    ];
  });
  return [use('the rack', all), ...switches];
}

function portWatts({ perPortWatts, groups = [] }: PoeSwitch, port: number): number {
  return groups.find(({ first, last }) => first <= port && port <= last)?.perPortWatts ?? perPortWatts;
}

/** Watts of each blade that is up. Pods that belong to no blade share the processors that are left evenly. */
function drawsOf({ rack }: RackView, ledger: Ledger, dead: string | undefined): Map<string, Draw> {
  const up = ledger.blades.filter(({ name }) => name !== dead);
  const room = up.reduce((sum, { isWorker, left }) => sum + (isWorker ? Math.max(0, left.cpuMillicores) : 0), 0);
  return new Map(
    up.flatMap(({ name, hardware, capacity, daemons, isWorker, left }): [string, Draw][] => {
      const watts = rack.hardware[hardware]?.watts;
      if (!watts) return [];
      const movable = isWorker && room > 0 ? (ledger.asked.cpuMillicores * Math.max(0, left.cpuMillicores)) / room : 0;
      const busy = Math.min(1, (daemons.cpuMillicores + movable) / capacity.cpuMillicores);
      const { min, max } = watts;
      return [[name, { idle: min, asked: min + (max - min) * busy, most: max }]];
    }),
  );
}

function sumOf(names: readonly string[], draws: ReadonlyMap<string, Draw>): Draw {
  const here = names.flatMap((name) => draws.get(name) ?? []);
  const sum = (of: (draw: Draw) => number) => here.reduce((total, draw) => total + of(draw), 0);
  return { idle: sum(({ idle }) => idle), asked: sum(({ asked }) => asked), most: sum(({ most }) => most) };
}

/** A 40 mm fan of the quiet kind at full duty, at one metre: docs/thermal.md, "The model". */
const FULL_SPEED_DECIBELS = 14.9;

/** Estimated dB(A) of a rack whose fans all turn at full speed, beside so many; the daemon lets them turn slower. */
export function loudest(fans: number): number | undefined {
  return fans === 0 ? undefined : FULL_SPEED_DECIBELS + 10 * Math.log10(fans);
}
