import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../app-blocks';
import type { App } from '../kit/app';
import { loadRack } from '../rack-file/load';
import type { RackSpec } from '../rack-file/rack';
import type { RackSecrets } from '../secrets/rack-secrets';
import { type CheckedRack, checkRack } from '../synth';
import { sampleApps, sampleImages, withEveryApp } from './sample-rack';

/** The reference rack, frozen: tests never read clusters/, secrets/ or dist/, which may be anybody's. */
export const referenceFile = 'test/fixtures/racks/reference.yaml';
export const referenceText = readFileSync(join(__dirname, '..', '..', referenceFile), 'utf8');

/** As if every Secret were made: what is rendered needs none of them. */
export const noSecretFiles: RackSecrets = { files: [], hashes: new Map(), placeholders: [], verify: () => [] };

/**
 * @param more apps that only a test adds; they are on
 * @param text what its file says
 */
export function loadReference(more: readonly App[] = [], text = referenceText): RackSpec {
  const apps = appBlocks([...sampleApps, ...more]);
  const { rack, problems } = loadRack({ text: withEveryApp(text), file: referenceFile, apps });
  if (!rack) throw new Error(JSON.stringify(problems, null, 2));
  return { ...rack, apps: { ...rack.apps, ...Object.fromEntries(more.map(({ name }) => [name, {}])) } };
}

export function checkReference(): CheckedRack {
  return checkRack({ rack: loadReference(), images: sampleImages, secrets: noSecretFiles });
}
