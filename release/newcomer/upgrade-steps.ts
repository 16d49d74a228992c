import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shape } from './shapes';
import { nextVersion, thisVersion } from './versions';
import type { Workplace } from './workplace';

/** A rack that began with an older commit's package takes the version after this one, with all that came in between. */
export async function upgradeOlder(work: Workplace, shape: Shape): Promise<void> {
  const { steps, parent } = work;
  const name = 'older-rack';
  await beginOlder(work, name, shape);
  // Machine configuration changed since, which a person applies: exit code 1.
  await toNext(work, name, 1);
  await steps.run(`${name}: commit`, join(parent, name), commit);
}

/**
 * A large rack of the older package, whose model servers lost their volumes since: upgrade writes nothing, and what it says is
 * left to a person is done as it is printed.
 */
export async function upgradeWithDecisions(work: Workplace, shape: Shape): Promise<void> {
  const { steps, parent } = work;
  const name = 'older-large-rack';
  const folder = join(parent, name);
  await beginOlder(work, name, shape);
  const upgraded = await steps.run(
    `${name}: upgrade ${thisVersion} asks for decisions`,
    folder,
    `npx rackwright upgrade ${thisVersion}`,
    1,
  );
  const digests = [
    ...new Set([...upgraded.said.matchAll(/rackwright acknowledge ([0-9a-f]{16})/g)].map(([, digest]) => digest)),
  ];
  steps.check(`${name}: it names ${digests.length} changes that may lose data`, digests.length > 0, upgraded.said);
  steps.check(
    `${name}: and says what to do in which order`,
    /1\. make the .*\n {2}2\. decide on .*\n {2}3\. npm start/.test(upgraded.said),
    upgraded.said,
  );
  const acknowledge = digests.map(
    (digest) => `npx rackwright acknowledge ${digest} --reason "models are fetched anew"`,
  );
  await steps.run(
    `${name}: what it said, in that order`,
    folder,
    ['npx rackwright secrets create', ...acknowledge, 'npm start'].join(' && '),
  );
  await steps.run(`${name}: npm test`, folder, 'npm test');
}

async function beginOlder({ parent, steps }: Workplace, name: string, { nodes, flags }: Shape): Promise<void> {
  writeFileSync(join(parent, `${name}.txt`), nodes.replaceAll(/ (?:arch|board|cores|memory|disk)=\S+/g, ''));
  const [, arch = '', memory = '', disk = ''] = / arch=(\S+) .*memory=(\S+) disk=(\S+)/.exec(nodes) ?? [];
  const given = `${name} --name ${name} --git https://git.example.org/you/rack --nodes ${name}.txt --arch ${arch} --memory ${memory} --disk ${disk}`;
  const command = `npm exec --yes --package rackwright@0.2.0 -- rackwright init ${given} ${flags.join(' ')}`;
  await steps.run(`${name}: init by the package of an older commit`, parent, command);
  await steps.run(`${name}: its first commit`, join(parent, name), firstCommit);
}

/** A rack of today takes the next version, and gives it back. */
export async function upgradeToNext(work: Workplace, { name }: Shape): Promise<void> {
  const { parent, steps } = work;
  const folder = join(parent, name);
  await steps.run(`${name}: commit`, folder, commit);
  await toNext(work, name, 0);
  await steps.run(`${name}: taken back by one command`, folder, 'npx rackwright upgrade --undo');
  await steps.run(`${name}: every file is as it was`, folder, 'test -z "$(git status --porcelain)"');
  const { said } = await steps.run(`${name}: so is the package`, folder, 'npx rackwright --version');
  steps.check(`${name}: which is ${thisVersion}`, said.trim() === thisVersion, said);
  await steps.run(`${name}: npm test`, folder, 'npm test');
}

const commit = 'git add --all && (git diff --cached --quiet || git commit --quiet --message change)';
const firstCommit = `git init --quiet && npm install && npx rackwright secrets init && npx rackwright secrets create && npm start && ${commit}`;

/**
 * With a migration and a new app in between.
 *
 * @param most highest exit code that is right
 */
async function toNext({ parent, steps }: Workplace, name: string, most: 0 | 1): Promise<void> {
  const folder = join(parent, name);
  await steps.run(
    `${name}: upgrade ${nextVersion}`,
    folder,
    `npx rackwright upgrade ${nextVersion}; test $? -le ${most}`,
  );
  await steps.run(`${name}: npm test after it`, folder, 'npm test');
  const rack = readFileSync(join(folder, `clusters/${name}.yaml`), 'utf8');
  steps.check(`${name}: the rack file is migrated`, /noise: 30dB/.test(rack), rack);
  steps.check(`${name}: the new app is off`, !existsSync(join(folder, `dist/${name}/apps/greeter`)));
}
