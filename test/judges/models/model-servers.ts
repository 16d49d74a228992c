import type { Pod } from '../tree/pod';
import { until } from '../tree/until';
import { ask, json } from './http';
import type { Bench } from './bench';
import type { Origin } from './origin';

/** One server of each model is asked everything; the rack runs several, each a Deployment of its own. */
const workloads = {
  chat: 'chat-0',
  chatLarge: 'chat-large-0',
  embeddings: 'embeddings-0',
  reranker: 'reranker',
} as const;

export type ModelServers = Record<keyof typeof workloads, Pod> & {
  /** All servers of the chat model, `chat` first; of other models one stands for its family. */
  chats: readonly Pod[];
};

/** Fetched once, believed only by its hash, and then served by the rack itself. */
export async function judgeModelFiles({ stack, programs, trees, verdict }: Bench, origin: Origin): Promise<void> {
  const fetch = () => stack.job('model-fetch', programs.llama, trees.llama.root, 120);
  origin.broken = true;
  const refused = await fetch();
  verdict.check('a model file that is not what its hash says is refused', refused.code !== 0, refused.stderr);
  origin.broken = false;
  const fetched = await fetch();
  verdict.check('the model files are fetched and verified', fetched.code === 0, fetched.stderr);
  const before = origin.served;
  const again = await fetch();
  verdict.check('   and not a second time', again.code === 0 && origin.served === before, again.stderr);
}

/** Every generated line of arguments on the real server, and what happens to a file on the blade. */
export async function judgeServers(bench: Bench): Promise<ModelServers> {
  const { stack, programs, trees, verdict } = bench;
  const pods = {} as Record<keyof typeof workloads, Pod>;
  for (const [server, name] of Object.entries(workloads) as [keyof typeof workloads, string][]) {
    const pod = stack.pod('Deployment', name, 0, programs.llama, trees.llama.root);
    stack.serve(pod);
    if (server !== 'chat') stack.standInForItsFamily(pod);
    pods[server] = pod;
    const up = await isUp(pod);
    const said = `as ${pod.props.spec.securityContext?.runAsUser} on a read-only root`;
    verdict.check(`llama-server takes the arguments of ${name}, ${said}`, up, pod.log('server').slice(-2000));
    const metrics = await ask(`http://${pod.address}:8080/metrics`);
    verdict.check('   and has metrics', metrics.text.includes('llamacpp:'), metrics.text.slice(0, 200));
    const unread = unreadVariables(pod);
    verdict.check('   and reads every variable that it is told', unread.length === 0, unread.join());
    const slips: [what: string, line: string[]][] = [
      ['a flag that does not exist', ['--metrcs']],
      ['a value that does not exist', ['--pooling', 'meen']],
    ];
    for (const [what, more] of slips) {
      const { code } = pod.exec('server', ['llama-server', ...stack.argumentsOf(name), ...more, '--port', '8099']);
      verdict.check(`   and ${what} is refused`, code === 1, `exit code ${code}`);
    }
  }
  await judgeAnswers(bench, pods);
  const { chat } = pods;
  await chat.kill();
  stack.serve(chat);
  verdict.check('a server made anew fetches its file from the object store again', await isUp(chat));
  return { ...pods, chats: [chat, ...(await otherServers(bench))] };
}

async function otherServers({ stack, programs, trees, verdict }: Bench): Promise<Pod[]> {
  const names = stack.workloadsLike(/^chat-[1-9]\d*$/);
  const others = names.map((name) => stack.pod('Deployment', name, 0, programs.llama, trees.llama.root));
  for (const pod of others) stack.serve(pod);
  const up = await Promise.all(others.map(isUp));
  verdict.check(`${names.join(', ')} serve beside chat-0`, names.length > 0 && up.every(Boolean));
  return others;
}

/** Settings in the environment that the server's own help does not name: it would pass over them without a word. */
export function unreadVariables(pod: Pod): string[] {
  const { stdout } = pod.exec('server', ['llama-server', '--help']);
  const told = pod.props.spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name));
  const ours = told.filter((name) => name.startsWith('LLAMA_'));
  return ours.length === 0 ? ['none is told'] : ours.filter((name) => !stdout.includes(`(env: ${name})`));
}

/** A figure of llama-server since it started, by its name behind `llamacpp:`. */
export async function metric({ address }: Pod, name: string): Promise<number> {
  const { text } = await ask(`http://${address}:8080/metrics`);
  return Number(new RegExp(`^llamacpp:${name} (\\S+)`, 'm').exec(text)?.[1]);
}

/** Whether a server has read its model within two minutes. */
export async function isUp(pod: Pod): Promise<boolean> {
  const healthy = async () => {
    const { status } = await ask(`http://${pod.address}:8080/health`, { seconds: 5 });
    return status === 200 ? true : undefined;
  };
  return (await until(120, healthy, 500)) === true;
}

async function judgeAnswers(
  { verdict }: Bench,
  { chat, embeddings, reranker }: Omit<ModelServers, 'chats'>,
): Promise<void> {
  const messages = [{ role: 'user', content: 'What does the report say?' }];
  const said = await ask(`http://${chat.address}:8080/v1/chat/completions`, { body: { messages, max_tokens: 8 } });
  verdict.check('chat answers', said.status === 200, said.text);
  const text = 'a passage of eight hundred characters, as retrieval cuts them. '.repeat(13).slice(0, 800);
  const vectors = await ask(`http://${embeddings.address}:8080/v1/embeddings`, {
    body: { input: Array(8).fill(text) },
  });
  const { data = [] } = json<{ data: { embedding: number[] }[] }>(vectors) ?? {};
  const fine = data.length === 8 && data.every(({ embedding }) => embedding.length === 768);
  verdict.check('a batch of eight passages becomes eight vectors of 768 dimensions', fine, vectors.text.slice(0, 300));
  const body = { query: 'fan', documents: ['the fan', 'the disk'] };
  const ranked = await ask(`http://${reranker.address}:8080/v1/rerank`, { body });
  const { results = [] } = json<{ results: unknown[] }>(ranked) ?? {};
  verdict.check('passages are ranked', results.length === 2, ranked.text.slice(0, 300));
}
