import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelFiles } from '../../../lib/kit/model-files';
import { syntheticFile, syntheticModels } from '../../judges/models/programs';
import { publisherHost } from '../box/outside';

/** A model file of the rack and the small one that stands in for it: random weights of the same kind. */
export interface Weights {
  /** Where its publisher has it: `/Qwen/…`. */
  path: string;
  /** What the rack believes it by, and its size. */
  stated: { sha256: string; bytes: number };
  /** `place` is its file on this machine. */
  small: { place: string; sha256: string; bytes: number };
}

export function smallWeights(): Weights[] {
  const folder = syntheticModels();
  return Object.entries(modelFiles).flatMap(([alias, { url, sha256, bytes }]) => {
    const name = syntheticFile[alias];
    if (name === undefined) return [];
    const place = join(folder, name);
    const content = readFileSync(place);
    const small = { place, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
    return [{ path: new URL(url).pathname, stated: { sha256, bytes }, small }];
  });
}

/** A copy of an object that names small files by size and hash wherever it named those of the rack, and their publisher in plain HTTP. */
export function withSmallWeights<T>(object: T, weights: readonly Weights[]): T {
  let text = JSON.stringify(object).replaceAll(`https://${publisherHost}/`, `http://${publisherHost}:443/`);
  for (const { stated, small } of weights)
    text = text
      .replaceAll(stated.sha256, small.sha256)
      .replaceAll(new RegExp(`\\b${stated.bytes}\\b`, 'g'), String(small.bytes));
  return JSON.parse(text) as T;
}
