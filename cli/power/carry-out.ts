import { outOfService } from '../../lib/status/checks/blades';
import type { JournalEntry } from '../../lib/power/journal';
import type { PortState, PowerRequest, Witness } from '../../lib/power/request';
import { ControllerError, type SwitchController } from './controller';

/** Everything that an operation does outside itself. */
export interface Hands {
  controller: SwitchController;
  /** The blade as it is heard and seen at this moment. */
  witnesses(): Promise<Witness[]>;
  /** Pods of it that something other than the blade made. */
  podsLeft(): Promise<string[]>;
  /** Puts the taint `out-of-service` on its node, or takes it away. @throws when the API server refuses */
  fence(isFenced: boolean): Promise<void>;
  write(step: JournalEntry['step'], text: string): void;
  say(text: string): void;
  sleep(milliseconds: number): Promise<void>;
  nowMs(): number;
}

export interface Patience {
  /** Until the switch has done what the controller was told. */
  switchSeconds: number;
  /** Without power, so that a board really starts anew. */
  darkSeconds: number;
  /** Until the pods of a fenced blade are gone from it. */
  moveSeconds: number;
  /** Until a blade that has power again is Ready. */
  startSeconds: number;
  pollSeconds: number;
}

export const patience: Patience = {
  switchSeconds: 90,
  darkSeconds: 10,
  moveSeconds: 240,
  startSeconds: 600,
  pollSeconds: 5,
};

export interface Operation extends PowerRequest {
  port: number;
  /** Whether its pods are told that it is gone for good, while it is. */
  fence: boolean;
}

/** Does what was asked, step by step, each written down before the next. @returns whether all of it came true */
export async function carryOut(operation: Operation, hands: Hands, times: Patience = patience): Promise<boolean> {
  const { action, blade, port } = operation;
  hands.write('begun', `${action} of ${blade}, port ${port}`);
  try {
    if (action !== 'on') await switchOff(operation, hands, times);
    if (action === 'off') {
      hands.write('done', `${blade} is off`);
      hands.say(`${blade} is off. It comes back with: npx rackwright power on ${blade}`);
      return true;
    }
    return await switchOn(operation, hands, times);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    hands.write('failed', why);
    hands.say(
      `${why}\nIt stopped here. The port may be off: npx rackwright power status ${blade}, then npx rackwright power on ${blade}`,
    );
    return false;
  }
}

async function switchOff({ blade, port, fence }: Operation, hands: Hands, times: Patience): Promise<void> {
  hands.say(`Switching port ${port} off …`);
  await hands.controller.setPower(port, false);
  const dark = await until(hands, times.switchSeconds, times, async () => {
    const state = (await hands.controller.ports()).find((each) => each.port === port);
    return state !== undefined && isDark(state);
  });
  if (!dark)
    throw new ControllerError(`port ${port} still gives power ${times.switchSeconds} s after it was told not to`);
  hands.write('off', `port ${port} gives nothing`);
  const darkSince = hands.nowMs();
  if (fence) await fenceIt(blade, hands, times);
  const left = times.darkSeconds * 1000 - (hands.nowMs() - darkSince);
  if (left > 0) await hands.sleep(left);
}

const isDark = ({ isOn, watts, isLinkUp }: PortState) => !isOn && watts === 0 && !isLinkUp;

/** The taint is a promise that the blade is off: it is made only where the switch and every witness agree. */
async function fenceIt(blade: string, hands: Hands, times: Patience): Promise<void> {
  let heard: Witness[] = [];
  const silent = await until(hands, times.switchSeconds, times, async () => {
    heard = (await hands.witnesses()).filter(({ says }) => says !== 'gone');
    return heard.length === 0;
  });
  if (!silent) {
    const who = heard.map(({ who: witness, how }) => `${witness}: ${how}`).join('; ');
    throw new ControllerError(
      `the port is dark and ${blade} is still heard (${who}): it has another source of power, or another port feeds it. It was not fenced.`,
    );
  }
  await hands.fence(true);
  hands.write('fenced', `${outOfService} on ${blade}`);
  hands.say(`${blade} is fenced; its pods may go.`);
  let pods = await hands.podsLeft();
  await until(hands, times.moveSeconds, times, async () => (pods = await hands.podsLeft()).length === 0);
  hands.say(
    pods.length === 0 ? 'No pod is left on it.' : `Still on it after ${times.moveSeconds} s: ${pods.join(', ')}`,
  );
}

async function switchOn({ blade, port }: Operation, hands: Hands, times: Patience): Promise<boolean> {
  hands.say(`Switching port ${port} on …`);
  await hands.controller.setPower(port, true);
  hands.write('on', `port ${port} was told to give power`);
  let last: Witness[] = [];
  const isBack = await until(hands, times.startSeconds, times, async () => {
    last = await hands.witnesses();
    return (
      last.some(({ who, says }) => who === 'Kubernetes' && says === 'alive') &&
      last.every(({ says }) => says !== 'gone')
    );
  });
  if (!isBack) {
    const said = last.map(({ who, how }) => `${who}: ${how}`).join('; ');
    hands.write('failed', `not back within ${times.startSeconds} s (${said})`);
    hands.say(
      `${blade} has power and did not come back within ${times.startSeconds / 60} min (${said}).\nnpx rackwright runbook replace-a-blade ${blade}`,
    );
    return false;
  }
  hands.write('back', `${blade} is Ready`);
  await hands.fence(false);
  hands.write('unfenced', `${outOfService} is not on ${blade}`);
  hands.write('done', `${blade} is back`);
  hands.say(`${blade} is back, and pods may run there.`);
  return true;
}

async function until(
  { sleep, nowMs }: Hands,
  seconds: number,
  { pollSeconds }: Patience,
  isSo: () => Promise<boolean>,
): Promise<boolean> {
  for (const end = nowMs() + seconds * 1000; ;) {
    if (await isSo()) return true;
    if (nowMs() >= end) return false;
    await sleep(pollSeconds * 1000);
  }
}
