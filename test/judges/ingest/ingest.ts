import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CronJob } from '../../../imports/k8s';
import { exposedNames, parseMetricList } from '../../../imports/metrics/metric-list';
import { modelFiles } from '../../../lib/kit/model-files';
import { cronJobPod } from '../documents/cron-job-pod';
import { minioPrograms } from '../minio/minio-set';
import { startDataLayer } from '../models/data-layer';
import { ask, bearer, json } from '../models/http';
import { isUp, unreadVariables } from '../models/model-servers';
import { Origin } from '../models/origin';
import { images, syntheticModels } from '../models/programs';
import { Stack } from '../models/stack';
import { sql } from '../postgres/instance';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import type { Pod } from '../tree/pod';
import { PodWorld } from '../tree/pod-world';
import { python } from '../tree/python-packages';
import { stopwatch, until } from '../tree/until';
import { Desk } from './desk';
import { damagedPdf, documents, long, longChanged } from './documents';
import { Page } from './page';

const judgeAddress = '10.244.0.1';
const chat = 'qwen3-0.6b';
const embedding = 'nomic-embed-text-v1.5';
const page = 'http://pages.judge:8081/handbook.html';

/**
 * `node bin/run.cjs test/judges/ingest/ingest.ts`: retrieval for programs, as dist/homelab has it, with the packages of Open
 * WebUI's pinned version, real LiteLLM, llama.cpp with random weights, PostgreSQL with pgvector, and the object store.
 */
async function main(): Promise<void> {
  const trees = { servers: debianTree(), python: debianTree('python'), llama: debianTree('llama') };
  const programs = { ...images(), minio: minioPrograms() };
  const folder = syntheticModels();
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const world = new PodWorld();
  const origin = new Origin(folder);
  for (const [name, model] of Object.entries(modelFiles)) origin.standIn(name, model);
  const consumers = { notes: { models: [embedding, chat] }, writer: { models: [chat] } };
  const pages = { 'apps.ingest.pages': [page] };
  const given = Generated.homelab({ fields: { ...pages, 'apps.litellm.consumers': consumers } });
  const remaining = { writer: consumers.writer };
  const without = Generated.homelab({ fields: { ...pages, 'apps.litellm.consumers': remaining } });
  given.judgeOrigin(verdict);
  for (const name of ['origin.judge', 'pages.judge']) world.setName(name, judgeAddress);
  const web = new Page();
  web.listen(8081);

  const { database, minio } = await startDataLayer(world, given, trees.servers, programs.minio, verdict);
  const stack = new Stack(world, given);
  const fetched = await stack.job('model-fetch', programs.llama, trees.llama.root, 120);
  verdict.check('the model files are there', fetched.code === 0, fetched.stderr);
  const models: Pod[] = [];
  for (const name of ['embeddings-0', 'chat-0']) {
    const pod = stack.pod('Deployment', name, 0, programs.llama, trees.llama.root);
    stack.serve(pod);
    stack.standInForItsFamily(pod);
    verdict.check(`${name} is up`, await isUp(pod), pod.log('server').slice(-1000));
    const unread = unreadVariables(pod);
    verdict.check('   and reads every variable that it is told', unread.length === 0, unread.join());
    models.push(pod);
  }
  const [embeddings] = models as [Pod];
  const tokens = async () => {
    const { text } = await ask(`http://${embeddings.address}:8080/metrics`);
    return Number(/^llamacpp:prompt_tokens_total (\d+)/m.exec(text)?.[1]);
  };

  const migrated = await stack.job('litellm-migrate', programs.litellm, trees.python.root, 900);
  verdict.check('LiteLLM has its schema', migrated.code === 0, migrated.stderr.slice(-2000));
  const gateway = stack.pod('Deployment', 'litellm', 0, programs.litellm, trees.python.root);
  stack.serve(gateway);
  const url = `http://${gateway.address}:4000`;
  const ready = await until(
    600,
    async () => ((await ask(`${url}/health/readiness`)).status === 200 ? true : undefined),
    1000,
  );
  verdict.check('LiteLLM serves', ready === true, gateway.log('litellm').slice(-2000));
  const issue = (from: Generated) => stack.job('litellm-issue-keys', programs.litellm, trees.python.root, 180, from);
  const issued = await issue(given);
  verdict.check('keys are issued, those of consumers too', issued.code === 0, issued.stdout + issued.stderr);

  const image = { ...programs.openWebui, workingDirectory: '/', programs: { python: `tree:/usr/bin/${python}` } };
  let runs = 0;
  const runPod = () =>
    cronJobPod(world, {
      name: `ingest-${runs++}`,
      cronJob: given.object<CronJob>('ml/CronJob/ingest'),
      env: {},
      images: { ingest: image },
      given,
      tree: trees.python.root,
    });
  const run = (seconds = 600) => runPod().completing('ingest', seconds);
  const rows = (text: string) => sql(database, text, 'rag').stdout.trim();
  const store = new Desk(minio.pods[0]!.address, {
    accessKey: 'rag',
    secretKey: given.secret('ml', 'minio-rag')['ACCESS_SECRET_KEY']!,
  });

  for (const [name, text] of Object.entries(documents)) await store.put(name, text);
  const killed = runPod();
  killed.start();
  const begun = await until(
    300,
    async () => (Number(rows('select count(*) from pending') || 0) >= 16 ? true : undefined),
    200,
  );
  await killed.kill();
  const half = Number(rows('select count(*) from pending'));
  const parts = Number(rows(`select count(*) from readable where name = '${long}'`));
  verdict.check(
    `a run is killed in a long document, with ${half} vectors of it made`,
    begun === true,
    killed.log('ingest'),
  );
  verdict.check('   and nothing of that document is found yet', parts === 0, String(parts));

  const before = await tokens();
  const clock = stopwatch();
  const second = await run();
  const spent = (await tokens()) - before;
  verdict.check(`the next run reads the rest (${clock()} s)`, second.code === 0, second.stdout + second.stderr);
  const names = rows('select name from documents where problem is null order by name').split('\n');
  const wanted = [...Object.keys(documents).filter((name) => name !== damagedPdf), page].sort();
  verdict.check(
    `   ${names.length} documents are whole: text, HTML, PDF, a page of the web`,
    names.join() === wanted.join(),
    names.join(),
  );
  const all = Number(rows(`select count(*) from readable where name = '${long}'`));
  verdict.check(
    `   the long one has ${all} passages, and the vectors from before were not asked for again`,
    all > half && Number(rows('select count(*) from pending')) === 0,
    second.stdout,
  );
  verdict.check(
    '   what is no PDF is told, and keeps nobody up',
    rows(`select problem from documents where name = '${damagedPdf}'`) !== '',
    second.stdout,
  );

  const quiet = await tokens();
  const third = await run();
  verdict.check(
    'a run in which nothing changed reads nothing and asks the model nothing',
    third.code === 0 && third.stdout.includes('0 of them new or changed') && (await tokens()) === quiet,
    third.stdout + third.stderr,
  );

  await store.put(long, longChanged);
  await store.delete('owls.html');
  web.text = '<p>The handbook speaks of walruses now.</p>';
  const changedFrom = await tokens();
  const fourth = await run();
  const changedBy = (await tokens()) - changedFrom;
  verdict.check(
    'a changed document and a changed page are read, a deleted one goes',
    fourth.code === 0 && /2 of them new or changed; 1 are gone/.test(fourth.stdout),
    fourth.stdout + fourth.stderr,
  );
  verdict.check(
    `   of the changed one, only passages that changed ask for vectors (${changedBy} tokens, of ${spent} before)`,
    changedBy * 4 < spent && rows(`select count(*) from readable where name = 'owls.html'`) === '0',
    fourth.stdout,
  );
  verdict.check(
    '   what it says now is found, and no more what it said',
    rows(`select count(*) from readable where passage like '%walruses now%'`) === '1' &&
      rows(`select count(*) from readable where passage like '%handbook speaks of seals%'`) === '0',
    rows('select name, left(passage, 60) from readable'),
  );
  web.gone = true;
  const fifth = await run();
  verdict.check(
    'a page that is gone goes',
    fifth.code === 0 && rows(`select count(*) from documents where source = 'page'`) === '0',
    fifth.stdout,
  );

  const same = `select name, round(similarity::numeric, 3) from search((select embedding from readable where name = 'zebras.txt' order by position limit 1), 3)`;
  verdict.check('the search finds a passage by its own vector', rows(same).startsWith('zebras.txt|1.000'), rows(same));
  const plan = rows(
    `set enable_seqscan = off; explain select * from passages order by embedding <=> (select embedding from passages limit 1) limit 5`,
  );
  verdict.check('   by the HNSW index', plan.includes('passages_embedding'), plan);
  const write = sql(database, 'set role rag_reader; delete from documents', 'rag');
  verdict.check(
    'the reader may not write',
    write.code !== 0 && write.stderr.includes('permission denied'),
    write.stderr,
  );

  const server = stack.pod('Deployment', 'ingest-search', 0, image, trees.python.root);
  stack.serve(server);
  const search = `http://${server.address}:8080`;
  const up = await until(60, async () => ((await ask(`${search}/health`)).status === 200 ? true : undefined), 500);
  verdict.check('the search serves', up === true, server.log('search'));
  const key = given.secret('ml', 'litellm-consumers')['notes']!;
  const question = { question: 'How long does the zebra pump last?', amount: 3 };
  const find = (headers: Record<string, string>, body: unknown = question) =>
    ask(`${search}/v1/search`, { headers, body });
  const found = await find(bearer(key));
  const { passages = [] } =
    json<{ passages: { passage: string; document: string; similarity: number }[] }>(found) ?? {};
  verdict.check(
    "a consumer's key finds three passages",
    passages.length === 3 && passages.every((each) => each.document && each.passage),
    found.text + server.log('search'),
  );
  const refused: [what: string, status: number, headers: Record<string, string>, body?: unknown][] = [
    ['no key', 401, {}],
    ['a key that nobody issued', 401, bearer('sk-nobody')],
    ['a key that may not use the embedding model', 403, bearer(given.secret('ml', 'litellm-consumers')['writer']!)],
    ['no question', 400, bearer(key), { amount: 3 }],
    ['a thousand passages', 400, bearer(key), { ...question, amount: 1000 }],
    ['a question as long as a book', 400, bearer(key), { question: 'x'.repeat(200_000) }],
  ];
  for (const [what, status, headers, body] of refused) {
    const answer = await find(headers, body);
    const isSo = answer.status === status || (status === 403 && answer.status === 401);
    verdict.check(`   ${what} is refused (${answer.status})`, isSo, answer.text);
  }
  const list = parseMetricList(readFileSync(join(checkout(), 'imports', 'metrics', 'ingest.yaml'), 'utf8'));
  const { text: exposed } = await ask(`${search}/metrics`);
  const there = [...new Set([...exposed.matchAll(/^([a-z_]+)[{ ]/gm)].map(([, name]) => name))].sort();
  verdict.check(
    'its metrics are those of the list',
    there.join() === [...exposedNames(list).keys()].sort().join(),
    exposed,
  );

  const answer = pageLines(key, search, url);
  verdict.check(
    'the lines of the runbook lead from a question to an answer',
    answer.code === 0 && answer.said.trim() !== '',
    answer.said,
  );

  const ended = await issue(without);
  verdict.check(
    'a consumer that went: the Job ends its key',
    ended.code === 0 && ended.stdout.includes('notes: ended'),
    ended.stdout + ended.stderr,
  );
  const gone = await until(90, async () => ((await find(bearer(key))).status === 401 ? true : undefined), 2000);
  verdict.check('   it is refused within a minute and a half', gone === true);
  const writer = await ask(`${url}/v1/models`, { headers: bearer(given.secret('ml', 'litellm-consumers')['writer']!) });
  verdict.check('   and the other consumer goes on', writer.status === 200, writer.text);
  verdict.close();
  process.exit();

  function pageLines(secret: string, searchUrl: string, gatewayUrl: string) {
    const text = readFileSync(join(checkout(), 'docs', 'runbooks', 'ingest.md'), 'utf8');
    const block = [...text.matchAll(/^```sh\n([^]*?)^```/gm)]
      .map(([, lines = '']) => lines)
      .find((lines) => lines.includes('QUESTION='))!;
    const lines = block
      .replace(/^KEY=.*$/m, `KEY=${secret}`)
      .replaceAll('https://search.rack.home.arpa', searchUrl)
      .replaceAll('https://llm.rack.home.arpa', gatewayUrl);
    return Desk.paste(`set -euo pipefail\n${lines}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(2);
});
