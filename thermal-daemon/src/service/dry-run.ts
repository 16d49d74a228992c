import type { FanChip, Hardware } from '../hardware/fan-chip';

/** Reads the real chip and keeps every write to itself. */
export function dryRun(hardware: Hardware): Hardware {
  return {
    open: async () => withoutWriting(await hardware.open()),
    close: () => hardware.close(),
    describe: () => hardware.describe(),
  };
}

function withoutWriting(chip: FanChip): FanChip {
  let told: number | undefined;
  return {
    name: chip.name,
    watchdogSeconds: chip.watchdogSeconds,
    configure: async () => undefined,
    holdsConfiguration: async () => true,
    setDuty: async (ratio) => {
      told = ratio;
    },
    readDuty: async () => told ?? chip.readDuty(),
    readFans: () => chip.readFans(),
  };
}
