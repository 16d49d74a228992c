import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { circles, importsBelow } from './import-picture';

/**
 * `node bin/run.cjs test/house.ts -- [checkout]`: the figures of docs/house.md for a checkout, this one where none is named.
 * Duplicates are counted by a tool that is no dependency; the page has its command line.
 */
const generated = /(^|\/)(dist|node_modules|__snapshots__)\/|\.d\.ts$|^talos\//;
const generatedPages =
  /^docs\/(rules|rack-file|dashboards|limits)\.md$|-homelab(\/|\.md$)|^docs\/thermal\/simulation\.md$|^test\/slips\/SOURCES\.md$|REPORT\.md$/;

function figures(): Record<string, string | number> {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !generated.test(file) && existsSync(file) && statSync(file).isFile());
  const sources = files.filter((file) => /\.(ts|go)$/.test(file));
  const lines = new Map(sources.map((file) => [file, readFileSync(file, 'utf8').split('\n').length - 1]));
  const long = [...lines].filter(([, count]) => count > 300).sort(([, a], [, b]) => b - a);
  const product = long.filter(([file]) => !/\.(test|cases)\.ts$|^test\/|\/testing\//.test(file));
  const pages = files.filter((file) => file.endsWith('.md') && !generatedPages.test(file));
  const words = pages.map((file) => (readFileSync(file, 'utf8').match(/\S+/g) ?? []).length);
  const rooms = ['lib', 'cli', 'imports', 'release', 'test/cluster', 'test/judges', 'test/rack', 'thermal-daemon/src'];
  const cycles = circles(importsBelow(rooms.filter((room) => existsSync(room) && readdirSync(room).length > 0)));
  return {
    'files over 300 lines': long.length,
    'of them product': product.length,
    'longest file': long.map(([file, count]) => `${file} (${count})`)[0] ?? 'none over 300',
    'import cycles, types included': cycles.length,
    'words of prose written by hand': words.reduce((sum, count) => sum + count, 0),
    'all files over 300 lines': long.map(([file, count]) => `${file} ${count}`).join(', '),
  };
}

process.chdir(join(process.cwd(), process.argv.at(2) ?? '.'));
for (const [name, figure] of Object.entries(figures())) process.stdout.write(`${name}: ${figure}\n`);
