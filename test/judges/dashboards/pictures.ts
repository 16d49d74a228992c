import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkout } from '../tree/checkout';
import { pictured, picturedFiles } from './pictured-racks';

/**
 * `npm run pictures [-- <folder>]`: draws the dashboard *The rack* of the reference rack and of every example, with a real
 * Prometheus and Chromium. `docs/images/the-rack.png` of README is that of the reference rack. Nothing is written that has an empty panel.
 */
const widthPixels = 1440;
/** Always the same evening, so that the same picture comes out. */
const nowSeconds = Date.parse('2026-11-27T22:00:00Z') / 1000;

async function main(): Promise<void> {
  const root = checkout();
  const folder = resolve(process.argv[2] ?? join(root, '.cache/pictures'));
  mkdirSync(folder, { recursive: true });
  let empty = 0;
  for (const file of picturedFiles(root)) {
    const { name, html, empty: titles, heightPixels } = await pictured(root, file, nowSeconds);
    const page = join(folder, `${name}.html`);
    writeFileSync(page, html);
    empty += titles.length;
    for (const title of titles) console.error(`${name}: nothing is in "${title}"`);
    if (titles.length > 0) continue;
    const picture = name === 'reference' ? join(root, 'docs/images/the-rack.png') : join(folder, `${name}.png`);
    draw(page, picture, heightPixels);
    console.log(picture);
  }
  process.exitCode = empty > 0 ? 1 : 0;
}

function draw(page: string, picture: string, heightPixels: number): void {
  mkdirSync(join(picture, '..'), { recursive: true });
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--window-size=${widthPixels},${heightPixels}`,
  ];
  const { status, error } = spawnSync('chromium', [...args, `--screenshot=${picture}`, `file://${page}`], {
    stdio: 'ignore',
  });
  if (error) throw new Error('Chromium is not here: apt-get install chromium');
  if (status !== 0) throw new Error(`Chromium did not draw ${page}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
