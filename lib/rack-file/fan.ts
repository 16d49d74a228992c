export const fanChips = ['emc2301', 'emc2101', 'pwm', 'hwmon', 'compute-blade-smart'] as const;
export type FanChip = (typeof fanChips)[number];

/** A fan as the rack file states it. */
export interface Fan {
  chip: FanChip;
  bus: string;
  /** Output of the chip: 0-based for `pwm`, as sysfs counts, and 1-based for `hwmon`. */
  channel?: number;
  /** Lowest duty at which it turns reliably, 0 to 1. */
  floor?: number;
  neverStop?: boolean;
  /** It cools a second blade, and the first of each pair drives it (`next`), or the second (`previous`). */
  sharedWith?: 'next' | 'previous';
}
