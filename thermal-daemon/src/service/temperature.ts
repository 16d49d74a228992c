import type { BoundedIo } from '../io/bounded-io';
import { HangError } from '../io/deadline';
import { wholeNumber } from './platform';

/**
 * Reads a thermal zone or hwmon file.
 * @returns °C
 * @throws Error in words, when there is no number to be had in time
 */
export async function readTemperature(io: BoundedIo, path: string): Promise<number> {
  const content = await io.read(path).catch((error: NodeJS.ErrnoException) => {
    // The firmware's mailbox, which the sensor sits behind, is known to hang.
    if (error instanceof HangError) throw error;
    throw new Error(
      `${path}: ${error.code ?? error.message}. Set sensor.path to a file that holds millidegrees Celsius`,
    );
  });
  const milliCelsius = wholeNumber(content);
  if (milliCelsius !== undefined) return milliCelsius / 1000;
  throw new Error(`${path}: expected millidegrees Celsius, found ${JSON.stringify(content.slice(0, 40))}`);
}
