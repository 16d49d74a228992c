import { basename } from 'node:path';
import { benchFolders, clearUp, isAlive, readState } from '../bench-state';
import type { Progress } from '../build/build-components';
import { sleep } from '../kube/wait';
import { type RackUnderTest, startRackBench } from '../rack-bench';

/** Starts a rack and stays in the foreground until it is told to end: Ctrl-C, or `down` from elsewhere. */
export async function up(underTest: RackUnderTest, progress: Progress): Promise<never> {
  const { bench, sync, flux } = await startRackBench(underTest, progress);
  await sync();
  progress(`Flux syncs ${underTest.output}; git remote ${flux.remote.url}, work tree ${flux.remote.worktree}`);
  progress(`export KUBECONFIG=${bench.kubeconfig}`);
  progress(`kubectl 1.36.3: ${bench.programs.kubectl}`);
  progress('End it with Ctrl-C, or `down` from another terminal.');
  for (;;) {
    bench.processes.check();
    await sleep(1000);
  }
}

/** Ends every bench of this machine, or the one whose folder name is given. */
export async function down(which: string | undefined, progress: Progress): Promise<void> {
  const folders = benchFolders().filter((folder) => which === undefined || basename(folder) === basename(which));
  if (folders.length === 0) progress('no bench is running');
  for (const folder of folders) {
    const owner = readState(folder)?.owner;
    if (owner !== undefined && isAlive(owner)) {
      process.kill(owner, 'SIGTERM');
      for (let waited = 0; waited < 20_000 && isAlive(owner); waited += 100) await sleep(100);
    }
    clearUp(folder);
    progress(`${basename(folder)} is down`);
  }
}

export function status(): string[] {
  return benchFolders().map((folder) => {
    const state = readState(folder);
    const alive = Object.entries(state?.pids ?? {}).filter(([, pid]) => isAlive(pid));
    const owner =
      state !== undefined && isAlive(state.owner) ? `process ${state.owner}` : 'nobody (clear up with `down`)';
    const programs = alive.map(([name, pid]) => `${name} ${pid}`).join(', ');
    return `${basename(folder)}  since ${state?.startedAt}  owned by ${owner}\n  ${programs}\n  KUBECONFIG=${state?.kubeconfig ?? '(starting)'}`;
  });
}
