import { stopwatch, until } from '../tree/until';
import { type Gateway, masterKey, say } from './gateway';
import { ask, bearer, json } from './http';
import type { Bench } from './bench';
import type { Webui } from './retrieval';

/** The Redis primary dies while both applications are asked without a pause. */
export async function judgeFailover(bench: Bench, gateway: Gateway, webui: Webui): Promise<void> {
  const { verdict, redis } = bench;
  await judgeKeySpace(bench);
  const [primary] = await redis.primaries();
  let watching = true;
  const answers: { who: string; status: number; text: string; seconds: number }[] = [];
  const watch = async (who: string, one: () => Promise<{ status: number; text: string }>) => {
    while (watching) {
      const clock = stopwatch();
      const { status, text } = await one();
      answers.push({ who, status, text, seconds: clock() });
    }
  };
  const watched = [
    watch('LiteLLM', () => say(gateway)),
    watch('Open WebUI', () => ask(`${webui.urls[1]}/api/v1/auths/`, { headers: bearer(webui.token), seconds: 60 })),
  ];
  await until(2, () => undefined);
  const clock = stopwatch();
  await primary!.kill();
  primary!.forget();
  const promoted = await until(60, async () => ((await redis.primaries()).length === 1 ? true : undefined));
  verdict.check(
    `the Redis primary is killed: another leads after ${clock()} s`,
    promoted === true,
    await redis.state(),
  );
  const healthy = await until(120, async () => ((await cachePing(bench, gateway)) ? true : undefined), 1000);
  verdict.check(
    `   /cache/ping is healthy again after ${clock()} s`,
    healthy === true,
    (await pinged(bench, gateway)).text.slice(0, 800),
  );
  watching = false;
  await Promise.all(watched);
  for (const who of ['LiteLLM', 'Open WebUI']) {
    const mine = answers.filter((answer) => answer.who === who);
    const bad = mine.filter(({ status }) => status !== 200);
    const slowest = Math.max(...mine.map(({ seconds }) => seconds));
    const what = `   ${who} answered all of ${mine.length} requests meanwhile, the slowest in ${slowest} s`;
    verdict.check(
      what,
      bad.length === 0 && mine.length > 0,
      bad
        .map(({ status, text }) => `${status} ${text}`)
        .join('\n')
        .slice(0, 1500),
    );
  }
  primary!.start();
  verdict.check('   the one that died follows', (await redis.settled(120)) !== undefined, await redis.state());
  const said = await webui.ask('/api/chat/completions', {
    model: 'qwen3-0.6b',
    messages: [{ role: 'user', content: 'are you there still?' }],
    stream: false,
  });
  verdict.check('   a person who was signed in chats on', said.status === 200, said.text.slice(0, 500));
  await judgeDeadCache(bench, gateway);
}

/** Each program keeps to the keys that its user may touch. */
async function judgeKeySpace({ verdict, redis, stack }: Bench): Promise<void> {
  const [primary] = await redis.primaries();
  const seen: string[] = [];
  for (const [user, namespace] of [
    ['litellm', 'redis-litellm'],
    ['open-webui', 'redis-open-webui'],
  ] as const) {
    const client = await redis.client(primary!);
    await client.send('AUTH', user, stack.given.secret('ml', namespace)['password']!);
    const [, keys] = (await client.send('SCAN', '0', 'COUNT', '10000')) as [string, string[]];
    seen.push(...keys.filter((key) => key.startsWith(`${user}:`)));
    client.close();
  }
  const both = ['litellm:', 'open-webui:'].every((prefix) => seen.some((key) => key.startsWith(prefix)));
  verdict.check(`both keep what is theirs in Redis (${seen.length} keys)`, both, seen.slice(0, 20).join(' '));
  const log = (await redis.ask(primary!, 'exporter', 'INFO', 'errorstats')) as string;
  const denied = /errorstat_NOPERM:count=(\d+)/.exec(log)?.[1] ?? '0';
  verdict.check('   and no command was refused to them', denied === '0', log);
}

function pinged(bench: Bench, { url }: Gateway) {
  return ask(`${url}/cache/ping`, { headers: bearer(masterKey(bench)), seconds: 60 });
}

async function cachePing(bench: Bench, gateway: Gateway): Promise<boolean> {
  const answer = await pinged(bench, gateway);
  return answer.status === 200 && json<{ status: string }>(answer)?.status === 'healthy';
}

/** All of Redis is gone: readiness does not say so, /cache/ping does, and answers go on without a cache. */
async function judgeDeadCache(bench: Bench, gateway: Gateway): Promise<void> {
  const { verdict, redis } = bench;
  await Promise.all(redis.pods.map((pod) => pod.kill()));
  const unhealthy = await until(120, async () => ((await cachePing(bench, gateway)) ? undefined : true), 1000);
  verdict.check('without any Redis /cache/ping says so', unhealthy === true);
  const said = await say(gateway);
  verdict.check('   and chat goes on', said.status === 200, said.text.slice(0, 500));
  const { text } = await ask(`${gateway.url}/metrics/`);
  const counted = text.split('\n').filter((line) => line.startsWith('litellm_redis_failed_requests_total'));
  const some = counted.some((line) => Number(line.split(' ').at(-1)) > 0);
  verdict.check('   and the failed calls are counted', some, counted.join('\n'));
}
