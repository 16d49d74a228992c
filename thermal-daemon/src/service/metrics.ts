import { allFaults } from '../control/fault';
import type { FanReading } from '../hardware/fan-chip';
import { errorKinds } from '../hardware/hardware-error';
import { loadWatts, noiseDecibels } from './estimates';
import type { Metric, Sample } from './exposition';
import { loopSteps, type Snapshot } from './snapshot';

/** What the process knows of itself, in base units. */
export interface ProcessFacts {
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedUnixSeconds: number;
  readonly residentBytes: number;
  readonly cpuSeconds: number;
}

/** Every family is always present, so that an alert never waits for a first event. */
export function metricsOf(now: Snapshot, facts: ProcessFacts): Metric[] {
  return [...heat(now), ...fan(now), ...health(now), ...ourselves(facts, now)];
}

/** One value, or a sample for each set of labels. */
type Values = Sample['value'] | readonly Sample[];

const family =
  (type: Metric['type']) =>
  (name: string, help: string, values: Values): Metric => ({
    name,
    type,
    help,
    samples: typeof values === 'object' ? values : [{ value: values }],
  });

const gauge = family('gauge');
const counter = family('counter');

/** A sample for each value that a label may have. */
const by = <T extends string>(label: string, all: readonly T[], value: (one: T) => Sample['value']): Sample[] =>
  all.map((one) => ({ labels: { [label]: one }, value: value(one) }));

function heat(now: Snapshot): Metric[] {
  const {
    tempCelsius,
    rateCelsiusPerSecond,
    platform,
    config: { band, limitCelsius },
  } = now;
  return [
    gauge('thermal_temperature_celsius', 'Processor temperature; absent while it cannot be read.', tempCelsius),
    gauge(
      'thermal_temperature_timestamp_seconds',
      'When a temperature was last read; its distance from now is the age.',
      now.tempReadUnixSeconds,
    ),
    gauge(
      'thermal_temperature_unchanged_seconds',
      'How long the reading has kept the very same value; a stuck sensor shows here first.',
      now.tempUnchangedSeconds,
    ),
    gauge(
      'thermal_temperature_rate_celsius_per_second',
      'How fast the temperature moves, averaged over half a minute.',
      rateCelsiusPerSecond,
    ),
    gauge('thermal_band_low_celsius', 'Lower end of the band to hold.', band.lowCelsius),
    gauge('thermal_band_high_celsius', 'Upper end of the band to hold.', band.highCelsius),
    gauge('thermal_limit_celsius', 'From here on full speed.', limitCelsius),
    gauge(
      'thermal_sensor_celsius',
      'Temperature of another sensor, such as the disk; absent while it cannot be read, and where there is none.',
      now.otherSensors.readings.map(({ sensor, tempCelsius }) => ({ labels: { sensor }, value: tempCelsius })),
    ),
    gauge(
      'thermal_sensor_limit_celsius',
      'From here on another sensor asks for full speed.',
      now.otherSensors.readings.map(({ sensor, fullCelsius }) => ({ labels: { sensor }, value: fullCelsius })),
    ),
    gauge(
      'thermal_neighbour_temperature_celsius',
      'Processor temperature of the other blade that this fan cools; absent where there is none, or it is not known.',
      typeof now.neighbour === 'object' ? now.neighbour.tempCelsius : undefined,
    ),
    gauge(
      'thermal_throttled',
      '1 while the processor is throttled by heat; absent while that is not known, as on a Raspberry Pi below 80 °C.',
      platform.throttled,
    ),
    gauge(
      'thermal_undervoltage',
      '1 while the supply voltage is too low; absent where the node does not tell.',
      platform.underVoltage,
    ),
    counter(
      'thermal_throttled_seconds_total',
      'Time throttled by heat since start; absent until it is known.',
      now.throttledSeconds,
    ),
    counter(
      'thermal_undervoltage_seconds_total',
      'Time with too low a supply voltage since start; absent where the node does not tell.',
      now.underVoltageSeconds,
    ),
    gauge(
      'thermal_processor_busy_ratio',
      "Share of the processors' time since the last step that was not idle, 0 to 1.",
      platform.busyRatio,
    ),
    gauge(
      'thermal_power_estimate_watts',
      'Estimated heat of the module, from how busy its processors are; measured by nothing.',
      loadWatts(platform.busyRatio, platform.clockRatio),
    ),
  ];
}

function fan(now: Snapshot): Metric[] {
  const perFan = (value: (one: FanReading) => Sample['value']) =>
    now.fans.map((one) => ({ labels: { fan: String(one.fan) }, value: value(one) }));
  return [
    gauge('thermal_duty_ratio', 'Duty that the fan was told, 0 to 1.', now.dutyRatio),
    gauge('thermal_duty_readback_ratio', 'Duty that the chip says it drives, 0 to 1.', now.readbackRatio),
    counter('thermal_duty_changes_total', 'Changes of the duty since start.', now.dutyChanges),
    counter('thermal_fan_starts_total', 'How often a standing fan was started.', now.fanStarts),
    gauge(
      'thermal_fan_rpm',
      'Turns per minute; absent where they cannot be measured.',
      perFan(({ rpm }) => rpm),
    ),
    gauge(
      'thermal_fan_stalled',
      '1 while a driven fan does not turn.',
      perFan(({ stalled }) => stalled),
    ),
    gauge(
      'thermal_fan_noise_estimate_decibels',
      'Estimated dB(A) of this fan from its speed, or from its duty where no speed is measured; 0: it stands.',
      perFan(({ rpm }) => noiseDecibels(rpm, now.dutyRatio ?? 0)),
    ),
    gauge(
      'thermal_chip_watchdog_seconds',
      'After this silence the chip drives full speed by itself; absent where it does not.',
      now.chip?.watchdogSeconds,
    ),
    counter(
      'thermal_chip_configurations_total',
      'How often the chip was configured: more than once means resets or errors.',
      now.chipConfigurations,
    ),
  ];
}

function health(now: Snapshot): Metric[] {
  const kinds = Object.keys(errorKinds);
  return [
    gauge(
      'thermal_fault',
      '1 while this fault forces full speed.',
      by('fault', allFaults, (fault) => now.faults.includes(fault)),
    ),
    counter(
      'thermal_faults_total',
      'How often this fault began.',
      by('fault', allFaults, (fault) => now.faultsSeen[fault] ?? 0),
    ),
    gauge(
      'thermal_recovering',
      '1 while full speed goes on because a fault ended a short while ago.',
      now.reasons.includes('recovering'),
    ),
    counter(
      'thermal_hardware_errors_total',
      'Failed touches of the fan chip that retries did not make good.',
      by('kind', kinds, (kind) => now.hardwareErrors[kind] ?? 0),
    ),
    counter(
      'thermal_bus_errors_total',
      'Failed tries on the bus, also those that a retry made good.',
      by('kind', kinds, (kind) => now.busErrors[kind] ?? 0),
    ),
    gauge(
      'thermal_step_success',
      '1 when this part of the last control step succeeded.',
      by('step', loopSteps, (step) => now.steps[step]?.succeeded),
    ),
    gauge(
      'thermal_step_duration_seconds',
      'How long this part of the last control step took.',
      by('step', loopSteps, (step) => now.steps[step]?.seconds),
    ),
    gauge(
      'thermal_last_step_timestamp_seconds',
      'When a control step last ended, whatever came of it.',
      now.lastStepUnixSeconds,
    ),
    gauge(
      'thermal_last_success_timestamp_seconds',
      'When all parts of a control step last succeeded.',
      now.lastSuccessUnixSeconds,
    ),
    gauge('thermal_config_valid', '0 while the configuration file is refused.', now.configProblems.length === 0),
    counter('thermal_config_reloads_total', 'Changed configuration files, by what became of them.', [
      { labels: { result: 'taken' }, value: now.reloads.good },
      { labels: { result: 'refused' }, value: now.reloads.broken },
    ]),
  ];
}

function ourselves(facts: ProcessFacts, { chip, config }: Snapshot): Metric[] {
  return [
    gauge('thermal_build_info', 'Always 1; the labels tell what runs.', [
      {
        labels: { version: facts.version, node: facts.nodeVersion, chip: chip?.name ?? '', law: config.law },
        value: 1,
      },
    ]),
    gauge('process_start_time_seconds', 'When this process started.', facts.startedUnixSeconds),
    gauge('process_resident_memory_bytes', 'Resident memory.', facts.residentBytes),
    counter('process_cpu_seconds_total', 'User and system time.', facts.cpuSeconds),
  ];
}
