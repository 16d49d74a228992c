import { type BrokenRack, fed } from './field-rack';

export const tooLittlePower: readonly BrokenRack[] = [
  [
    'blades of 12 W on ports of 10 W',
    'portsGiveEnough',
    /worker may draw 12W, a port of poe gives 10W/,
    fed('3W-12W', { perPort: '10W' }),
  ],
  [
    'ports of a group that give less',
    'portsGiveEnough',
    /worker may draw 12W, ports 17 to 24 of poe give 7W/,
    fed('3W-12W', { groups: [{ ports: '17-24', perPort: '7W' }] }),
  ],
  [
    'twenty blades of 12 W on a switch of 200 W',
    'switchesCarryTheirBlades',
    /poe gives 200W, its blades may draw 240W/,
    fed('3W-12W', { total: '200W' }),
  ],
  [
    'one watt too little',
    'switchesCarryTheirBlades',
    /poe gives 239W, its blades may draw 240W/,
    fed('3W-12W', { total: '239W' }),
  ],
  [
    'blades whose watts nobody stated',
    'portsGiveEnough',
    /worker says no watts, but poe feeds it/,
    [...fed('3W-12W', {}), ['hardware.worker.watts', undefined]],
  ],
  [
    'a port that gives more than its switch',
    'switchesCarryTheirBlades',
    /one port of poe gives 400W, the whole switch 25W/,
    fed('3W-12W', { perPort: '400W', total: '25W' }),
  ],
  [
    'blades measured to draw more than a port gives',
    'portsGiveEnough',
    /worker may draw 30W, a port of poe gives 25W/,
    [
      ...fed('3W-12W', {}),
      ['switches.poe.total', '800W'],
      ['hardware.worker.measured', { on: '2026-11-20', blade: 'b-01', watts: '5W-30W' }],
    ],
  ],
  [
    'two blades on one port',
    'portsFeedOneBlade',
    /two blades on one port/,
    [...fed('3W-12W', {}), ['blades[1].ports', 'poe/3-19']],
  ],
  [
    'a port that the switch has not',
    'portsExist',
    /poe has 24 ports/,
    [...fed('3W-12W', {}), ['blades[1].ports', 'poe/9-25']],
  ],
  [
    'a switch that is nowhere described',
    'switchesAreKnown',
    /no switch is called poe-2/,
    [...fed('3W-12W', {}), ['blades[1].ports', 'poe-2/1-17']],
  ],
  [
    'a port in two groups',
    'portGroupsAreApart',
    /port 8 of poe is in two groups/,
    fed('3W-12W', {
      groups: [
        { ports: '1-8', perPort: '15W' },
        { ports: '8-16', perPort: '30W' },
      ],
    }),
  ],
];
