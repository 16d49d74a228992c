import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesBelow, filesOfTheProduct, keptFiles } from './newcomer/owner-repository';
import { cloneElsewhere } from './newcomer/clone-steps';
import { ownApps } from './newcomer/own-apps-steps';
import { type Shape, shapes } from './newcomer/shapes';
import { upgradeOlder, upgradeToNext, upgradeWithDecisions } from './newcomer/upgrade-steps';
import type { Ran } from './newcomer/steps';
import { type Workplace, openWorkplace } from './newcomer/workplace';

/**
 * `npm run test:newcomer`: packs Rackwright and does in empty folders, with no network but a registry on 127.0.0.1, what its
 * owner-to-be does: `npm create` or `init` for the machines of every example rack, `npm install`, a key, Secrets, `npm
 * start`, `npm test`, `cdk8s synth`, apps of one's own, and upgrades from an older commit's package.
 */
/** Of waiting on an idle machine, where it is at most what a processor takes. */
const mostSeconds = 30;
const mostBytes = 20e6;

/** What an owner keeps after init, `npm install` and two apps of one's own. */
const kept = (rack: string) =>
  [
    '.gitattributes',
    '.github/workflows/images.yaml',
    '.github/workflows/rackwright.yaml',
    '.gitignore',
    '.npmrc',
    '.tool-versions',
    'README.md',
    'apps/README.md',
    'apps/hello/hello.yaml',
    'apps/whoami.ts',
    'cdk8s.yaml',
    `clusters/${rack}.yaml`,
    'images.lock.yaml',
    'main.ts',
    'package-lock.json',
    'package.json',
    'renovate.json',
    'tsconfig.json',
  ].sort();

void run();

async function run(): Promise<void> {
  const work = await openWorkplace();
  try {
    const all = shapes();
    for (const [index, shape] of all.entries()) await newcomer(work, shape, index === 0);
    await cloneElsewhere(work, all[0]!);
    await upgradeToNext(work, all[0]!);
    // The older init puts more on one machine than today's rules let it carry.
    await upgradeOlder(
      work,
      all.find(({ name }) => name === 'two-switches')!,
    );
    await upgradeWithDecisions(work, all.at(-1)!);
  } finally {
    work.end();
  }
  work.steps.finish();
}

async function newcomer(work: Workplace, shape: Shape, isFirst: boolean): Promise<void> {
  const { parent, steps, unpacked } = work;
  const { name } = shape;
  const folder = join(parent, name);
  const secrets = 'npx rackwright secrets init && npx rackwright secrets create';
  const ran = [
    await init(work, shape, isFirst),
    await steps.run(`${name}: npm install`, folder, 'git init --quiet && npm install'),
    await steps.run(`${name}: a key and Secrets`, folder, secrets),
    await steps.run(`${name}: npm start`, folder, 'npm start'),
  ];
  const sum = (of: (each: Ran) => number) => ran.reduce((total, each) => total + of(each), 0);
  const seconds = sum(({ processorSeconds }) => processorSeconds);
  const waited = `${sum(({ waitedSeconds }) => waitedSeconds).toFixed(1)} s of waiting here`;
  const said = `${name}: ${seconds.toFixed(1)} s of one processor from init to the first dist/ (${waited}), at most ${mostSeconds}`;
  steps.check(said, seconds <= mostSeconds, said);
  const bytes = bytesBelow(join(folder, 'node_modules'));
  const megabytes = (bytes / 1e6).toFixed(1);
  steps.check(`${name}: ${megabytes} MB are installed, at most ${mostBytes / 1e6}`, bytes <= mostBytes, megabytes);
  await steps.run(`${name}: npm test`, folder, 'npm test');
  const [, schema = ''] = /\$schema=(\S+)/.exec(readFileSync(join(folder, `clusters/${name}.yaml`), 'utf8')) ?? [];
  steps.check(`${name}: the schema of the rack file is there`, existsSync(join(folder, 'clusters', schema)), schema);
  await ownApps(work, name);
  if (isFirst) await cdk8sSynth(work, folder, name);
  const files = keptFiles(folder);
  steps.check(`${name}: its owner keeps ${files.length} files`, files.join() === kept(name).join(), files.join('\n'));
  const product = filesOfTheProduct(folder, unpacked);
  steps.check(`${name}: no file of the product is among them`, product.length === 0, product.join('\n'));
}

/** The first shape by `npm create`, with nothing installed; the others by the command that came with the first. */
async function init({ parent, steps }: Workplace, { name, nodes, flags }: Shape, isFirst: boolean): Promise<Ran> {
  writeFileSync(join(parent, 'nodes.txt'), nodes);
  const given = `${name} --name ${name} --git https://git.example.org/you/rack --nodes nodes.txt ${flags.join(' ')}`;
  if (isFirst) return steps.run(`${name}: npm create`, parent, `npm create --yes rackwright -- ${given}`);
  return steps.run(`${name}: init`, parent, `npm exec --yes --package rackwright -- rackwright init ${given}`);
}

/** The cdk8s CLI of this repository in the place of one that its owner would install. */
async function cdk8sSynth({ steps }: Workplace, folder: string, name: string): Promise<void> {
  await steps.run(`${name}: commit`, folder, 'git add --all && git commit --quiet --message first');
  const cli = join(process.cwd(), 'node_modules/cdk8s-cli/bin/cdk8s');
  const without = await steps.run(`${name}: npm start, again`, folder, 'npm start');
  const with_ = await steps.run(`${name}: cdk8s synth`, folder, `node ${cli} synth`);
  console.log(
    `       the cdk8s CLI takes ${(with_.processorSeconds - without.processorSeconds).toFixed(1)} s of a processor more`,
  );
  await steps.run(
    `${name}: cdk8s synth writes the same`,
    folder,
    'test -z "$(git status --porcelain)" && ls .cdk8s-out',
  );
}
