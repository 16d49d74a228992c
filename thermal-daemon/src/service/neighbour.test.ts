import { Neighbour, partOf, type Neighbours, type Telling } from './neighbour';

const where: Neighbours = {
  host: 'thermal-pwm.hardware.svc.cluster.local',
  port: 9101,
  pairs: [{ drives: 'blade-01', lends: 'blade-02' }],
};

function bench() {
  const world = {
    nowMs: 100_000,
    asked: [] as string[],
    resolved: 0,
    answers: {
      '10.0.0.1': { node: 'blade-01', tempCelsius: 40, leastDutyRatio: 0, ageSeconds: 0 },
      '10.0.0.2': { node: 'blade-02', tempCelsius: 61.5, leastDutyRatio: 0.2, ageSeconds: 1 },
    } as Record<string, Telling>,
  };
  const neighbour = new Neighbour('blade-02', where, {
    nowMs: () => world.nowMs,
    resolve: async () => {
      world.resolved += 1;
      return Object.keys(world.answers);
    },
    ask: async (address) => {
      world.asked.push(address);
      const answer = world.answers[address];
      if (!answer) throw new Error('ECONNREFUSED');
      return answer;
    },
  });
  /** A step of the control loop two seconds later, and the answer that it asked for. */
  const step = async () => {
    world.nowMs += 2000;
    const known = neighbour.read();
    await new Promise((soon) => setImmediate(soon));
    return known;
  };
  return { world, neighbour, step };
}
const known = { tempCelsius: 61.5, leastDutyRatio: 0.2 };

describe('the neighbour', () => {
  it('is unknown at first, and then the daemon that says that it is the neighbour', async () => {
    const { step, world } = bench();
    expect(await step()).toBe('unknown');
    expect(await step()).toEqual(known);
    expect(await step()).toEqual(known);
    expect(world).toMatchObject({ resolved: 1, asked: ['10.0.0.1', '10.0.0.2', '10.0.0.2', '10.0.0.2'] });
  });

  it('is unknown six seconds after the newest sample that it told of', async () => {
    const { step, world } = bench();
    await step();
    world.answers = {};
    const seen = [];
    for (let count = 0; count < 4; count += 1) seen.push(await step());
    // Asked once more at two seconds, when the sample was three seconds old.
    expect(seen).toEqual([known, known, 'unknown', 'unknown']);
  });

  it('is found again at another address', async () => {
    const { step, world } = bench();
    await step();
    world.answers = { '10.0.0.9': { ...world.answers['10.0.0.2']!, tempCelsius: 50 } };
    await step();
    expect(await step()).toMatchObject({ tempCelsius: 50 });
  });

  it.each<[string, Partial<Telling>]>([
    ['does not know its own temperature', { tempCelsius: null }],
    ['tells no number', { tempCelsius: 'hot' as unknown as number }],
    ['asks for more than everything', { leastDutyRatio: 2 }],
    ['tells of an old sample', { ageSeconds: 60 }],
  ])('is unknown when it %s', async (_name, change) => {
    const { step, world } = bench();
    world.answers['10.0.0.2'] = { ...world.answers['10.0.0.2']!, ...change };
    await step();
    expect(await step()).toBe('unknown');
  });

  it('is asked once at a time, however long an answer takes', async () => {
    let asked = 0;
    const neighbour = new Neighbour('blade-02', where, {
      nowMs: () => 0,
      resolve: async () => ['10.0.0.2'],
      ask: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    });
    for (let count = 0; count < 5; count += 1) {
      expect(neighbour.read()).toBe('unknown');
      await new Promise((soon) => setImmediate(soon));
    }
    expect(asked).toBe(1);
  });
});

describe('the part of a blade', () => {
  it.each([
    ['drives for its neighbour', where, 'blade-01', { drivesFor: 'blade-02' }],
    ['lends its fan', where, 'blade-02', 'lends'],
    ['is alone where no fan is shared', undefined, 'blade-01', 'alone'],
    ['drives for somebody unknown where nobody has told it its name', where, undefined, { drivesFor: 'unknown' }],
    ['and where it is in no pair', where, 'blade-07', { drivesFor: 'unknown' }],
  ])('%s', (_name, neighbours, node, part) => expect(partOf(neighbours, node)).toEqual(part));
});
