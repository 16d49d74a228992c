import { initialState, step, type ControllerState, type Decision } from './controller';
import type { Readings } from './readings';
import { defaultSettings, type ControlSettings } from './settings';

export const STEP_MS = 2000;

/** For tests: feeds steps to the controller as the loop would, with a chip that obeys. */
export class Drive {
  state: ControllerState = initialState;
  nowMs = 1_000_000;
  last: Decision | undefined;
  private flicker = false;

  constructor(readonly settings: ControlSettings = defaultSettings) {}

  /** One step at this temperature; `change` spoils the readings. */
  step(tempCelsius: number, change: Partial<Readings> = {}, elapsedMs = STEP_MS): Decision {
    this.nowMs += elapsedMs;
    const readings: Readings = {
      temperature: { tempCelsius, atMs: this.nowMs },
      chip: { dutyRatio: this.state.dutyRatio, fans: [{ fan: 1, rpm: 1500, stalled: false }] },
      throttled: false,
      loadWatts: undefined,
      configurationBroken: false,
      ...change,
    };
    this.last = step(this.settings, this.state, readings, this.nowMs);
    this.state = this.last.state;
    return this.last;
  }

  /** Seconds on end at about this temperature: a tenth of a kelvin of flicker keeps the sensor credible. */
  hold(tempCelsius: number, seconds: number, change: Partial<Readings> = {}): Decision[] {
    return Array.from({ length: Math.round((seconds * 1000) / STEP_MS) }, () => {
      this.flicker = !this.flicker;
      return this.step(tempCelsius + (this.flicker ? 0.05 : -0.05), change);
    });
  }
}

export const duties = (decisions: readonly Decision[]): number[] => decisions.map(({ duty }) => duty);

export const withFan = (fan: Partial<ControlSettings['fan']>): ControlSettings => ({
  ...defaultSettings,
  fan: { ...defaultSettings.fan, ...fan },
});
