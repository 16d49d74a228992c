import { defaultSettings, type ControlSettings } from '../control/settings';
import { checkCurve, defaultCurve, type Curve, type CurvePoint } from '../curve';
import type { HardwareConfig } from '../hardware/hardware-config';
import type { Neighbours, Pair } from '../service/neighbour';
import type { OtherSensor } from '../service/other-sensors';
import type { PlatformPaths } from '../service/platform';
import {
  choice,
  flag,
  list,
  number,
  object,
  optional,
  required,
  text,
  withDefault,
  type Refusal,
  type Field,
  type Report,
} from './fields';
import { JsonSyntaxError, parseJson, type JsonPath, type Position } from './json-text';

/** The whole file; README.md documents it key by key. */
export interface Config extends ControlSettings {
  readonly sensor: ControlSettings['sensor'] & { readonly path: string };
  readonly intervalSeconds: number;
  readonly platform: PlatformPaths;
  readonly http: { readonly port: number };
  readonly hardware: HardwareConfig;
  /** Sensors beside the processor's. */
  readonly otherSensors: readonly OtherSensor[];
  /** Absent: every fan cools one blade. */
  readonly neighbours: Neighbours | undefined;
}

export interface Problem {
  readonly at: Position;
  /** Dotted, as in "band.lowCelsius"; empty: the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type CheckedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Problem[] };

const { band, curve, fan, sensor } = defaultSettings;
const celsius = { min: 0, max: 85 };
const any = { min: -1000, max: 1000 };
/** What a point may be is checked with its neighbours. */
const point = object<CurvePoint>({ tempCelsius: required(number(0, any)), dutyRatio: required(number(0, any)) });

/** The file's shape: every key, its range and its default. */
const fileFields = {
  law: choice('hold', ['hold', 'curve']),
  band: object({ lowCelsius: number(band.lowCelsius, celsius), highCelsius: number(band.highCelsius, celsius) }),
  curve: object({
    points: withDefault(list(point), [...defaultCurve]),
    hysteresisCelsius: number(curve.hysteresisCelsius, { min: 1, max: 15 }),
  }),
  limitCelsius: number(defaultSettings.limitCelsius, { min: 40, max: 75 }),
  fan: object({
    floorRatio: number(fan.floorRatio, { min: 0.05, max: 1 }),
    neverStop: flag(fan.neverStop),
    minOnSeconds: number(fan.minOnSeconds, { min: 0, max: 3600 }),
    minOffSeconds: number(fan.minOffSeconds, { min: 0, max: 600 }),
    riseRatioPerSecond: number(fan.riseRatioPerSecond, { min: 0.02, max: 10 }),
    fallRatioPerSecond: number(fan.fallRatioPerSecond, { min: 0.001, max: 10 }),
    stallSeconds: number(fan.stallSeconds, { min: 2, max: 60 }),
  }),
  sensor: object({
    path: text('/sys/class/thermal/thermal_zone0/temp'),
    staleSeconds: number(sensor.staleSeconds, { min: 2, max: 30 }),
    stuckSeconds: number(sensor.stuckSeconds, { min: 30, max: 86_400 }),
    nearProcessor: flag(sensor.nearProcessor),
    maxJumpCelsius: number(sensor.maxJumpCelsius, { min: 5, max: 60 }),
  }),
  otherSensors: list(
    object<OtherSensor>({
      hwmon: text('nvme'),
      floorCelsius: number(55, { min: 30, max: 90 }),
      fullCelsius: number(65, { min: 35, max: 95 }),
    }),
  ),
  neighbours: optional(
    object<Neighbours>({
      host: text(''),
      port: number(9101, { min: 1, max: 65_535, integer: true }),
      pairs: withDefault(list(object<Pair>({ drives: text(''), lends: text('') })), []),
    }),
  ),
  recoverySeconds: number(defaultSettings.recoverySeconds, { min: 0, max: 3600 }),
  // The EMC2301's watchdog fires after four silent seconds.
  intervalSeconds: number(2, { min: 0.5, max: 2 }),
  platform: object<PlatformPaths>({
    cpufreqPath: text('/sys/devices/system/cpu/cpu0/cpufreq'),
    hwmonPath: text('/sys/class/hwmon'),
    thermalPath: text('/sys/class/thermal'),
    statPath: text('/proc/stat'),
  }),
  http: object({ port: number(9101, { min: 1, max: 65_535, integer: true }) }),
  hardware: object<HardwareConfig>({
    chip: choice('auto', [
      'auto',
      'emc2301',
      'emc2302',
      'emc2303',
      'emc2305',
      'emc2101',
      'kernel-pwm',
      'hwmon',
      'compute-blade-smart',
    ]),
    bus: text(undefined),
    address: number(undefined, { min: 0x08, max: 0x77, integer: true }),
    pulsesPerTurn: number(2, { min: 1, max: 4, integer: true }),
    invertedPwm: flag(false),
    pushPull: flag(false),
    pwmPath: text('/sys/class/pwm/pwmchip0'),
    pwmChannel: number(0, { min: 0, max: 63, integer: true }),
    hwmonPath: text('/sys/class/hwmon'),
    hwmonChannel: number(1, { min: 1, max: 32, integer: true }),
    rpmFile: text(undefined),
    pwmFrequencyHertz: number(undefined, { min: 10, max: 100_000 }),
    minimumRpm: number(undefined, { min: 60, max: 20_000 }),
    fans: list(number(1, { min: 1, max: 5, integer: true })),
  }),
};

type FileValues = { [K in keyof typeof fileFields]: (typeof fileFields)[K] extends Field<infer T> ? T : never };
const file = object<FileValues>(fileFields as { [K in keyof FileValues]: Field<FileValues[K]> });

/** Controllers of NVMe disks throttle from 70 to 85 °C. */
const disk: OtherSensor = { hwmon: 'nvme', floorCelsius: 55, fullCelsius: 65 };

/** A step later than this many intervals is a gap in which nobody watched. */
const LATE_INTERVALS = 5;

/** All problems at once, in the order of the file. Pure. */
export function parseConfig(source: string): CheckedConfig {
  try {
    const { value, at } = parseJson(source);
    const refusals: Refusal[] = [];
    const report: Report = (refusal) => refusals.push(refusal);
    const values = file(value, [], report);
    const points = refusals.some(({ path }) => path[0] === 'curve') ? defaultCurve : curvePoints(values, report);
    sensorLimits(values, report);
    relations(values, report);
    if (refusals.length === 0) return { ok: true, config: configOf(values, points) };
    const problems = refusals.map(({ path, message }) => ({ at: at(path), path: dotted(path), message }));
    return { ok: false, problems: problems.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { ok: false, problems: [{ at: error.at, path: '', message: error.message }] };
  }
}

const dotted = (path: JsonPath): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

export const defaultConfig: Config = configOf(
  file(undefined, [], () => undefined),
  defaultCurve,
);

function configOf(values: FileValues, points: Curve): Config {
  return {
    ...values,
    curve: { ...values.curve, points },
    maxStepSeconds: LATE_INTERVALS * values.intervalSeconds,
    otherSensors: values.otherSensors ?? [disk],
  };
}

function curvePoints({ curve: { points } }: FileValues, report: Report): Curve {
  const checked = checkCurve(points);
  if (checked.ok) return checked.curve;
  for (const { point: index, field, message, fix } of checked.problems) {
    const place = [index, field].filter((step) => step !== undefined);
    report({ path: ['curve', 'points', ...place], message: `${message}; ${fix}` });
  }
  return defaultCurve;
}

function relations({ band: { lowCelsius, highCelsius }, limitCelsius }: FileValues, report: Report): void {
  if (highCelsius - lowCelsius < 4) {
    const message = `${lowCelsius} to ${highCelsius} °C is no band; leave at least 4 K between lowCelsius and highCelsius`;
    report({ path: ['band'], message });
  }
  if (limitCelsius < highCelsius + 2) {
    const message = `full speed from ${limitCelsius} °C leaves no room above the band's ${highCelsius} °C; use ${highCelsius + 2} or more`;
    report({ path: ['limitCelsius'], message });
  }
}

function sensorLimits({ otherSensors = [] }: FileValues, report: Report): void {
  for (const [index, { floorCelsius, fullCelsius }] of otherSensors.entries()) {
    if (fullCelsius >= floorCelsius + 4) continue;
    const message = `${floorCelsius} to ${fullCelsius} °C leaves no room between floor and full speed; use 4 K or more`;
    report({ path: ['otherSensors', index], message });
  }
}
