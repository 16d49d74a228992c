import { checkTree } from '../../lib/check-tree';
import { objectId } from '../../lib/manifest/manifest';
import { toYaml } from '../../lib/manifest/yaml';
import { wholeTree } from '../../lib/output/compare-tree';
import { readTree } from '../../lib/output/read-tree';
import { type RackInput, renderRack, treeOf } from '../../lib/synth';
import { loadSample, sampleImages } from '../../lib/testing/sample-rack';
import { judgeSlips } from './in-tree';
import { applied } from './slip';

const sample = loadSample();
const rack = sample.name;
const secrets: RackInput['secrets'] = { files: [], hashes: new Map(), placeholders: [], verify: () => [] };
const { facts: factsOfSynth, layout } = renderRack({ rack: sample, images: sampleImages, secrets });
const files = new Map<string, Uint8Array>(
  [...wholeTree(rack, treeOf(layout, factsOfSynth))].map(([path, content]) => [path, Buffer.from(content)]),
);
/** Every ninth family of slips, one of each: all of them are for `npm run test:slips`. */
const judged = judgeSlips(rack, files, { ofEach: 1, seed: 7, everyNth: 9 });

test('most slips put into a tree are named at their object', () => {
  expect(judged.length).toBeGreaterThan(9);
  expect(judged.filter(({ named }) => named).length / judged.length).toBeGreaterThanOrEqual(0.75);
});

test('what is said of a slip is what check --dist says of the edited file', () => {
  const { slip, named } = judged.find(({ named, slip: { path } }) => named && path !== '')!;
  const { facts, places } = readTree(rack, files);
  const { manifest } = facts!.rendered.find((each) => objectId(each.manifest) === slip.object)!;
  const edited = new Map(files).set(places.get(manifest)!, Buffer.from(toYaml(applied(manifest, slip)!)));
  expect(checkTree(rack, edited).findings).toContainEqual(named);
});
