import type { FanChip, Hardware } from '../hardware/fan-chip';

/** A middling blade without metal, for a look at the daemon on a desk. Physics in earnest: sim/. */
export interface Desk {
  readonly hardware: Hardware;
  temperatureCelsius(): number;
}

const AIR_CELSIUS = 25;
const SENSOR_STEP_CELSIUS = 0.487;
const PERIOD_SECONDS = 1200;

/** @param nowMs the clock that the loop runs by; faster than the wall's for a faster desk */
export function desk(nowMs: () => number): Desk {
  const blade = { dieCelsius: 45, sinkCelsius: 40, duty: 0, atMs: nowMs() };

  const live = () => {
    for (const until = nowMs(); blade.atMs < until; blade.atMs += 1000) {
      const busy = (blade.atMs / 1000) % PERIOD_SECONDS > PERIOD_SECONDS / 2;
      const toSink = (blade.dieCelsius - blade.sinkCelsius) / 2;
      const kelvinPerWatt = blade.duty < 0.1 ? 9.5 : 5.5 - 3 * blade.duty;
      blade.dieCelsius += ((busy ? 6 : 2.6) - toSink) / 3;
      blade.sinkCelsius += (toSink - (blade.sinkCelsius - AIR_CELSIUS) / kelvinPerWatt) / 55;
    }
  };
  const chip: FanChip = {
    name: 'simulated',
    watchdogSeconds: undefined,
    configure: async () => undefined,
    holdsConfiguration: async () => true,
    setDuty: async (ratio) => {
      live();
      blade.duty = ratio;
    },
    readDuty: async () => blade.duty,
    readFans: async () => [{ fan: 1, rpm: Math.round(5000 * blade.duty), stalled: false }],
  };
  return {
    hardware: {
      open: async () => chip,
      close: async () => undefined,
      describe: async () => ({ lines: ['simulated blade: no bus was touched'] }),
    },
    temperatureCelsius: () => {
      live();
      // Two readings in a row differ, as a real sensor's do: one that never moves would count as stuck.
      const flicker = (blade.atMs / 1000) % 3 === 0 ? SENSOR_STEP_CELSIUS : 0;
      return Math.round(blade.dieCelsius / SENSOR_STEP_CELSIUS) * SENSOR_STEP_CELSIUS + flicker;
    },
  };
}
