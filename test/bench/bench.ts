import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { buildRack } from '../../lib/synth';
import { type Contestant, race } from './measure';
import { manyRacks } from './many-racks';
import { oneLineChange } from './one-line-change';
import { kustomizeOf } from './kustomize';
import { npxFloor } from './npx-floor';
import { proofs } from './proofs';
import { report } from './report';
import { stockTemplate } from './stock-template';

/**
 * `npm run bench`: the whole `rackwright synth` of the reference rack, checks included, as a process, against the stock
 * cdk8s template with as many objects and against `kustomize build` of the same dist/. Everything is timed in turn in
 * one run, so ratios hold on a noisy machine where milliseconds do not. The review of a one-line change is held against
 * its own limit, in processor time.
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

const stock = stockTemplate(root, objects);
const kustomize = kustomizeOf(root);
const floor = npxFloor();
const byNode = (name: string, ...args: string[]): Contestant => ({
  name: `rackwright ${name} (node)`,
  command: process.execPath,
  args: ['bin/rackwright.cjs', 'synth', 'clusters/homelab.yaml', ...args],
  cwd: root,
});
const byNpx = (name: string, ...args: string[]): Contestant => ({
  name: `rackwright ${name} (npx)`,
  command: 'npx',
  args: ['rackwright', 'synth', 'clusters/homelab.yaml', ...args],
  cwd: root,
});
const contestants = {
  node: byNode('synth'),
  npx: byNpx('synth'),
  nodeWithoutProofs: byNode('synth without proofs', '--without-proofs'),
  npxWithoutProofs: byNpx('synth without proofs', '--without-proofs'),
  nothingKnown: {
    ...byNode('synth, nothing known sound'),
    command: 'sh',
    args: [
      '-c',
      'rm -f node_modules/.cache/rackwright/sound-*; exec "$0" bin/rackwright.cjs synth clusters/homelab.yaml',
      process.execPath,
    ],
  },
  floor: floor.contestant,
  stock: stock.imported,
  plus: stock.plus,
  kustomize: kustomize.contestant,
};
const timings = race(contestants as Record<keyof typeof contestants, Contestant | undefined>, rounds);
const racks = manyRacks(root, rounds);
const review = oneLineChange(root, rounds);
const proofTimes = proofs(root, rounds);
kustomize.cleanUp();
floor.cleanUp();

const text = report({
  objects,
  rounds,
  timings,
  racks,
  review,
  proofs: proofTimes,
  missing: [stock.missing, kustomize.missing],
});
console.log(text.figures);
if (write) writeFileSync(join(root, 'docs/benchmarks.md'), text.page);
for (const { name, holds, said } of text.targets) console.log(`${holds ? 'ok    ' : 'MISSED'} ${name}: ${said}`);
const failed = text.targets.filter(({ holds }) => !holds).length;
if (!reportOnly) {
  console.log(`${text.targets.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
