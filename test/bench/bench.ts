import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { buildRack } from '../../lib/synth';
import { type Contestant, type Timing, race } from './measure';
import { manyRacks } from './many-racks';
import { kustomizeOf, type Prepared } from './kustomize';
import { report } from './report';

/**
 * `npm run bench`: the whole `rackwright synth` of the reference rack, checks included, as a process, against the stock
 * cdk8s template with as many objects and against `kustomize build` of the same dist/. Everything is timed in turn in
 * one run, so ratios hold on a noisy machine where milliseconds do not.
 */
const root = process.cwd();
const { rounds, write, reportOnly } = new Command()
  .option('--rounds <n>', 'how often each is timed', Number, 9)
  .option('--report-only', 'say which targets are missed without failing', false)
  .option('--write', 'put the figures into docs/benchmarks.md', false)
  .parse()
  .opts<{ rounds: number; write: boolean; reportOnly: boolean }>();

const objects = buildRack({ root, file: 'clusters/homelab.yaml' }).tree?.files.size;
if (objects === undefined) throw new Error('the reference rack has errors: rackwright check shows them');

const stock = join(root, 'test/bench/stock');
if (!existsSync(join(stock, 'node_modules'))) {
  console.error('Installing the stock cdk8s template (test/bench/stock) …');
  spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: stock, stdio: 'inherit' });
}
const kustomize: Prepared = kustomizeOf(root);
const synth = ['bin/rackwright.cjs', 'synth', 'clusters/homelab.yaml'];
const contestants: Contestant[] = [
  { name: 'rackwright synth (node)', command: process.execPath, args: synth, cwd: root },
  { name: 'rackwright synth (npx)', command: 'npx', args: ['rackwright', ...synth.slice(1)], cwd: root },
  {
    name: 'stock cdk8s template (ts-node)',
    command: 'npx',
    args: ['ts-node', 'main.ts'],
    cwd: stock,
    env: { OBJECTS: String(objects) },
  },
  ...(kustomize.contestant ? [kustomize.contestant] : []),
];

const timings: Timing[] = race(contestants, rounds);
const racks = manyRacks(root, rounds);
kustomize.cleanUp();
const text = report({ objects, rounds, timings, racks, missing: kustomize.missing });
console.log(text.figures);
if (write) writeFileSync(join(root, 'docs/benchmarks.md'), text.page);
for (const { name, holds, said } of text.targets) console.log(`${holds ? 'ok    ' : 'MISSED'} ${name}: ${said}`);
const failed = text.targets.filter(({ holds }) => !holds).length;
if (!reportOnly) {
  console.log(`${text.targets.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
