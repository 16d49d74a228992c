import type { JournalEntry } from '../../lib/power/journal';
import type { PortState, Witness } from '../../lib/power/request';
import { type Hands, type Operation, carryOut, patience } from './carry-out';
import { ControllerError } from './controller';

/** A blade, a switch and a clock that only moves when somebody waits. */
function world(
  trouble: Partial<{
    neverDark: boolean;
    stillPings: boolean;
    neverBack: boolean;
    refuses: number;
    fenceFails: boolean;
  }> = {},
) {
  let now = 0;
  let isOn = true;
  let startedAt: number | undefined;
  let orders = 0;
  const done: string[] = [];
  const steps: JournalEntry['step'][] = [];
  const said: string[] = [];
  let pods = ['data/Pod/redis-1'];
  let isFenced = false;
  const isBack = () => startedAt !== undefined && !trouble.neverBack && now - startedAt > 60_000;
  const hands: Hands = {
    controller: {
      name: 'played',
      ports: () => Promise.resolve([state(isOn, trouble.neverDark)]),
      setPower(_port, wanted) {
        orders += 1;
        if (orders === trouble.refuses) return Promise.reject(new ControllerError('the controller refuses'));
        isOn = wanted;
        startedAt = wanted ? now : undefined;
        done.push(wanted ? 'on' : 'off');
        return Promise.resolve();
      },
    },
    witnesses() {
      const says: Witness['says'] = isBack() ? 'alive' : 'gone';
      return Promise.resolve([
        { who: 'Kubernetes', says, how: '' },
        { who: 'Talos', says, how: '' },
        { who: 'ping', says: trouble.stillPings ? 'alive' : says, how: 'it answers' },
      ]);
    },
    podsLeft() {
      if (isFenced) pods = [];
      return Promise.resolve(pods);
    },
    fence(wanted) {
      if (trouble.fenceFails && wanted) return Promise.reject(new ControllerError('kubectl could not fence'));
      isFenced = wanted;
      done.push(wanted ? 'fence' : 'unfence');
      return Promise.resolve();
    },
    write: (step) => void steps.push(step),
    say: (text) => void said.push(text),
    sleep(milliseconds) {
      now += milliseconds;
      return Promise.resolve();
    },
    nowMs: () => now,
  };
  return { hands, done, steps, said, isFenced: () => isFenced, isOn: () => isOn };
}

const state = (isOn: boolean, neverDark = false): PortState => ({
  port: 7,
  canFeed: true,
  isUplink: false,
  isOn,
  watts: isOn || neverDark ? 5 : 0,
  isLinkUp: isOn || neverDark,
  macs: [],
});

const asked = (action: Operation['action'], fence = true): Operation => ({ action, blade: 'blade-07', port: 7, fence });

test('a cycle cuts, fences, gives power back, and takes the fence away when the blade is Ready', async () => {
  const { hands, done, steps, isFenced } = world();
  expect(await carryOut(asked('cycle'), hands, patience)).toBe(true);
  expect(done).toEqual(['off', 'fence', 'on', 'unfence']);
  expect(steps).toEqual(['begun', 'off', 'fenced', 'on', 'back', 'unfenced', 'done']);
  expect(isFenced()).toBe(false);
});

test('off leaves it dark and fenced, and says how it comes back', async () => {
  const { hands, done, said, isFenced } = world();
  expect(await carryOut(asked('off'), hands, patience)).toBe(true);
  expect(done).toEqual(['off', 'fence']);
  expect(isFenced()).toBe(true);
  expect(said.at(-1)).toContain('npx rackwright power on blade-07');
});

test('without a fence no node is touched', async () => {
  const { hands, done } = world();
  await carryOut(asked('off', false), hands, patience);
  expect(done).toEqual(['off']);
});

test.each<[string, Parameters<typeof world>[0], string[], RegExp]>([
  ['a port that stays warm', { neverDark: true }, ['off'], /port 7 still gives power 90 s after/],
  [
    'a blade that is heard with its port dark',
    { stillPings: true },
    ['off'],
    /still heard \(ping: it answers\).*It was not fenced/,
  ],
  ['a controller that refuses', { refuses: 1 }, [], /the controller refuses/],
  ['a controller that refuses to give power back', { refuses: 2 }, ['off', 'fence'], /power on blade-07/],
  ['an API server that takes no fence', { fenceFails: true }, ['off'], /kubectl could not fence/],
  ['a blade that does not come back', { neverBack: true }, ['off', 'fence', 'on'], /did not come back within 10 min/],
])('%s ends it, is written down, and the next step is said', async (_, trouble, did, says) => {
  const { hands, done, steps, said } = world(trouble);
  expect(await carryOut(asked('cycle'), hands, patience)).toBe(false);
  expect(done).toEqual(did);
  expect(steps.at(-1)).toBe('failed');
  expect(said.join('\n')).toMatch(says);
});

test('a blade that does not come back stays fenced: its pods must not return to it', async () => {
  const { hands, isFenced } = world({ neverBack: true });
  await carryOut(asked('cycle'), hands, patience);
  expect(isFenced()).toBe(true);
});

test('it stays dark for as long as a board needs to start anew', async () => {
  const { hands, done } = world();
  const times: number[] = [];
  const setPower = hands.controller.setPower.bind(hands.controller);
  hands.controller.setPower = async (port, isOn) => {
    times.push(hands.nowMs());
    await setPower(port, isOn);
  };
  await carryOut(asked('cycle', false), hands, patience);
  expect(done).toEqual(['off', 'on', 'unfence']);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(patience.darkSeconds * 1000);
});
