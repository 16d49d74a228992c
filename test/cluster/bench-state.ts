import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What another process must know of a bench to look at it or to clear up after it. */
export interface BenchState {
  /** Process that started the bench and ends it. */
  owner: number;
  startedAt: string;
  kubeconfig?: string;
  server?: string;
  /** Programs by name. */
  pids: Record<string, number>;
}

const prefix = 'rackwright-bench-';

export function createBenchFolder(): string {
  return mkdtempSync(join(tmpdir(), prefix));
}

const scratchPrefix = 'rackwright-scratch-';
const scratch = new Set<string>();

/** A folder that goes with this process; one that a killed process left is cleared up by the next bench. */
export function scratchFolder(purpose: string): string {
  if (scratch.size === 0) process.once('exit', () => scratch.forEach(remove));
  const folder = mkdtempSync(join(tmpdir(), `${scratchPrefix}${process.pid}-${purpose}-`));
  scratch.add(folder);
  return folder;
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

export function writeState(folder: string, state: BenchState): void {
  writeFileSync(join(folder, 'bench.json'), JSON.stringify(state, undefined, 2));
}

export function readState(folder: string): BenchState | undefined {
  const file = join(folder, 'bench.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchState) : undefined;
}

export function benchFolders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => existsSync(join(folder, 'bench.json')));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether the process with this pid is still the one that was started in the folder: pids are used again. */
function belongsTo(folder: string, pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`RACKWRIGHT_BENCH=${folder}`);
  } catch {
    return false;
  }
}

/** Ends what a bench left behind whose owner is gone, and removes its folder. */
export function clearUp(folder: string): void {
  for (const pid of Object.values(readState(folder)?.pids ?? {})) {
    if (belongsTo(folder, pid)) process.kill(pid, 'SIGKILL');
  }
  remove(folder);
}

/** Clears up after every bench whose owner died without doing so. */
export function clearUpOrphans(): void {
  for (const folder of benchFolders()) {
    const state = readState(folder);
    if (state !== undefined && !isAlive(state.owner)) clearUp(folder);
  }
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(scratchPrefix))) {
    const owner = Number(name.slice(scratchPrefix.length).split('-')[0]);
    if (!isAlive(owner)) remove(join(tmpdir(), name));
  }
}
