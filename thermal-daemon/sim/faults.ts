import { initialState, step } from '../src/control/controller';
import type { Readings, TemperatureSample } from '../src/control/readings';
import { defaultSettings } from '../src/control/settings';
import { heat, settledCelsius } from './blade';
import { ExcessMeter, type Excess } from './excess';
import { Sensor, STEP_SECONDS, type Trace } from './race';
import { Random } from './random';

/** What the loop would have read, and what the fault leaves of it. */
interface World {
  readonly sample: TemperatureSample;
  /** The last sample before the fault. */
  readonly frozen: TemperatureSample;
  readonly sinceSeconds: number;
}

interface Injection {
  readonly name: string;
  readonly readings?: (world: World) => Partial<Readings>;
  /** The chip takes no writes: only its watchdog acts. */
  readonly deaf?: boolean;
  /** No steps at all: the process hangs or is gone. */
  readonly hung?: boolean;
  /** The fan stands, whatever it is told. */
  readonly stalled?: boolean;
  readonly clockShiftMs?: number;
  /** Instead of the trace's: watts up to the fault, and from then on. */
  readonly load?: { readonly before: number; readonly during: number };
}

export const injections: readonly Injection[] = [
  { name: 'sensor unreadable', readings: () => ({ temperature: undefined }) },
  { name: 'sensor reads garbage', readings: ({ sample }) => ({ temperature: { ...sample, tempCelsius: -127 } }) },
  {
    name: 'sensor jumps up 30 K',
    readings: ({ sample }) => ({ temperature: { ...sample, tempCelsius: sample.tempCelsius + 30 } }),
  },
  {
    name: 'sensor jumps down 30 K',
    readings: ({ sample }) => ({ temperature: { ...sample, tempCelsius: sample.tempCelsius - 30 } }),
  },
  { name: 'samples go stale', readings: ({ frozen }) => ({ temperature: frozen }) },
  {
    name: 'sensor stuck',
    readings: ({ sample, frozen }) => ({ temperature: { ...sample, tempCelsius: frozen.tempCelsius } }),
  },
  {
    name: 'sensor stuck, and full load begins',
    readings: ({ sample, frozen }) => ({ temperature: { ...sample, tempCelsius: frozen.tempCelsius } }),
    load: { before: 2.7, during: 6.5 },
  },
  { name: 'clock an hour ahead', clockShiftMs: 3_600_000 },
  { name: 'clock an hour back', clockShiftMs: -3_600_000 },
  { name: 'configuration broken', readings: () => ({ configurationBroken: true }) },
  { name: 'fan stalled', stalled: true },
  { name: 'chip silent (its watchdog acts)', readings: () => ({ chip: undefined }), deaf: true },
  { name: 'process hangs (watchdog acts)', hung: true, deaf: true },
];

/** What the busy share of the processors tells of the heat: the right direction, a wrong scale, some noise. */
export class LoadHint {
  private readonly scale: number;

  constructor(private readonly random: Random) {
    this.scale = random.between(0.6, 1.4);
  }

  read(watts: number): number {
    return 2.7 + this.scale * (watts - 2.6) + this.random.gaussian(0.1);
  }
}

export interface FaultRun {
  /** From the fault to a chip that drives full speed. Infinity: never; undefined: the fault never showed. */
  readonly secondsToFull: number | undefined;
  readonly peakCelsius: number;
  readonly excess: Excess;
  readonly track: FaultTrack;
}

export interface FaultTrack {
  readonly seconds: number[];
  readonly tempCelsius: number[];
  readonly readCelsius: (number | undefined)[];
  readonly duty: number[];
}

const WATCHDOG_SECONDS = 4;
const WARM_UP_SECONDS = 7200;
const FAULT_SECONDS = 900;
const AFTER_SECONDS = 600;
const SUB_SECONDS = 0.5;

/** Runs the `hold` law into one fault at a moment that the seed picks, and out of it again. */
export function runFault(injection: Injection, trace: Trace, seed: number): FaultRun {
  const random = new Random(seed);
  const { blade, watts, airCelsius } = trace;
  const faultAt = WARM_UP_SECONDS + random.between(0, 7200);
  const endAt = faultAt + FAULT_SECONDS + AFTER_SECONDS;
  const wattsAt = (second: number): number => {
    if (injection.load) return second < faultAt ? injection.load.before : injection.load.during;
    return watts[Math.min(watts.length - 1, Math.floor(second / STEP_SECONDS))]!;
  };
  const sensor = new Sensor(seed);
  const hint = new LoadHint(random);
  const die = settledCelsius(blade, 1, watts[0]!, airCelsius[0]!);
  const at = { dieCelsius: die, sinkCelsius: die - watts[0]! * blade.dieKelvinPerWatt };
  let shadow = { ...at };
  let state = initialState;
  let duty = 0;
  let fedAt = 0;
  let frozen: TemperatureSample = { tempCelsius: 0, atMs: 0 };
  // A standing fan cannot stall: that fault begins when the fan is wanted.
  let shownAt: number | undefined;
  let secondsToFull: number | undefined;
  let peakCelsius = -Infinity;
  const excess = new ExcessMeter();
  const track: FaultTrack = { seconds: [], tempCelsius: [], readCelsius: [], duty: [] };

  for (let now = 0; now < endAt; now += SUB_SECONDS) {
    const active = now >= faultAt && now < faultAt + FAULT_SECONDS;
    const shift = active || now >= faultAt + FAULT_SECONDS ? (injection.clockShiftMs ?? 0) : 0;
    if (now % STEP_SECONDS === 0 && !(active && injection.hung)) {
      const nowMs = now * 1000 + shift;
      const sample = { tempCelsius: sensor.read(at.dieCelsius), atMs: nowMs };
      const spoilt = active ? injection.readings?.({ sample, frozen, sinceSeconds: now - faultAt }) : undefined;
      const stalled = active && injection.stalled === true && duty > 0;
      const chip = { dutyRatio: duty, fans: [{ fan: 1, rpm: undefined, stalled }] };
      const loadWatts = hint.read(wattsAt(now));
      const readings = {
        temperature: sample,
        chip,
        throttled: false,
        loadWatts,
        configurationBroken: false,
        ...spoilt,
      };
      const decision = step(defaultSettings, state, readings, nowMs);
      state = decision.state;
      if (!active) frozen = sample;
      if (!(active && injection.deaf)) {
        duty = decision.duty;
        fedAt = now;
      }
      if (now > faultAt - 300) {
        track.seconds.push(now - faultAt);
        track.tempCelsius.push(at.dieCelsius);
        track.readCelsius.push(readings.temperature?.tempCelsius);
        track.duty.push(duty);
      }
    }
    if (now - fedAt >= WATCHDOG_SECONDS) duty = 1;
    if (active && !(injection.stalled && duty === 0))
      shownAt ??= now === Math.ceil(faultAt / SUB_SECONDS) * SUB_SECONDS ? faultAt : now;
    if (active && duty === 1 && shownAt !== undefined) secondsToFull ??= now - shownAt;

    const index = Math.min(watts.length - 1, Math.floor(now / STEP_SECONDS));
    const heatWatts = wattsAt(now);
    const moving = active && injection.stalled ? 0 : duty;
    heat(blade, at, moving, heatWatts, airCelsius[index]!, SUB_SECONDS);
    if (now < faultAt) shadow = { ...at };
    else heat(blade, shadow, active && injection.stalled ? 0 : 1, heatWatts, airCelsius[index]!, SUB_SECONDS);
    if (now < faultAt) continue;
    peakCelsius = Math.max(peakCelsius, at.dieCelsius);
    excess.add(at.dieCelsius, shadow.dieCelsius, SUB_SECONDS);
  }
  return {
    peakCelsius,
    excess: excess.total(),
    secondsToFull: shownAt === undefined ? undefined : (secondsToFull ?? Infinity),
    track,
  };
}
