import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../tree/checkout';
import { stopwatch, until } from '../tree/until';
import { json } from './http';
import type { ModelServers } from './model-servers';
import type { Bench } from './bench';
import type { Webui } from './retrieval';

/** Longer than the minute after which most programs lose patience by default. */
const stillSeconds = 70;

const topics = ['gaskets', 'lanterns', 'harbours', 'violins', 'glaciers', 'orchards', 'windmills', 'telescopes'];
const text = (topic: string) =>
  `Everything about ${topic}. `.repeat(3) + `The ${topic} of the rack are kept in a drawer. `.repeat(40);

/** The lines of docs/runbooks/bulk-ingestion.md, as somebody would paste them, on a folder of documents. */
export async function judgeBulkIngestion({ verdict }: Bench, webui: Webui, servers: ModelServers): Promise<void> {
  const desk = mkdtempSync(join(tmpdir(), 'bulk-'));
  mkdirSync(join(desk, 'documents', 'a folder'), { recursive: true });
  topics.forEach((topic, index) => {
    const folder = index % 2 === 0 ? 'documents' : join('documents', 'a folder');
    writeFileSync(join(desk, folder, `${index} ${topic}.txt`), text(topic));
  });
  writeFileSync(join(desk, 'documents', 'the same again.txt'), text(topics[0]!));
  const [signIn = '', collection = '', documents = '', proof = ''] = blocksOfPage(webui.urls[0]!);
  const list = (name: string) =>
    readFileSync(join(desk, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '');

  const first = paste(webui.account, desk, [signIn, collection, 'echo "$KNOWLEDGE" > knowledge', documents]);
  const begun = await until(300, () => (count(desk, 'done.txt') >= 2 ? true : undefined), 200);
  process.kill(-first.process.pid!, 'SIGTERM');
  await first.ended;
  verdict.check(
    'bulk ingestion by the lines of the runbook begins, and is interrupted',
    begun === true,
    first.output(),
  );
  const knowledge = readFileSync(join(desk, 'knowledge'), 'utf8').trim();

  const clock = stopwatch();
  const again = paste(webui.account, desk, [signIn, `export KNOWLEDGE=${knowledge}`, documents, proof.split('\n')[0]!]);
  await servers.embeddings.standStill(stillSeconds);
  const code = await again.ended;
  verdict.check(
    `   the same lines go on, over ${stillSeconds} s of silent embeddings, ${clock()} s in all`,
    code === 0,
    again.output(),
  );
  const done = new Set(list('done.txt'));
  verdict.check(
    `   ${done.size} documents are in`,
    done.size >= topics.length && done.size === list('done.txt').length,
    again.output(),
  );
  verdict.check(
    '   a text that is there already is refused and listed',
    list('failed.txt').length >= 1,
    again.output(),
  );
  const total = /^(\d+)$/m.exec(again.output().split('\n').slice(-3).join('\n'))?.[1];
  verdict.check(`   the collection holds each once (${total})`, Number(total) === topics.length, again.output());
  const query = { collection_names: [knowledge], query: 'windmills', k: 4, hybrid: true };
  const found = await webui.ask('/api/v1/retrieval/query/collection', query);
  const passages = JSON.stringify(json(found) ?? '');
  verdict.check(
    '   and a search finds what stands in one of them',
    passages.includes('windmills of the rack'),
    found.text.slice(0, 800),
  );
  rmSync(desk, { recursive: true });
}

function blocksOfPage(url: string): string[] {
  const page = readFileSync(join(checkout(), 'docs', 'runbooks', 'bulk-ingestion.md'), 'utf8');
  return [...page.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, lines = '']) =>
    lines.replace(/^export CHAT=.*$/m, `export CHAT=${url}`),
  );
}

function count(desk: string, name: string): number {
  try {
    return readFileSync(join(desk, name), 'utf8').split('\n').length - 1;
  } catch {
    return 0; // not made yet
  }
}

/** A shell of its own, in a process group of its own, whose keyboard types address and password. */
function paste(
  person: Webui['account'],
  desk: string,
  blocks: string[],
): { process: ChildProcess; ended: Promise<number | null>; output: () => string } {
  const shell = spawn('bash', ['-c', blocks.join('\n')], { cwd: desk, detached: true });
  let said = '';
  shell.stdout.on('data', (chunk: Buffer) => (said += String(chunk)));
  shell.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
  shell.stdin.end(`${person.email}\n${person.password}\n`);
  const ended = new Promise<number | null>((done) => shell.on('close', (code) => done(code)));
  return { process: shell, ended, output: () => said };
}
