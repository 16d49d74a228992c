import { setTimeout as sleep } from 'node:timers/promises';
import type { Pod } from '../tree/pod';
import { until } from '../tree/until';
import { type Gateway, isReady, say } from './gateway';
import { ask, bearer } from './http';
import { type ModelServers, metric } from './model-servers';
import type { Bench } from './bench';

const model = 'qwen3-0.6b';
const rounds = 5;
/** Long enough that questions asked together are answered together. */
const longAnswerTokens = 1500;
/** Gateways count in Redis what they send on: of questions in the same instant neither knows the other's. */
const apartMilliseconds = 400;

/** All servers of one chat model behind the gateway; who answered is what the servers themselves have counted. */
export async function judgeBusyServers(bench: Bench, gateway: Gateway, { chats }: ModelServers): Promise<void> {
  const { verdict } = bench;
  // What was away a minute ago is left alone by the gateway for as long.
  const all = await until(120, async () => {
    const { answered } = await whoAnswers(chats, () => askTogether(chats.map(() => gateway)));
    return answered.length === chats.length ? true : undefined;
  });
  verdict.check(`the gateway sends questions to all ${chats.length} servers`, all === true);

  const [first, second] = [
    await whoAnswers(chats, () => repeat(gateway)),
    await whoAnswers(chats, () => repeat(gateway)),
  ];
  const twice = first.answered.length === 1 && second.answered.length === 1;
  verdict.check('the same question twice is answered twice', twice, `${said(first)}; ${said(second)}`);

  const other = await secondGateway(bench, gateway);
  const ways: [what: string, gateways: Gateway[], apartMilliseconds: number][] = [
    ['questions at once', chats.map(() => gateway), 0],
    [
      `questions at two gateways, ${apartMilliseconds} ms apart,`,
      chats.map((_, index) => (index % 2 === 0 ? gateway : other)),
      apartMilliseconds,
    ],
  ];
  for (const [what, gateways, apart] of ways) {
    const crowds = [];
    for (let round = 0; round < rounds; round++)
      crowds.push(await whoAnswers(chats, () => askTogether(gateways, apart)));
    // Of questions that are apart, a later one may find the first server free again.
    const everyone = ({ answered }: Answers) => apart > 0 || answered.length === chats.length;
    const fine = crowds.every((crowd) => everyone(crowd) && crowd.waited === 0 && areFine(crowd.statuses));
    verdict.check(`${chats.length} ${what} wait for nobody, ${rounds} times`, fine, crowds.map(said).join('; '));
  }
  const crowd = await whoAnswers(chats, () => askTogether([...chats, 'one more'].map(() => gateway)));
  const inLine = areFine(crowd.statuses) && crowd.waited > 0;
  verdict.check('one question more than servers waits in line and is answered', inLine, said(crowd));
  await judgeConversations(bench, gateway, chats);
}

/** Conversations begun together lie on different servers; each goes on where it began. */
async function judgeConversations({ verdict }: Bench, gateway: Gateway, chats: readonly Pod[]): Promise<void> {
  const names = chats.map((_, index) => `conversation-${index}-${performance.now()}`);
  await Promise.all(names.map((session) => question(gateway, longAnswerTokens, session)));
  const homes: string[][] = names.map(() => []);
  for (let turn = 0; turn < 3; turn++) {
    for (const [index, session] of names.entries()) {
      const { answered } = await whoAnswers(chats, async () => [await question(gateway, 8, session)]);
      homes[index]!.push(answered.join('+'));
    }
  }
  const stays = homes.every((turns) => new Set(turns).size === 1);
  const apart = new Set(homes.map(([home]) => home)).size === chats.length;
  verdict.check('a conversation stays with the server that read it', stays && apart, JSON.stringify(homes));
}

async function secondGateway({ stack, programs, trees }: Bench, gateway: Gateway): Promise<Gateway> {
  const pod = stack.pod('Deployment', 'litellm', 1, programs.litellm, trees.python.root);
  pod.start();
  const url = `http://${pod.address}:4000`;
  await isReady(url);
  return { ...gateway, pod, url };
}

interface Answers {
  statuses: readonly number[];
  /** Names of the servers that wrote. */
  answered: readonly string[];
  /** Most questions that were seen to wait at a busy server at one time. */
  waited: number;
}

async function whoAnswers(chats: readonly Pod[], asking: () => Promise<{ status: number }[]>): Promise<Answers> {
  const before = await Promise.all(chats.map((pod) => metric(pod, 'tokens_predicted_total')));
  let isOver = false;
  const watching = Promise.all(
    chats.map(async (pod) => {
      let most = 0;
      for (; !isOver; await sleep(50)) most = Math.max(most, await metric(pod, 'requests_deferred'));
      return most;
    }),
  );
  const statuses = (await asking()).map(({ status }) => status);
  isOver = true;
  const waited = Math.max(...(await watching));
  const after = await Promise.all(chats.map((pod) => metric(pod, 'tokens_predicted_total')));
  const answered = chats.filter((_, index) => after[index]! > before[index]!).map(({ props }) => props.name);
  return { statuses, answered, waited };
}

function askTogether(gateways: readonly Gateway[], apart = 0) {
  return Promise.all(
    gateways.map(async (gateway, index) => {
      await sleep(index * apart);
      return question(gateway, longAnswerTokens);
    }),
  );
}

async function repeat(gateway: Gateway) {
  return [await say(gateway, 'the same words again', model)];
}

function question({ url, key }: Gateway, tokens: number, session?: string) {
  const body = { model, messages: [{ role: 'user', content: `tell me ${performance.now()}` }], max_tokens: tokens };
  const headers = { ...bearer(key), ...(session && { 'x-litellm-session-id': session }) };
  return ask(`${url}/v1/chat/completions`, { headers, body, seconds: 300 });
}

function areFine(statuses: readonly number[]): boolean {
  return statuses.every((status) => status === 200);
}

function said({ statuses, answered, waited }: Answers): string {
  return `${statuses.join()} from ${answered.join(' ')}, ${waited} waited`;
}
