import type { FanChip, Hardware } from './fan-chip';

/** What a blade has whose fan hangs on its neighbour's pin: nothing to drive. The neighbour asks it for its heat. */
export function lentFan(): Hardware {
  let told = 0;
  const chip: FanChip = {
    name: 'neighbour',
    watchdogSeconds: undefined,
    configure: async () => undefined,
    holdsConfiguration: async () => true,
    setDuty: async (ratio) => {
      told = ratio;
    },
    readDuty: async () => told,
    readFans: async () => [],
  };
  return {
    open: async () => chip,
    close: async () => undefined,
    describe: async () => ({ lines: ['the neighbour drives the fan of this blade'] }),
  };
}
