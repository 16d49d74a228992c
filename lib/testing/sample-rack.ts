import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../app-blocks';
import * as cluster from '../cluster';
import { compose } from '../compose';
import type { RackFacts } from '../facts/facts';
import type { App } from '../kit/app';
import { type ImageLock, parseImageLock } from '../kit/images';
import { loadRack } from '../rack-file/load';
import type { RackSpec } from '../rack-file/rack';

const root = join(__dirname, '..', '..');

/** The small rack that snapshots and properties are tested on. */
export const sampleFile = 'test/fixtures/racks/sample.yaml';
export const sampleApps: readonly App[] = Object.values(cluster);
export const sampleImages: ImageLock = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));

/** Loads a rack text as if it stood in the sample's file; throws what is wrong with it. */
export function loadSample(text = readFileSync(join(root, sampleFile), 'utf8')): RackSpec {
  const { rack, problems } = loadRack({ text, file: sampleFile, apps: appBlocks(sampleApps) });
  if (!rack) throw new Error(JSON.stringify(problems, null, 2));
  return rack;
}

export function composeSample(rack = loadSample(), apps = sampleApps): RackFacts {
  return compose({ apps, rack, images: sampleImages, secretHashes: new Map() });
}
