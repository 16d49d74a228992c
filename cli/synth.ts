import type { Command } from 'commander';
import { OutputError } from '../lib/output/output-error';
import { type BuiltRack, besideTheOthers, buildRack, rackFiles, writeRack } from '../lib/synth';
import { exitCode, json, reportRack, unreadable } from './rack-report';

export interface SynthOptions {
  /** Root of the repository. */
  root: string;
  /** Rack files from the root. Empty: all of clusters/. */
  files: string[];
  json: boolean;
}

export function register(program: Command): void {
  program
    .command('synth')
    .description('render every app of a rack into dist/<rack>/, unless a check finds an error')
    .argument('[rack-file...]', 'rack files (all of clusters/ when none is named)')
    .option('--json', 'findings and what was written, for scripts')
    .addHelpText(
      'after',
      `
Examples:
  rackwright synth                          every rack of clusters/
  rackwright synth clusters/homelab.yaml    one rack
  rackwright synth --json | jq '.racks[].findings[] | select(.level == "error")'`,
    )
    .action((files: string[], { json: asJson = false }: { json?: boolean }) => {
      process.exitCode = runSynth({ root: process.cwd(), files, json: asJson });
    });
}

/** Builds all racks first and writes only then, so that a broken one leaves the others' trees alone too. */
export function runSynth({ root, files, json: asJson }: SynthOptions): number {
  const alone: BuiltRack[] = [];
  for (const file of files.length > 0 ? files : rackFiles(root)) {
    try {
      alone.push(buildRack({ root, file }));
    } catch (error) {
      if (!unreadable(error)) throw error;
      console.error(`${file} cannot be read: ${(error as Error).message}`);
      return 2;
    }
  }
  const built = besideTheOthers(root, alone);
  const code = exitCode(built);
  const results = built.map((rack) => ({ rack, written: code === 0 ? write(root, rack) : undefined }));
  if (results.some(({ written }) => written instanceof OutputError)) return 2;
  for (const { rack, written } of results) reportRack(rack, written as Exclude<typeof written, OutputError>);
  if (asJson) json(results.map(({ rack, written }) => ({ ...rack, written })));
  return code;
}

function write(root: string, rack: BuiltRack): ReturnType<typeof writeRack> | OutputError {
  try {
    return writeRack(root, rack);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    console.error(error.message);
    return error;
  }
}
