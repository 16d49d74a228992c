import { allFaults } from '../control/fault';
import { noiseDecibels } from '../control/noise';
import { errorKinds } from '../hardware/hardware-error';
import { loadWatts } from './estimates';
import type { Metric } from './exposition';
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

const gauge = (name: string, help: string, value: number | boolean | undefined): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: [{ value }],
});

const counter = (name: string, help: string, value: number | undefined): Metric => ({
  ...gauge(name, help, value),
  type: 'counter',
});

function heat(now: Snapshot): Metric[] {
  const {
    tempCelsius,
    rateCelsiusPerSecond,
    platform,
    config: { control, estimates },
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
    gauge('thermal_band_low_celsius', 'Lower end of the band to hold.', control.band.lowCelsius),
    gauge('thermal_band_high_celsius', 'Upper end of the band to hold.', control.band.highCelsius),
    gauge('thermal_limit_celsius', 'From here on full speed.', control.limitCelsius),
    {
      name: 'thermal_sensor_celsius',
      type: 'gauge',
      help: 'Temperature of another sensor, such as the disk; absent while it cannot be read, and where there is none.',
      samples: now.otherSensors.readings.map(({ sensor, tempCelsius }) => ({ labels: { sensor }, value: tempCelsius })),
    },
    {
      name: 'thermal_sensor_limit_celsius',
      type: 'gauge',
      help: 'From here on another sensor asks for full speed.',
      samples: now.otherSensors.readings.map(({ sensor, fullCelsius }) => ({ labels: { sensor }, value: fullCelsius })),
    },
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
      loadWatts(estimates, platform),
    ),
  ];
}

function fan(now: Snapshot): Metric[] {
  const perFan = now.fans.map((one) => ({ labels: { fan: String(one.fan) }, one }));
  return [
    gauge('thermal_duty_ratio', 'Duty that the fan was told, 0 to 1.', now.dutyRatio),
    gauge('thermal_duty_readback_ratio', 'Duty that the chip says it drives, 0 to 1.', now.readbackRatio),
    counter('thermal_duty_changes_total', 'Changes of the duty since start.', now.dutyChanges),
    counter('thermal_fan_starts_total', 'How often a standing fan was started.', now.fanStarts),
    {
      name: 'thermal_fan_rpm',
      type: 'gauge',
      help: 'Turns per minute; absent where they cannot be measured.',
      samples: perFan.map(({ labels, one }) => ({ labels, value: one.rpm })),
    },
    {
      name: 'thermal_fan_stalled',
      type: 'gauge',
      help: '1 while a driven fan does not turn.',
      samples: perFan.map(({ labels, one }) => ({ labels, value: one.stalled })),
    },
    {
      name: 'thermal_fan_noise_estimate_decibels',
      type: 'gauge',
      help: 'Estimated dB(A) of this fan from its speed, or from its duty where no speed is measured; 0: it stands.',
      samples: perFan.map(({ labels, one }) => ({
        labels,
        value: noiseDecibels(now.config.estimates, one.rpm, now.dutyRatio ?? 0),
      })),
    },
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
  return [
    {
      name: 'thermal_fault',
      type: 'gauge',
      help: '1 while this fault forces full speed.',
      samples: allFaults.map((fault) => ({ labels: { fault }, value: now.faults.includes(fault) })),
    },
    {
      name: 'thermal_faults_total',
      type: 'counter',
      help: 'How often this fault began.',
      samples: allFaults.map((fault) => ({ labels: { fault }, value: now.faultsSeen[fault] ?? 0 })),
    },
    gauge(
      'thermal_recovering',
      '1 while full speed goes on because a fault ended a short while ago.',
      now.reasons.includes('recovering'),
    ),
    {
      name: 'thermal_hardware_errors_total',
      type: 'counter',
      help: 'Failed touches of the fan chip that retries did not make good.',
      samples: Object.keys(errorKinds).map((kind) => ({ labels: { kind }, value: now.hardwareErrors[kind] ?? 0 })),
    },
    {
      name: 'thermal_bus_errors_total',
      type: 'counter',
      help: 'Failed tries on the bus, also those that a retry made good.',
      samples: Object.keys(errorKinds).map((kind) => ({ labels: { kind }, value: now.busErrors[kind] ?? 0 })),
    },
    {
      name: 'thermal_step_success',
      type: 'gauge',
      help: '1 when this part of the last control step succeeded.',
      samples: loopSteps.map((step) => ({ labels: { step }, value: now.steps[step]?.succeeded })),
    },
    {
      name: 'thermal_step_duration_seconds',
      type: 'gauge',
      help: 'How long this part of the last control step took.',
      samples: loopSteps.map((step) => ({ labels: { step }, value: now.steps[step]?.seconds })),
    },
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
    {
      name: 'thermal_config_reloads_total',
      type: 'counter',
      help: 'Changed configuration files, by what became of them.',
      samples: [
        { labels: { result: 'taken' }, value: now.reloads.good },
        { labels: { result: 'refused' }, value: now.reloads.broken },
      ],
    },
  ];
}

function ourselves(facts: ProcessFacts, { chip, config }: Snapshot): Metric[] {
  return [
    {
      name: 'thermal_build_info',
      type: 'gauge',
      help: 'Always 1; the labels tell what runs.',
      samples: [
        {
          labels: { version: facts.version, node: facts.nodeVersion, chip: chip?.name ?? '', law: config.control.law },
          value: 1,
        },
      ],
    },
    gauge('process_start_time_seconds', 'When this process started.', facts.startedUnixSeconds),
    gauge('process_resident_memory_bytes', 'Resident memory.', facts.residentBytes),
    counter('process_cpu_seconds_total', 'User and system time.', facts.cpuSeconds),
  ];
}
