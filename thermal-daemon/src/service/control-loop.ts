import type { Config } from '../config/config';
import { initialState, step, type ControllerState, type Decision } from '../control/controller';
import { rateCelsiusPerSecond } from '../control/estimate';
import { faultMeanings } from '../control/fault';
import type { ChipReading, NeighbourReading, TemperatureSample } from '../control/readings';
import type { FanChip, FanReading, Hardware } from '../hardware/fan-chip';
import { classifyError, HardwareError } from '../hardware/hardware-error';
import { withDeadline } from '../io/deadline';
import { loadWatts } from './estimates';
import { ChangeLog, type Log } from './log';
import type { OtherSensorsReading } from './other-sensors';
import { silentPlatform, type PlatformReading } from './platform';
import type { Counts, LastStep, LoopStep, Snapshot, StepOutcome } from './snapshot';

/** Everything the loop touches, so that a test can be all of it. */
export interface Surroundings {
  /** Monotonic. */
  nowMs(): number;
  wallSeconds(): number;
  /** `onBusError` is told of every failed try, also of those that a retry made good. */
  hardware(config: Config, onBusError: (error: HardwareError) => void): Hardware;
  /** Rejects with a sentence. */
  temperatureCelsius(config: Config): Promise<number>;
  platform(config: Config): Promise<PlatformReading>;
  otherSensors(config: Config): Promise<OtherSensorsReading>;
  /** undefined: this fan cools no other blade. */
  neighbour(config: Config): NeighbourReading | 'unknown' | undefined;
  readonly log: Log;
}

/**
 * Most that reading the chip, or telling it a duty, may take in a step. A blade whose sensor and chip both hang is at
 * full speed, or given up, within four seconds of the step's begin.
 */
const CHIP_PATIENCE_MS = 2500;

const noOthers: OtherSensorsReading = Object.freeze({ leastDutyRatio: 0, readings: [] });
const noStepYet: LastStep = { otherSensors: noOthers, platform: silentPlatform, fans: [], faults: [], reasons: [] };

/**
 * What the platform says, or else what is known of the processor: firmware of a Raspberry Pi slows it down from here on,
 * and tells nobody whom a pod without privilege may ask. Below, nothing is known.
 */
const THROTTLES_FROM_CELSIUS = 80;

/** What a step saw. */
interface Seen {
  readonly temperature: TemperatureSample | undefined;
  readonly platform: PlatformReading;
  readonly chip: ChipReading | undefined;
  readonly others: OtherSensorsReading;
  readonly neighbour: NeighbourReading | 'unknown' | undefined;
}

/** read → decide → write → record, once per call. Never rejects: what fails or hangs becomes a fault. */
export class ControlLoop {
  private state: ControllerState = initialState;
  private hardware: Hardware;
  private chip: FanChip | undefined;
  private writeFailed = false;
  private stopping = false;
  private configProblems: readonly string[] = [];
  private readonly changes = new ChangeLog();
  private readonly counts: Counts = {
    reloads: { good: 0, broken: 0 },
    dutyChanges: 0,
    fanStarts: 0,
    chipConfigurations: 0,
    hardwareErrors: {},
    busErrors: {},
    faultsSeen: {},
  };
  private steps: Partial<Record<LoopStep, StepOutcome>> = {};
  private last = noStepYet;

  private readonly countBusError = ({ kind }: HardwareError): void => {
    this.counts.busErrors[kind] = (this.counts.busErrors[kind] ?? 0) + 1;
  };

  constructor(
    private config: Config,
    private readonly outside: Surroundings,
  ) {
    this.hardware = outside.hardware(config, this.countBusError);
  }

  /** Takes a new configuration from the next step on. */
  async reconfigure(config: Config): Promise<void> {
    const parts = ({ hardware, neighbours }: Config): string => JSON.stringify([hardware, neighbours]);
    const otherHardware = parts(config) !== parts(this.config);
    if (otherHardware) {
      await this.dropChip();
      this.hardware = this.outside.hardware(config, this.countBusError);
    }
    this.config = config;
    this.configProblems = [];
    this.counts.reloads.good += 1;
  }

  /** Keeps the configuration and gives full speed until there is a good one. */
  refuse(problems: readonly string[]): void {
    this.configProblems = problems;
    this.counts.reloads.broken += 1;
  }

  /** The first act of a process: full speed, before the first reading, which may hang. */
  async begin(): Promise<void> {
    if ((await this.timed('write-duty', () => this.write(1))) === undefined) await this.dropChip();
  }

  async step(): Promise<Decision> {
    this.steps = {};
    const { outside, config } = this;
    const neighbour = outside.neighbour(config);
    const [temperature, others = noOthers, told = silentPlatform] = await Promise.all([
      this.timed('read-temperature', () => this.sample()),
      this.timed('read-sensors', () => outside.otherSensors(config)),
      this.timed('read-platform', () => outside.platform(config)),
    ]);
    // Full speed first: reading the chip may take seconds of its own.
    if (!temperature) await this.timed('write-duty', () => this.write(1));
    const chip = await this.timed('read-chip', () => this.chipWithin(() => this.readChip()));
    const hot = temperature && temperature.tempCelsius >= THROTTLES_FROM_CELSIUS;
    const platform = { ...told, throttled: told.throttled ?? (hot || undefined) };
    const decision = (await this.timed('decide', async () => {
      const readings = {
        temperature,
        chip: this.writeFailed ? undefined : chip,
        throttled: platform.throttled,
        loadWatts: loadWatts(platform.busyRatio, platform.clockRatio),
        configurationBroken: this.configProblems.length > 0,
        neighbour,
        leastDutyRatio: others.leastDutyRatio,
      };
      return step(config, this.state, readings, outside.nowMs());
    }))!;
    const written = await this.timed('write-duty', () => this.write(decision.duty));
    this.writeFailed = written === undefined;
    if (this.writeFailed) await this.dropChip();
    this.record(decision, { temperature, platform, chip, others, neighbour });
    return decision;
  }

  /** Leaves the fan at full speed, also while a step hangs, which can write nothing else any more. Tries a fresh bus once. */
  async stop(): Promise<boolean> {
    this.stopping = true;
    for (const fresh of [false, true]) {
      if (fresh) await this.dropChip();
      const written = await this.timed('write-duty', () => this.write(1));
      if (written !== undefined) {
        await this.dropChip();
        return true;
      }
    }
    return false;
  }

  snapshot(): Snapshot {
    const { last, counts, config, configProblems, steps } = this;
    return { ...last, ...structuredClone(counts), config, configProblems, steps };
  }

  private async sample(): Promise<TemperatureSample> {
    const atMs = this.outside.nowMs();
    return { tempCelsius: await this.outside.temperatureCelsius(this.config), atMs };
  }

  private async readChip(): Promise<ChipReading> {
    const chip = await this.openChip();
    if (!(await chip.holdsConfiguration())) {
      this.outside.log.warn('the fan chip has lost its configuration (power or reset); written again', {
        chip: chip.name,
      });
      await this.configure(chip);
    }
    const dutyRatio = await chip.readDuty();
    const fans: FanReading[] = await chip.readFans();
    return { dutyRatio, fans };
  }

  private async openChip(): Promise<FanChip> {
    if (this.chip) return this.chip;
    const chip = await this.hardware.open();
    await this.configure(chip);
    this.chip = chip;
    return chip;
  }

  private async configure(chip: FanChip): Promise<void> {
    await chip.configure();
    this.counts.chipConfigurations += 1;
  }

  /** Also after a failed reading: a chip that cannot speak may still listen. */
  private async write(dutyRatio: number): Promise<true> {
    await this.chipWithin(async () => {
      const chip = await this.openChip();
      await chip.setDuty(this.stopping ? 1 : dutyRatio);
    });
    return true;
  }

  private chipWithin<T>(work: () => Promise<T>): Promise<T> {
    return withDeadline(CHIP_PATIENCE_MS, 'the fan chip', work()).catch((error: unknown) => {
      throw classifyError(error, this.chip?.name ?? 'fan chip');
    });
  }

  private async dropChip(): Promise<void> {
    this.chip = undefined;
    await this.hardware.close().catch(() => undefined);
  }

  private async timed<T>(name: LoopStep, work: () => Promise<T>): Promise<T | undefined> {
    const startedMs = this.outside.nowMs();
    let error: unknown;
    const result = await work().catch((cause: unknown) => {
      error = cause ?? new Error('failed without a reason');
      return undefined;
    });
    this.steps[name] = { succeeded: error === undefined, seconds: (this.outside.nowMs() - startedMs) / 1000 };
    if (error instanceof HardwareError) {
      this.counts.hardwareErrors[error.kind] = (this.counts.hardwareErrors[error.kind] ?? 0) + 1;
    }
    const message = error === undefined ? undefined : error instanceof Error ? error.message : String(error);
    if (this.changes.changed(name, message)) {
      if (message === undefined) this.outside.log.info(`${name} works again`);
      else this.outside.log.error(`${name} failed`, { error: message });
    }
    return result;
  }

  private record(
    { state, duty, faults, reasons }: Decision,
    { temperature, platform, chip, others, neighbour }: Seen,
  ): void {
    const { log } = this.outside;
    this.count(duty, platform);
    for (const fault of faults) {
      if (!this.last.faults.includes(fault)) this.counts.faultsSeen[fault] = (this.counts.faultsSeen[fault] ?? 0) + 1;
    }
    if (this.changes.changed('faults', faults.join(' ') || undefined)) {
      if (faults.length > 0) {
        log.error('full speed', { faults, meaning: faults.map((fault) => faultMeanings[fault]) });
      } else log.info('no fault any more; full speed for a while longer', { seconds: this.config.recoverySeconds });
    }
    const underVoltage = platform.underVoltage ? 'low' : undefined;
    if (this.changes.changed('voltage', underVoltage)) {
      if (underVoltage) log.warn('the supply voltage is too low: check the cable or the switch port');
      else log.info('the supply voltage is good again');
    }
    this.state = state;
    const now = {
      succeeded: Object.values(this.steps).every((outcome) => outcome.succeeded),
      ms: this.outside.nowMs(),
      unixSeconds: this.outside.wallSeconds(),
    };
    const { stillness } = state.sensor;
    this.last = {
      tempCelsius: temperature?.tempCelsius,
      tempReadUnixSeconds: temperature ? now.unixSeconds : this.last.tempReadUnixSeconds,
      sampledMs: faults.some((fault) => fault.startsWith('sensor-')) ? undefined : temperature?.atMs,
      otherSensors: others,
      neighbour,
      tempUnchangedSeconds: stillness && (now.ms - stillness.sinceMs) / 1000,
      rateCelsiusPerSecond: state.estimate && rateCelsiusPerSecond(state.estimate),
      platform,
      dutyRatio: duty,
      readbackRatio: chip?.dutyRatio,
      fans: chip?.fans ?? [],
      chip: this.chip && { name: this.chip.name, watchdogSeconds: this.chip.watchdogSeconds },
      faults,
      reasons,
      lastSuccessUnixSeconds: now.succeeded ? now.unixSeconds : this.last.lastSuccessUnixSeconds,
      lastStepUnixSeconds: now.unixSeconds,
      lastStepMs: now.ms,
    };
  }

  private count(duty: number, { throttled, underVoltage }: PlatformReading): void {
    const { dutyRatio: before, lastStepMs } = this.last;
    if (before !== undefined && before !== duty) this.counts.dutyChanges += 1;
    if (before === 0 && duty > 0) this.counts.fanStarts += 1;
    const seconds = lastStepMs === undefined ? 0 : (this.outside.nowMs() - lastStepMs) / 1000;
    const longer = (total: number | undefined, holds: boolean | undefined) =>
      holds === undefined ? total : (total ?? 0) + (holds ? seconds : 0);
    this.counts.throttledSeconds = longer(this.counts.throttledSeconds, throttled);
    this.counts.underVoltageSeconds = longer(this.counts.underVoltageSeconds, underVoltage);
  }
}
