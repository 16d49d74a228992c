import { listAdapters } from './adapters';
import { ComputeBladeSmart } from './compute-blade-smart';
import { HwmonFan } from './hwmon-fan';
import { openSerialLine, type LineOpener } from './serial-line';
import { describeAddress, type BusAddress, type BusOpener } from './bus';
import { findChip, survey, type WantedChip, type FoundChip } from './discovery';
import { Emc2101 } from './emc2101';
import { Emc230x } from './emc230x';
import type { FanChip, Hardware, ProbeReport } from './fan-chip';
import { fanOptionsOf, type FanOptions, type HardwareConfig } from './hardware-config';
import type { HardwareError } from './hardware-error';
import { openI2cBus } from './i2c-bus';
import { identify } from './identify';
import { isChipModel } from './model-names';
import { KernelPwm } from './kernel-pwm';
import { BoundedIo } from '../io/bounded-io';
import { RecoveringBus } from './recovering-bus';

/** What the outside gives: a clock, waiting, and who counts errors. */
export interface HardwareSurroundings {
  readonly io: BoundedIo;
  /** Monotonic. */
  readonly nowMilliseconds: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Every failed bus attempt, also those made good by a retry. @default - not counted */
  readonly onBusError?: (error: HardwareError) => void;
  /** @default openI2cBus */
  readonly openBus?: BusOpener;
  /** @default openSerialLine */
  readonly openLine?: LineOpener;
  /** Prefix of /sys and /dev. @default '' */
  readonly root?: string;
}

/** @throws RangeError for a configuration that no driver can follow */
export function createHardware(config: HardwareConfig, surroundings: HardwareSurroundings): Hardware {
  switch (config.chip) {
    case 'kernel-pwm':
      return new PwmHardware(config, surroundings);
    case 'hwmon':
      return new HwmonHardware(config, surroundings);
    case 'compute-blade-smart':
      return new SmartHardware(config, surroundings);
    default:
      return new I2cHardware(config, surroundings);
  }
}

/** 'i2c-1' and '/dev/i2c-1' are numbers, anything else is part of an adapter's name. */
function wantedChipOf({ chip, bus, address }: HardwareConfig): WantedChip {
  const model = isChipModel(chip) ? chip : undefined;
  const number = /^(?:\/dev\/)?i2c-(\d+)$/.exec(bus ?? '')?.[1];
  return number === undefined ? { model, adapter: bus, address } : { model, bus: Number(number), address };
}

class I2cHardware implements Hardware {
  private bus: RecoveringBus | undefined;
  private readonly openBus: BusOpener;
  private readonly wanted: WantedChip;
  private readonly fan: FanOptions;

  constructor(
    config: HardwareConfig,
    private readonly surroundings: HardwareSurroundings,
  ) {
    this.openBus = surroundings.openBus ?? openI2cBus;
    this.wanted = wantedChipOf(config);
    this.fan = fanOptionsOf(config);
  }

  async open(): Promise<FanChip> {
    await this.close();
    const { wanted, fan } = this;
    const { io, root } = this.surroundings;
    const { bus: number, address } = wanted;
    const found =
      number !== undefined && address !== undefined
        ? await this.identified({ bus: number, address })
        : await findChip(wanted, await listAdapters(io, root), this.openBus, io);
    const bus = this.recovering(found.where);
    this.bus = bus;
    const named = describeAddress(found.where);
    const { variant } = found.identity;
    return variant ? new Emc230x(bus, named, variant, fan) : new Emc2101(bus, named, fan);
  }

  async close(): Promise<void> {
    await this.bus?.close();
    this.bus = undefined;
  }

  /** Looks at every usable bus, whatever the configuration says: people ask because the configuration did not work. */
  async describe(): Promise<ProbeReport> {
    const { bus } = this.wanted;
    const { io, root } = this.surroundings;
    const adapters = await listAdapters(io, root);
    const everywhere = await survey({}, adapters, this.openBus, io);
    const listed = bus === undefined || adapters.some((adapter) => adapter.bus === bus && adapter.usable);
    const named = listed ? { lines: [] } : await survey({ bus }, [], this.openBus, io);
    return { lines: [...everywhere.lines, ...named.lines] };
  }

  /** Named bus and address: one chip to ask, with retries, and no search of strangers. */
  private async identified(where: BusAddress): Promise<FoundChip> {
    const { model } = this.wanted;
    const bus = this.recovering(where);
    try {
      const identity = await identify(bus, describeAddress(where));
      if (model === undefined || identity.model === model) return { where, identity };
    } finally {
      await bus.close();
    }
    return findChip(this.wanted, [], this.openBus, this.surroundings.io);
  }

  private recovering(where: BusAddress): RecoveringBus {
    const { io, nowMilliseconds, onBusError } = this.surroundings;
    return new RecoveringBus({
      io,
      open: () => this.openBus(where),
      where: describeAddress(where),
      nowMilliseconds,
      onError: onBusError,
    });
  }
}

class PwmHardware implements Hardware {
  private readonly chip: KernelPwm;

  constructor(
    private readonly config: HardwareConfig,
    { io, wait }: HardwareSurroundings,
  ) {
    const { pwmPath, pwmChannel, rpmFile } = config;
    this.chip = new KernelPwm({ ...fanOptionsOf(config), directory: pwmPath, channel: pwmChannel, rpmFile, io, wait });
  }

  async open(): Promise<FanChip> {
    return this.chip;
  }

  async close(): Promise<void> {}

  async describe(): Promise<ProbeReport> {
    const { pwmPath, pwmChannel, rpmFile } = this.config;
    const lines = [`${pwmPath} channel ${pwmChannel}: ${await this.state()}`];
    if (rpmFile === undefined) lines.push('no rpmFile: the speed is unknown and a stall goes unnoticed');
    return { lines };
  }

  private async state(): Promise<string> {
    try {
      const configured = await this.chip.holdsConfiguration();
      return configured ? `runs, duty ${(await this.chip.readDuty()).toFixed(2)}` : 'not set up by this daemon';
    } catch (error) {
      return (error as Error).message;
    }
  }
}

class HwmonHardware implements Hardware {
  private readonly device: string;
  private readonly make: () => HwmonFan;

  constructor(config: HardwareConfig, { io, wait }: HardwareSurroundings) {
    const { hwmonPath, hwmonChannel: channel, bus: device = 'pwmfan' } = config;
    const { minimumRpm } = fanOptionsOf(config);
    this.device = `${device} below ${hwmonPath}`;
    this.make = () => new HwmonFan({ hwmonPath, device, channel, minimumRpm, io, wait });
  }

  async open(): Promise<FanChip> {
    return this.make();
  }

  async close(): Promise<void> {}

  async describe(): Promise<ProbeReport> {
    return { lines: [await lookAt(this.device, await this.open())] };
  }
}

class SmartHardware implements Hardware {
  private readonly device: string;
  private readonly make: () => ComputeBladeSmart;
  private unit: ComputeBladeSmart | undefined;

  constructor(config: HardwareConfig, { io, nowMilliseconds, openLine = openSerialLine }: HardwareSurroundings) {
    const { bus: device = '/dev/ttyAMA5' } = config;
    const { minimumRpm } = fanOptionsOf(config);
    this.device = device;
    this.make = () => new ComputeBladeSmart({ device, minimumRpm, io, openLine, nowMilliseconds });
  }

  async open(): Promise<FanChip> {
    await this.close();
    this.unit = this.make();
    return this.unit;
  }

  async close(): Promise<void> {
    await this.unit?.close();
    this.unit = undefined;
  }

  async describe(): Promise<ProbeReport> {
    const unit = this.make();
    const lines = [await lookAt(this.device, unit)];
    await unit.close();
    return { lines };
  }
}

/** One line for people. Only asks: a chip that was never configured is not set up for it. */
async function lookAt(where: string, chip: FanChip): Promise<string> {
  try {
    await chip.configure();
    const [fan] = await chip.readFans();
    return `${where}: ${chip.name}, duty ${(await chip.readDuty()).toFixed(2)}, ${fan?.rpm ?? 'unknown'} rpm`;
  } catch (error) {
    return `${where}: ${(error as Error).message}`;
  }
}
