import { isRecord } from '../manifest/field-path';

/** Name of the device in an argument of generic-device-plugin, `{"name":"i2c","groups":[…]}`; undefined for any other word. */
export function kernelDevice(word: string): string | undefined {
  if (!word.startsWith('{')) return undefined;
  try {
    const device: unknown = JSON.parse(word);
    return isRecord(device) && typeof device.name === 'string' ? device.name : undefined;
  } catch {
    return undefined;
  }
}
