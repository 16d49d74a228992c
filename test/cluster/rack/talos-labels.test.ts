import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../../../lib/app-blocks';
import * as apps from '../../../lib/cluster';
import { loadRack } from '../../../lib/rack-file/load';
import { talosLabels } from './talos-labels';

const clusters = join(process.cwd(), 'clusters');
const examples = readdirSync(join(clusters, 'examples')).map((name) => join(clusters, 'examples', name));

test.each([join(clusters, 'homelab.yaml'), ...examples])('every label of every node of %s is text', (file) => {
  const text = readFileSync(file, 'utf8');
  const { rack } = loadRack({ text, file, apps: appBlocks(Object.values(apps)) });
  const labels = rack!.blades.map((blade) => talosLabels(rack!, blade));
  expect(labels.every((each) => 'rackwright.dev/position' in each)).toBe(true);
  expect(labels.flatMap((each) => Object.values(each)).filter((value) => typeof value !== 'string')).toEqual([]);
});
