import type { AlertRule, RuleSet } from '../../kit/alerts';

/** What a CM4 does about heat by itself starts at 80 °C; the daemon gives full speed from 70 °C. */
const throttlesCelsius = 80;
/** Blades in this state together are no broken fan: the air, the power or the configuration is at fault. */
const manyBlades = 3;
/** Most NVMe controllers slow down from 70 to 85 °C, and flash above loses data sooner. */
const diskHotCelsius = 70;

export const thermalAlerts: RuleSet = { alerts: [...heat(), ...cooling(), ...supply()] };

function heat(): AlertRule[] {
  return [
    {
      alert: 'BladeHot',
      expr: 'thermal_temperature_celsius >= thermal_limit_celsius',
      for: '10m',
      severity: 'warning',
      summary: '{{ $labels.node }} is at {{ $value | printf "%.0f" }} °C, with its fan at full speed',
    },
    {
      alert: 'RackHot',
      expr: `count(thermal_temperature_celsius >= ${throttlesCelsius - 5}) >= ${manyBlades}`,
      for: '5m',
      severity: 'critical',
      summary: `{{ $value }} blades are at ${throttlesCelsius - 5} °C or above: the room, or the air through the rack`,
      description: `From ${throttlesCelsius} °C on they throttle themselves, and everything becomes slow.`,
    },
    {
      alert: 'NvmeHot',
      expr: `max by (node, sensor) (thermal_sensor_celsius) > ${diskHotCelsius}`,
      for: '10m',
      severity: 'warning',
      summary: 'the {{ $labels.sensor }} of {{ $labels.node }} is at {{ $value | printf "%.0f" }} °C',
      description: `From ${diskHotCelsius} °C on disks slow down, and their flash ages; the fan has been at full speed since 65 °C.`,
    },
    {
      alert: 'BladeThrottled',
      expr: 'round(increase(thermal_throttled_seconds_total[15m])) > 60',
      severity: 'warning',
      summary: '{{ $labels.node }} was throttled by heat for {{ $value | humanizeDuration }} in a quarter of an hour',
    },
    {
      alert: 'BladeAboveBand',
      expr: 'thermal_temperature_celsius > thermal_band_high_celsius + 2',
      for: '1h',
      severity: 'info',
      summary: '{{ $labels.node }} has been above its band for an hour',
    },
  ];
}

function cooling(): AlertRule[] {
  return [
    {
      alert: 'BladeFanStalled',
      expr: 'thermal_fan_stalled == 1',
      for: '2m',
      severity: 'warning',
      summary: 'fan {{ $labels.fan }} of {{ $labels.node }} is driven and does not turn',
    },
    {
      alert: 'BladeSensorStale',
      // How long a sound sensor may rest is the daemon's to learn, so it is asked for its verdict and not for the seconds.
      expr:
        'max by (node) (time() - thermal_temperature_timestamp_seconds) > 60 ' +
        'or max by (node) (thermal_fault{fault="sensor-stuck"}) == 1',
      for: '2m',
      severity: 'warning',
      summary: 'the temperature of {{ $labels.node }} is no longer known; its fan runs at full speed',
    },
    {
      alert: 'BladeFanFault',
      expr: 'max by (node, fault) (thermal_fault{fault!~"sensor-stale|sensor-stuck|fan-stalled"}) == 1',
      for: '5m',
      severity: 'warning',
      summary: '{{ $labels.node }} cools at full speed: {{ $labels.fault }}',
    },
    {
      alert: 'BladeFanUncontrolled',
      expr: 'time() - thermal_last_success_timestamp_seconds > 60',
      for: '3m',
      severity: 'warning',
      summary: 'nobody controls the fan of {{ $labels.node }}, although the daemon answers',
    },
    {
      alert: 'BladeFanHunts',
      expr: 'rate(thermal_duty_changes_total[1h]) * 3600 > 60',
      for: '1h',
      severity: 'info',
      summary: 'the fan of {{ $labels.node }} changes its speed {{ $value | printf "%.0f" }} times an hour',
    },
    {
      alert: 'ThermalConfigRefused',
      expr: 'count(thermal_config_valid == 0) > 0',
      for: '5m',
      severity: 'warning',
      summary: '{{ $value }} thermal daemons refuse their new configuration and go on with the old one',
    },
  ];
}

function supply(): AlertRule[] {
  return [
    {
      alert: 'BladeUndervoltage',
      expr: 'round(increase(thermal_undervoltage_seconds_total[1h])) > 0',
      severity: 'warning',
      summary: '{{ $labels.node }} had too little voltage for {{ $value | humanizeDuration }} within an hour',
      description: 'A bad cable, a bad port or a tired PoE splitter; it corrupts disks before it stops blades.',
    },
  ];
}
