/**
 * The serial protocol of the Compute Blade's smart fan unit, after compute-blade-agent, pkg/smartfanunit: a frame is a
 * command, three bytes of data and their exclusive-or, between two marks; a byte that looks like a mark is escaped.
 */
export interface Frame {
  readonly command: number;
  readonly data: readonly [number, number, number];
}

/** Blade to unit: data[0] is the speed in percent. */
export const SET_FAN_PERCENT = 0x01;
/** Unit to blade, every two seconds: tenths in three bytes, the highest first. */
export const AIR_CELSIUS = 0xa2;
export const FAN_RPM = 0xa3;

const START = 0x7e;
const END = 0x7f;
const ESCAPE = 0x7d;
const ESCAPED_BY = 0x20;

const checksum = ({ command, data }: Frame): number => data.reduce((sum, byte) => sum ^ byte, command);

export function encodeFrame(frame: Frame): Uint8Array {
  const payload = [frame.command, ...frame.data, checksum(frame)];
  const escaped = payload.flatMap((byte) =>
    byte === START || byte === END || byte === ESCAPE ? [ESCAPE, byte ^ ESCAPED_BY] : [byte],
  );
  return Uint8Array.from([START, ...escaped, END]);
}

/** Three bytes of tenths. */
export const tenths = ([high, middle, low]: Frame['data']): number => ((high << 16) | (middle << 8) | low) / 10;

/** Puts frames together from whatever arrives; drops what is no frame, as after a start in the middle of one. */
export class FrameReader {
  private payload: number[] | undefined;
  private escaping = false;

  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    for (const byte of bytes) {
      if (byte === START) {
        this.payload = [];
        this.escaping = false;
      } else if (byte === END) {
        const frame = frameOf(this.payload ?? []);
        if (frame) frames.push(frame);
        this.payload = undefined;
      } else if (byte === ESCAPE) {
        this.escaping = true;
      } else {
        this.payload?.push(this.escaping ? byte ^ ESCAPED_BY : byte);
        this.escaping = false;
        if (this.payload && this.payload.length > 5) this.payload = undefined;
      }
    }
    return frames;
  }
}

function frameOf(payload: readonly number[]): Frame | undefined {
  const [command, a, b, c, sum] = payload;
  if (command === undefined || a === undefined || b === undefined || c === undefined || sum === undefined)
    return undefined;
  const frame: Frame = { command, data: [a, b, c] };
  return checksum(frame) === sum ? frame : undefined;
}
