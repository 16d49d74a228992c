import { sql } from '../postgres/instance';
import { s3 } from '../minio/s3';
import type { Pod } from '../tree/pod';
import { stopwatch, until } from '../tree/until';
import { judgeLog, tail } from './gateway';
import { ask, bearer, json } from './http';
import { type ModelServers, metric } from './model-servers';
import type { Bench } from './bench';
import { SocketIo } from './socket-io';

export interface Webui {
  /** Of the administrator. */
  account: { email: string; password: string };
  pods: Pod[];
  /** Address of each replica, `http://10.244.0.9:8080`. */
  urls: string[];
  token: string;
  /** Asks the first replica in the name of a person. */
  ask: (path: string, body?: unknown) => ReturnType<typeof ask>;
}

const chat = 'qwen3-0.6b';
const paragraphs = [
  'The fan of blade seven stopped on Monday at nine and the watchdog switched the blade off two minutes later.',
  'A new fan was put in on Tuesday; the old one had a broken bearing.',
  'Backups are taken every night at two and kept for thirty days.',
  'The switch delivers twenty five watts on every port and four hundred in all.',
];
const document = paragraphs.map((paragraph) => `${paragraph} `.repeat(8)).join('\n\n');

/** Two replicas, a person, a document, and an answer that used it. */
export async function judgeRetrieval(bench: Bench, servers: ModelServers): Promise<Webui | undefined> {
  const pods = [await start(bench, 0)];
  if (!pods[0]) return undefined;
  const webui = await signIn(bench, pods[0]);
  if (!webui) return undefined;
  await judgeChat(bench, webui);
  await judgeDocument(bench, webui, servers);
  const second = await start(bench, 1);
  if (!second) return undefined;
  webui.pods.push(second);
  webui.urls.push(`http://${second.address}:8080`);
  await judgeTwoReplicas(bench, webui);
  await judgeTraces(bench);
  for (const pod of webui.pods) judgeLog(bench, pod, 'open-webui');
  return webui;
}

async function start({ stack, programs, trees, verdict }: Bench, index: number): Promise<Pod | undefined> {
  const pod = stack.pod('StatefulSet', 'open-webui', index, programs.openWebui, trees.python.root);
  const clock = stopwatch();
  if (index === 0) stack.serve(pod);
  else pod.start();
  const url = `http://${pod.address}:8080/health/db`;
  const ready = await until(900, async () => ((await ask(url)).status === 200 ? true : undefined), 1000);
  const uid = pod.props.spec.securityContext?.runAsUser;
  const what = `Open WebUI ${index} serves as ${uid} on a read-only root after ${clock()} s`;
  verdict.check(what, ready === true && pod.restarts === 0, tail(pod.log('open-webui')));
  return ready ? pod : undefined;
}

async function signIn({ verdict, stack }: Bench, pod: Pod): Promise<Webui | undefined> {
  const url = `http://${pod.address}:8080`;
  const person = { name: 'Ada', email: 'ada@rack.home.arpa', password: 'correct-horse-battery' };
  const refused = await ask(`${url}/api/v1/auths/signup`, { body: person });
  verdict.check('whoever comes first makes no account', refused.status === 403, refused.text.slice(0, 500));
  const { WEBUI_ADMIN_PASSWORD: password = '' } = stack.given.secret('ml', 'open-webui');
  const account = { email: 'admin@rack.home.arpa', password };
  const signed = await ask(`${url}/api/v1/auths/signin`, { body: account });
  const { token, role } = json<{ token: string; role: string }>(signed) ?? { token: '', role: '' };
  verdict.check('the account of the Secret is the administrator', role === 'admin', signed.text.slice(0, 500));
  if (token === '') return undefined;
  const body = { ...person, role: 'user' };
  const added = await ask(`${url}/api/v1/auths/add`, { headers: bearer(token), body });
  const second = json<{ token: string }>(added)?.token ?? '';
  const seen = await ask(`${url}/api/models`, { headers: bearer(second) });
  verdict.check(
    'a second person sees the models',
    seen.text.includes(chat),
    `${added.text} ${seen.text}`.slice(0, 500),
  );
  const asked: Webui['ask'] = (path, body) => ask(`${url}${path}`, { headers: bearer(token), body, seconds: 240 });
  return { pods: [pod], urls: [url], account, token, ask: asked };
}

async function judgeChat({ verdict }: Bench, webui: Webui): Promise<void> {
  const models = json<{ data: { id: string }[] }>(await webui.ask('/api/models'));
  const ids = models?.data.map(({ id }) => id) ?? [];
  verdict.check('models of the gateway are offered', ids.includes(chat), String(ids));
  const said = await webui.ask('/api/chat/completions', {
    model: chat,
    messages: [{ role: 'user', content: 'What does the report say?' }],
    stream: false,
  });
  verdict.check('a person chats through LiteLLM', said.status === 200 && said.text.includes('choices'), said.text);
}

async function judgeDocument(bench: Bench, webui: Webui, servers: ModelServers): Promise<void> {
  const { verdict, database, stack, minio } = bench;
  const made = await webui.ask('/api/v1/knowledge/create', { name: 'Reports', description: 'What happened' });
  const knowledge = json<{ id: string }>(made)?.id;
  verdict.check('a knowledge base is made', knowledge !== undefined, made.text.slice(0, 500));
  const file = await upload(webui, 'report.txt', document);
  const id = json<{ id: string }>(file)?.id;
  verdict.check('a document is uploaded', id !== undefined, file.text.slice(0, 500));
  const processed = await until(
    240,
    async () => {
      const { text } = await webui.ask(`/api/v1/files/${id}/process/status`);
      return /"(completed|failed)"/.exec(text)?.[1];
    },
    1000,
  );
  verdict.check('   cut into passages and embedded', processed === 'completed', tail(webui.pods[0]!.log('open-webui')));
  const added = await webui.ask(`/api/v1/knowledge/${knowledge}/file/add`, { file_id: id });
  verdict.check('   added to the knowledge base', added.status === 200, added.text.slice(0, 1000));
  const { ACCESS_KEY_ID, ACCESS_SECRET_KEY } = stack.given.secret('ml', 'minio-open-webui');
  const who = { accessKey: ACCESS_KEY_ID!, secretKey: ACCESS_SECRET_KEY! };
  const listed = await s3(minio.pods[0]!.address, 'GET', '/open-webui?list-type=2', who);
  verdict.check('   its bytes lie in the bucket', listed.body.includes('report.txt'), listed.body.slice(0, 500));
  const stored = sql(
    database,
    "select count(*), min(vector_dims(vector)) from document_chunk; select indexdef from pg_indexes where tablename = 'document_chunk'",
    'open_webui',
  );
  const [counted = ''] = stored.stdout.split('\n');
  const [passages = 0, dimensions] = counted.split('|').map(Number);
  verdict.check(
    `   its ${passages} passages are vectors of 768 dimensions`,
    passages > 2 && dimensions === 768,
    stored.stderr + stored.stdout,
  );
  verdict.check('   under an HNSW index', stored.stdout.includes('USING hnsw'), stored.stdout);
  await judgeAnswer(bench, webui, servers, knowledge!);
}

/** Vectors and words find passages, the reranker sorts them, and the model is told the best. */
async function judgeAnswer({ verdict }: Bench, webui: Webui, servers: ModelServers, knowledge: string): Promise<void> {
  const before = await prompted(servers);
  const answer = await webui.ask('/api/chat/completions', {
    model: chat,
    messages: [{ role: 'user', content: 'Why did blade seven stop?' }],
    files: [{ type: 'collection', id: knowledge, name: 'Reports' }],
    stream: false,
  });
  const after = await prompted(servers);
  verdict.check('a question about the document is answered', answer.status === 200, answer.text.slice(0, 1000));
  const tokens = (name: keyof typeof before) => after[name] - before[name];
  verdict.check(`   the question was embedded (${tokens('embeddings')} tokens)`, tokens('embeddings') > 0);
  verdict.check(
    `   the reranker read passages (${tokens('reranker')} tokens)`,
    tokens('reranker') > 100,
    tail(webui.pods[0]!.log('open-webui')),
  );
  verdict.check(
    `   the chat model read them, too (${tokens('chat')} tokens)`,
    tokens('chat') > 300,
    answer.text.slice(0, 1000),
  );
  const query = { collection_names: [knowledge], query: 'Why did blade seven stop?', k: 4, hybrid: true };
  const found = await webui.ask('/api/v1/retrieval/query/collection', query);
  verdict.check(
    'a search finds passages',
    found.status === 200 && paragraphs.some((each) => found.text.includes(each)),
    found.text.slice(0, 1000),
  );
}

/** Tokens that each server has read since it started. */
async function prompted(servers: ModelServers): Promise<Record<'chat' | 'embeddings' | 'reranker', number>> {
  const read = async (pods: readonly Pod[]) => {
    const tokens = await Promise.all(pods.map((pod) => metric(pod, 'prompt_tokens_total')));
    return tokens.reduce((sum, each) => sum + each, 0);
  };
  const { chats, embeddings, reranker } = servers;
  const [chatTokens, embedded, ranked] = await Promise.all([chats, [embeddings], [reranker]].map(read));
  return { chat: chatTokens!, embeddings: embedded!, reranker: ranked! };
}

function upload(webui: Webui, name: string, text: string) {
  const boundary = 'rackwright-judge';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`;
  const body = Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`);
  const headers = { ...bearer(webui.token), 'content-type': `multipart/form-data; boundary=${boundary}` };
  return ask(`${webui.urls[0]}/api/v1/files/`, { headers, body, seconds: 240 });
}

/** A person whose page hangs on one replica hears what another replica does: Redis carries it. */
async function judgeTwoReplicas({ verdict }: Bench, webui: Webui): Promise<void> {
  const [, other] = webui.urls;
  const same = await ask(`${other}/api/v1/auths/`, { headers: bearer(webui.token) });
  verdict.check('the other replica knows the person', same.status === 200, same.text.slice(0, 300));
  const socket = await SocketIo.open(other!, webui.token);
  const id = `judge-${performance.now()}`;
  const asked = await webui.ask('/api/chat/completions', {
    model: chat,
    messages: [{ role: 'user', content: 'hello from here' }],
    stream: true,
    session_id: socket.id,
    chat_id: `local:${socket.id}`,
    id,
  });
  const heard = await socket.hears('events', id, 120);
  verdict.check(
    'an answer written by one replica appears in a page of the other',
    heard,
    `${asked.status} ${asked.text}\n${socket.heard.join('\n')}`,
  );
  socket.close();
}

async function judgeTraces({ verdict, traces }: Bench): Promise<void> {
  const both = () => traces.has('http', 'litellm') && traces.has('grpc', 'open-webui');
  const heard = await until(60, () => (both() ? true : undefined), 1000);
  verdict.check(
    'spans of LiteLLM and Open WebUI arrive',
    heard === true,
    `LiteLLM ${traces.has('http', 'litellm')}, Open WebUI ${traces.has('grpc', 'open-webui')}`,
  );
  const leaked = traces.has('http', 'What does the report say') || traces.has('grpc', 'What does the report say');
  verdict.check('   and hold nothing of what people wrote', !leaked);
}
