import { defaultCurve, dutyAt } from '../src/curve';
import { defaultSettings } from '../src/control/settings';
import { contenders, ourHold, pid, plainStepCurve, stepWithHysteresis } from './contenders';
import type { FaultTrack } from './faults';
import { chassis, run, STEP_SECONDS, type Track } from './race';
import { scenarios } from './load';
import { chart, ticksEvery, type Axis, type Series } from './svg';
import type { Summary } from './summary';

const celsius = (from: number, to: number): Axis => ({ label: '°C', from, to, ticks: ticksEvery(from, to, 10) });
const duty: Axis = { label: 'duty, %', from: 0, to: 100, ticks: ticksEvery(0, 100, 25) };
const { lowCelsius, highCelsius } = defaultSettings.band;

/** The trade that every law makes: how much of the time in the band, for how many changes. */
export function tradeFigure(rows: readonly Summary[]): string {
  return chart('Share of time in the band against changes of the duty per hour', [
    {
      title: 'All blades, all scenarios: left is calm, up is in the band',
      x: {
        label: 'duty changes per hour',
        from: 1,
        to: 1000,
        ticks: [1, 3, 10, 30, 100, 300, 1000],
        logarithmic: true,
      },
      y: { label: 'time in 50–60 °C, % of where it is possible', from: 0, to: 100, ticks: ticksEvery(0, 100, 20) },
      series: rows.map(({ contender, inBandShare, changesPerHour }) => ({
        name: contender.name,
        colour: contender.colour,
        shape: 'dots',
        points: [[changesPerHour, inBandShare * 100]],
      })),
      height: 260,
    },
  ]);
}

/** How evenly: each blade's share, sorted. */
export function bladesFigure(shares: ReadonlyMap<string, readonly number[]>): string {
  return chart('Share of time in the band, blade by blade', [
    {
      title: 'Every blade, sorted from worst to best',
      x: { label: 'blades, %', from: 0, to: 100, ticks: ticksEvery(0, 100, 20) },
      y: { label: 'time in 50–60 °C, %', from: 0, to: 100, ticks: ticksEvery(0, 100, 20) },
      series: contenders.map(({ name, colour, ours }) => {
        const sorted = [...(shares.get(name) ?? [])].sort((a, b) => a - b);
        const step = Math.max(1, Math.floor(sorted.length / 200));
        const points = sorted
          .map((value, index): [number, number] => [(100 * index) / Math.max(1, sorted.length - 1), 100 * value])
          .filter((_, index) => index % step === 0);
        return { name, colour, shape: 'line', points, width: ours ? 2.5 : 1.5 };
      }),
      height: 260,
    },
  ]);
}

/** Six hours of one blade, five laws on the same trace. */
export function dayFigure(seed: number): string {
  const scenario = scenarios[0]!;
  const trace = chassis(seed, scenario, 0.25)[3]!;
  const shown = [ourHold, stepWithHysteresis, pid, plainStepCurve];
  const panels = shown.map((contender) => {
    const track: Track = { tempCelsius: [], duty: [] };
    run(contender, trace, scenario.name, track);
    return { contender, track };
  });
  const hours: Axis = { label: 'hours', from: 0, to: 6, ticks: ticksEvery(0, 6, 1) };
  const hourOf = (index: number) => (index * STEP_SECONDS) / 3600;
  const load: Series = {
    name: 'load',
    colour: '#57606a',
    shape: 'line',
    points: Array.from(trace.watts)
      .map((watts, index): [number, number] => [hourOf(index), watts])
      .filter((_, index) => index % 5 === 0),
  };
  return chart('Six hours of one blade under five laws', [
    {
      title: 'Load, W',
      x: hours,
      y: { label: 'W', from: 0, to: 8, ticks: [0, 2, 4, 6, 8] },
      series: [load],
      height: 70,
      legend: false,
    },
    ...panels.flatMap(({ contender: { name, colour }, track }) => [
      {
        title: `${name}: temperature`,
        x: hours,
        y: celsius(30, 80),
        band: [lowCelsius, highCelsius] as const,
        series: [{ name, colour, shape: 'line' as const, points: thinned(track.tempCelsius, hourOf, 8), width: 1.2 }],
        height: 110,
        legend: false,
      },
      {
        title: `${name}: duty`,
        x: hours,
        y: duty,
        series: [{ name, colour, shape: 'steps' as const, points: changesOnly(track.duty, hourOf), width: 1.2 }],
        height: 60,
        legend: false,
      },
    ]),
  ]);
}

const thinned = (values: readonly number[], at: (index: number) => number, every: number) =>
  values.map((value, index): [number, number] => [at(index), value]).filter((_, index) => index % every === 0);

const changesOnly = (duties: readonly number[], at: (index: number) => number) =>
  duties
    .map((value, index): [number, number] => [at(index), value * 100])
    .filter((_, index) => index === 0 || index === duties.length - 1 || duties[index] !== duties[index - 1]);

/** A sensor that freezes in the worst moment: what it says, what is true, what the fan does. */
export function stuckFigure({ seconds, tempCelsius, readCelsius, duty: driven }: FaultTrack): string {
  const minutes: Axis = { label: 'minutes since the sensor froze', from: -5, to: 25, ticks: ticksEvery(-5, 25, 5) };
  const at = (index: number) => seconds[index]! / 60;
  return chart('A sensor freezes for fifteen minutes as full load begins', [
    {
      title: 'A sensor freezes for fifteen minutes, in the moment in which full load begins',
      x: minutes,
      y: celsius(30, 80),
      band: [lowCelsius, highCelsius],
      series: [
        { name: 'true temperature', colour: '#24292f', shape: 'line', points: thinned(tempCelsius, at, 2), width: 2 },
        {
          name: 'what the sensor says',
          colour: '#d62728',
          shape: 'line',
          points: readCelsius.flatMap((value, index): [number, number][] =>
            value === undefined || index % 2 ? [] : [[at(index), value]],
          ),
          width: 1,
        },
      ],
      height: 170,
    },
    {
      title: 'What the fan does',
      x: minutes,
      y: duty,
      series: [{ name: 'duty', colour: '#1f77b4', shape: 'steps', points: changesOnly(driven, at), width: 2 }],
      height: 80,
      legend: false,
    },
  ]);
}

/** Up on the solid line, down on the dashed one. */
export function curveFigure(): string {
  const { hysteresisCelsius } = defaultSettings.curve;
  const temps = ticksEvery(30, 80, 0.25);
  const at = (shift: number) => temps.map((temp): [number, number] => [temp, 100 * dutyAt(defaultCurve, temp + shift)]);
  return chart('The default step curve and its hysteresis', [
    {
      title: 'The default curve: up on the solid line, down on the dashed one',
      x: celsius(30, 80),
      y: duty,
      series: [
        { name: 'heating', colour: '#d62728', shape: 'steps', points: at(0), width: 2 },
        {
          name: `cooling (${hysteresisCelsius} K later)`,
          colour: '#1f77b4',
          shape: 'steps',
          points: at(hysteresisCelsius),
          width: 2,
          dashed: true,
        },
      ],
      height: 180,
    },
  ]);
}
