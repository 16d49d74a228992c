import type { PromisifiedBus } from 'i2c-bus';
import { describeAddress, type BusAddress, type OpenBus } from './bus';
import { classifyError } from './hardware-error';

/** Loaded on first use: simulation and tests run on machines where the add-on was never built. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadAddon = (): typeof import('i2c-bus') => require('i2c-bus');

export interface I2cBusOptions {
  /**
   * Talk to an address that a kernel driver owns. Only the tests that use the kernel's driver as an oracle want it.
   * @default false
   */
  readonly forceAccess?: boolean;
}

/**
 * The only place that knows the i2c-bus package.
 *
 * Opening is lazy there: a missing /dev/i2c-N shows at the first transfer. And its bus object must not be used again
 * after any error: it caches the file descriptor before the address is set, so that the next write goes, reported as
 * a success, to address 0, the general call. `RecoveringBus` keeps that rule.
 */
export async function openI2cBus(where: BusAddress, { forceAccess = false }: I2cBusOptions = {}): Promise<OpenBus> {
  const named = describeAddress(where);
  const inOurWords = <T>(pending: Promise<T>): Promise<T> =>
    pending.catch((error: unknown) => {
      throw classifyError(error, named);
    });
  let bus: PromisifiedBus;
  try {
    bus = await loadAddon().openPromisified(where.bus, { forceAccess });
  } catch (error) {
    throw classifyError(error, named);
  }
  return {
    readByte: (register) => inOurWords(bus.readByte(where.address, register)),
    writeByte: (register, value) => inOurWords(bus.writeByte(where.address, register, value)),
    close: () => inOurWords(bus.close()),
  };
}
