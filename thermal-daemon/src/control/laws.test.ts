import { bandLaw } from './band-law';
import { bandWeights, calmBandWeights } from './band-weights';
import { withFan } from './control-fixture';
import type { HeatEstimate } from './heat-estimate';
import { sinkKelvinPerWatt } from './heat-model';
import type { Law, LawState, LawView } from './law';
import { lawOf } from './laws';
import { withinReach } from './out-of-reach';
import { defaultSettings, type ControlSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';

/** A blade whose die is at this temperature with this heat, and would stay there with this duty. */
const restingAt = (dieCelsius: number, watts: number, dutyRatio: number): HeatEstimate => {
  const sinkCelsius = dieCelsius - 2 * watts;
  const airCelsius = sinkCelsius - watts * sinkKelvinPerWatt(dutyRatio);
  return { sinkCelsius, watts, lastingWatts: watts, airCelsius, atMs: 0, doubt: [0, 0, 0, 0, 0, 0] };
};
const view = (tempCelsius: number, seconds: number, change: Partial<LawView> = {}): LawView => ({
  fastCelsius: tempCelsius,
  slowCelsius: tempCelsius,
  aheadCelsius: tempCelsius,
  heat: restingAt(tempCelsius, 4, 0.3),
  sinceSwitchSeconds: Infinity,
  nowMs: seconds * 1000,
  ...change,
});
const state = (dutyRatio: number, wishedSinceMs?: number, reach = withinReach): LawState => ({
  dutyRatio,
  changedAtMs: 0,
  wishedSinceMs,
  reach,
});
const rounded = (ratio: number) => Math.round(ratio * 1000) / 1000;

const next = (law: Law, dutyRatio: number, seen: LawView) => {
  const outcome = law.next(state(dutyRatio), seen);
  return [rounded(outcome.state.dutyRatio), outcome.reason];
};

describe('the band law', () => {
  const law = bandLaw(defaultSettings, bandWeights);
  /** All waits are over: what does it want? */
  const wants = (dutyRatio: number, heat: HeatEstimate, of: Law = law, change: Partial<LawView> = {}) => {
    const dieCelsius = heat.sinkCelsius + 2 * heat.watts;
    const outcome = of.next(state(dutyRatio, 0), view(dieCelsius, 1000, { heat, ...change }));
    return [rounded(outcome.state.dutyRatio), outcome.reason];
  };

  it.each<[string, number, HeatEstimate, [number, string]]>([
    ['holds inside the band', 0.35, restingAt(57, 5, 0.35), [0.35, 'hold']],
    ['holds while standing inside the band', 0, restingAt(56, 2.7, 0), [0, 'hold']],
    ['holds a standing fan below the band: nothing else is colder', 0, restingAt(45, 2.5, 0), [0, 'hold']],
    ['holds full speed above the band: nothing else is cooler', 1, restingAt(63, 7, 1), [1, 'hold']],
    ['holds full speed where even that does not help', 1, restingAt(75, 9, 1), [1, 'hold']],
    ['starts at what will do', 0, { ...restingAt(61, 4, 0), airCelsius: 30 }, [0.592, 'too-warm']],
    ['starts higher in greater heat', 0, { ...restingAt(62, 5.5, 0), airCelsius: 28 }, [1, 'too-warm']],
    ['rises by as much as the heat asks for', 0.269, restingAt(63, 5, 0.269), [1, 'too-warm']],
    ['rises by less for less', 0.35, restingAt(60.5, 5, 0.35), [0.769, 'too-warm']],
    ['falls when the heat is gone', 0.592, { ...restingAt(49, 2.7, 0.592), airCelsius: 26 }, [0, 'too-cool']],
    ['falls to a duty that will do', 0.769, { ...restingAt(49.9, 5, 0.769), airCelsius: 26 }, [0.269, 'too-cool']],
    ['is content with less air where that will do', 0.769, restingAt(54, 5, 0.769), [0.455, 'quieter']],
  ])('%s', (_name, duty, heat, expected) => expect(wants(duty, heat)).toEqual(expected));

  const { apartSeconds, wishSeconds } = bandWeights;
  const hot = restingAt(63, 5, 0.35);
  const warming = { ...restingAt(60.5, 4, 0), airCelsius: 30 };
  const loud = restingAt(54, 5, 0.769);
  it.each<[string, number, HeatEstimate, number, number]>([
    ['for a rise of the duty', 0.35, hot, apartSeconds.rise, wishSeconds.rise],
    ['to start', 0, warming, apartSeconds.rise, wishSeconds.start],
    ['to fall', 0.769, { ...restingAt(49.9, 5, 0.769), airCelsius: 26 }, apartSeconds.fall, wishSeconds.fall],
    ['to stop', 0.269, { ...restingAt(49, 2.6, 0.269), airCelsius: 24 }, apartSeconds.fall, wishSeconds.stop],
    ['for mere quiet', 0.769, loud, apartSeconds.patient, wishSeconds.fall],
  ])('waits %s', (_name, duty, heat, apart, lasts) => {
    const dieCelsius = heat.sinkCelsius + 2 * heat.watts;
    const at = (seconds: number, wished: number) =>
      law.next(state(duty, 1000 * wished), view(dieCelsius, seconds, { heat })).state.dutyRatio !== duty;
    expect([at(apart - 0.1, -1000), at(apart, -1000)]).toEqual([false, true]);
    expect([at(999 + lasts - 0.1, 999), at(999 + lasts, 999)]).toEqual([false, true]);
  });

  it('remembers since when it wishes, and forgets it when it is content', () => {
    const wishing = law.next(state(0.35), view(63, 2, { heat: hot }));
    expect(wishing).toEqual({ state: state(0.35, 2000), reason: 'hold' });
    const still = law.next(wishing.state, view(63, 6, { heat: hot }));
    expect(still.state.wishedSinceMs).toBe(2000);
    const content = law.next(still.state, view(57, 8, { heat: restingAt(57, 5, 0.35) }));
    expect(content.state).toEqual(state(0.35));
  });

  it('stays the same object when nothing changes', () => {
    const full = state(1);
    expect(law.next(full, view(60.9, 500, { heat: restingAt(60.9, 7, 1) })).state).toBe(full);
  });

  it('remembers when it changed', () => {
    expect(law.next(state(0.35, 0), view(63, 90, { heat: hot })).state).toEqual({
      dutyRatio: 1,
      changedAtMs: 90_000,
      wishedSinceMs: undefined,
      reach: withinReach,
    });
  });

  it('decides by heat that lasts, not by a burst', () => {
    const burst = { ...restingAt(57, 4, 0.35), watts: 6.5 };
    expect(wants(0.35, burst, law, { slowCelsius: 57 })).toEqual([0.35, 'hold']);
  });

  it.each<[string, number, HeatEstimate, Partial<LawView>, number]>([
    [
      'does not stop before its minimum',
      0.269,
      { ...restingAt(48, 2.7, 0.269), airCelsius: 26 },
      { sinceSwitchSeconds: 59 },
      0.2,
    ],
    ['stops after it', 0.269, { ...restingAt(48, 2.7, 0.269), airCelsius: 26 }, { sinceSwitchSeconds: 60 }, 0],
    ['does not start before its minimum', 0, warming, { sinceSwitchSeconds: 29, fastCelsius: 60 }, 0],
    ['starts before it above the band', 0, warming, { sinceSwitchSeconds: 29, fastCelsius: 60.1 }, 1],
    ['starts after it', 0, warming, { sinceSwitchSeconds: 30, fastCelsius: 60 }, 1],
  ])('%s', (_name, duty, heat, change, expected) => expect(wants(duty, heat, law, change)[0]).toBeCloseTo(expected, 2));

  it.each([
    ['more air to a blade that stays too warm, though the model expects nothing of it', 250, 61.1, 0.455],
    ['it time first', 249, 61.1, 0.35],
    ['nothing to one that is hardly too warm', 250, 61, 0.35],
  ])('gives %s', (_name, seconds, slowCelsius, expected) => {
    const useless = { ...restingAt(57, 0.1, 0.35) };
    const changed = { ...state(0.35, 0), changedAtMs: 50_000 };
    const outcome = law.next(changed, view(57, 50 + seconds, { heat: useless, slowCelsius }));
    expect(outcome.state.dutyRatio).toBeCloseTo(expected);
  });

  it('gives up full speed where it is in vain, and keeps the step below', () => {
    const hopeless = { ...restingAt(63, 7, 1), airCelsius: 34 };
    const own = bandLaw(defaultSettings, bandWeights);
    const full = own.next(state(1, undefined, { vainSinceMs: 0, givenUp: false }), view(63, 1000, { heat: hopeless }));
    expect([rounded(full.state.dutyRatio), full.reason]).toEqual([0.769, 'out-of-reach']);
    const warmer = { ...restingAt(65, 7, full.state.dutyRatio), airCelsius: 34 };
    const later = law.next(full.state, view(65, 5000, { heat: warmer }));
    expect([later.state, later.reason]).toEqual([full.state, 'hold']);
    const near = law.next(full.state, view(68.5, 5000, { heat: { ...warmer, sinkCelsius: 54.5 } }));
    expect(near.state).toMatchObject({ reach: withinReach, wishedSinceMs: 5_000_000 });
  });

  it('falls with the load also while full speed is given up', () => {
    const given = { ...state(0.769, 0, { vainSinceMs: 0, givenUp: true }), changedAtMs: 0 };
    const cooled = { ...restingAt(49, 2.7, 0.769), airCelsius: 26 };
    expect(law.next(given, view(49, 200, { heat: cooled })).state.dutyRatio).toBeLessThan(0.769);
  });

  it('keeps its distance from the bottom of the band too', () => {
    const silence = { ...bandWeights, costPerDecibel: 0 };
    const near = restingAt(52, 5, 0.35);
    const distant = bandLaw(defaultSettings, { ...silence, spareCelsius: { low: 4, high: 1 } });
    expect(wants(0.35, near, bandLaw(defaultSettings, silence))).toEqual([0.35, 'hold']);
    expect(wants(0.35, near, distant)[0]).toBeLessThan(0.35);
  });

  it('starts and stops only where that is worth the switch', () => {
    const dear = bandLaw(defaultSettings, { ...bandWeights, costOfSwitch: 50 });
    expect(wants(0, warming, dear)).toEqual([0, 'hold']);
    expect(wants(0.2, { ...restingAt(45, 2.7, 0.2), airCelsius: 20 }, dear)).toEqual([0.2, 'hold']);
    expect(wants(0.592, hot, dear)[0]).toBe(1);
  });

  it('waits for the patient time with a rise while the band is not about to be left', () => {
    const near = restingAt(59.6, 5, 0.35);
    const at = (seconds: number) => law.next(state(0.35, 0), view(59.6, seconds, { heat: near })).state.dutyRatio;
    expect(at(apartSeconds.patient - 0.1)).toBe(0.35);
    expect(at(apartSeconds.patient)).toBeGreaterThan(0.35);
  });

  it('has nothing to give up where the floor is full speed', () => {
    const only = bandLaw(withFan({ floorRatio: 1, neverStop: true }), bandWeights);
    const vain = state(1, undefined, { vainSinceMs: 0, givenUp: false });
    const outcome = only.next(vain, view(64, 1000, { heat: restingAt(64, 8, 1) }));
    expect(outcome).toEqual({ state: state(1), reason: 'hold' });
  });

  it('has no more than full speed to give', () => {
    const useless = restingAt(57, 0.1, 1);
    const outcome = law.next(state(1, 0), view(57, 1000, { heat: { ...useless, airCelsius: 56 }, slowCelsius: 65 }));
    expect(outcome.state.dutyRatio).toBe(1);
  });

  it('goes on from a duty that is none of its own', () => {
    expect(wants(0.31, restingAt(57, 5, 0.31))).toEqual([0.31, 'hold']);
  });

  it('knows only duties from the floor to full speed', () => {
    const seen = new Set<number>();
    for (const floorRatio of [0.05, 0.2, 0.31, 0.77, 1]) {
      const of = bandLaw(withFan({ floorRatio, neverStop: true }), bandWeights);
      for (let celsius = 40; celsius < 75; celsius += 1) {
        const [duty] = wants(0.5, restingAt(celsius, 5, 0.5), of) as [number, string];
        seen.add(duty);
        expect(duty === 0.5 || (duty >= floorRatio && duty <= 1)).toBe(true);
      }
    }
    expect(seen.has(1)).toBe(true);
  });

  it('keeps the floor where the fan must never stop', () => {
    const never = bandLaw(withFan({ neverStop: true }), bandWeights);
    expect(wants(0.2, restingAt(40, 2.7, 0.2), never)).toEqual([0.2, 'hold']);
    expect(wants(0.5, restingAt(40, 2.7, 0.5), never)).toEqual([0.2, 'too-cool']);
  });

  it('starts from the present duty, or from its lowest', () => {
    expect(law.start(view(55, 7), 0.4)).toEqual({ ...state(0.4), changedAtMs: 7000 });
    expect(bandLaw(withFan({ neverStop: true }), bandWeights).start(view(55, 7), 0)).toMatchObject({ dutyRatio: 0.2 });
    expect(law.start(view(55, 7), 0)).toMatchObject({ dutyRatio: 0 });
  });
});

describe('the step-curve law', () => {
  const law = stepCurveLaw(defaultSettings);

  it.each<[string, number, LawView, [number, string]]>([
    ['follows the curve up at once', 0.3, view(50, 0), [0.5, 'curve-up']],
    ['acts before the point is reached', 0.3, view(48, 0, { aheadCelsius: 50 }), [0.5, 'curve-up']],
    ['skips steps on the way up', 0, view(71, 0), [1, 'curve-up']],
    ['holds on its own step', 0.5, view(55, 100), [0.5, 'hold']],
    ['holds within the hysteresis', 0.5, view(46, 100), [0.5, 'hold']],
    ['lets go below it', 0.5, view(45.9, 100), [0.3, 'curve-down']],
    ['holds while the sink is above it', 0.5, view(45, 100, { slowCelsius: 46 }), [0.5, 'hold']],
    ['holds while the die is above it', 0.5, view(45, 100, { fastCelsius: 46 }), [0.5, 'hold']],
    ['holds a change for half a minute', 0.5, view(30, 29.9), [0.5, 'hold']],
    ['then falls as far as the heat did', 0.75, view(30, 30), [0, 'curve-down']],
  ])('%s', (_name, duty, seen, expected) => expect(next(law, duty, seen)).toEqual(expected));

  it('counts half a minute from its own last change', () => {
    const changed: LawState = { ...state(0.5), changedAtMs: 60_000 };
    expect(law.next(changed, view(30, 89.9)).state).toBe(changed);
    expect(law.next(changed, view(30, 90)).state).toMatchObject({ dutyRatio: 0, changedAtMs: 90_000 });
  });

  it('starts where the curve is, whatever the fan did before', () => {
    expect(stepCurveLaw(defaultSettings).start(view(55, 7), 1)).toEqual({
      dutyRatio: 0.5,
      changedAtMs: 7000,
      wishedSinceMs: undefined,
      reach: withinReach,
    });
  });

  it('remembers when it changed', () => {
    expect(law.next(state(0.3), view(50, 9)).state).toEqual({
      dutyRatio: 0.5,
      changedAtMs: 9000,
      wishedSinceMs: undefined,
      reach: withinReach,
    });
  });
});

describe('lawOf', () => {
  it('picks the law of the settings', () => {
    const content = view(55, 100, { heat: restingAt(55, 2.7, 0) });
    expect(next(lawOf(defaultSettings), 0, content)).toEqual([0, 'hold']);
    expect(lawOf(defaultSettings)).toBe(lawOf(defaultSettings));
    expect(next(lawOf({ ...defaultSettings, law: 'curve' }), 0, view(55, 100))).toEqual([0.5, 'curve-up']);
  });

  it("waits longer with the calm band, and as told with weights of one's own", () => {
    const hot = view(63, 100, { heat: restingAt(63, 5, 0.35) });
    const wished = (settings: ControlSettings, seconds: number) =>
      lawOf(settings).next(state(0.35, 100_000 - seconds * 1000), hot).reason;
    const { rise } = calmBandWeights.wishSeconds;
    const calm: ControlSettings = { ...defaultSettings, law: 'calm-band' };
    expect(rise).toBeGreaterThan(bandWeights.wishSeconds.rise);
    expect([wished(defaultSettings, rise - 1), wished(calm, rise - 1), wished(calm, rise)]).toEqual([
      'too-warm',
      'hold',
      'too-warm',
    ]);
    const hasty = { ...bandWeights, wishSeconds: { ...bandWeights.wishSeconds, rise: 1 } };
    expect(wished({ ...calm, weights: hasty }, 1)).toBe('too-warm');
  });
});
