import { moved, still, type Circumstances, type Stillness } from './stillness';

const limits = { stuckSeconds: 90, nearProcessor: true };
const at = (seconds: number, change: Partial<Circumstances> = {}): Circumstances => ({
  loadWatts: 3,
  nowMs: seconds * 1000,
  ...change,
});

/** The same value every two seconds from then on. @returns the second in which it counts as stuck */
function stuckAfter(
  change: (second: number) => Partial<Circumstances>,
  start: Stillness = moved(undefined, at(0, change(0))),
  patience = 600,
): number | undefined {
  let stillness = start;
  for (let second = 2; second <= patience; second += 2) {
    stillness = still(stillness, at(second, change(second)), limits);
    if (stillness.stuck) return second;
  }
  return undefined;
}

describe('a value that stays', () => {
  it.each<[string, (second: number) => Partial<Circumstances>, number]>([
    ['while nothing changes: in its time', () => ({}), 90],
    ['on a node that does not tell its load', () => ({ loadWatts: undefined }), 90],
    ['though a little more load began', (second) => ({ loadWatts: second < 20 ? 3 : 3.5 }), 90],
    ['though full load began', (second) => ({ loadWatts: second < 20 ? 2.7 : 6.4 }), 26],
    ['though half of full load began', (second) => ({ loadWatts: second < 20 ? 2.7 : 4.5 }), 30],
    [
      'though the load was unknown for a while',
      (second) => ({ loadWatts: second === 10 ? undefined : second < 20 ? 2.7 : 6.4 }),
      26,
    ],
    ['though load ended', (second) => ({ loadWatts: second < 20 ? 6.4 : 2.7 }), 26],
    ['though a burst came and went', (second) => ({ loadWatts: second >= 20 && second < 26 ? 6.4 : 3 }), 28],
    ['though a burst of two seconds came and went', (second) => ({ loadWatts: second === 20 ? 6.4 : 3 }), 90],
  ])('is stuck %s', (_name, change, seconds) => expect(stuckAfter(change)).toBe(seconds));

  it('of a sensor elsewhere on the blade is checked by its time alone', () => {
    let stillness = moved(undefined, at(0));
    for (let second = 2; second <= 90; second += 2) {
      expect(stillness.stuck).toBe(false);
      stillness = still(stillness, at(second, { loadWatts: 6.4 }), { ...limits, nearProcessor: false });
    }
    expect(stillness.stuck).toBe('rest');
  });

  it('stays stuck when what had changed changes back', () => {
    let stillness = moved(undefined, at(0));
    for (let second = 2; second <= 30; second += 2)
      stillness = still(stillness, at(second, { loadWatts: 6.4 }), limits);
    expect(stillness.stuck).toBe('elsewhere');
    for (let second = 32; second <= 80; second += 2) stillness = still(stillness, at(second), limits);
    expect(stillness.stuck).toBe('elsewhere');
  });

  it('is felt by the die only after seconds: the load of one step is not yet heat', () => {
    const one = still(moved(undefined, at(0)), at(2, { loadWatts: 6 }), limits);
    expect(one.feltWatts).toBeCloseTo(3 + 3 * (1 - Math.exp(-2 / 6)));
    expect(moved(one, at(4)).feltWatts).toBeCloseTo(one.feltWatts + (3 - one.feltWatts) * (1 - Math.exp(-2 / 6)));
  });
});

describe('a new value', () => {
  const falseAlarms = (count: number, stuck: 'rest' | 'elsewhere'): Stillness => {
    let stillness = moved(undefined, at(0));
    for (let times = 0; times < count; times += 1) stillness = moved({ ...stillness, stuck }, at(0));
    return stillness;
  };

  it('ends it and starts the time anew', () => {
    const start = moved(still(moved(undefined, at(0)), at(60), limits), at(62));
    expect(start).toMatchObject({ sinceMs: 62_000, stuck: false, leniency: { rest: 1, elsewhere: 1 } });
  });

  it.each([
    [1, 180],
    [2, 360],
    [5, 2880],
    [9, 2880],
  ])('after %d false alarms allows %d seconds of rest', (count, seconds) =>
    expect(stuckAfter(() => ({}), falseAlarms(count, 'rest'), 4000)).toBe(seconds),
  );

  it.each([
    [1, 30],
    [2, undefined],
    [5, undefined],
  ])('after %d false alarms takes the full load of a node for a sign after %p seconds', (count, seconds) =>
    expect(stuckAfter((second) => ({ loadWatts: second < 20 ? 2.7 : 6.4 }), falseAlarms(count, 'elsewhere'), 40)).toBe(
      seconds,
    ),
  );

  it('after a false alarm of one kind is as strict as ever with the other', () => {
    expect(falseAlarms(3, 'rest').leniency).toEqual({ rest: 8, elsewhere: 1 });
    expect(falseAlarms(3, 'elsewhere').leniency).toEqual({ rest: 1, elsewhere: 4 });
  });

  it('of a blade whose load is not known yet takes it for a usual one', () => {
    expect(moved(undefined, at(0, { loadWatts: undefined })).wattsThen).toBe(4);
  });
});
