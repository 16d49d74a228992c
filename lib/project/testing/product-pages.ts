import { readFileSync, readdirSync } from 'node:fs';
import { appBlocks } from '../../app-blocks';
import { loadRack } from '../../rack-file/load';
import type { RackSpec } from '../../rack-file/rack';
import { productApps } from '../project';

export const productRunbooks = 'docs/runbooks';

/** The product's runbooks, by name. */
export const productPages = new Map(
  readdirSync(productRunbooks).map((name) => [
    name.replace('.md', ''),
    readFileSync(`${productRunbooks}/${name}`, 'utf8'),
  ]),
);

export function loadProductRack(file: string): RackSpec {
  const { rack, problems } = loadRack({ text: readFileSync(file, 'utf8'), file, apps: appBlocks(productApps) });
  if (!rack) throw new Error(JSON.stringify(problems));
  return rack;
}
