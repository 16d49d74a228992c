import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
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
/** Those that a rack file names; the others come with a section of it. */
export const namedApps: readonly App[] = sampleApps.filter(({ section }) => section === undefined);
export const sampleImages: ImageLock = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));

/** Loads a rack text as if it stood in the sample's file, with every app on that it does not name; throws what is wrong. */
export function loadSample(text = readFileSync(join(root, sampleFile), 'utf8')): RackSpec {
  const { rack, problems } = loadRack({ text: withEveryApp(text), file: sampleFile, apps: appBlocks(sampleApps) });
  if (!rack) throw new Error(JSON.stringify(problems, null, 2));
  return rack;
}

/** A rack text with every app on that it does not name: a new app is tested without a line in a fixture. */
export function withEveryApp(text: string): string {
  const document = parseDocument(text);
  for (const { name } of namedApps) if (!document.hasIn(['apps', name])) document.setIn(['apps', name], 'on');
  return document.toString();
}

export function composeSample(rack = loadSample(), apps = sampleApps): RackFacts {
  return compose({ apps, rack, images: sampleImages, secretHashes: new Map() });
}
