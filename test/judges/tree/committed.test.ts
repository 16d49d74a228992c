import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { soundRack } from '../../../lib/checks/testing/sound-rack';
import { layOut } from '../../../lib/output/layout';
import { PlantedTree } from '../../planted/planted-tree';
import { differingObjects, filesNotAsCommitted } from './committed';

const dist = mkdtempSync(join(tmpdir(), 'rackwright-committed-'));
const folder = join(dist, soundRack.rack.name);

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeAll(() => {
  for (const [path, content] of layOut(soundRack.rendered).files) write(path, content);
});

afterAll(() => rmSync(dist, { recursive: true }));

test('what was written is as committed, encrypted Secrets beside it', () => {
  write('apps/redis/data/Secret.redis-users.sops.yaml', 'sops: {}');
  expect(filesNotAsCommitted(soundRack, dist)).toEqual([]);
});

test('a byte more, a file less and a file of nobody are told', () => {
  const [changed, gone] = [...layOut(soundRack.rendered).files.keys()] as [string, string];
  write(changed, '# by hand\n');
  rmSync(join(folder, gone));
  write('apps/redis/data/ConfigMap.stray.yaml', 'kind: ConfigMap');
  expect(filesNotAsCommitted(soundRack, dist)).toHaveLength(3);
});

test('objects that a change of the rack file makes others are told by id', () => {
  const tree = new PlantedTree(soundRack);
  tree.edit('data/ConfigMap/redis', (manifest) => ({ ...manifest, immutable: true }));
  tree.remove('data/Service/redis');
  expect(differingObjects(soundRack, tree.facts)).toEqual(['data/ConfigMap/redis', 'data/Service/redis']);
});
