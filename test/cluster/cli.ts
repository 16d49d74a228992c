import { dryRunFolder, judgeStandardInput, printDryRun } from './dry-run/command';

const usage = `Usage: node bin/run.cjs test/cluster/cli.ts -- <command>

  dry-run <folder> [--json]   judge every object of a folder by the real API server
  judge [--tree <folder>]     judge JSON objects from standard input, one {"id", "object"} a line

Programs are built once into ~/.cache/rackwright/bench (or $RACKWRIGHT_BENCH_CACHE).
Exit codes: 0 all well, 1 refused or failed, 2 could not run.`;

const progress = (line: string) => console.error(line);

async function main([command, ...args]: string[]): Promise<number> {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')));
  const [first] = args.filter((arg) => !arg.startsWith('--'));
  switch (command) {
    case 'dry-run': {
      if (first === undefined) break;
      const report = await dryRunFolder(first, progress);
      if (flags.has('--json')) console.log(JSON.stringify(report, undefined, 2));
      else printDryRun(report);
      return report.refused === 0 ? 0 : 1;
    }
    case 'judge':
      await judgeStandardInput(flags.has('--tree') ? first : undefined, progress);
      return 0;
  }
  console.error(usage);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
