import type { Bus, OpenBus } from './bus';
import type { BoundedIo } from '../io/bounded-io';
import { classifyError, HardwareError } from './hardware-error';

export interface RecoveringBusOptions {
  readonly open: () => Promise<OpenBus>;
  readonly io: BoundedIo;
  /** For messages: "i2c-1 address 0x2f". */
  readonly where: string;
  /** Monotonic. */
  readonly nowMilliseconds: () => number;
  /** Called for every failed attempt, also those that a retry makes good. @default - not counted */
  readonly onError?: (error: HardwareError) => void;
  /** @default 3 */
  readonly attempts?: number;
  /**
   * No new attempt begins this long after the first: a stuck i2c-bcm2835 takes 1 s to time out, and a control step
   * has 2 s. @default 900
   */
  readonly budgetMilliseconds?: number;
}

/**
 * A bus that survives errors: after any error the underlying bus is closed and never used again, transient errors are
 * tried again a bounded number of times on a newly opened one, and the last error is passed on. A transfer that hangs is
 * given up and not tried again: it may hold the adapter's lock.
 */
export class RecoveringBus implements Bus {
  private current: OpenBus | undefined;
  private closed = false;

  constructor(private readonly options: RecoveringBusOptions) {}

  readByte(register: number): Promise<number> {
    return this.attempt('read', (bus) => bus.readByte(register));
  }

  writeByte(register: number, value: number): Promise<void> {
    return this.attempt('write', (bus) => bus.writeByte(register, value));
  }

  /** Never rejects, and for good: a driver that was given up in the middle must not go on when it wakes. */
  async close(): Promise<void> {
    this.closed = true;
    await this.drop();
  }

  private async drop(): Promise<void> {
    const bus = this.current;
    this.current = undefined;
    if (bus) await this.closing(bus).catch(() => undefined);
  }

  private closing(bus: OpenBus): Promise<void> {
    const { io, where } = this.options;
    return io.within(`close ${where}`, () => bus.close());
  }

  private async attempt<T>(kind: 'read' | 'write', transfer: (bus: OpenBus) => Promise<T>): Promise<T> {
    const { io, open, where, nowMilliseconds, onError, attempts = 3, budgetMilliseconds = 900 } = this.options;
    const startedAt = nowMilliseconds();
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (this.closed) throw new HardwareError('gone', where, 'this driver was given up');
        const bus = (this.current ??= await io.within(`open ${where}`, open, (late) => void this.closing(late)));
        return await io.within(`${kind} ${where}`, () => transfer(bus));
      } catch (cause) {
        const error = classifyError(cause, where);
        onError?.(error);
        await this.drop();
        const spent = nowMilliseconds() - startedAt >= budgetMilliseconds;
        if (!error.transient || attempt >= attempts || spent) throw error;
      }
    }
  }
}
