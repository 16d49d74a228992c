import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from '../cluster/project-root';
import { inOwnWorld } from '../judges/tree/own-world';
import { startBox, prepareBox } from './box/box';
import { lacking } from './box/requirements';
import { dataApps } from './data-apps';
import { applyAll } from './objects/apply';
import { rackInBox } from './rack-in-box';

const progress = (line: string) => console.error(line);

async function main(args: string[]): Promise<void> {
  const missing = lacking();
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const root = resolve(process.env['RACKWRIGHT_ROOT'] ?? projectRoot());
  const rack = rackInBox(root, 'homelab', 4);
  const parts = await dataApps(rack, progress);
  if (!process.env['RACKWRIGHT_JUDGE_WORLD']) {
    await prepareBox(progress);
    process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'rackwright-box-world-'));
  }
  if (!inOwnWorld()) return rmSync(process.env['TMPDIR']!, { recursive: true, force: true, maxRetries: 5 });
  const { blades, network } = rack;
  const startedAt = Date.now();
  const say = (line: string) => progress(`${((Date.now() - startedAt) / 1000).toFixed(1)} s ${line}`);
  const box = await startBox({ blades, network, references: parts.references, progress: say });
  try {
    say('blades ready');
    await applyAll(box.bench, parts.ground, 120);
    say('ground applied');
    await applyAll(box.bench, parts.apps, 180);
    say('apps applied');
    say(box.bench.kubeconfig);
    if (args.includes('up'))
      await new Promise<void>((done) => {
        const shell = spawn('sleep', ['3000'], { stdio: 'ignore' });
        shell.on('exit', () => done());
      });
  } finally {
    await box.bench.stop();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 2;
});
