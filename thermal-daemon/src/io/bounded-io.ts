import { constants } from 'node:fs';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { HangError, withDeadline } from './deadline';

/** Longer than any sound read or write of sysfs, I2C or a serial line takes; a stuck i2c-bcm2835 gives up after 1 s itself. */
export const PATIENCE_MS = 1100;
/** A subject that hangs is asked again after this long: what hangs may have been replaced meanwhile. */
const ASK_AGAIN_MS = 10_000;
/** Beyond this many hanging operations nothing that hangs is asked again, so that threads are left for the fan. */
const MOST_HANGING = 8;

/**
 * Threads of Node's pool. Each hanging operation keeps one for as long as it hangs: the daemon has about a dozen things
 * to read and may ask some of them again, and the write to the fan must find a free thread even then.
 */
export const POOL_THREADS = 24;

interface Hanging {
  readonly count: number;
  readonly lastStartedMs: number;
}

/**
 * The only way the daemon touches files, buses and serial lines. Node cannot interrupt a read, a write or an open that
 * is in flight, so each one races a timer: on it the operation is given up, and an answer that comes later is dropped.
 */
export class BoundedIo {
  private readonly hanging = new Map<string, Hanging>();

  /** @param nowMs monotonic */
  constructor(
    private readonly patienceMs = PATIENCE_MS,
    private readonly nowMs = (): number => performance.now(),
  ) {}

  /** Operations that were given up and still have no answer; while there are any, the process cannot exit by itself. */
  get hangingOperations(): number {
    return [...this.hanging.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * @param subject what must not pile up: at most one operation on it hangs, and a further one every ten seconds
   * @param dropLate takes what arrives after the operation was given up, such as a file to close
   * @throws HangError when there is no answer in time; otherwise what `work` rejects with
   */
  async within<T>(subject: string, work: () => Promise<T>, dropLate?: (late: T) => void): Promise<T> {
    const startedMs = this.nowMs();
    const before = this.hanging.get(subject);
    if (before) {
      const tooSoon = startedMs - before.lastStartedMs < ASK_AGAIN_MS;
      if (tooSoon || this.hangingOperations >= MOST_HANGING) {
        throw new HangError(`an earlier operation still hangs: ${subject}`);
      }
    }
    const answer = work();
    let givenUp = false;
    const settled = (): void => {
      if (givenUp) this.count(subject, -1);
    };
    answer.then((value) => {
      settled();
      if (givenUp) dropLate?.(value);
    }, settled);
    return withDeadline(this.patienceMs, subject, answer, () => {
      givenUp = true;
      this.count(subject, 1, startedMs);
    });
  }

  read(path: string): Promise<string> {
    return this.within(`read ${path}`, () => readFile(path, 'utf8'));
  }

  /** Never creates a file: in sysfs the attribute is there, or its device is gone. */
  write(path: string, text: string): Promise<void> {
    const flag = constants.O_WRONLY | constants.O_TRUNC;
    return this.within(`write ${path}`, () => writeFile(path, text, { flag }));
  }

  list(path: string): Promise<string[]> {
    return this.within(`list ${path}`, () => readdir(path));
  }

  exists(path: string): Promise<boolean> {
    return this.within(`look for ${path}`, () =>
      access(path).then(
        () => true,
        () => false,
      ),
    );
  }

  private count(subject: string, change: 1 | -1, startedMs?: number): void {
    const before = this.hanging.get(subject);
    const count = (before?.count ?? 0) + change;
    if (count <= 0) this.hanging.delete(subject);
    else this.hanging.set(subject, { count, lastStartedMs: startedMs ?? before!.lastStartedMs });
  }
}
