import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shape } from './shapes';
import { thisVersion } from './versions';
import type { Workplace } from './workplace';

/**
 * A repository whose Rackwright came from a tarball of this machine, cloned where no such tarball lies: its workflow and step 1
 * of its bootstrap do that. The cache of npm is empty, since a full one has the tarball, too.
 */
export async function cloneElsewhere({ parent, steps }: Workplace, { nodes, flags }: Shape): Promise<void> {
  const name = 'from-tarball';
  const tarball = join(process.cwd(), `build/rackwright-${thisVersion}.tgz`);
  writeFileSync(join(parent, `${name}.txt`), nodes);
  const given = `${name} --name ${name} --git https://git.example.org/you/rack --nodes ${name}.txt ${flags.join(' ')}`;
  await steps.run(
    `${name}: init from a tarball`,
    parent,
    `npm exec --yes --package ${tarball} -- rackwright init ${given} --package ${tarball}`,
  );
  await steps.run(
    `${name}: its first commit`,
    join(parent, name),
    'git init --quiet && npm install && npx rackwright secrets init && npx rackwright secrets create && npm start && git add --all && git commit --quiet --message first',
  );
  await steps.run(
    `${name}: npm ci in a clone, with an empty cache`,
    parent,
    `git clone --quiet ${name} elsewhere/home && cd elsewhere/home && npm ci --cache ${join(parent, 'empty-cache')}`,
  );
  await steps.run(
    `${name}: npm start changes nothing there`,
    join(parent, 'elsewhere/home'),
    'npm test && npm start && test -z "$(git status --porcelain)"',
  );
}
