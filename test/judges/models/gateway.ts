import type { Pod } from '../tree/pod';
import { stopwatch, until } from '../tree/until';
import { ask, bearer, json } from './http';
import type { Bench } from './bench';

export interface Gateway {
  pod: Pod;
  url: string;
  /** Key of the consumer `open-webui`. */
  key: string;
}

const chat = 'qwen3-0.6b';
const chatLarge = 'qwen2.5-1.5b';
const embedding = 'nomic-embed-text-v1.5';

/** Migrations, the server, keys per consumer, and what a key may do. */
export async function judgeGateway(bench: Bench): Promise<Gateway | undefined> {
  const { stack, programs, trees, verdict } = bench;
  const migrate = () => stack.job('litellm-migrate', programs.litellm, trees.python.root, 900);
  const clock = stopwatch();
  const first = await migrate();
  verdict.check(`litellm-migrate makes the schema (${clock()} s)`, first.code === 0, tail(first.stdout + first.stderr));
  const second = await migrate();
  const nothing = second.code === 0 && (second.stdout + second.stderr).includes('No pending migrations');
  verdict.check('   and finds nothing to do the second time', nothing, tail(second.stdout + second.stderr));
  const pod = stack.pod('Deployment', 'litellm', 0, programs.litellm, trees.python.root);
  const start = stopwatch();
  stack.serve(pod);
  const url = `http://${pod.address}:4000`;
  const ready = await isReady(url);
  const uid = pod.props.spec.securityContext?.runAsUser;
  verdict.check(`LiteLLM serves as ${uid} on a read-only root after ${start()} s`, ready, tail(pod.log('litellm')));
  if (!ready) return undefined;
  judgeLog(bench, pod, 'litellm');
  for (const path of ['/health/liveliness', '/metrics/', '/cache/ping']) {
    const key = path === '/cache/ping' ? bearer(masterKey(bench)) : {};
    const { status, text } = await ask(`${url}${path}`, { headers: key });
    verdict.check(`${path} answers 200`, status === 200, text.slice(0, 500));
  }
  return judgeKeys(bench, { pod, url, key: stack.given.secret('ml', 'litellm-keys')['open-webui']! });
}

/** Whether a gateway has started within ten minutes. */
export async function isReady(url: string): Promise<boolean> {
  const ready = async () => ((await ask(`${url}/health/readiness`)).status === 200 ? true : undefined);
  return (await until(600, ready, 1000)) === true;
}

export function masterKey({ stack }: Bench): string {
  return stack.given.secret('ml', 'litellm-keys')['LITELLM_MASTER_KEY']!;
}

async function judgeKeys(bench: Bench, gateway: Gateway): Promise<Gateway> {
  const { stack, programs, trees, verdict } = bench;
  const { url, key } = gateway;
  const unknown = await ask(`${url}/v1/models`, { headers: bearer(key) });
  verdict.check('a key that nobody issued is refused (401)', unknown.status === 401, unknown.text);
  for (const time of ['first', 'second']) {
    const issued = await stack.job('litellm-issue-keys', programs.litellm, trees.python.root, 120);
    verdict.check(`litellm-issue-keys runs a ${time} time`, issued.code === 0, issued.stdout + issued.stderr);
  }
  const info = await ask(`${url}/key/info?key=${key}`, { headers: bearer(masterKey(bench)) });
  const issued = json<{ info: { key_alias: string; max_budget: number; budget_duration: string } }>(info)?.info;
  const fine = issued?.key_alias === 'open-webui' && issued.max_budget === 100 && issued.budget_duration === '30d';
  verdict.check('   the key has its name and its budget', fine, info.text);
  const models = json<{ data: { id: string }[] }>(await ask(`${url}/v1/models`, { headers: bearer(key) }));
  const ids = models?.data.map(({ id }) => id).sort();
  verdict.check(
    '   it sees its models and no others',
    ids?.join() === [embedding, chat, chatLarge].sort().join(),
    String(ids),
  );
  const said = await say(gateway);
  verdict.check(
    'chat goes through LiteLLM to llama-server',
    said.status === 200 && said.text.includes('content'),
    said.text,
  );
  const input = { model: embedding, input: ['one', 'two'] };
  const vectors = await ask(`${url}/v1/embeddings`, { headers: bearer(key), body: input });
  const { data = [] } = json<{ data: { embedding: number[] }[] }>(vectors) ?? {};
  verdict.check(
    '   and embeddings too',
    data.length === 2 && data[0]!.embedding.length === 768,
    vectors.text.slice(0, 300),
  );
  await judgeLimits(bench, gateway);
  return judgeRotation(bench, gateway);
}

/** A consumer's key is made anew: the Job runs again, the new one works and the old one ends. */
async function judgeRotation(bench: Bench, gateway: Gateway): Promise<Gateway> {
  const { stack, programs, trees, verdict } = bench;
  const key = `sk-${'0123456789abcdef'.repeat(2)}`;
  const rotated = stack.given.withValue('ml', 'litellm-keys', 'open-webui', key);
  const issued = await stack.job('litellm-issue-keys', programs.litellm, trees.python.root, 120, rotated);
  verdict.check('a rotated key is issued', issued.code === 0, issued.stdout + issued.stderr);
  const fresh = await ask(`${gateway.url}/v1/models`, { headers: bearer(key) });
  const stale = await ask(`${gateway.url}/v1/models`, { headers: bearer(gateway.key) });
  verdict.check('   it works, and the one before does not', fresh.status === 200 && stale.status === 401, stale.text);
  const back = await stack.job('litellm-issue-keys', programs.litellm, trees.python.root, 120);
  verdict.check('   and back again', back.code === 0, back.stdout + back.stderr);
  return gateway;
}

/** A key for one model and with nothing to spend, made as the Job makes them. */
async function judgeLimits(bench: Bench, { url, key }: Gateway): Promise<void> {
  const { verdict } = bench;
  const other = await ask(`${url}/v1/chat/completions`, {
    headers: bearer(key),
    body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] },
  });
  verdict.check('a model that is not the key’s is refused (401 or 403)', [401, 403].includes(other.status), other.text);
  const make = async (body: object) => {
    const made = await ask(`${url}/key/generate`, { headers: bearer(masterKey(bench)), body });
    return json<{ key: string }>(made)?.key ?? made.text;
  };
  const narrow = await make({ key_alias: 'narrow', models: [embedding] });
  const refused = await say({ url, key: narrow });
  verdict.check('a key for embeddings may not chat', [401, 403].includes(refused.status), refused.text);
  const poor = await make({ key_alias: 'poor', models: [chat], max_budget: 0, budget_duration: '30d' });
  const broke = await say({ url, key: poor });
  verdict.check(
    'a key that has spent its budget is refused',
    broke.status >= 400 && /budget/i.test(broke.text),
    broke.text,
  );
}

/** Says something that nobody said before, so that no cache can answer. */
export function say({ url, key }: Pick<Gateway, 'url' | 'key'>, content = `hello ${performance.now()}`, model = chat) {
  const body = { model, messages: [{ role: 'user', content }], max_tokens: 8 };
  return ask(`${url}/v1/chat/completions`, { headers: bearer(key), body, seconds: 120 });
}

/** Something that wanted to write where it may not: a mount is missing. */
export function judgeLog({ verdict }: Bench, pod: Pod, container: string): void {
  const complaints = pod
    .log(container)
    .split('\n')
    .filter((line) => /read-only file system|permission denied|no space left/i.test(line));
  verdict.check(
    `   ${container} never asked to write where it may not`,
    complaints.length === 0,
    complaints.join('\n'),
  );
}

export function tail(text: string): string {
  return text.slice(-3000);
}
