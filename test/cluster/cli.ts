import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allActors } from './actors/all-actors';
import { judgeClaims } from './commands/claims';
import { judgeFields } from './commands/fields';
import { judgeGuard } from './commands/guard';
import { judgeReplacing } from './commands/replace';
import { judgeReview } from './commands/review';
import { dryRunFolder, judgeStandardInput, printDryRun } from './commands/dry-run';
import { runJudge } from './commands/run-judge';
import { rackUnderTest } from './commands/rack-under-test';
import { down, status, up } from './commands/up-down-status';
import { projectRoot } from './project-root';
import { allScenarios } from './scenarios/all-scenarios';
import { runDefects } from './scenarios/defects';
import { printResults, runScenarios } from './scenarios/run-scenarios';
import { type ScaleRow, scale } from './scenarios/scale';
import { scalePage } from './scenarios/scale-page';

const usage = `Usage: node bin/run.cjs test/cluster/cli.ts -- <command>

  test [rack] [scenario …]     run scenarios (default: homelab, those of every pull request; --full: all, all blades)
  defects [rack] [scenario …]  put faults into copies of a rack's output; each scenario must notice its own
  scale [rack] [--write]       the rack's apps on its own blades and on 200: time, objects, memory; to docs/ if asked
  up [rack]                    start the rack's cluster and Flux, and stay until Ctrl-C
  down [bench]                 end every bench of this machine, or one
  status                       benches that run, their pids and kubeconfig files
  dry-run <folder> [--json]    judge every object of a folder by the real API server
  fields                       every field of every app changed on a running rack: what the real API server refuses
  review [words …]             pairs of the gate applied base and head by Flux: what happens is what the review says
  guard [rack] [--quick]       whom the policies of data-guard let delete or weaken what (--quick: API server alone)
  claims [rack]                claims that grow, are deleted, find no room: real scheduler and controller manager
  replace [rack]               a blade dies and another takes its place, by the lines of docs/runbooks/replace-a-blade.md
  judge [--tree <folder>]      judge JSON objects from standard input, one {"id", "object"} a line
  scheduler                    where the real kube-scheduler puts pods: one question a line, JSON in and out
  cilium                       which flows pass, by Cilium's own policy engine: JSON in and out
  oom-score                    in which order the kernel kills, by kubelet's own score: JSON in and out
  actors                       who stands in for whom, and what that proves

A rack is a folder under dist/, a file in clusters/examples/, or "sample", the bench's own.
clusters/, dist/ and secrets/ are those of this checkout, or of $RACKWRIGHT_ROOT.
Programs are built once into ~/.cache/rackwright/bench (or $RACKWRIGHT_BENCH_CACHE).
Exit codes: 0 all well, 1 refused or failed, 2 could not run.`;

const progress = (line: string) => console.error(line);

async function main([command, ...args]: string[]): Promise<number> {
  const root = resolve(process.env['RACKWRIGHT_ROOT'] ?? projectRoot());
  const flags = new Set(args.filter((arg) => arg.startsWith('--')));
  const [first, ...rest] = args.filter((arg) => !arg.startsWith('--'));
  const out = join(projectRoot(), 'test', 'cluster', 'out');
  switch (command) {
    case 'test': {
      const full = flags.has('--full');
      const scenarios = allScenarios.filter(({ id, everyday }) =>
        rest.length > 0 ? rest.includes(id) : full || everyday,
      );
      const underTest = rackUnderTest(first ?? 'homelab', root);
      const { results } = await runScenarios(underTest, scenarios, { out, full, progress });
      printResults(results);
      return results.every(({ failures }) => failures.length === 0) ? 0 : 1;
    }
    case 'scale': {
      const underTest = rackUnderTest(first ?? 'homelab', root);
      const { results, folder } = await runScenarios(underTest, [scale], { out, full: true, progress });
      printResults(results);
      if (results.some(({ failures }) => failures.length > 0)) return 1;
      const rows = JSON.parse(readFileSync(join(folder, 'scale.json'), 'utf8')) as ScaleRow[];
      const page = scalePage(underTest.name, rows);
      console.log(page);
      if (flags.has('--write')) writeFileSync(join(projectRoot(), 'docs', 'benchmarks-cluster.md'), page);
      return 0;
    }
    case 'defects': {
      const results = await runDefects(rackUnderTest(first ?? 'homelab', root), rest, out, progress);
      for (const { scenario, title, noticed } of results)
        console.log(`${scenario} | ${title} | ${noticed ?? 'NOT NOTICED'}`);
      return results.every(({ noticed }) => noticed !== undefined) ? 0 : 1;
    }
    case 'up':
      return up(rackUnderTest(first ?? 'homelab', root), progress);
    case 'down':
      await down(first, progress);
      return 0;
    case 'status':
      for (const line of status()) console.log(line);
      return 0;
    case 'actors':
      for (const { name, standsInFor, asserts, doesNotAssert } of allActors) {
        console.log(`${name} | ${standsInFor} | ${asserts} | ${doesNotAssert}`);
      }
      return 0;
    case 'dry-run': {
      if (first === undefined) break;
      const report = await dryRunFolder(first, progress);
      if (flags.has('--json')) console.log(JSON.stringify(report, undefined, 2));
      else printDryRun(report);
      return report.refused === 0 ? 0 : 1;
    }
    case 'fields': {
      const verdicts = await judgeFields(progress);
      for (const { field, changed, refused, foretold, guarded, leaves } of verdicts) {
        const said = [...refused.map((each) => `REFUSED ${each}`), ...leaves.map((each) => `LEAVES ${each}`)];
        const odd = refused.length - guarded === foretold ? '' : ` (the review refuses ${foretold})`;
        console.log(`${field} | ${changed} changed${odd}${said.length > 0 ? `\n  ${said.join('\n  ')}` : ''}`);
      }
      const odd = verdicts.filter(({ refused, guarded, foretold }) => refused.length - guarded !== foretold);
      const all = verdicts.reduce((sum, { refused }) => sum + refused.length, 0);
      console.log(
        `${verdicts.length} changes, ${all} objects refused, ${odd.length} changes judged otherwise by the review`,
      );
      return odd.length === 0 ? 0 : 1;
    }
    case 'review': {
      const words = args.filter((arg) => !arg.startsWith('--'));
      const verdicts = await judgeReview(words, progress);
      for (const { pair, right, wrong } of verdicts) {
        console.log(
          `${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${pair}: ${right.map(({ object, told }) => `${told} ${object}`).join(', ') || 'in place'}`,
        );
        for (const line of wrong) console.log(`       ${line}`);
      }
      const failed = verdicts.filter(({ wrong }) => wrong.length > 0).length;
      console.log(`${verdicts.length - failed} passed, ${failed} failed`);
      return failed === 0 && (words.length > 0 || verdicts.length >= 60) ? 0 : 1;
    }
    case 'guard':
    case 'claims':
    case 'replace': {
      const output = join(root, 'dist', first ?? 'homelab');
      const quick = flags.has('--quick');
      const judges = {
        guard: () => judgeGuard(output, progress, { quick }),
        claims: () => judgeClaims(output, progress),
        replace: () => judgeReplacing(output, progress),
      };
      const verdicts = await judges[command]();
      for (const { what, holds, said } of verdicts)
        console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${said ? `: ${said}` : ''}`);
      const failed = verdicts.filter(({ holds }) => !holds).length;
      console.log(`${verdicts.length - failed} passed, ${failed} failed`);
      return verdicts.every(({ holds }) => holds) ? 0 : 1;
    }
    case 'scheduler':
      return runJudge('scheduler-judge', progress);
    case 'cilium':
      return runJudge('cilium-judge', progress);
    case 'oom-score':
      return runJudge('oom-score-judge', progress);
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
