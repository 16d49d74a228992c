import { initialState, step } from '../src/control/controller';
import { defaultSettings } from '../src/control/settings';
import { heat } from './blade';
import { LoadHint } from './faults';
import { scenarios } from './load';
import { chassis, Sensor, settledStart, STEP_SECONDS, type Trace } from './race';
import { Random } from './random';

/** How often a sound sensor is called stuck, by how much it flickers of itself: nobody has measured a CM4's. */
export interface FalseAlarmRow {
  readonly noiseCelsius: number;
  readonly bladeDays: number;
  readonly firstDay: number;
  readonly laterDays: number;
  readonly longestRestSeconds: number;
}

const NOISES_CELSIUS = [0.25, 0.1, 0.03];
const BLADES = 4;
const DAYS = 2;

export function falseAlarms(seed: number): FalseAlarmRow[] {
  const traces = scenarios.flatMap((scenario, index) => chassis(seed * 555 + index, scenario, DAYS).slice(0, BLADES));
  return NOISES_CELSIUS.map((noiseCelsius) => {
    const runs = traces.map((trace, index) => alarmsOn(trace, noiseCelsius, index));
    const sum = (pick: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + pick(run), 0);
    return {
      noiseCelsius,
      bladeDays: traces.length * DAYS,
      firstDay: sum(({ firstDay }) => firstDay) / traces.length,
      laterDays: sum(({ laterDays }) => laterDays) / (traces.length * (DAYS - 1)),
      longestRestSeconds: Math.max(...runs.map(({ longestRestSeconds }) => longestRestSeconds)),
    };
  });
}

function alarmsOn(trace: Trace, noiseCelsius: number, seed: number) {
  const { blade, watts, airCelsius } = trace;
  const hint = new LoadHint(new Random(seed));
  const sensor = new Sensor(trace.sensorSeed, noiseCelsius);
  const at = settledStart(blade, watts, airCelsius);
  const counts = { firstDay: 0, laterDays: 0, longestRestSeconds: 0 };
  let state = initialState;
  for (let index = 0; index < watts.length; index += 1) {
    const nowMs = index * STEP_SECONDS * 1000;
    const before = state;
    const decision = step(
      defaultSettings,
      before,
      {
        temperature: { tempCelsius: sensor.read(at.dieCelsius), atMs: nowMs },
        chip: { dutyRatio: before.dutyRatio, fans: [] },
        throttled: false,
        loadWatts: hint.read(watts[index]!),
        configurationBroken: false,
      },
      nowMs,
    );
    state = decision.state;
    if (decision.faults.includes('sensor-stuck') && !before.sensor.stillness?.stuck) {
      counts[nowMs < 86_400_000 ? 'firstDay' : 'laterDays'] += 1;
    }
    counts.longestRestSeconds = Math.max(counts.longestRestSeconds, (nowMs - state.sensor.stillness!.sinceMs) / 1000);
    for (let sub = 0; sub < STEP_SECONDS; sub += 1)
      heat(blade, at, state.dutyRatio, watts[index]!, airCelsius[index]!, 1);
  }
  return counts;
}
