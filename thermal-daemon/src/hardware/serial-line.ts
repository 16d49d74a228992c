import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { BoundedIo } from '../io/bounded-io';
import { classifyError, HardwareError } from './hardware-error';

/** Bytes in and out of a serial device. Rejects with a HardwareError; never waits for bytes to arrive. */
export interface SerialLine {
  write(bytes: Uint8Array): Promise<void>;
  /** Whatever has arrived since. */
  read(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type LineOpener = (io: BoundedIo, device: string, baud: number) => Promise<SerialLine>;

const EAGAIN = -11;

/** Node cannot set the speed of a line: `stty` of the image does, and the kernel keeps it while the line is open. */
export const openSerialLine: LineOpener = async (io, device, baud) => {
  // Non-blocking: neither an open without carrier nor a read without bytes waits.
  const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
  const inOurWords = <T>(kind: string, work: () => Promise<T>): Promise<T> =>
    io.within(`${kind} ${device}`, work).catch((error: unknown) => {
      throw classifyError(error, device);
    });
  const file = await io
    .within(
      `open ${device}`,
      () => open(device, flags),
      (late) => void late.close().catch(() => undefined),
    )
    .catch((error: unknown) => {
      throw classifyError(error, device);
    });
  const line: SerialLine = {
    write: (bytes) =>
      inOurWords('write', async () => {
        const { bytesWritten } = await file.write(bytes);
        if (bytesWritten < bytes.length) throw new HardwareError('timeout', device, 'the line takes no more bytes');
      }),
    read: () =>
      inOurWords('read', async () => {
        const buffer = new Uint8Array(256);
        const bytesRead = await file.read(buffer, 0, buffer.length).then(
          (result) => result.bytesRead,
          (error: NodeJS.ErrnoException) => {
            if (error.errno === EAGAIN) return 0;
            throw error;
          },
        );
        return buffer.subarray(0, bytesRead);
      }),
    close: () => inOurWords('close', () => file.close()),
  };
  try {
    await inOurWords('set the speed of', () => setSpeed(device, baud));
  } catch (error) {
    await line.close().catch(() => undefined);
    throw error;
  }
  return line;
};

/** Raw bytes, no echo, no modem lines. */
function setSpeed(device: string, baud: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const stty = spawn('stty', ['-F', device, String(baud), 'raw', '-echo', 'clocal'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 1000,
      killSignal: 'SIGKILL',
    });
    let said = '';
    stty.stderr.on('data', (chunk) => (said += chunk));
    stty.once('error', (error) => reject(new HardwareError('unsupported', device, `stty: ${error.message}`)));
    // Not `exit`: that may come before the last words on stderr.
    stty.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new HardwareError('rejected', device, `stty: ${said.trim() || `ended with ${code}`}`));
    });
  });
}
