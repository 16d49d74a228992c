import { heat, noiseDba, otherBlade, randomBlade, settledCelsius, sinkResistance, type BladeParameters } from './blade';
import { contenders, ourHold, ourCurve } from './contenders';
import { injections, runFault } from './faults';
import { otherScenarios, scenarios } from './load';
import { chassis, run } from './race';
import { Random } from './random';
import { chart } from './svg';
import { raceTable, withRace } from './report';
import type { Summary } from './summary';

const nominal: BladeParameters = {
  dieJoulePerKelvin: 3,
  dieKelvinPerWatt: 2,
  sinkJoulePerKelvin: 55,
  sinkFactor: 1,
  airflow: 1,
  flow: 1,
};

describe('the blade model', () => {
  it.each([
    [0, 2.5, 54],
    [0, 4.5, 77],
    [0.2, 4.5, 57],
    [0.3, 2.5, 41],
    [0.5, 6.5, 61],
    [0.75, 6.5, 57],
    [1, 6.5, 54],
  ])('settles at duty %d and %d W where the published anchors put it', (duty, watts, celsius) => {
    expect(Math.abs(settledCelsius(nominal, duty, watts, 25) - celsius)).toBeLessThan(1);
  });

  it('gets there by itself, within a tenth of a kelvin', () => {
    const at = { dieCelsius: 25, sinkCelsius: 25 };
    for (let second = 0; second < 7200; second += 1) heat(nominal, at, 0.5, 4.5, 25, 1);
    expect(at.dieCelsius).toBeCloseTo(settledCelsius(nominal, 0.5, 4.5, 25), 1);
  });

  it('keeps energy: what a standing fan does not carry away warms the masses', () => {
    const at = { dieCelsius: 25, sinkCelsius: 25 };
    heat(nominal, at, 0, 5, 25, 1);
    expect(3 * (at.dieCelsius - 25) + 55 * (at.sinkCelsius - 25)).toBeCloseTo(5);
  });

  it('cools better with more air, less with a clogged fan, on every blade', () => {
    const random = new Random(5);
    for (let count = 0; count < 200; count += 1) {
      const blade = (count % 3 === 0 ? otherBlade : randomBlade)(random, count % 2 === 0);
      const resistances = [0, 0.2, 0.4, 0.6, 0.8, 1].map((duty) => sinkResistance(blade, duty));
      expect([...resistances].sort((a, b) => b - a)).toEqual(resistances);
      expect(sinkResistance({ ...blade, airflow: 0.4 }, 1)).toBeGreaterThan(
        sinkResistance({ ...blade, airflow: 1 }, 1),
      );
    }
  });

  it('is heard from full speed down to its floor', () => {
    expect([noiseDba(1), noiseDba(0.3), noiseDba(0)].map((dba) => Math.round(dba))).toEqual([15, 4, 0]);
  });
});

describe('the race', () => {
  const trace = chassis(42, scenarios[0]!, 0.05)[0]!;

  it('is the same race with the same seed, and another with another', () => {
    expect(chassis(42, scenarios[0]!, 0.05)[0]).toEqual(trace);
    expect(chassis(43, scenarios[0]!, 0.05)[0]!.watts).not.toEqual(trace.watts);
  });

  it.each(contenders.map((one) => [one.name, one] as const))('%s stays within its duties', (_name, contender) => {
    const track = { tempCelsius: [], duty: [] as number[] };
    const result = run(contender, trace, 'test', track);
    expect(Math.min(...track.duty)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...track.duty)).toBeLessThanOrEqual(1);
    expect(result.inBandSteps).toBeLessThanOrEqual(result.possibleSteps);
  });

  it.each([...scenarios, ...otherScenarios].map((scenario) => [scenario.name, scenario] as const))(
    '%s: ours never exceed 80 °C where full speed would have prevented it',
    (_name, scenario) => {
      const results = chassis(7, scenario, 0.1)
        .slice(0, 4)
        .flatMap((one) => [ourHold, ourCurve].map((law) => run(law, one, '')));
      expect(results.map(({ needlessSteps }) => needlessSteps).filter((steps) => steps > 0)).toEqual([]);
    },
  );

  it('would notice a law that lets a blade cook', () => {
    const lazy = { ...ourHold, start: () => () => 0 };
    const results = chassis(7, scenarios[2]!, 0.1)
      .slice(0, 4)
      .map((one) => run(lazy, one, ''));
    expect(results.some(({ needlessSteps }) => needlessSteps > 0)).toBe(true);
  });
});

describe('every fault', () => {
  const traces = chassis(3, scenarios[0]!, 0.2).slice(0, 2);
  /** Detection, and up to two seconds until the next step. */
  const within: Readonly<Record<string, number>> = {
    'sensor stuck': 92,
    'sensor stuck, and full load begins': 22,
    'samples go stale': 9,
    'fan stalled': 9,
    'chip silent (its watchdog acts)': 4.5,
    'process hangs (watchdog acts)': 4.5,
  };

  it.each(injections.map((one) => [one.name, one] as const))(
    '%s ends in full speed in time, and needlessly hot never',
    (name, injection) => {
      for (const [index, trace] of traces.entries()) {
        const { secondsToFull = 0, excess } = runFault(injection, trace, index);
        expect(secondsToFull).toBeLessThanOrEqual(within[name] ?? 2.5);
        expect(excess.needlessSeconds).toBe(0);
      }
    },
  );
});

describe('a chart', () => {
  it('draws what it is given and escapes what it is told', () => {
    const axis = { label: 'a < b', from: 0, to: 10, ticks: [0, 5, 10] };
    const svg = chart('x & y', [
      {
        title: 't',
        x: axis,
        y: axis,
        height: 100,
        band: [2, 4],
        series: [
          {
            name: 's',
            colour: '#000',
            shape: 'line',
            points: [
              [0, 0],
              [10, 10],
            ],
          },
        ],
      },
    ]);
    expect(svg).toContain('<title>x &amp; y</title>');
    expect(svg).toContain('a &lt; b');
    expect(svg).toContain('M64 152L840 52');
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

describe('the table of the race in docs/thermal.md', () => {
  it('stands between its marks, and the rest of the page stays', () => {
    const page = 'before\n<!-- race: made by `npm run thermal:sim` -->\n\nold\n\n<!-- /race -->\nafter\n';
    const made = withRace(page, '| new |\n');
    expect(made).toBe('before\n<!-- race: made by `npm run thermal:sim` -->\n\n| new |\n\n<!-- /race -->\nafter\n');
    expect(withRace(made, '| new |\n')).toBe(made);
    expect(() => withRace('no place', '')).toThrow('there is no <!-- race');
  });

  it('has both populations in a row', () => {
    const row = (inBandShare: number) =>
      ({ contender: ourHold, inBandShare, changesPerHour: 4, startsPerHour: 1, meanDba: 6 }) as Summary;
    const table = raceTable({ overall: [row(0.95)], others: [row(0.9)] });
    expect(table).toContain('| ours: hold | 95.0 % | 4.0 | 1.00 | 6.0 | 90.0 % | 4.0 | 1.00 | 6.0 |');
  });
});
