import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectorArgs } from '../../../lib/apps/observability/log-collector';
import { logsArgs } from '../../../lib/apps/observability/logs';
import { logCollectorProgram, logStoreProgram } from '../logs/programs';
import { httpBody } from '../tree/http-body';
import { until } from '../tree/until';
import type { Expositions } from './expositions';
import { run, scrape } from './running';

const store = 'http://127.0.0.1:19428';
const collector = 'http://127.0.0.1:19429';

/** A store and a collector of files that has passed a line on; without an API server it collects no pods. */
export async function logPrograms(): Promise<Expositions> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-logs-'));
  mkdirSync(join(folder, 'log'));
  const local = (args: readonly string[], port: number) =>
    args
      .filter((arg) => !arg.startsWith('-kubernetesCollector') && !arg.startsWith('-httpListenAddr'))
      .map((arg) => arg.replace('=/', `=${folder}/`).replace('/var/log/', '/log/'))
      .concat(`-httpListenAddr=127.0.0.1:${port}`);
  mkdirSync(join(folder, 'var', 'lib'), { recursive: true });
  const running = [run(logStoreProgram(), local(logsArgs({ memory: '512Mi', disk: '10Gi', keep: '30d' }), 19_428))];
  try {
    await scrape(`${store}/health`);
    running.push(run(logCollectorProgram(), local(collectorArgs(`${store}/insert/native`), 19_429)));
    await scrape(`${collector}/health`);
    appendFileSync(join(folder, 'log', 'kernel.log'), 'kern: info: [2026-11-28T20:00:00Z]: a line\n');
    const arrived = await until(60, () => found('kern'), 1000);
    if (!arrived) throw new Error(`no line arrived\n${running.map((each) => each.log()).join('\n')}`);
    return { 'victoria-logs': await scrape(`${store}/metrics`), vlagent: await scrape(`${collector}/metrics`) };
  } finally {
    for (const each of running) each.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

async function found(word: string): Promise<true | undefined> {
  const lines = await httpBody(`${store}/select/logsql/query?query=${word}`, 5000);
  return lines ? true : undefined;
}
