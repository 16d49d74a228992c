/** Every contract that an app may need or offer, by subject. */
import type { SecretValue } from '../facts/secret-declaration';
import { contract } from './contract';

export * from './peers/data';
export * from './peers/models';
export * from './peers/watching';
export * from './peers/web';

/** A device of the blade that an unprivileged pod may ask for by resource name. */
export interface DeviceAccess {
  /** Resource name of the device behind a fan by its bus, `i2c-1`: `squat.ai/i2c`. */
  resourceFor(bus: string): string;
}
export const DeviceAccess = contract<DeviceAccess>('device plugin');

/** The recipe of a random password, as every app wants it: long, and free of characters that URLs would escape. */
export const password: SecretValue = { make: 'password' };
