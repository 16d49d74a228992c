import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pluginFolder, pluginSh } from '../../../lib/apps/observability/grafana.log-plugin';
import { logPlugin } from '../../../lib/kit/panel-queries';
import type { Verdict } from '../sops/verdict';

/** The script by which Grafana gets its plugin, with curl and sh of this machine and an archive of ours. */
export async function judgePlugin(verdict: Verdict): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-plugin-'));
  mkdirSync(join(folder, 'made', logPlugin), { recursive: true });
  writeFileSync(join(folder, 'made', logPlugin, 'plugin.json'), '{}');
  const archive = join(folder, 'archive.tar.gz');
  spawnSync('tar', ['-czf', archive, '-C', join(folder, 'made'), `./${logPlugin}`]);
  const bytes = readFileSync(archive);
  const server = createServer((_, answer) => void answer.end(bytes)).listen(9400, '127.0.0.1');
  const run = async (sha256: string) => {
    const plugins = mkdtempSync(join(folder, 'plugins-'));
    const script = pluginSh({ url: '', sha256, ports: [], account: undefined })
      .replace(pluginFolder, plugins)
      .replaceAll('/tmp/', `${plugins}/`)
      .replace('+ 300', '+ 2')
      .replace('sleep 15', 'sleep 1')
      // BusyBox says -s for what GNU calls --status.
      .replace('sha256sum -c -s', 'sha256sum -c --status');
    const child = spawn('sh', ['-c', script], {
      env: { ...process.env, URL: 'http://127.0.0.1:9400/a', SHA256: sha256 },
    });
    const code = await new Promise<number | null>((done) => child.once('exit', done));
    return { code, isThere: existsSync(join(plugins, logPlugin, 'plugin.json')) };
  };
  const good = await run(createHash('sha256').update(bytes).digest('hex'));
  verdict.check('Grafana’s plugin is unpacked when its hash is right', good.code === 0 && good.isThere);
  const wrong = await run('0'.repeat(64));
  verdict.check('   is not when it is another, and Grafana starts all the same', wrong.code === 0 && !wrong.isThere);
  server.close();
  rmSync(folder, { recursive: true });
}
