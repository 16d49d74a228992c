import { type Brought, tooEarly } from './order';

const at = (second: number) => `2026-11-29T12:00:${String(second).padStart(2, '0')}Z`;
const brought = (first: number, ready: number | undefined): Brought => ({
  created: [at(first + 1), at(first)],
  ready: ready === undefined ? '' : at(ready),
});
const order = { namespaces: [], redis: ['namespaces'] };

const rows: [what: string, namespaces: Brought, redis: Brought, faults: string[]][] = [
  ['after it', brought(1, 5), brought(6, 20), []],
  ['in the same second', brought(1, 5), brought(5, 20), []],
  [
    'before it',
    brought(1, 5),
    brought(4, 20),
    [`Kustomization/redis made its first object at ${at(4)}, namespaces was Ready at ${at(5)}`],
  ],
  [
    'and it never was Ready',
    brought(1, undefined),
    brought(4, 20),
    [`Kustomization/redis made its first object at ${at(4)}, namespaces was never Ready`],
  ],
  ['and nothing came', brought(1, 5), { created: [], ready: at(9) }, ['Kustomization/redis made nothing']],
];

test.each(rows)('one that waits for another begins %s', (_, namespaces, redis, faults) => {
  expect(tooEarly(order, new Map(Object.entries({ namespaces, redis })))).toEqual(faults);
});
