import type { ServiceRow } from './scenario';
import { faultsIn } from './writers';

const row: ServiceRow = {
  app: 'redis',
  program: 'Redis',
  event: 'plug of blade-04',
  secondsWithout: 6,
  boundSeconds: 15,
  acknowledged: 100,
  lost: 0,
};

describe('what is wrong with a row', () => {
  const rows: [what: string, change: Partial<ServiceRow>, fault: RegExp | undefined][] = [
    ['nothing, within its bound', {}, undefined],
    ['an outage longer than its page says', { secondsWithout: 15.1 }, /took no write for 15\.1 s .* at most 15 s/],
    ['one lost write', { lost: 1 }, /lost 1 of 100 acknowledged writes/],
    ['no write at all, which would lose none', { acknowledged: 0 }, /acknowledged no write at all/],
  ];
  test.each(rows)('%s', (_, change, fault) => {
    const faults = faultsIn([{ ...row, ...change }]);
    if (fault === undefined) expect(faults).toEqual([]);
    else expect(faults).toEqual([expect.stringMatching(fault)]);
  });
});
