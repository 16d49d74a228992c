import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseFootprint } from '../actors/actor';
import { projectRoot } from '../project-root';
import { twentyBlades } from '../rack/sample-rack';
import type { RackUnderTest } from '../rack-bench';

/** The rack that a command names; `sample` is the bench's own, with one of everything. */
export function rackUnderTest(name: string): RackUnderTest {
  if (name === 'sample') return sampleRack();
  const output = join(projectRoot(), 'dist', name);
  if (!existsSync(output)) throw new Error(`dist/${name} does not exist; write it with npm start`);
  return { name, output, machines: twentyBlades(), releases: {} };
}

function sampleRack(): RackUnderTest {
  const folder = join(projectRoot(), 'test', 'cluster', 'sample');
  const releases = JSON.parse(readFileSync(join(folder, 'releases.json'), 'utf8')) as Record<string, ReleaseFootprint>;
  return { name: 'sample', output: join(folder, 'dist', 'sample'), machines: twentyBlades(), releases };
}
