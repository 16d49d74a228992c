import { readFile } from 'node:fs/promises';
import { wholeNumber } from './platform';

/** A read of sysfs that takes longer than this hangs in the firmware's mailbox. */
const PATIENCE_MS = 1500;

/**
 * Reads a thermal zone or hwmon file.
 * @returns °C
 * @throws Error in words, when there is no number to be had in time
 */
export async function readTemperature(path: string): Promise<number> {
  const content = await readFile(path, { encoding: 'utf8', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = error.name === 'AbortError' ? `no answer within ${PATIENCE_MS} ms` : (error.code ?? error.message);
      throw new Error(`${path}: ${reason}. Set sensor.path to a file that holds millidegrees Celsius`);
    },
  );
  const milliCelsius = wholeNumber(content);
  if (milliCelsius !== undefined) return milliCelsius / 1000;
  throw new Error(`${path}: expected millidegrees Celsius, found ${JSON.stringify(content.slice(0, 40))}`);
}
