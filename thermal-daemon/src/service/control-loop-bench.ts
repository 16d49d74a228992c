import { defaultConfig, type Config } from '../config/config';
import type { FanChip, FanReading, Hardware } from '../hardware/fan-chip';
import type { NeighbourReading } from '../control/readings';
import { HardwareError } from '../hardware/hardware-error';
import { ControlLoop, type Surroundings } from './control-loop';
import { jsonLog } from './log';
import { silentPlatform } from './platform';

/** A chip that counts, obeys and fails on demand. */
class TestChip implements FanChip {
  readonly name = 'emc2301';
  readonly watchdogSeconds = 4;
  duty = 0;
  configured = false;
  configurations = 0;
  writes: number[] = [];
  failing: 'nothing' | 'reads' | 'writes' | 'all' = 'nothing';
  fans: FanReading[] = [{ fan: 1, rpm: 1200, stalled: false }];

  async configure() {
    this.touch('writes');
    this.configured = true;
    this.configurations += 1;
  }
  async holdsConfiguration() {
    this.touch('reads');
    return this.configured;
  }
  async setDuty(ratio: number) {
    this.touch('writes');
    this.duty = ratio;
    this.writes.push(ratio);
  }
  async readDuty() {
    this.touch('reads');
    return this.duty;
  }
  async readFans() {
    this.touch('reads');
    return this.fans;
  }
  private touch(what: 'reads' | 'writes') {
    if (this.failing === what || this.failing === 'all') throw new HardwareError('no-answer', 'i2c-1 address 0x2f');
  }
}

export function bench(given: Partial<Surroundings> = {}, config: Config = defaultConfig) {
  const lines: { level: string; message: string; [field: string]: unknown }[] = [];
  const chip = new TestChip();
  const world = {
    chip,
    nowMs: 0,
    tempCelsius: 55 as number | Error,
    leastDutyRatio: 0,
    neighbour: undefined as NeighbourReading | 'unknown' | undefined,
    opened: 0,
    closed: 0,
    absent: false,
    throttled: false as boolean | undefined,
    underVoltage: undefined as boolean | undefined,
    busError: (_error: HardwareError): void => undefined,
    lines,
  };
  const hardware: Hardware = {
    open: async () => {
      if (world.absent) throw new HardwareError('missing', 'search for a fan chip');
      world.opened += 1;
      return chip;
    },
    close: async () => {
      world.closed += 1;
    },
    describe: async () => ({ lines: [] }),
  };
  const loop = new ControlLoop(config, {
    nowMs: () => world.nowMs,
    wallSeconds: () => 1_700_000_000 + world.nowMs / 1000,
    hardware: (_config, onBusError) => {
      world.busError = onBusError;
      return hardware;
    },
    temperatureCelsius: async () => {
      if (world.tempCelsius instanceof Error) throw world.tempCelsius;
      return world.tempCelsius;
    },
    otherSensors: async () => ({ leastDutyRatio: world.leastDutyRatio, readings: [] }),
    neighbour: () => world.neighbour,
    platform: async () => ({ ...silentPlatform, throttled: world.throttled, underVoltage: world.underVoltage }),
    log: jsonLog(
      (line) => lines.push(JSON.parse(line)),
      () => new Date(0),
    ),
    ...given,
  });
  const steps = async (count: number) => {
    for (let step = 0; step < count; step += 1) {
      world.nowMs += 2000;
      if (typeof world.tempCelsius === 'number') world.tempCelsius += step % 2 ? 0.1 : -0.1;
      await loop.step();
    }
    return loop.snapshot();
  };
  return { world, loop, steps, hardware, messages: () => lines.map(({ level, message }) => `${level} ${message}`) };
}
