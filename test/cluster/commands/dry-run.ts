import { type BenchOptions, startBench } from '../bench';
import { type Verdict, createLookedUp, dryRunTree } from '../dry-run/dry-run';
import { judgeLines } from '../dry-run/judge-lines';
import { type SkippedDocument, readTree } from '../dry-run/read-tree';

export interface DryRunReport {
  tree: string;
  objects: number;
  refused: number;
  /** Verdicts with warnings of the server that are about the object (Pod Security's "restricted" included). */
  warned: number;
  seconds: number;
  verdicts: Verdict[];
  skipped: SkippedDocument[];
}

/** Judges every object of a folder on an API server of its own. */
export async function dryRunFolder(tree: string, progress: BenchOptions['progress']): Promise<DryRunReport> {
  const { objects, skipped } = readTree(tree);
  const bench = await startBench({ extent: 'api', ...(progress && { progress }) });
  try {
    const startedAt = Date.now();
    await createLookedUp(
      bench.client,
      objects.map(({ object }) => object),
    );
    const verdicts = await dryRunTree(bench.client, objects);
    return {
      tree,
      objects: objects.length,
      refused: verdicts.filter(({ accepted }) => !accepted).length,
      warned: verdicts.filter(({ warnings }) => warnings.length > 0).length,
      seconds: (Date.now() - startedAt) / 1000,
      verdicts,
      skipped,
    };
  } finally {
    await bench.stop();
  }
}

/** Judges objects from standard input; what admission looks up comes from a tree, and is created beforehand. */
export async function judgeStandardInput(tree: string | undefined, progress: BenchOptions['progress']): Promise<void> {
  const bench = await startBench({ extent: 'api', ...(progress && { progress }) });
  try {
    if (tree !== undefined)
      await createLookedUp(
        bench.client,
        readTree(tree).objects.map(({ object }) => object),
      );
    await judgeLines(bench.client, process.stdin, (line) => console.log(line));
  } finally {
    await bench.stop();
  }
}

export function printDryRun(report: DryRunReport): void {
  for (const { object, file, as, accepted, message, warnings } of report.verdicts) {
    const what = as === 'pod' ? `${object} (as a pod)` : object;
    if (!accepted) console.log(`REFUSED  ${what}  ${file}\n         ${message}`);
    for (const warning of warnings) console.log(`WARNING  ${what}  ${file}\n         ${warning}`);
  }
  for (const { file, reason } of report.skipped) console.log(`SKIPPED  ${file}: ${reason}`);
  const { objects, verdicts, refused, warned, seconds } = report;
  console.log(
    `${objects} objects, ${verdicts.length} verdicts: ${refused} refused, ${warned} with warnings, ${seconds.toFixed(1)} s`,
  );
}
