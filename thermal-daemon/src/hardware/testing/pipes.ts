import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync } from 'node:fs';

/** Pipes that nobody serves: an open of one waits for ever, as a read of the firmware's mailbox may. */
export function hangFiles(files: readonly string[]): void {
  for (const file of files) {
    rmSync(file);
    execFileSync('mkfifo', [file]);
  }
}

/** Both ends at once: whoever waits for either wakes, and then meets its end. The files are gone afterwards. */
export function wakeFiles(files: readonly string[]): void {
  for (const file of files) {
    closeSync(openSync(file, constants.O_RDWR | constants.O_NONBLOCK));
    rmSync(file);
  }
}
