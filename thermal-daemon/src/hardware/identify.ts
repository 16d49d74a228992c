import { hex, type Bus } from './bus';
import type { ChipModel } from './model-names';
import { emc2101Products } from './emc2101';
import { emc230xVariants, type Emc230xVariant } from './emc230x';
import { HardwareError } from './hardware-error';

const productRegister = 0xfd;
const manufacturerRegister = 0xfe;
const revisionRegister = 0xff;
/** SMSC, whose numbers Microchip kept. */
const manufacturerSmsc = 0x5d;

export interface Identity {
  readonly model: ChipModel;
  /** Set for the EMC230x family. */
  readonly variant?: Emc230xVariant;
  readonly product: number;
  readonly revision: number;
}

/**
 * Where these chips can sit: an EMC2301 and EMC2302 at 0x2f (or 0x2e), an EMC2303 and EMC2305 at any of six by a
 * resistor, an EMC2101 at 0x4c only. They overlap at 0x4c, so the registers decide.
 */
export const chipAddresses = [0x2f, 0x2e, 0x2d, 0x2c, 0x4c, 0x4d] as const;

/** Reads three registers and writes none, so it harms no stranger. Rejects with kind 'wrong-chip' for a stranger. */
export async function identify(bus: Bus, where: string): Promise<Identity> {
  const manufacturer = await bus.readByte(manufacturerRegister);
  const product = await bus.readByte(productRegister);
  const revision = await bus.readByte(revisionRegister);
  const seen = `maker ${hex(manufacturer)}, product ${hex(product)}, revision ${hex(revision)}`;
  if (manufacturer === manufacturerSmsc) {
    const variant = emc230xVariants.get(product);
    if (variant) return { model: variant.name, variant, product, revision };
    if (emc2101Products.has(product)) return { model: 'emc2101', product, revision };
  }
  throw new HardwareError('wrong-chip', where, seen);
}
