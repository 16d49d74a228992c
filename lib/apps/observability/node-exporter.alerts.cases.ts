import type { AlertCases } from '../../kit/alert-cases';

const time = (node: string) => `node_time_seconds{node="${node}"}`;
const boot = (node: string) => `node_boot_time_seconds{node="${node}"}`;
const twoSwitches = 'clusters/examples/two-switches.yaml';
const fourBlades = ['blade-04', 'blade-05', 'blade-06', 'blade-07'];
const disk = (what: string) => `node_filesystem_${what}_bytes{node="blade-04",mountpoint="/var"}`;
const labels = { node: 'blade-04' };

/** Blades that started at the given minute; the clock of promtool starts at 0. */
const started = (minutes: readonly number[]) =>
  Object.fromEntries(
    minutes.flatMap((minute, i) => [
      [time(fourBlades[i]!), '0+60x200'],
      [boot(fourBlades[i]!), minute === 0 ? '-100000x200' : `-100000x${minute - 1} ${minute * 60}x200`],
    ]),
  );

export const nodeAlertCases: AlertCases = {
  app: 'node-exporter',
  alerts: {
    ControlPlaneLost: [
      {
        when: 'two of three control-plane blades are silent',
        series: { [time('blade-01')]: '0+60x20', [time('blade-02')]: '0+60x3', [time('blade-03')]: '0+60x3' },
        at: '14m',
        fires: [{ summary: '1 of 3 control-plane blades answer; etcd needs 2' }],
      },
      {
        when: 'none of them is heard',
        series: { [time('blade-04')]: '0+60x20' },
        at: '10m',
        fires: [{ summary: '0 of 3 control-plane blades answer; etcd needs 2' }],
      },
      {
        when: 'one of three is silent',
        series: { [time('blade-01')]: '0+60x30', [time('blade-02')]: '0+60x30', [time('blade-03')]: '0+60x3' },
        at: '25m',
        fires: [],
      },
      {
        when: 'two reboot and are back within minutes',
        series: {
          [time('blade-01')]: '0+60x30',
          [time('blade-02')]: '0 60 stale _x1 0+60x30',
          [time('blade-03')]: '0 60 stale _x1 0+60x30',
        },
        at: '20m',
        fires: [],
      },
    ],
    SwitchDark: [
      {
        when: 'the switch on the left loses its power',
        rack: twoSwitches,
        series: {
          [time('blade-01')]: '0+60x3',
          [time('blade-02')]: '0+60x3',
          [time('blade-04')]: '0+60x3',
          [time('blade-03')]: '0+60x20',
          [time('blade-05')]: '0+60x20',
        },
        at: '14m',
        fires: [
          { labels: { switch: 'left' }, summary: 'no blade on switch left answers: no power, or no network, there' },
        ],
      },
      {
        when: 'one blade of each is left',
        rack: twoSwitches,
        series: { [time('blade-02')]: '0+60x30', [time('blade-05')]: '0+60x30' },
        at: '25m',
        fires: [],
      },
      {
        when: 'its blades are back within a minute',
        rack: twoSwitches,
        series: { [time('blade-01')]: '0+60x5 stale _x1 420+60x20', [time('blade-05')]: '0+60x30' },
        at: '20m',
        fires: [],
      },
      {
        when: 'the switch on the right loses its power',
        rack: twoSwitches,
        series: {
          [time('blade-01')]: '0+60x20',
          [time('blade-02')]: '0+60x20',
          [time('blade-03')]: '0+60x3',
          [time('blade-05')]: '0+60x3',
        },
        at: '14m',
        fires: [
          { labels: { switch: 'right' }, summary: 'no blade on switch right answers: no power, or no network, there' },
        ],
      },
    ],
    NodeMemoryShort: [
      {
        when: 'seven percent are left for a quarter of an hour',
        series: {
          'node_memory_MemAvailable_bytes{node="blade-04"}': '70x30',
          'node_memory_MemTotal_bytes{node="blade-04"}': '1000x30',
        },
        at: '20m',
        fires: [{ labels, summary: 'blade-04 has 7% of its memory left' }],
      },
      {
        when: 'nine percent are left',
        series: {
          'node_memory_MemAvailable_bytes{node="blade-04"}': '90x30',
          'node_memory_MemTotal_bytes{node="blade-04"}': '1000x30',
        },
        at: '20m',
        fires: [],
      },
      {
        when: 'a model loads and lets go again',
        series: {
          'node_memory_MemAvailable_bytes{node="blade-04"}': '400x5 20x12 400x30',
          'node_memory_MemTotal_bytes{node="blade-04"}': '1000x60',
        },
        at: '25m',
        fires: [],
      },
      {
        when: 'exactly eight percent are left',
        series: {
          'node_memory_MemAvailable_bytes{node="blade-04"}': '80x30',
          'node_memory_MemTotal_bytes{node="blade-04"}': '1000x30',
        },
        at: '25m',
        fires: [],
      },
    ],
    NodeMemoryPressure: [
      {
        when: 'processes wait a fifth of the time',
        series: { 'node_pressure_memory_waiting_seconds_total{node="blade-04"}': '0+12x60' },
        at: '30m',
        fires: [{ labels, summary: 'processes on blade-04 wait for memory 20% of the time' }],
      },
      {
        when: 'they wait a twelfth of it',
        series: { 'node_pressure_memory_waiting_seconds_total{node="blade-04"}': '0+5x60' },
        at: '45m',
        fires: [],
      },
      {
        when: 'they wait exactly a tenth of it',
        series: { 'node_pressure_memory_waiting_seconds_total{node="blade-04"}': '0+6x60' },
        at: '45m',
        fires: [],
      },
    ],
    NodeDiskFilling: [
      {
        when: 'a third is left and goes at a tenth of the disk in five hours',
        series: { [disk('avail')]: '390-0.35x480', [disk('size')]: '1000x480' },
        at: '7h',
        fires: [
          {
            labels: { ...labels, mountpoint: '/var' },
            summary: '/var of blade-04 is full in a day if it goes on like this',
          },
        ],
      },
      {
        when: 'images are pulled onto an empty disk',
        series: { [disk('avail')]: '990-0.9x480', [disk('size')]: '1000x480' },
        at: '7h',
        fires: [],
      },
      {
        when: 'a third is left and lasts for a week',
        series: { [disk('avail')]: '390-0.03x480', [disk('size')]: '1000x480' },
        at: '7h',
        fires: [],
      },
      {
        when: 'it went fast until exactly two fifths were left, and then no more',
        series: { [disk('avail')]: '1000-2x300 400x180', [disk('size')]: '1000x500' },
        at: '7h',
        fires: [],
      },
      {
        when: 'nothing is left to fill',
        series: { [disk('avail')]: '0x480', [disk('size')]: '1000x480' },
        at: '8h',
        fires: [],
      },
    ],
    NodeDiskAlmostFull: [
      {
        when: 'a twelfth is left',
        series: { [disk('avail')]: '80x30', [disk('size')]: '1000x30' },
        at: '20m',
        fires: [{ labels: { ...labels, mountpoint: '/var' }, summary: '/var of blade-04 has 8% left' }],
      },
      {
        when: 'an eighth is left, before anybody is evicted',
        series: { [disk('avail')]: '120x30', [disk('size')]: '1000x30' },
        at: '20m',
        fires: [{ labels: { ...labels, mountpoint: '/var' }, summary: '/var of blade-04 has 12% left' }],
      },
      {
        when: 'a sixth is left, as after images were cleared',
        series: { [disk('avail')]: '167x30', [disk('size')]: '1000x30' },
        at: '20m',
        fires: [],
      },
      {
        when: 'exactly what is left when images are cleared',
        series: { [disk('avail')]: '150x30', [disk('size')]: '1000x30' },
        at: '25m',
        fires: [],
      },
    ],
    NodeClockOff: [
      {
        when: 'the clock runs free',
        series: {
          'node_timex_sync_status{node="blade-04"}': '0x30',
          'node_timex_offset_seconds{node="blade-04"}': '0x30',
        },
        at: '20m',
        fires: [{ labels, summary: 'the clock of blade-04 does not follow the time server' }],
      },
      {
        when: 'it is in step and nevertheless a second behind',
        series: {
          'node_timex_sync_status{node="blade-04"}': '1x30',
          'node_timex_offset_seconds{node="blade-04"}': '-1x30',
        },
        at: '20m',
        fires: [{ labels, summary: 'the clock of blade-04 does not follow the time server' }],
      },
      {
        when: 'a blade has just started and finds the time within five minutes',
        series: {
          'node_timex_sync_status{node="blade-04"}': '0x5 1x30',
          'node_timex_offset_seconds{node="blade-04"}': '0.3x40',
        },
        at: '25m',
        fires: [],
      },
      {
        when: 'it is exactly half a second behind',
        series: {
          'node_timex_sync_status{node="blade-04"}': '1x40',
          'node_timex_offset_seconds{node="blade-04"}': '-0.5x40',
        },
        at: '30m',
        fires: [],
      },
    ],
    RackRebooted: [
      {
        when: 'three blades of four started together',
        series: started([0, 50, 50, 51]),
        at: '55m',
        fires: [{ summary: '3 blades started within the last quarter of an hour: the power was gone' }],
      },
      { when: 'two of four are upgraded', series: started([0, 0, 50, 51]), at: '55m', fires: [] },
      {
        when: 'the start is twenty minutes ago',
        series: started([50, 50, 50, 50]),
        silentFrom: '65m',
        at: '70m',
        fires: [],
      },
      {
        when: 'it is ten minutes since three of four started',
        series: started([0, 50, 50, 51]),
        at: '60m',
        fires: [{ summary: '3 blades started within the last quarter of an hour: the power was gone' }],
      },
    ],
  },
};
