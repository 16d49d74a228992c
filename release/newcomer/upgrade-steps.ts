import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shape } from './shapes';
import { nextVersion, thisVersion } from './versions';
import type { Workplace } from './workplace';

/** A rack that began with an older commit's package takes this version, and then the next. */
export async function upgradeToThis(work: Workplace, shape: Shape): Promise<void> {
  const { parent, steps } = work;
  const name = 'older-rack';
  const folder = join(parent, name);
  const command = `npm exec --yes --package rackwright@0.2.0 -- rackwright init ${name} --name ${name} --git https://git.example.org/you/rack --nodes nodes.txt ${shape.flags.join(' ')}`;
  await steps.run(`${name}: init by the package of an older commit`, parent, command);
  await steps.run(`${name}: its first commit`, folder, firstCommit);
  await steps.run(`${name}: upgrade ${thisVersion}`, folder, `npx rackwright upgrade ${thisVersion}`);
  await steps.run(`${name}: npm test`, folder, 'npm test');
  await steps.run(`${name}: commit`, folder, commit);
  await toNext(work, name);
}

/** A rack of today takes the next version, and gives it back. */
export async function upgradeToNext(work: Workplace, { name }: Shape): Promise<void> {
  const { parent, steps } = work;
  const folder = join(parent, name);
  await steps.run(`${name}: commit`, folder, commit);
  await toNext(work, name);
  await steps.run(`${name}: taken back by one command`, folder, 'npx rackwright upgrade --undo');
  await steps.run(`${name}: every file is as it was`, folder, 'test -z "$(git status --porcelain)"');
  const { said } = await steps.run(`${name}: so is the package`, folder, 'npx rackwright --version');
  steps.check(`${name}: which is ${thisVersion}`, said.trim() === thisVersion, said);
  await steps.run(`${name}: npm test`, folder, 'npm test');
}

const commit = 'git add --all && (git diff --cached --quiet || git commit --quiet --message change)';
const firstCommit = `git init --quiet && npm install && npx rackwright secrets init && npx rackwright secrets create && npm start && ${commit}`;

/** With a migration and a new app in between. */
async function toNext({ parent, steps }: Workplace, name: string): Promise<void> {
  const folder = join(parent, name);
  await steps.run(`${name}: upgrade ${nextVersion}`, folder, `npx rackwright upgrade ${nextVersion}`);
  await steps.run(`${name}: npm test after it`, folder, 'npm test');
  const rack = readFileSync(join(folder, `clusters/${name}.yaml`), 'utf8');
  steps.check(`${name}: the rack file is migrated`, /noise: 30dB/.test(rack), rack);
  steps.check(`${name}: the new app is off`, !existsSync(join(folder, `dist/${name}/apps/greeter`)));
}
