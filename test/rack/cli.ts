import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from '../cluster/project-root';
import { inOwnWorld } from '../judges/tree/own-world';
import { isAlive } from '../cluster/bench-state';
import { boxOwner, prepareBox, startBox } from './box/box';
import { removeCgroups, removeDeadBoxes } from './box/cgroups';
import { cannotRun, notHere } from './box/not-here';
import { lacking } from './box/requirements';
import { type DataApps, dataApps } from './data-apps';
import { applyAll } from './objects/apply';
import { type RackInBox, rackInBox } from './rack-in-box';
import { runDefects } from './defects';
import { type Result, printResults, runScenarios } from './run';
import type { RackScenario } from './scenarios/scenario';
import { allScenarios, byBox, scenariosFor } from './scenarios/all-scenarios';
import { runSideBySide } from './side-by-side';

const usage = `Usage: node bin/run.cjs test/rack/cli.ts -- <command>

  test [scenario …]   real kubelets run the reference rack's data apps; the cold start always comes first
                      scenarios: ${allScenarios.map(({ id }) => id).join(', ')}
  test --full         six blades instead of four
                      two boxes run side by side, each in a process
  defects [scenario …] puts one fault at a time into the objects; its scenario must notice it
  up                  the same box, left running until Ctrl-C

Needs root, cgroups of version 1, apt and Go; says what else is missing. Programs and Debian packages are kept in
~/.cache/rackwright. Exit codes: 0 all well, 1 a scenario failed, 2 could not run.`;

const usualBlades = 4;
const mostBlades = 6;

const progress = (line: string) => console.error(line);

async function main([command, ...args]: string[]): Promise<number> {
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const unknown = wanted.filter((id) => !allScenarios.some((each) => each.id === id));
  if (!['test', 'defects', 'up'].includes(command ?? '') || unknown.length > 0) {
    console.error(unknown.length > 0 ? `no scenario is called ${unknown.join(', ')}\n\n${usage}` : usage);
    return 2;
  }
  const chosen = command === 'up' ? [] : scenariosFor(wanted);
  const missing = lacking();
  if (missing.length > 0) return cannotRun(missing, process.env[notHere]);
  const root = resolve(process.env['RACKWRIGHT_ROOT'] ?? projectRoot());
  const rack = rackInBox(root, 'homelab', mostBlades);
  const blades = args.includes('--full') ? mostBlades : usualBlades;
  const apps = await dataApps(rack, progress);
  const outside = !process.env['RACKWRIGHT_JUDGE_WORLD'];
  const named = args.find((arg) => arg.startsWith(outFlag))?.slice(outFlag.length);
  const out = named ?? join(root, 'test', 'rack', 'out');
  if (outside) {
    clearUpDeadBoxes();
    for (const { prepare } of chosen) await prepare?.(progress);
    await prepareBox(apps.references, progress);
    const parts = byBox(chosen.filter(canRun));
    if (command === 'test' && parts.length > 1) {
      const flags = args.filter((arg) => arg.startsWith('--'));
      return report(await runSideBySide(parts, flags, { out, progress }), chosen, apps);
    }
    // Other benches of the machine keep their state below the temporary folder and cannot be seen alive from inside.
    process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
    process.env[boxOwner] = String(process.pid);
  }
  if (!inOwnWorld()) {
    rmSync(process.env['TMPDIR']!, { recursive: true, force: true, maxRetries: 5 });
    removeCgroups(`box-${process.pid}`);
    return Number(process.exitCode ?? 2);
  }
  if (command === 'up') return up({ ...rack, blades: rack.blades.slice(0, blades) }, apps);
  const settings = { out, progress, blades };
  if (command === 'defects') {
    const results = await runDefects(rack, apps, wanted, settings);
    for (const { scenario, title, noticed } of results)
      console.log(`${scenario} | ${title} | ${noticed ?? 'NOT NOTICED'}`);
    const missed = results.filter(({ noticed }) => noticed === undefined).length;
    console.log(`${results.length - missed} passed, ${missed} failed`);
    return missed === 0 && results.length > 0 ? 0 : 1;
  }
  return report(await runScenarios(rack, apps, chosen.filter(canRun), settings), chosen, apps);
}

const outFlag = '--out=';

const canRun = ({ lacks }: RackScenario) => (lacks?.() ?? []).length === 0;

/** Prints results, and which scenarios could not be run for want of what. @returns the exit code */
function report(results: readonly Result[], chosen: readonly RackScenario[], apps: DataApps): number {
  const accepted = process.env[notHere];
  const lacked = chosen.flatMap(({ id, title, lacks }) => {
    const failures = (lacks?.() ?? []).map((line) => `${id} needs ${line}`);
    return failures.length > 0 ? [{ id, title, shown: '', rows: [], failures, seconds: 0 }] : [];
  });
  if (accepted) {
    for (const { failures } of lacked) console.log(`NOT RUN ${failures.join('; ')}: accepted here, since ${accepted}`);
  }
  const all = [...results, ...(accepted ? [] : lacked)];
  printResults(all, apps);
  return all.every(({ failures }) => failures.length === 0) ? 0 : 1;
}

const folderPrefix = 'rackwright-rack-';

/** What a run left behind that was killed: its processes ended with its world, its folders and cgroups did not. */
function clearUpDeadBoxes(): void {
  removeDeadBoxes(isAlive);
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(folderPrefix)))
    if (!isAlive(Number(name.slice(folderPrefix.length).split('-')[0])))
      rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 5 });
}

/** A box to look around in; the bench ends it at Ctrl-C. */
async function up({ blades, network }: RackInBox, { ground, apps, references }: DataApps): Promise<number> {
  const box = await startBox({ blades, network, references, progress });
  for (const objects of [ground, apps]) await applyAll(box.bench, objects, 180);
  console.log(
    `nsenter -t ${process.pid} -a -- ${box.bench.programs.kubectl} --kubeconfig ${box.bench.kubeconfig} get pods -A`,
  );
  return new Promise<number>(() => undefined);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
