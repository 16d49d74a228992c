import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../cluster/bench-state';
import { buildComponents } from '../../cluster/build/build-components';
import { collectCrds } from '../../cluster/build/collect-crds';
import { clusterPrograms } from '../../cluster/control-plane/control-plane';
import { projectRoot } from '../../cluster/project-root';
import { inOwnWorld } from '../../judges/tree/own-world';
import { sandboxImage } from '../box/blade-files';
import { cannotRun } from '../box/not-here';
import { lacking } from '../box/requirements';
import { imagesIn } from '../objects/from-dist';
import { rackInBox } from '../rack-in-box';
import { type Arm64Defect, arm64Defects } from './defects';
import { bladeDisk, runtimePrograms } from './disk';
import { bladeKernel } from './emulated-blade';
import { arm64Programs } from './programs';
import { emulation } from './requirements';
import { type Result, appsOf, failuresOf, runOnEmulatedBlade } from './run';

const usage = `Usage: node bin/run.cjs test/rack/arm64/cli.ts -- <command>

  test             a kubelet for arm64 on an emulated blade joins a real control plane and runs the device plugin and the
                   thermal daemon of dist/homelab, the daemon from its shipped image
  defects [words]  one fault at a time, which a check must notice; words: those whose title contains them

Needs root, Debian 12's apt, QEMU and Go; says what else is missing. Exit codes: 0 all well, 1 a check failed, 2 could not run.`;

const progress = (line: string) => console.error(line);

async function main([command = '', ...words]: string[]): Promise<number> {
  if (!['test', 'defects'].includes(command) || (command === 'test' && words.length > 0)) {
    console.error(usage);
    return 2;
  }
  const missing = lacking(emulation);
  if (missing.length > 0) return cannotRun(missing, process.env['RACKWRIGHT_RACK_NOT_HERE']);
  const outside = !process.env['RACKWRIGHT_JUDGE_WORLD'];
  if (outside) {
    clearUp();
    await buildComponents(clusterPrograms, progress);
    await collectCrds(progress);
  }
  const rack = rackInBox(projectRoot(), 'homelab', blades);
  const kernel = bladeKernel();
  const disk = await bladeDisk({
    ...(await arm64Programs(progress)),
    busybox: kernel.busybox,
    references: [...imagesIn(await appsOf(rack)), sandboxImage],
    runtime: await buildComponents(runtimePrograms, progress),
  });
  if (outside) process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  if (!inOwnWorld()) {
    rmSync(process.env['TMPDIR']!, { recursive: true, force: true, maxRetries: 5 });
    return Number(process.exitCode ?? 2);
  }
  const run = (defect?: Arm64Defect) => bounded(runOnEmulatedBlade({ rack, kernel, disk, say: stopwatch(), defect }));
  if (command === 'test') return judged(await run());
  let noticed = 0;
  const chosen = arm64Defects.filter(({ title }) => title.includes(words.join(' ')));
  for (const defect of chosen) {
    const failures = failuresOf(await run(defect));
    const found = defect.expects.test(failures);
    if (found) noticed += 1;
    console.log(
      `${found ? 'ok  ' : 'FAIL'} ${defect.title}\n     ${found ? '' : 'NOT NOTICED; '}${failures || 'all well'}`,
    );
  }
  console.log(`${noticed} passed, ${chosen.length - noticed} failed`);
  return noticed === chosen.length && chosen.length > 0 ? 0 : 1;
}

function judged(results: readonly Result[]): number {
  for (const { title, seconds, seen, failure } of results)
    console.log(
      `${failure === undefined ? 'ok  ' : 'FAIL'} ${title} [${seconds.toFixed(0)} s]\n     ${failure ?? seen}`,
    );
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0 ? 0 : 1;
}

/** As many of the rack's blades as are looked at for one with the fan. */
const blades = 6;

const longestSeconds = 1500;

/** One that hangs is a failure: as the first process of its world this one takes all others with it. */
async function bounded<T>(running: Promise<T>): Promise<T> {
  const watchdog = setTimeout(() => {
    console.log(`FAIL not at its end after ${longestSeconds} s\n0 passed, 1 failed`);
    process.exit(1);
  }, longestSeconds * 1000);
  return running.finally(() => clearTimeout(watchdog));
}

function stopwatch(): (line: string) => void {
  const startedAt = Date.now();
  return (line) => progress(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
}

const folderPrefix = 'rackwright-arm64-';

/** Folders of runs that were killed: their processes ended with their world. */
function clearUp(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(folderPrefix)))
    if (!isAlive(Number(name.slice(folderPrefix.length).split('-')[0])))
      rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 5 });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
