import { oneSwitch } from './power';
import type { RuleCases } from './rule-cases';
import { none, setFact } from './testing/edits';

const fedBy = (...names: string[]) =>
  names.map((name, index) => ({ name: `blade-${index}`, feed: { switch: name, port: index + 1 } }));

export const powerCases: readonly RuleCases[] = [
  [
    oneSwitch,
    [
      ['is silent where no switch feeds the blades', none, []],
      ['is silent on two switches', setFact('rack.blades', fedBy('left', 'right')), []],
      ['is silent on one blade', setFact('rack.blades', fedBy('left')), []],
      [
        'finds a rack that hangs on one switch',
        setFact('rack.blades', fedBy('left', 'left')),
        [{ object: 'clusters/sample.yaml', path: 'blades', message: 'all 2 blades hang on left' }],
      ],
    ],
  ],
];
