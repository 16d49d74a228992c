import type { AlertCase, AlertCases } from '../../kit/alert-cases';

const name = 'usw-pro-24';
const port = (number: number) =>
  `unpoller_device_port_poe_watts{name="${name}",port_num="${number}",port_id="${name} Port ${number}",source="https://192.168.1.1"}`;
/** Twenty ports that each give the same for an hour. */
const all = (watts: number): AlertCase['series'] =>
  Object.fromEntries(Array.from({ length: 20 }, (_, i) => [port(i + 1), `${watts}x60`]));

export const poeAlertCases: AlertCases = {
  app: 'unpoller',
  alerts: {
    PoeBladeOverBudget: [
      {
        when: 'a blade draws 14 of its 12 watts',
        series: { ...all(6), [port(7)]: '14x60' },
        at: '11m',
        fires: [
          {
            labels: { name, port_num: '7' },
            summary: 'port 7 of usw-pro-24 gives 14.0 W, more than the rack file says that its blade needs at worst',
          },
        ],
      },
      {
        when: 'it draws more for five minutes while it starts',
        series: { ...all(6), [port(7)]: '6x5 13x5 7x60' },
        at: '40m',
        fires: [],
      },
      {
        when: 'something that is no blade draws 20 watts',
        series: { ...all(11), [port(23)]: '20x60' },
        at: '40m',
        fires: [],
      },
      { when: 'it draws exactly its 12 watts', series: all(12), at: '40m', fires: [] },
    ],
    PoePortAtLimit: [
      {
        when: 'a port gives 24 of its 25 watts',
        series: { [port(23)]: '24x60' },
        at: '6m',
        fires: [
          {
            labels: { name, port_num: '23' },
            summary: 'port 23 of usw-pro-24 gives 24.0 W; the switch cuts it off soon',
          },
        ],
      },
      { when: 'it gives 22', series: { [port(23)]: '22x60' }, at: '30m', fires: [] },
      { when: 'it gives exactly nine tenths', series: { [port(23)]: '22.5x60' }, at: '30m', fires: [] },
    ],
    PoeTotalHigh: [
      {
        when: 'all blades draw 17 watts',
        series: all(17),
        at: '16m',
        fires: [{ labels: { name }, summary: 'usw-pro-24 gives 340.0 W, four fifths of what it has' }],
      },
      { when: 'all blades draw what they may, 12 watts', series: all(12), at: '40m', fires: [] },
      { when: 'all blades draw 16 watts, exactly four fifths', series: all(16), at: '40m', fires: [] },
    ],
    PoeTotalOverCap: [
      {
        when: 'all blades draw 19.5 watts',
        series: all(19.5),
        at: '3m',
        fires: [{ labels: { name }, summary: 'usw-pro-24 gives 390.0 W, nearly all it has: it will cut ports off' }],
      },
      { when: 'they draw 18', series: all(18), at: '30m', fires: [] },
      { when: 'they draw 19, exactly nineteen twentieths', series: all(19), at: '30m', fires: [] },
    ],
  },
};
