import {
  assessClock,
  assessFan,
  assessHeat,
  assessPlug,
  assessTokens,
  assessWatts,
} from '../../lib/commission/readings';
import {
  type CommissionRecord,
  type StepName,
  type StepResult,
  stepsLeft,
  withResult,
} from '../../lib/commission/record';
import type { Meters } from './meters';

export interface Bench {
  meters: Meters;
  /** Watts that the blade's port may give. */
  perPortWatts: number;
  /** Upper end of what the fans hold, in degrees Celsius; absent under a curve. */
  holdMaxCelsius?: number;
  /** Steps that this rack has nothing for, such as tokens without a model. */
  without: readonly StepName[];
  /** A question of yes and no to the person beside the rack. */
  askYes(question: string): Promise<boolean>;
  say(text: string): void;
  sleep(seconds: number): Promise<void>;
  now(): Date;
  /** Keeps the record before the next step begins. */
  keep(record: CommissionRecord): void;
}

const loadSeconds = 300;
const readEverySeconds = 10;
const writeSeconds = 20;
const darkSeconds = 15;
const backSeconds = 600;

const titles: Readonly<Record<StepName, string>> = {
  clock: 'Does it know the time?',
  fan: 'Is it its own fan that cools it?',
  watts: 'What does it draw, idle and at work?',
  heat: 'How warm does it get at work?',
  tokens: 'How fast does it answer?',
  plug: 'Does its disk keep what it has acknowledged, when the plug is pulled?',
};

const steps: Readonly<Record<StepName, (bench: Bench) => Promise<Omit<StepResult, 'step' | 'at'>>>> = {
  async clock({ meters }) {
    const { isSynced, offsetSeconds } = await meters.clock();
    return assessClock(isSynced, offsetSeconds);
  },
  async fan({ meters, askYes }) {
    const burning = meters.load(60);
    const turns = await askYes(
      'All its cores work for a minute now. Does the fan of this blade, and not another’s, speed up?',
    );
    await burning;
    return assessFan(turns);
  },
  async watts({ meters, perPortWatts, sleep }) {
    const idle = await meters.watts();
    const [busiest] = await Promise.all([highest(() => meters.watts(), 60, sleep), meters.load(60)]);
    return assessWatts(idle, busiest, perPortWatts);
  },
  async heat({ meters, holdMaxCelsius, sleep }) {
    const [warmest] = await Promise.all([
      highest(() => meters.socCelsius(), loadSeconds, sleep),
      meters.load(loadSeconds),
    ]);
    return assessHeat(warmest, holdMaxCelsius);
  },
  tokens: async ({ meters }) => assessTokens(await meters.tokensPerSecond()),
  plug: pullThePlug,
};

/**
 * Goes through the steps that are left, each kept before the next begins, so that an interrupted hour goes on where it was.
 */
export async function runSteps(start: CommissionRecord, bench: Bench): Promise<CommissionRecord> {
  let record = start;
  for (const step of stepsLeft(start).filter((each) => !bench.without.includes(each))) {
    bench.say(`${step}: ${titles[step]}`);
    const result = await steps[step](bench).catch((error: Error) => ({ isGood: false, says: error.message }));
    record = withResult(record, { step, at: bench.now().toISOString(), ...result });
    bench.keep(record);
    bench.say(`  ${result.isGood ? 'good' : 'NOT GOOD'}: ${result.says}`);
  }
  return record;
}

async function highest(read: () => Promise<number>, seconds: number, sleep: Bench['sleep']): Promise<number> {
  let most = 0;
  for (let past = 0; past < seconds; past += readEverySeconds) {
    await sleep(readEverySeconds);
    most = Math.max(most, await read());
  }
  return most;
}

async function pullThePlug({ meters, askYes, sleep, say }: Bench): Promise<Omit<StepResult, 'step' | 'at'>> {
  const held = await meters.podsWithVolumes();
  if (held.length > 0) {
    return {
      isGood: false,
      says: `its power was not cut: ${held.join(', ')} hold volumes there; take a blade that is empty`,
    };
  }
  const agreed = await askYes('Its power is cut while a program writes. It must hold no data yet. Go on?');
  if (!agreed) return { isGood: false, says: 'the plug was not pulled' };
  await meters.startWriter();
  try {
    await sleep(writeSeconds);
    const { acknowledged, syncMilliseconds } = await meters.written();
    await meters.setPower(false);
    say(`  dark after write ${acknowledged} …`);
    await sleep(darkSeconds);
    await meters.setPower(true);
    for (let past = 0; past < backSeconds; past += readEverySeconds) {
      await sleep(readEverySeconds);
      const found = await meters.found();
      if (found !== undefined) return assessPlug(acknowledged, found, syncMilliseconds);
    }
    return { isGood: false, says: `it did not come back within ${backSeconds / 60} min` };
  } finally {
    await meters.stopWriter().catch(() => undefined);
  }
}
