import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import nodeFs from 'node:fs';
import { OutputError } from './output-error';
import { codeOf, makeFolderWithParents, removeFile, removeFolderIfEmpty, type TreeFs } from './tree-fs';

/**
 * One writer at a time, without a lock that outlives a killed process.
 *
 * A writer puts a ticket of its own name into the folder and looks around. It goes ahead when no ticket of
 * a living process is there but its own: of two that came together, the later one to look sees the other. Of several
 * that wait, the first by name keeps its ticket and the others take theirs back, so somebody always gets on. A dead
 * process' ticket may be removed by anyone at any time, since its name (process, start time, boot) never comes again;
 * a shared lock file could not be taken over without a race.
 */
export interface Turn {
  release(): void;
}

const pauseMs = 20;
/** 30 s: a writer needs less than a second. */
const patience = 1500;
/** Age at which a ticket counts as left behind if nobody here can tell whether its owner lives. */
const forgottenMs = 60_000;

export function takeTurn(fs: TreeFs, folder: string, tree: string, attempts = patience): Turn {
  const mine = ownTicket();
  let others: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (!putTicket(fs, folder, mine)) continue;
    others = othersAlive(fs, folder, mine);
    if (others.length === 0) return { release: () => giveBack(fs, folder, mine) };
    if (others.some((other) => other < mine)) removeFile(fs, `${folder}/${mine}`);
    sleep(pauseMs);
  }
  giveBack(fs, folder, mine);
  const holders = others.map((other) => `process ${other.split('.')[1]}`).join(', ');
  throw new OutputError(
    `cannot write ${tree}: ${holders} is writing it and did not finish in ${(attempts * pauseMs) / 1000} s. ` +
      `${tree} was not touched by this run.\nWait for it or end it; if it is no rackwright, delete ${folder}/${others[0]}.`,
  );
}

/** False when the folder went away in between: its last user tidied up. */
function putTicket(fs: TreeFs, folder: string, ticket: string): boolean {
  makeFolderWithParents(fs, folder);
  try {
    fs.writeFileSync(`${folder}/${ticket}`, '', { flag: 'a' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function giveBack(fs: TreeFs, folder: string, ticket: string): void {
  removeFile(fs, `${folder}/${ticket}`);
  removeFolderIfEmpty(fs, folder);
}

function othersAlive(fs: TreeFs, folder: string, mine: string): string[] {
  const others = fs.readdirSync(folder).filter((name) => name.startsWith('writer.') && name !== mine);
  return others.filter((other) => {
    if (isAlive(fs, folder, other, mine)) return true;
    removeFile(fs, `${folder}/${other}`);
    return false;
  });
}

/** `writer.<process>.<start>.<host>.<boot>.<process namespace>` */
function ownTicket(): string {
  const boot = linuxFile('/proc/sys/kernel/random/boot_id');
  const namespace = /\d+/.exec(linuxLink('/proc/self/ns/pid'))?.[0] ?? '';
  return ['writer', process.pid, startOf(process.pid) ?? '', brief(hostname()), brief(boot), namespace].join('.');
}

function isAlive(fs: TreeFs, folder: string, other: string, mine: string): boolean {
  const [, pid, start, host, boot, namespace] = other.split('.');
  const [, , ownStart, ownHost, ownBoot, ownNamespace] = mine.split('.');
  const isHere = host === ownHost && namespace === ownNamespace;
  if (host === ownHost && boot !== ownBoot) return false; // this machine has started anew since
  if (isHere && !exists(Number(pid))) return false;
  if (isHere && ownStart !== '') return startOf(Number(pid)) === start;
  // another host or container, or a system that does not tell start times: the file system's own clock decides
  return !isForgotten(fs, `${folder}/${other}`, `${folder}/${mine}`);
}

function isForgotten(fs: TreeFs, theirs: string, mine: string): boolean {
  try {
    return fs.statSync(mine).mtimeMs - fs.statSync(theirs).mtimeMs > forgottenMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false; // gone by itself: the next look will tell
    throw error;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Start time in clock ticks since boot, proc_pid_stat(5) field 22; a zombie (field 3 = Z) runs no more. */
function startOf(pid: number): string | undefined {
  const fields = linuxFile(`/proc/${pid}/stat`).split(') ').pop()?.split(' ') ?? [];
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function linuxFile(path: string): string {
  try {
    return nodeFs.readFileSync(path, 'utf8');
  } catch {
    return ''; // no Linux, or the process is gone
  }
}

function linuxLink(path: string): string {
  try {
    return nodeFs.readlinkSync(path);
  } catch {
    return '';
  }
}

function brief(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
