import type { AlertCases } from '../../kit/alert-cases';

const labels = { node: 'blade-05' };
const of = (metric: string, node = 'blade-05', more = '') => `thermal_${metric}{node="${node}"${more}}`;
const temperature = (node?: string) => of('temperature_celsius', node);
const limit = of('limit_celsius');

export const thermalAlertCases: AlertCases = {
  app: 'thermal-daemon',
  alerts: {
    BladeHot: [
      {
        when: 'a blade stays at 73 degrees',
        series: { [temperature()]: '55x5 73x30', [limit]: '70x40' },
        at: '17m',
        fires: [{ labels, summary: 'blade-05 is at 73 °C, with its fan at full speed' }],
      },
      {
        when: 'a long answer heats it for eight minutes',
        series: { [temperature()]: '55x5 71x8 58x30', [limit]: '70x60' },
        at: '25m',
        fires: [],
      },
      {
        when: 'a blade stays exactly at its limit',
        series: { [temperature()]: '55x5 70x30', [limit]: '70x40' },
        at: '17m',
        fires: [{ labels, summary: 'blade-05 is at 70 °C, with its fan at full speed' }],
      },
    ],
    RackHot: [
      {
        when: 'three blades are at 76 degrees',
        series: {
          [temperature('blade-04')]: '76x20',
          [temperature('blade-05')]: '77x20',
          [temperature('blade-06')]: '76x20',
        },
        at: '6m',
        fires: [{ summary: '3 blades are at 75 °C or above: the room, or the air through the rack' }],
      },
      {
        when: 'two fans are broken and a third blade is merely warm',
        series: {
          [temperature('blade-04')]: '79x20',
          [temperature('blade-05')]: '79x20',
          [temperature('blade-06')]: '74x20',
        },
        at: '15m',
        fires: [],
      },
      {
        when: 'three blades are exactly at 75 degrees',
        series: {
          [temperature('blade-04')]: '75x20',
          [temperature('blade-05')]: '75x20',
          [temperature('blade-06')]: '75x20',
        },
        at: '6m',
        fires: [{ summary: '3 blades are at 75 °C or above: the room, or the air through the rack' }],
      },
    ],
    NvmeHot: [
      {
        when: 'a disk stays at 74 degrees',
        series: { [of('sensor_celsius', 'blade-05', ',sensor="nvme"')]: '50x5 74x30' },
        at: '17m',
        fires: [{ labels: { ...labels, sensor: 'nvme' }, summary: 'the nvme of blade-05 is at 74 °C' }],
      },
      {
        when: 'a backup heats it for eight minutes',
        series: { [of('sensor_celsius', 'blade-05', ',sensor="nvme"')]: '50x5 74x8 60x30' },
        at: '25m',
        fires: [],
      },
      {
        when: 'it stays exactly at 70 degrees',
        series: { [of('sensor_celsius', 'blade-05', ',sensor="nvme"')]: '70x40' },
        at: '30m',
        fires: [],
      },
    ],
    BladeThrottled: [
      {
        when: 'it was throttled for two minutes',
        series: { [of('throttled_seconds_total')]: '0x5 0+60x2 120x20' },
        at: '16m',
        fires: [{ labels, summary: 'blade-05 was throttled by heat for 2m 0s in a quarter of an hour' }],
      },
      {
        when: 'it was throttled for three quarters of a minute',
        series: { [of('throttled_seconds_total')]: '0x5 45x30' },
        at: '16m',
        fires: [],
      },
      {
        when: 'it was throttled for exactly a minute, as Prometheus reckons',
        series: { [of('throttled_seconds_total')]: '1000x19 1056x30' },
        at: '30m',
        fires: [],
      },
    ],
    BladeAboveBand: [
      {
        when: 'it holds 64 degrees instead of 60',
        series: { [temperature()]: '64x90', [of('band_high_celsius')]: '60x90' },
        at: '61m',
        fires: [{ labels, summary: 'blade-05 has been above its band for an hour' }],
      },
      {
        when: 'it swings one degree beyond',
        series: { [temperature()]: '61x90', [of('band_high_celsius')]: '60x90' },
        at: '80m',
        fires: [],
      },
      {
        when: 'it swings exactly two degrees beyond',
        series: { [temperature()]: '62x90', [of('band_high_celsius')]: '60x90' },
        at: '80m',
        fires: [],
      },
    ],
    BladeFanStalled: [
      {
        when: 'a driven fan stands for two minutes',
        series: { [of('fan_stalled', 'blade-05', ',fan="1"')]: '0x5 1x20' },
        at: '9m',
        fires: [{ labels: { ...labels, fan: '1' }, summary: 'fan 1 of blade-05 is driven and does not turn' }],
      },
      {
        when: 'it needs a minute to start',
        series: { [of('fan_stalled', 'blade-05', ',fan="1"')]: '0x5 1x1 0x20' },
        at: '12m',
        fires: [],
      },
    ],
    BladeSensorStale: [
      {
        when: 'each temperature is a minute and a half old',
        series: { [of('temperature_timestamp_seconds')]: '-90+60x20' },
        at: '10m',
        fires: [{ labels, summary: 'the temperature of blade-05 is no longer known; its fan runs at full speed' }],
      },
      {
        when: 'the daemon calls the sensor stuck, although it answers',
        series: {
          [of('temperature_timestamp_seconds')]: '0+60x30',
          [of('fault', 'blade-05', ',fault="sensor-stuck"')]: '1x30',
        },
        at: '10m',
        fires: [{ labels, summary: 'the temperature of blade-05 is no longer known; its fan runs at full speed' }],
      },
      {
        when: 'a quiet sensor rests for half an hour, and one false alarm of it lasts a minute',
        series: {
          [of('temperature_timestamp_seconds')]: '-45+60x30',
          [of('temperature_unchanged_seconds')]: '0+60x30',
          [of('fault', 'blade-05', ',fault="sensor-stuck"')]: '0x10 1x1 0x20',
        },
        at: '20m',
        fires: [],
      },
      {
        when: 'each temperature is exactly a minute old',
        series: { [of('temperature_timestamp_seconds')]: '-60+60x30' },
        at: '20m',
        fires: [],
      },
    ],
    BladeFanFault: [
      {
        when: 'the fan chip is silent',
        series: { [of('fault', 'blade-05', ',fault="chip-silent"')]: '1x20' },
        at: '6m',
        fires: [{ labels: { ...labels, fault: 'chip-silent' }, summary: 'blade-05 cools at full speed: chip-silent' }],
      },
      {
        when: 'the chip misses a step, and a stuck sensor has its own alert',
        series: {
          [of('fault', 'blade-05', ',fault="chip-silent"')]: '1x3 0x20',
          [of('fault', 'blade-05', ',fault="sensor-stuck"')]: '1x30',
        },
        at: '15m',
        fires: [],
      },
    ],
    BladeFanUncontrolled: [
      {
        when: 'a step succeeds every minute and a half',
        series: { [of('last_success_timestamp_seconds')]: '-90+60x20' },
        at: '12m',
        fires: [{ labels, summary: 'nobody controls the fan of blade-05, although the daemon answers' }],
      },
      {
        when: 'a busy blade is three quarters of a minute behind',
        series: { [of('last_success_timestamp_seconds')]: '-45+60x30' },
        at: '20m',
        fires: [],
      },
      {
        when: 'a step succeeds every minute',
        series: { [of('last_success_timestamp_seconds')]: '-60+60x30' },
        at: '20m',
        fires: [],
      },
    ],
    BladeFanHunts: [
      {
        when: 'it changes twice a minute for two hours',
        series: { [of('duty_changes_total')]: '0+2x180' },
        at: '2h30m',
        fires: [{ labels, summary: 'the fan of blade-05 changes its speed 120 times an hour' }],
      },
      {
        when: 'it changes three times in four minutes',
        series: { [of('duty_changes_total')]: '0+0.75x180' },
        at: '2h30m',
        fires: [],
      },
      { when: 'it changes once a minute', series: { [of('duty_changes_total')]: '0+1x180' }, at: '2h30m', fires: [] },
    ],
    ThermalConfigRefused: [
      {
        when: 'two daemons refuse a changed file',
        series: {
          [of('config_valid', 'blade-04')]: '0x20',
          [of('config_valid', 'blade-05')]: '0x20',
          [of('config_valid', 'blade-06')]: '1x20',
        },
        at: '6m',
        fires: [{ summary: '2 thermal daemons refuse their new configuration and go on with the old one' }],
      },
      { when: 'all take it', series: { [of('config_valid', 'blade-04')]: '1x20' }, at: '15m', fires: [] },
    ],
    BladeUndervoltage: [
      {
        when: 'the voltage dipped for half a minute',
        series: { [of('undervoltage_seconds_total')]: '0x5 30x50' },
        at: '1h',
        fires: [{ labels, summary: 'blade-05 had too little voltage for 30s within an hour' }],
      },
      { when: 'it dipped yesterday', series: { [of('undervoltage_seconds_total')]: '30x90' }, at: '80m', fires: [] },
    ],
  },
};
