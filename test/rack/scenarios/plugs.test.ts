import { unscathed } from './plugs';

const rows = [
  { app: 'redis', secondsWithout: 6.7 },
  { app: 'postgres', secondsWithout: 0.2 },
];

test('a plug that cost the app nothing whose leader it was to take is a failure', () => {
  expect(unscathed(rows, 'postgres')).toEqual([
    'postgres wrote on after 0.2 s: its leader was not on the blade that was pulled',
  ]);
});

test('a plug that cost seconds is none, nor is one where nobody led', () => {
  expect(unscathed(rows, 'redis')).toEqual([]);
  expect(unscathed(rows, undefined)).toEqual([]);
});
