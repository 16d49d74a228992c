import { type Gateway, say } from './gateway';
import type { Pod } from '../tree/pod';
import { until } from '../tree/until';
import { json } from './http';
import { type ModelServers, isUp } from './model-servers';
import type { Bench } from './bench';

/** All servers of one chat model are away: the other model answers, and says that it was the one. */
export async function judgeFallback(bench: Bench, gateway: Gateway, servers: ModelServers): Promise<void> {
  const { verdict } = bench;
  const rows: [name: string, pods: readonly Pod[], asked: string, answers: string][] = [
    ['chat', servers.chats, 'qwen3-0.6b', 'qwen2.5-1.5b'],
    ['chat-large', [servers.chatLarge], 'qwen2.5-1.5b', 'qwen3-0.6b'],
  ];
  for (const [name, pods, asked, stands] of rows) {
    const said = await whileAway(pods, () => say(gateway, undefined, asked));
    const stoodIn = said.status === 200 && wrote(said.text).includes(stands);
    verdict.check(`no server of ${name}: ${stands} answers instead`, stoodIn, said.text);
    const isBack = (await Promise.all(pods.map(isUp))).every(Boolean);
    // The gateway leaves a server that failed alone for a minute.
    const again = await until(90, async () => {
      const { text } = await say(gateway, undefined, asked);
      return wrote(text).includes(asked) ? true : undefined;
    });
    verdict.check(`   ${name} back: it answers itself`, isBack && again === true);
  }
  await judgeCounts(bench);
}

/**
 * LiteLLM books the end of a question that fell back under the model that stood in, and counts it at its first server until
 * the counter expires (`IN_FLIGHT_COUNT_TTL_SECONDS` in its `least_busy.py`). Nobody is asking now.
 */
async function judgeCounts({ verdict, redis, stack }: Bench): Promise<void> {
  const client = await redis.client((await redis.settled(60))!);
  await client.send('AUTH', 'litellm', stack.given.secret('ml', 'redis-litellm')['password']!);
  const [, keys] = (await client.send('SCAN', '0', 'COUNT', '10000')) as [string, string[]];
  const counters = keys.filter((key) => key.includes('_request_count:'));
  const left: { counter: string; count: number; seconds: number }[] = [];
  for (const counter of counters) {
    const count = Number(await client.send('GET', counter));
    if (count > 0) left.push({ counter, count, seconds: Number(await client.send('TTL', counter)) });
  }
  client.close();
  const said = left.map(({ counter, count, seconds }) => `${counter}: ${count}, ${seconds} s more`).join('; ');
  const what = `of ${counters.length} counters ${left.length} count a question that is over, for an hour at most`;
  const bounded = left.every(({ seconds }) => seconds > 0 && seconds <= 3600);
  verdict.check(`${what} (${said || 'none'})`, counters.length > 0 && bounded, said);
}

/** The addresses stay, as those of Services do, and nobody listens on them. */
function whileAway<T>([pod, ...others]: readonly Pod[], work: () => Promise<T>): Promise<T> {
  return pod ? pod.inBackOff('server', () => whileAway(others, work)) : work();
}

/** The model that an answer names as its writer. */
function wrote(text: string): string {
  return json<{ model: string }>({ status: 200, text })?.model ?? '';
}
