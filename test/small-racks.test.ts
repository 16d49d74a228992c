import { readFileSync } from 'node:fs';
import { appBlocks } from '../lib/app-blocks';
import * as cluster from '../lib/cluster';
import { loadRack } from '../lib/rack-file/load';
import { composeSample } from '../lib/testing/sample-rack';

/** The two smallest racks with models, chat and retrieval: what they do without, and what they keep. */
function rendered(name: string): string[] {
  const file = `clusters/examples/${name}.yaml`;
  const { rack, problems } = loadRack({
    text: readFileSync(file, 'utf8'),
    file,
    apps: appBlocks(Object.values(cluster)),
  });
  if (!rack) throw new Error(JSON.stringify(problems));
  return composeSample(rack).rendered.map(({ manifest }) => JSON.stringify(manifest));
}

const find = (objects: string[], kind: string, name: string) =>
  objects.find((text) => text.includes(`"kind":"${kind}"`) && text.includes(`"name":"${name}"`)) ?? '';

test('three boards keep three databases, and documents in the store outside', () => {
  const objects = rendered('three-boards');
  expect(find(objects, 'Cluster', 'postgres')).toContain('"instances":3');
  expect(find(objects, 'StatefulSet', 'open-webui')).toContain('three-boards-open-webui');
  for (const name of ['minio', 'redis']) expect(find(objects, 'StatefulSet', name)).toBe('');
});

test('one board keeps one database that may be drained, documents on its disk, and asks model servers itself', () => {
  const objects = rendered('one-board');
  const database = find(objects, 'Cluster', 'postgres');
  expect(database).toContain('"instances":1');
  expect(database).toContain('"enablePDB":false');
  expect(database).not.toContain('synchronous');
  const chat = find(objects, 'StatefulSet', 'open-webui');
  expect(chat).toContain('"mountPath":"/app/backend/data/uploads"');
  expect(chat).toContain('http://chat-0.ml.svc');
  expect(find(objects, 'Deployment', 'litellm')).toBe('');
  expect(find(objects, 'Deployment', 'chat-0')).toContain('https://huggingface.co/');
});
