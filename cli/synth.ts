import { type Command, Option } from 'commander';
import { OutputError } from '../lib/output/output-error';
import type { Written } from '../lib/output/write';
import { type BuiltRack, besideTheOthers, writeRack } from '../lib/synth';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { meaningOf } from './meaning';
import { writeDocuments } from './rack-documents';
import { type ExitCode, exitCode, nameOfRack, rackReport, untouched } from './rack-report';
import { type Place, placeOf, rackFilesAt } from './rack-root';
import { runToEnd } from './run';
import { soundDigests } from './sound-digests';
import { removeVoidAcknowledgements } from './void-acknowledgements';

export interface SynthOptions {
  place: Place;
  /** Rack files as a person typed them. Empty: all of clusters/. */
  files: string[];
  json: boolean;
  /** Leaves out the proofs and their page, as the bench does. @default false */
  withoutProofs?: boolean;
  /** Where findings go. @default standard output */
  out?: NodeJS.WritableStream;
  /** Is given what was built, written or not. */
  seen?: (built: readonly BuiltRack[]) => void;
}

export function register(program: Command): void {
  program
    .command('synth')
    .description(
      'write all that follows from a rack: dist/<rack>/, talos/<rack>/ and its pages, unless a check finds an error',
    )
    .argument('[rack-file...]', 'rack files (all of clusters/ when none is named)')
    .option(
      '--json',
      'findings and what was written, as schema/findings.schema.json says, one document per rack and line',
    )
    .addOption(new Option('--without-proofs', 'for the bench: what synth takes without them').hideHelp())
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright synth                          every rack of clusters/
  npx rackwright synth clusters/homelab.yaml    one rack
  npx rackwright synth --json | jq '.findings[] | select(.level == "error")'`,
    )
    .action((files: string[], { json = false, withoutProofs = false }: { json?: boolean; withoutProofs?: boolean }) =>
      runToEnd(() => runSynth({ place: placeOf(process.cwd()), files, json, withoutProofs }), process.env),
    );
}

/** Builds all racks first and writes only then, so that a broken one leaves the others' trees alone too. */
export function runSynth({
  place,
  files,
  json,
  withoutProofs = false,
  out = process.stdout,
  seen,
}: SynthOptions): ExitCode {
  const removed = removeVoidAcknowledgements(place.root);
  const alone = rackFilesAt(place, files).map((file) =>
    builtRack(place.root, file, { withoutProofs, digests: soundDigests(place.root, file) }),
  );
  const built = besideTheOthers(place.root, alone);
  seen?.(built);
  const code = exitCode(built);
  const results = built.map((rack) => ({ rack, written: code === 0 ? write(place.root, rack) : undefined }));
  const documents = code === 0 ? writeDocuments(place.root, built, { withoutProofs }) : [];
  for (const { rack, written } of results) {
    const outcome = written ? undefined : untouched(nameOfRack(rack));
    out.write(rackReport(rack, rack.findings, { form: json ? 'json' : 'text', outcome, written }));
    process.stderr.write(talk(rack, written));
  }
  if (documents.length > 0) process.stderr.write(`${documents.length} of the patches and pages beside dist/ written\n`);
  for (const path of removed) process.stderr.write(`${path} removed: what it allowed is merged\n`);
  if (code === 0) {
    const paths = documents.map(({ path }) => path);
    const meanings = results.map(({ rack, written }) => meaningOf(rack, { written, documents: paths }));
    // Since the process began: what a person has waited for.
    process.stderr.write(`${meanings.join('\n')} · ${process.uptime().toFixed(1)} s\n`);
  }
  return code;
}

/** What became of dist/. */
function talk({ rack, tree, problems, findings }: BuiltRack, written: Written | undefined): string {
  if (!rack) return '';
  // Problems of the rack file alone have said so themselves.
  if (!tree || !written) return findings.length > 0 || problems.length === 0 ? `${untouched(rack.name)}\n` : '';
  const counts = `${written.written.length} written, ${written.removed.length} removed, ${written.unchanged} unchanged`;
  return `dist/${rack.name}: ${tree.files.size} files (${counts})\n`;
}

function write(root: string, rack: BuiltRack): Written {
  try {
    return writeRack(root, rack);
  } catch (error) {
    throw error instanceof OutputError ? new CannotRun(error.message) : error;
  }
}
