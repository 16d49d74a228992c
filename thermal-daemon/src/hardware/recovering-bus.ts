import type { Bus, OpenBus } from './bus';
import { classifyError, type HardwareError } from './hardware-error';

export interface RecoveringBusOptions {
  readonly open: () => Promise<OpenBus>;
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
   * has 2 s. @default 1500
   */
  readonly budgetMilliseconds?: number;
}

/**
 * A bus that survives errors: after any error the underlying bus is closed and never used again, transient errors are
 * tried again a bounded number of times on a newly opened one, and the last error is passed on.
 */
export class RecoveringBus implements Bus {
  private current: OpenBus | undefined;

  constructor(private readonly options: RecoveringBusOptions) {}

  readByte(register: number): Promise<number> {
    return this.attempt((bus) => bus.readByte(register));
  }

  writeByte(register: number, value: number): Promise<void> {
    return this.attempt((bus) => bus.writeByte(register, value));
  }

  /** Never rejects: closing is what one does when nothing else works any more. */
  async close(): Promise<void> {
    const bus = this.current;
    this.current = undefined;
    await bus?.close().catch(() => undefined);
  }

  private async attempt<T>(transfer: (bus: OpenBus) => Promise<T>): Promise<T> {
    const { open, where, nowMilliseconds, onError, attempts = 3, budgetMilliseconds = 1500 } = this.options;
    const startedAt = nowMilliseconds();
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.current ??= await open();
        return await transfer(this.current);
      } catch (cause) {
        const error = classifyError(cause, where);
        onError?.(error);
        await this.close();
        const spent = nowMilliseconds() - startedAt >= budgetMilliseconds;
        if (!error.transient || attempt >= attempts || spent) throw error;
      }
    }
  }
}
