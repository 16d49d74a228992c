import { inBays } from '../../kit/bays';
import type { DashboardProps } from '../../kit/dashboards';
import { type Words, figure, lines, noneIsGood, row, strip, table } from '../../kit/panels';
import type { RackSpec } from '../../rack-file/rack';

const here = '{node=~"$node"}';

const opens = { dashboard: 'thermal', with: { node: 'node' } };
const yesNo: Words = { 0: ['no', 'green'], 1: ['yes', 'red'] };

export function thermalDashboard({ thermal, room }: Pick<RackSpec, 'thermal' | 'room'>): DashboardProps {
  const [low, high] = thermal.law === 'hold' ? [thermal.minCelsius, thermal.maxCelsius] : [50, 60];
  return {
    uid: 'thermal',
    title: 'Thermal',
    purpose: `Whether every blade stays between ${low} and ${high} °C, how loud that is, and what is wrong with a fan.`,
    links: ['nodes', 'power'],
    variables: [{ name: 'node', label: 'Blade', series: 'thermal_temperature_celsius', by: 'node', choose: 'any' }],
    rows: [
      row(
        'Is anything wrong with the cooling?',
        figure({
          title: 'Blades with a fault',
          help: 'Each drives its fan at full speed until the fault has been gone for a while. Normal: none. Page: thermal-daemon.',
          unit: 'count',
          query: 'count(max by (node) (thermal_fault) == 1) or vector(0)',
          levels: noneIsGood,
        }),
        figure({
          title: 'Hottest blade',
          help: `Normal: at most ${high} °C. From 80 °C on the processor slows itself down.`,
          unit: 'celsius',
          query: 'max(thermal_temperature_celsius)',
          levels: ['blue', [low, 'green'], [high + 1, 'orange'], [75, 'red']],
        }),
        figure({
          title: 'All fans together',
          help: `Estimated from speeds, at one metre; measured by nothing. The room is to stay under ${room.noiseDecibelA} dB(A).`,
          unit: 'dB(A)',
          // A standing fan is 0 dB(A), which as a power would still count.
          query: '10 * log10(sum(10 ^ ((thermal_fan_noise_estimate_decibels > 0) / 10))) or vector(0)',
          levels: ['green', [room.noiseDecibelA, 'orange'], [room.noiseDecibelA + 6, 'red']],
        }),
        figure({
          title: 'Oldest reading',
          help: 'How long ago the stalest sensor was read. Normal: 2 seconds and the time between two scrapes.',
          unit: 'seconds',
          query: 'max(time() - thermal_temperature_timestamp_seconds)',
          levels: ['green', [60, 'orange'], [120, 'red']],
        }),
        table({
          title: 'Which blade has which fault?',
          help: 'What the daemon found, and answers with full speed. Page: thermal-daemon.',
          labels: { node: 'Blade', fault: 'Fault' },
          columns: [{ title: 'Now', unit: 'state', words: yesNo, query: 'max by (node, fault) (thermal_fault) == 1' }],
          nothing: 'no fault',
          width: 12,
          height: 6,
        }),
        table({
          title: 'What happened within a day?',
          help: 'Faults that began, also those that are over. A bus error that retries made good is none.',
          labels: { node: 'Blade', fault: 'Fault' },
          columns: [
            {
              title: 'Times',
              unit: 'count',
              query: 'round(sum by (node, fault) (increase(thermal_faults_total[1d]))) > 0',
            },
          ],
          sortBy: 'Times',
          nothing: 'nothing happened',
          width: 12,
          height: 6,
        }),
      ),
      row(
        'How are the blades, as they stand in the rack?',
        strip({
          title: 'Temperature',
          help: `Green: within the band, or colder because idle. Orange: above ${high} °C. A tile without a number is a blade that says nothing.`,
          unit: 'celsius',
          query: inBays('max by (node) (thermal_temperature_celsius)'),
          tile: '{{bay}}',
          levels: ['blue', [35, 'green'], [high + 1, 'orange'], [75, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Disk',
          help: 'The controller of the NVMe. From 55 °C on it asks for air, from 65 °C on for all of it. A tile without a number is a blade whose kernel shows no such sensor.',
          unit: 'celsius',
          query: inBays('max by (node) (thermal_sensor_celsius{sensor="nvme"})'),
          tile: '{{bay}}',
          levels: ['green', [55, 'orange'], [70, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Duty',
          help: 'What the fan was told. 100 % is heat or a fault.',
          unit: 'share',
          query: inBays('max by (node) (thermal_duty_ratio)'),
          tile: '{{bay}}',
          levels: ['blue', [0.01, 'green'], [0.75, 'orange'], [1, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Speed',
          help: 'Turns a minute. 0 with a duty is a fan that does not turn.',
          unit: 'rpm',
          query: inBays('max by (node) (thermal_fan_rpm)'),
          tile: '{{bay}}',
          levels: ['blue', [1, 'green']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Noise',
          help: 'Estimated for this fan alone, from its speed.',
          unit: 'dB(A)',
          query: inBays('max by (node) (thermal_fan_noise_estimate_decibels)'),
          tile: '{{bay}}',
          levels: ['green', [room.noiseDecibelA, 'orange'], [room.noiseDecibelA + 6, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Power',
          help: 'Heat of the module, estimated from how busy its processors are. Power and PoE shows what the switch gives.',
          unit: 'watts',
          query: inBays('max by (node) (thermal_power_estimate_watts)'),
          tile: '{{bay}}',
          levels: ['blue', [2, 'green'], [9, 'orange']],
          opens,
          width: 24,
        }),
      ),
      row(
        'Does it hold the band, and how quietly?',
        lines({
          title: 'Temperature against the band',
          help: `The band is ${low} to ${high} °C. Below it a blade is idle and its fan stands or turns slowly; above it the fan is at its limit, clogged, or the room is hot.`,
          unit: 'celsius',
          lines: {
            '{{node}}': `thermal_temperature_celsius${here}`,
            'band, low': 'min(thermal_band_low_celsius)',
            'band, high': 'max(thermal_band_high_celsius)',
          },
          levels: ['green', [75, 'red']],
        }),
        lines({
          title: 'Disks',
          help: 'The hotter of processor and disk decides: from 55 °C on a disk gets the floor of the fan at least, from 65 °C on full speed.',
          unit: 'celsius',
          lines: { '{{node}} {{sensor}}': `thermal_sensor_celsius${here}`, limit: 'min(thermal_sensor_limit_celsius)' },
          levels: ['green', [70, 'red']],
        }),
        lines({
          title: 'Duty over time',
          help: 'Few changes are what makes it quiet: a regulator that hunts is heard.',
          unit: 'share',
          min: 0,
          max: 1,
          lines: { '{{node}}': `thermal_duty_ratio${here}` },
        }),
        lines({
          title: 'Speed of the fans',
          help: 'Follows the duty within seconds. A line at the bottom with a duty above is a fan that does not turn.',
          unit: 'rpm',
          min: 0,
          lines: { '{{node}} fan {{fan}}': `thermal_fan_rpm${here}` },
        }),
        lines({
          title: 'Changes of the duty in an hour',
          help: 'Normal: fewer than ten. More is a load that swings, or a band that is too narrow for it.',
          unit: 'count',
          min: 0,
          lines: { '{{node}}': `round(increase(thermal_duty_changes_total${here}[1h]))` },
        }),
        lines({
          title: 'Share of time within the band',
          help: 'Over the last hour. Idle blades are below the band and that is well.',
          unit: 'share',
          min: 0,
          max: 1,
          lines: {
            'within or below': `avg(avg_over_time((thermal_temperature_celsius${here} <= bool ${high})[1h:1m]))`,
            within: `avg(avg_over_time(((thermal_temperature_celsius${here} >= bool ${low}) * (thermal_temperature_celsius${here} <= bool ${high}))[1h:1m]))`,
          },
        }),
        lines({
          title: 'Slowed down by heat, or short of voltage',
          help: 'Share of time. Normal: none of either. A blade without a line does not say: a pod without privilege may not read the clock, and a Raspberry Pi counts as slowed down from 80 °C on. Voltage is the supply or the cable, not the fan.',
          unit: 'share',
          min: 0,
          lines: {
            '{{node}} slowed down': `rate(thermal_throttled_seconds_total${here}[5m])`,
            '{{node}} short of voltage': `rate(thermal_undervoltage_seconds_total${here}[5m])`,
          },
        }),
      ),
    ],
  };
}
