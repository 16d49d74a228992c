import { classifyError } from '../hardware-error';
import type { LineOpener, SerialLine } from '../serial-line';
import { AIR_CELSIUS, encodeFrame, FAN_RPM, FrameReader, SET_FAN_PERCENT } from '../smart-unit-frames';
import type { FanModel } from './chip-model';

const REPORT_MS = 2000;
/** What the firmware drives until somebody asks for something. */
const FIRST_RATIO = 0.4;

/** The smart fan unit at the other end of a serial line, as its firmware is written. */
export class SmartUnitModel implements FanModel {
  private readonly frames = new FrameReader();
  private ratio = FIRST_RATIO;
  private stalled = false;
  private failure: Error | undefined;
  private hanging: Promise<void> | undefined;
  private wake = (): void => undefined;
  private reportedMs: number;

  constructor(
    private readonly nowMs: () => number,
    private readonly fullRpm = 5000,
  ) {
    this.reportedMs = nowMs() - REPORT_MS;
  }

  readonly open: LineOpener = async (io, device) => {
    const touch = <T>(work: () => T): Promise<T> =>
      io
        .within(device, async () => {
          await this.hanging;
          if (this.failure) throw this.failure;
          return work();
        })
        .catch((error: unknown) => {
          throw classifyError(error, device);
        });
    const line: SerialLine = {
      write: (bytes) => touch(() => this.hear(bytes)),
      read: () => touch(() => this.report()),
      close: async () => undefined,
    };
    await touch(() => undefined);
    return line;
  };

  drive(): number {
    return this.ratio;
  }

  rpm(): number {
    return this.stalled || this.ratio < 0.1 ? 0 : this.fullRpm * this.ratio;
  }

  /** The next report is due at once. */
  spin(): void {
    this.reportedMs = this.nowMs() - REPORT_MS;
  }

  stall(stalled: boolean): void {
    this.stalled = stalled;
  }

  powerCycle(): void {
    this.ratio = FIRST_RATIO;
  }

  breakDown(error: Error | undefined): void {
    this.failure = error;
  }

  hang(hangs: boolean): void {
    this.wake();
    this.hanging = hangs ? new Promise((wake) => (this.wake = wake)) : undefined;
  }

  private hear(bytes: Uint8Array): void {
    for (const { command, data } of this.frames.push(bytes)) {
      if (command === SET_FAN_PERCENT) this.ratio = data[0] / 100;
    }
  }

  private report(): Uint8Array {
    if (this.nowMs() - this.reportedMs < REPORT_MS) return new Uint8Array();
    this.reportedMs = this.nowMs();
    const report = (command: number, value: number): Uint8Array => {
      const tenths = Math.round(value * 10);
      return encodeFrame({ command, data: [(tenths >> 16) & 0xff, (tenths >> 8) & 0xff, tenths & 0xff] });
    };
    return Uint8Array.from([...report(AIR_CELSIUS, 31.5), ...report(FAN_RPM, this.rpm())]);
  }
}
