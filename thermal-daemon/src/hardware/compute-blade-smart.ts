import type { BoundedIo } from '../io/bounded-io';
import { checkedRatio } from './duty-ratio';
import type { FanChip, FanReading } from './fan-chip';
import { HardwareError } from './hardware-error';
import type { LineOpener, SerialLine } from './serial-line';
import { encodeFrame, FAN_RPM, FrameReader, SET_FAN_PERCENT, tenths } from './smart-unit-frames';
import { StallWatch } from './stall-watch';

export const SMART_UNIT_BAUD = 115_200;
/** The unit reports every two seconds: two missed reports are no chance. */
const SILENT_MS = 6000;

export interface SmartUnitOptions {
  /** Such as /dev/ttyAMA5. */
  readonly device: string;
  readonly minimumRpm: number;
  readonly io: BoundedIo;
  readonly openLine: LineOpener;
  /** Monotonic. */
  readonly nowMilliseconds: () => number;
}

/**
 * The smart fan unit of a Compute Blade: its microcontroller drives one fan for two blades, at the higher of what both
 * ask for. It does not tell what it drives, so the duty read back is the one asked for; its reports of the speed show
 * that it lives. It has no watchdog: it keeps to the last request of a blade whose daemon is dead.
 */
export class ComputeBladeSmart implements FanChip {
  readonly name = 'compute-blade-smart';
  readonly watchdogSeconds = undefined;
  private readonly frames = new FrameReader();
  private readonly stalls = new StallWatch();
  private line: SerialLine | undefined;
  private told = 0;
  private heard: { readonly rpm: number | undefined; readonly atMs: number } = { rpm: undefined, atMs: 0 };

  constructor(private readonly options: SmartUnitOptions) {}

  async configure(): Promise<void> {
    await this.close();
    const { io, openLine, device, nowMilliseconds } = this.options;
    this.line = await openLine(io, device, SMART_UNIT_BAUD);
    this.heard = { rpm: undefined, atMs: nowMilliseconds() };
    this.stalls.forget();
  }

  /** A unit that was reset begins at its own speed; the next request, two seconds later at most, ends that. */
  async holdsConfiguration(): Promise<boolean> {
    if (!this.line) return false;
    await this.listen();
    return true;
  }

  /** Percents, and a duty above 0 never becomes 0 by rounding. */
  async setDuty(ratio: number): Promise<void> {
    const percent = Math.round(checkedRatio(ratio) * 100);
    const data = [ratio > 0 ? Math.max(1, percent) : 0, 0, 0] as const;
    await this.open().write(encodeFrame({ command: SET_FAN_PERCENT, data }));
    this.told = data[0] / 100;
  }

  async readDuty(): Promise<number> {
    await this.listen();
    return this.told;
  }

  async readFans(): Promise<FanReading[]> {
    await this.listen();
    const { rpm } = this.heard;
    const stalled = rpm !== undefined && this.stalls.observe(1, this.told, rpm < this.options.minimumRpm);
    return [{ fan: 1, rpm, stalled }];
  }

  async close(): Promise<void> {
    const { line } = this;
    this.line = undefined;
    await line?.close().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const { device, nowMilliseconds } = this.options;
    for (const { command, data } of this.frames.push(await this.open().read())) {
      if (command === FAN_RPM) this.heard = { rpm: tenths(data), atMs: nowMilliseconds() };
    }
    const silentMs = nowMilliseconds() - this.heard.atMs;
    if (silentMs > SILENT_MS) {
      throw new HardwareError('no-answer', device, `no report of the fan unit for ${Math.round(silentMs / 1000)} s`);
    }
  }

  private open(): SerialLine {
    if (!this.line) throw new HardwareError('gone', this.options.device, 'the line is not open');
    return this.line;
  }
}
