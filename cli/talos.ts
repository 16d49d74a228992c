import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { appBlocks } from '../lib/app-blocks';
import * as apps from '../lib/cluster';
import { loadRack } from '../lib/rack-file/load';
import { printProblems } from '../lib/rack-file/print-problems';
import { talosTexts } from '../lib/talos/print';
import { exampleOption, refusalOfExample } from './example-refusal';
import { readTextFile } from '../lib/rack-file/text-file';
import { CannotRun } from './cannot-run';
import { unreadable } from './rack-report';
import { oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';

export function register(program: Command): void {
  program
    .command('talos')
    .description('write the Talos patches and image schematics of a rack; no secret is among them')
    .argument('[rack-file]', 'rack file (the only one of clusters/ when none is named)')
    .option('--out <folder>', 'folder to write to (talos/<rack> by default)')
    .option(...exampleOption)
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright talos                                       talos/homelab/
  npx rackwright talos clusters/examples/one-node.yaml --out /tmp/one-node
  npx rackwright bootstrap                                   what to do with them, step by step`,
    )
    .action((file: string | undefined, options: TalosOptions) =>
      runToEnd(() => {
        const place = placeOf(process.cwd());
        return runTalos(place.root, oneRackFile(place, file), options);
      }, process.env),
    );
}

interface TalosOptions {
  out?: string;
  example?: boolean;
}

/** @returns 2 when the rack file says something wrong, 1 for a rack of examples; then nothing was written */
export function runTalos(root: string, file: string, { out, example }: TalosOptions): 0 | 1 | 2 {
  const text = readTextFile(root, file);
  const { rack, problems } = loadRack({ text, file, apps: appBlocks(Object.values(apps)) });
  process.stderr.write(printProblems(problems, { text, outcome: rack ? '' : 'Nothing was written.' }));
  if (!rack) return 2;
  const refusal = example ? undefined : refusalOfExample(rack, 'machines');
  if (refusal !== undefined) {
    process.stderr.write(refusal);
    return 1;
  }
  const folder = out ?? join(root, 'talos', rack.name);
  try {
    const files = talosTexts(rack);
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const gone = ['nodes', 'schematics'].flatMap((part) => removeOthers(folder, part, files));
    process.stderr.write(`${folder}: ${files.size} files${gone.length > 0 ? `, removed ${gone.join(', ')}` : ''}\n`);
    return 0;
  } catch (error) {
    throw unreadable(error) ? new CannotRun(`${folder} cannot be written: ${(error as Error).message}`) : error;
  }
}

/** A blade that left the rack must not leave a patch that somebody applies one day. */
function removeOthers(folder: string, part: string, files: ReadonlyMap<string, string>): string[] {
  const gone = readdirSync(join(folder, part))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${part}/${name}`)
    .filter((path) => !files.has(path));
  for (const path of gone) rmSync(join(folder, path));
  return gone;
}
