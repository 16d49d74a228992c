import fc from 'fast-check';
import { Drive, STEP_MS } from './control-fixture';
import { initialState, step } from './controller';
import type { Readings } from './readings';
import { defaultSettings, type ControlSettings } from './settings';

const laws: [string, ControlSettings][] = [
  ['hold', defaultSettings],
  ['curve', { ...defaultSettings, law: 'curve' }],
  ['hold, never stopping', { ...defaultSettings, fan: { ...defaultSettings.fan, neverStop: true } }],
];
/** Laws by themselves: a sequence shrunk to a constant is no stuck sensor here. */
const flickering = (tempCelsius: number, index: number) => tempCelsius + (index % 2) * 0.001;
const believed = ({ sensor, ...settings }: ControlSettings): ControlSettings => ({
  ...settings,
  sensor: { ...sensor, stuckSeconds: Infinity, nearProcessor: false },
});
const SENSOR_STEP_CELSIUS = 0.487;

/** Temperatures that a blade can have: steps that heat allows, up and down. */
const wandering = fc
  .tuple(
    fc.integer({ min: 30, max: 75 }),
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 50, maxLength: 400 }),
  )
  .map(([start, moves]) => {
    let at = start;
    return moves.map((move) => (at = Math.min(Math.max(at + move, 20), 95))).map(flickering);
  });

describe.each(laws)('with the %s law', (_name, given) => {
  const settings = believed(given);

  it('the duty never falls while a temperature above the band rises', () => {
    fc.assert(
      fc.property(wandering, (temperatures) => {
        const drive = new Drive(settings);
        const seen = temperatures.map((tempCelsius) => ({ tempCelsius, ...drive.step(tempCelsius) }));
        const wrong = seen.filter(({ tempCelsius, duty, faults }, index) => {
          const before = seen[index - 1];
          const rises = before && tempCelsius > settings.band.highCelsius && tempCelsius > before.tempCelsius;
          return faults.length > 0 || (rises && duty < before.duty);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('noise within the sensor step causes at most 24 changes in an hour, whatever it is', () => {
    const noise = fc.array(fc.constantFrom(-1, 0, 1), { minLength: 1800, maxLength: 1800 });
    fc.assert(
      fc.property(fc.double({ min: 30, max: 75, noNaN: true }), noise, (tempCelsius, steps) => {
        const drive = new Drive(settings);
        drive.step(tempCelsius);
        let changes = 0;
        for (const [index, moved] of steps.entries()) {
          const before = drive.state.dutyRatio;
          drive.step(flickering(tempCelsius + moved * SENSOR_STEP_CELSIUS, index));
          if (drive.state.dutyRatio !== before) changes += 1;
        }
        expect(changes).toBeLessThanOrEqual(24);
      }),
      { numRuns: 60 },
    );
  });

  it('noise starts the fan no more often than the minimum times allow, even across the whole band', () => {
    const noise = fc.array(fc.double({ min: 45, max: 60, noNaN: true }), { minLength: 900, maxLength: 900 });
    fc.assert(
      fc.property(noise, (temperatures) => {
        const drive = new Drive(settings);
        const starts: number[] = [];
        for (const [index, tempCelsius] of temperatures.entries()) {
          const before = drive.state.dutyRatio;
          drive.step(flickering(tempCelsius, index));
          if (before === 0 && drive.state.dutyRatio > 0) starts.push(drive.nowMs);
        }
        const { minOnSeconds, minOffSeconds } = settings.fan;
        starts.slice(2).forEach((at, index) => {
          expect(at - starts[index + 1]!).toBeGreaterThanOrEqual((minOnSeconds + minOffSeconds) * 1000);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a temperature at or above the limit ends in full speed within half a minute', () => {
    fc.assert(
      fc.property(wandering, fc.double({ min: 70.1, max: 95, noNaN: true }), (temperatures, hot) => {
        const drive = new Drive(settings);
        for (const tempCelsius of temperatures) drive.step(tempCelsius);
        expect(drive.hold(hot, 30).at(-1)!.duty).toBe(1);
      }),
    );
  });
});

/** Anything at all, possible or not, together with a verdict of its own that shares no code with the controller's. */
interface Anything {
  readonly readings: (nowMs: number, told: number) => Readings;
  readonly elapsedMs: number;
  /** Must force full speed in this very step, whatever came before. */
  readonly faulty: boolean;
}

const anything: fc.Arbitrary<Anything> = fc
  .record({
    tempCelsius: fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: 35, max: 75, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(NaN, -300, 1e9, Infinity, -Infinity, 0) },
    ),
    ageMs: fc.oneof(
      { weight: 8, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: -9000, max: 60_000 }) },
    ),
    unreadable: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
    silent: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
    broken: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
    throttled: fc.constantFrom(true, false, undefined),
    loadWatts: fc.constantFrom(undefined, 2.7, 6.4, NaN),
    stalled: fc.boolean(),
    readback: fc.constantFrom(undefined, 0, 0.5, 1, NaN),
    elapsedMs: fc.oneof(
      { weight: 12, arbitrary: fc.constant(STEP_MS) },
      { weight: 1, arbitrary: fc.integer({ min: -100_000, max: 100_000 }) },
    ),
  })
  .map((one) => ({
    elapsedMs: one.elapsedMs,
    faulty:
      one.unreadable ||
      one.silent ||
      one.broken ||
      !Number.isFinite(one.tempCelsius) ||
      Math.abs(one.tempCelsius) > 200 ||
      one.ageMs < 0 ||
      one.ageMs > 6000 ||
      one.elapsedMs < 0 ||
      one.elapsedMs > 10_000,
    readings: (nowMs, told) => ({
      temperature: one.unreadable ? undefined : { tempCelsius: one.tempCelsius, atMs: nowMs - one.ageMs },
      chip: one.silent
        ? undefined
        : { dutyRatio: one.readback ?? told, fans: [{ fan: 1, rpm: undefined, stalled: one.stalled }] },
      throttled: one.throttled,
      loadWatts: one.loadWatts,
      configurationBroken: one.broken,
    }),
  }));

describe('no sequence of inputs', () => {
  it('ends in less than full speed while a fault stands, nor in a minute after it, nor in a duty that is none', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { minLength: 1, maxLength: 120 }),
        fc.constantFrom(...laws),
        (inputs, [, settings]) => {
          let state = initialState;
          let nowMs = 1e6;
          let wellSinceMs = -Infinity;
          const wrong: unknown[] = [];
          inputs.forEach(({ readings, elapsedMs, faulty }, index) => {
            nowMs += elapsedMs;
            const decision = step(settings, state, readings(nowMs, state.dutyRatio), nowMs);
            // The very first step has no time before it that could have jumped.
            const jumpCounts = index > 0 || (elapsedMs >= 0 && elapsedMs <= 10_000);
            if ((faulty && jumpCounts) || decision.faults.length > 0) wellSinceMs = nowMs;
            const { duty, reasons } = decision;
            const sound = duty >= 0 && duty <= 1 && duty === decision.state.dutyRatio && reasons.length > 0;
            if (!sound || (nowMs - wellSinceMs < 60_000 && duty < 1)) wrong.push({ index, decision });
            state = decision.state;
          });
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('changes its arguments, or makes the same step come out differently', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 20 }), (inputs) => {
        let state = initialState;
        let nowMs = 1e6;
        for (const { readings, elapsedMs } of inputs) {
          nowMs += elapsedMs;
          const seen = deepFreeze(readings(nowMs, state.dutyRatio));
          const first = step(defaultSettings, deepFreeze(state), seen, nowMs);
          expect(step(defaultSettings, state, seen, nowMs)).toEqual(first);
          state = first.state;
        }
      }),
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
