import { defaultCurve, dutyAt } from '../src/curve';
import { initialState, step } from '../src/control/controller';
import { defaultSettings, type ControlSettings } from '../src/control/settings';

/** Anything that turns readings into duties, one every two seconds. */
export interface Contender {
  readonly name: string;
  readonly colour: string;
  readonly ours: boolean;
  start(): (tempCelsius: number, nowMs: number) => number;
}

/** What a chip of 255 steps makes of a duty. */
export const fanRegister = (duty: number): number => Math.round(Math.min(Math.max(duty, 0), 1) * 255) / 255;

export function ours(name: string, colour: string, settings: ControlSettings): Contender {
  return {
    name,
    colour,
    ours: true,
    start: () => {
      let state = initialState;
      return (tempCelsius, nowMs) => {
        const chip = { dutyRatio: state.dutyRatio, fans: [] };
        const readings = {
          temperature: { tempCelsius, atMs: nowMs },
          chip,
          throttled: false,
          loadWatts: undefined,
          configurationBroken: false,
        };
        const decision = step(settings, state, readings, nowMs);
        state = decision.state;
        return fanRegister(decision.duty);
      };
    },
  };
}

const curveDuty = (tempCelsius: number) => dutyAt(defaultCurve, tempCelsius);

export const plainStepCurve: Contender = {
  name: 'step curve, plain',
  colour: '#d62728',
  ours: false,
  start: () => (tempCelsius) => fanRegister(curveDuty(tempCelsius)),
};

/** fan2go's staircase with `hysteresis.down: 5`. */
export const stepWithHysteresis: Contender = {
  name: 'step curve, 5 K down',
  colour: '#ff7f0e',
  ours: false,
  start: () => {
    let duty = 0;
    return (tempCelsius) => {
      duty = Math.max(curveDuty(tempCelsius), Math.min(duty, curveDuty(tempCelsius + 5)));
      return fanRegister(duty);
    };
  },
};

/** The Compute Blade agent's law, polled as ours: 45 °C is 40 %, 55 °C is 80 %, no hysteresis, never less than 40 %. */
export const linear: Contender = {
  name: 'linear 45–55 °C',
  colour: '#9467bd',
  ours: false,
  start: () => (tempCelsius) => fanRegister(Math.min(Math.max(0.4 + (tempCelsius - 45) * 0.04, 0.4), 0.8)),
};

/**
 * fan2go's PID loop with the gains of its example, a rolling mean of ten readings, and two favours it does not have:
 * a set point in the middle of the band, and an integral that cannot wind up. Below 20 % its fan stops.
 */
export const pid: Contender = {
  name: 'PID (fan2go)',
  colour: '#8c564b',
  ours: false,
  start: () => {
    const [p, i, d, setCelsius, seconds] = [-0.05, -0.005, -0.005, 55, 2];
    const window: number[] = [];
    let integral = 0;
    let lastError = 0;
    return (tempCelsius) => {
      window.push(tempCelsius);
      if (window.length > 10) window.shift();
      const error = setCelsius - window.reduce((sum, value) => sum + value, 0) / window.length;
      integral = Math.min(Math.max(integral + error * seconds, 1 / i), 0);
      const duty = p * error + i * integral + (d * (error - lastError)) / seconds;
      lastError = error;
      return fanRegister(duty < 0.2 ? 0 : duty);
    };
  },
};

export const ourHold = ours('ours: hold', '#1f77b4', defaultSettings);
export const ourCurve = ours('ours: curve', '#2ca02c', { ...defaultSettings, law: 'curve' });

export const contenders: readonly Contender[] = [ourHold, ourCurve, plainStepCurve, stepWithHysteresis, pid, linear];
