import { defaultSettings, type ControlSettings } from '../control/settings';
import { checkCurve, defaultCurve, type CurvePoint } from '../curve';
import type { HardwareConfig } from '../hardware/hardware-config';
import { usualEstimates, type Estimates } from '../service/estimates';
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
  text,
  withDefault,
  type Field,
  type Problem,
  type Report,
} from './fields';
import { JsonSyntaxError, parseJson, type JsonNode } from './json-text';

/** The whole file; README.md documents it key by key. */
export interface Config {
  readonly control: ControlSettings;
  readonly intervalSeconds: number;
  readonly temperaturePath: string;
  readonly platform: PlatformPaths;
  /** What the fan is left at on SIGTERM. */
  readonly stopDutyRatio: number;
  readonly http: { readonly port: number };
  readonly estimates: Estimates;
  readonly hardware: HardwareConfig;
  /** Sensors beside the processor's. */
  readonly otherSensors: readonly OtherSensor[];
  /** Absent: every fan cools one blade. */
  readonly neighbours: Neighbours | undefined;
}

export type CheckedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Problem[] };

const { band, curve, fan, sensor } = defaultSettings;
const { fullSpeedRpm, fullSpeedDecibels, idleWatts, busyWatts } = usualEstimates;
const celsius = { min: 0, max: 85 };
const ratio = { min: 0, max: 1 };
const point = object<CurvePoint>({
  tempCelsius: number(NaN, { min: -1000, max: 1000 }),
  dutyRatio: number(NaN, { min: -1000, max: 1000 }),
});

/** The file's shape: every key, its range and its default. */
const fileFields = {
  law: choice('hold', ['hold', 'curve']),
  band: object({ lowCelsius: number(band.lowCelsius, celsius), highCelsius: number(band.highCelsius, celsius) }),
  curve: object({ points: list(point), hysteresisCelsius: number(curve.hysteresisCelsius, { min: 1, max: 15 }) }),
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
  stopDutyRatio: number(1, ratio),
  platform: object<PlatformPaths>({
    cpufreqPath: text('/sys/devices/system/cpu/cpu0/cpufreq'),
    hwmonPath: text('/sys/class/hwmon'),
    thermalPath: text('/sys/class/thermal'),
    statPath: text('/proc/stat'),
  }),
  http: object({ port: number(9101, { min: 1, max: 65_535, integer: true }) }),
  estimates: object<Estimates>({
    fullSpeedRpm: number(fullSpeedRpm, { min: 500, max: 30_000 }),
    fullSpeedDecibels: number(fullSpeedDecibels, { min: 5, max: 70 }),
    idleWatts: number(idleWatts, { min: 0.5, max: 30 }),
    busyWatts: number(busyWatts, { min: 0.5, max: 60 }),
  }),
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
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  try {
    const root = parseJson(source);
    const values = file(root, '', report);
    const points = curvePoints(values, root, report);
    sensorLimits(values, root, report);
    relations(values, root, report);
    if (problems.length === 0) return { ok: true, config: configOf(values, points) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    report({ at: error.at, path: '', message: error.message });
  }
  return { ok: false, problems: problems.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column) };
}

export const defaultConfig: Config = configOf(
  file(undefined, '', () => undefined),
  defaultCurve,
);

function configOf(values: FileValues, points: readonly CurvePoint[]): Config {
  const { path, ...limits } = values.sensor;
  return {
    control: {
      law: values.law,
      band: values.band,
      curve: { points, hysteresisCelsius: values.curve.hysteresisCelsius },
      limitCelsius: values.limitCelsius,
      fan: values.fan,
      sensor: limits,
      recoverySeconds: values.recoverySeconds,
      maxStepSeconds: LATE_INTERVALS * values.intervalSeconds,
    },
    intervalSeconds: values.intervalSeconds,
    temperaturePath: path,
    platform: values.platform,
    stopDutyRatio: values.stopDutyRatio,
    http: values.http,
    estimates: values.estimates,
    hardware: values.hardware,
    otherSensors: values.otherSensors ?? [disk],
    neighbours: values.neighbours,
  };
}

function curvePoints({ curve: { points } }: FileValues, root: JsonNode, report: Report): readonly CurvePoint[] {
  if (!points) return defaultCurve;
  const checked = checkCurve(points);
  if (checked.ok) return checked.curve;
  for (const { point: index, field, message, fix } of checked.problems) {
    const { kind, at } = nodeAt(root, ['curve', 'points', ...[index, field].filter((step) => step !== undefined)]);
    const path = 'curve.points' + (index === undefined ? '' : `[${index}]`);
    const absent = index !== undefined && field !== undefined && Number.isNaN(points[index]?.[field]);
    if (!absent) report({ at, path, message: `${message}; ${fix}` });
    // A scalar that is no number has been reported as such.
    else if (kind !== 'scalar') report({ at, path, message: `a point needs ${field}` });
  }
  return defaultCurve;
}

function relations(
  { band: { lowCelsius, highCelsius }, limitCelsius }: FileValues,
  root: JsonNode,
  report: Report,
): void {
  if (highCelsius - lowCelsius < 4) {
    report({
      at: nodeAt(root, ['band', lowCelsius === band.lowCelsius ? 'highCelsius' : 'lowCelsius']).at,
      path: 'band',
      message: `${lowCelsius} to ${highCelsius} °C is no band; leave at least 4 K between lowCelsius and highCelsius`,
    });
  }
  if (limitCelsius < highCelsius + 2) {
    report({
      at: nodeAt(root, ['limitCelsius']).at,
      path: 'limitCelsius',
      message: `full speed from ${limitCelsius} °C leaves no room above the band's ${highCelsius} °C; use ${highCelsius + 2} or more`,
    });
  }
}

function sensorLimits({ otherSensors = [] }: FileValues, root: JsonNode, report: Report): void {
  for (const [index, { floorCelsius, fullCelsius }] of otherSensors.entries()) {
    if (fullCelsius >= floorCelsius + 4) continue;
    report({
      at: nodeAt(root, ['otherSensors', index, 'fullCelsius']).at,
      path: `otherSensors[${index}]`,
      message: `${floorCelsius} to ${fullCelsius} °C leaves no room between floor and full speed; use 4 K or more`,
    });
  }
}

/** The deepest node on the way; the parent where a key is absent. */
function nodeAt(root: JsonNode, steps: readonly (string | number)[]): JsonNode {
  let node = root;
  for (const step of steps) {
    const next =
      node.kind === 'list'
        ? node.items[Number(step)]
        : node.kind === 'object'
          ? node.entries.find((entry) => entry.key === step)?.value
          : undefined;
    if (!next) return node;
    node = next;
  }
  return node;
}
