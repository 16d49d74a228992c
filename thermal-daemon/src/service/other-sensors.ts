import { join } from 'node:path';
import { dutyWithHysteresis, type Curve } from '../curve';
import type { BoundedIo } from '../io/bounded-io';
import { hwmonNamed } from '../io/hwmon';
import { readTemperature } from './temperature';

/** A sensor beside the processor's, by the name of its hwmon device, with limits of its own. */
export interface OtherSensor {
  /** 'nvme': the disk's controller. */
  readonly hwmon: string;
  /** From here on the fan's floor, whatever the processor needs. */
  readonly floorCelsius: number;
  /** From here on full speed. */
  readonly fullCelsius: number;
}

export interface OtherReading {
  readonly sensor: string;
  /** undefined: it was there, and cannot be read now. */
  readonly tempCelsius: number | undefined;
  readonly fullCelsius: number;
}

export interface OtherSensorsReading {
  /** What the warmest of them asks for, 0 to 1. */
  readonly leastDutyRatio: number;
  readonly readings: readonly OtherReading[];
}

/** A disk warms over minutes, so a step is given back late. */
const HYSTERESIS_CELSIUS = 3;
/** Where none was found, one may come: a module probed late. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Reads the other sensors and says how much air they ask for. One that was never found asks for nothing, since many
 * machines have none; one that was found and cannot be read any more asks for everything.
 */
export class OtherSensors {
  private readonly asked = new Map<string, number>();
  private readonly files = new Map<string, readonly string[]>();
  private lookedAtMs: number | undefined;

  constructor(
    private readonly io: BoundedIo,
    private readonly hwmonPath: string,
    private readonly sensors: readonly OtherSensor[],
    private readonly floorRatio: number,
    private readonly nowMs: () => number,
  ) {}

  async read(): Promise<OtherSensorsReading> {
    await this.look();
    const found = this.sensors.filter(({ hwmon }) => (this.files.get(hwmon)?.length ?? 0) > 0);
    const readings = await Promise.all(found.map((sensor) => this.one(sensor)));
    const asked = readings.map(({ tempCelsius }, index) => this.asks(found[index]!, tempCelsius));
    return { readings, leastDutyRatio: Math.max(0, ...asked) };
  }

  private async one({ hwmon, fullCelsius }: OtherSensor): Promise<OtherReading> {
    const all = await Promise.all(
      this.files.get(hwmon)!.map((file) => readTemperature(this.io, file).catch(() => undefined)),
    );
    // Of several disks the warmest counts, and one that cannot be read counts as warm.
    const tempCelsius = all.includes(undefined) ? undefined : Math.max(...(all as number[]));
    return { sensor: hwmon, tempCelsius, fullCelsius };
  }

  private asks({ hwmon, floorCelsius, fullCelsius }: OtherSensor, tempCelsius: number | undefined): number {
    if (tempCelsius === undefined) return 1;
    const curve: Curve = [
      { tempCelsius: floorCelsius, dutyRatio: this.floorRatio },
      { tempCelsius: (floorCelsius + fullCelsius) / 2, dutyRatio: (1 + this.floorRatio) / 2 },
      { tempCelsius: fullCelsius, dutyRatio: 1 },
    ];
    const dutyRatio = dutyWithHysteresis(curve, this.asked.get(hwmon) ?? 0, tempCelsius, HYSTERESIS_CELSIUS);
    this.asked.set(hwmon, dutyRatio);
    return dutyRatio;
  }

  /** Found once is found for good: what vanishes afterwards is a fault and not an absence. */
  private async look(): Promise<void> {
    const missing = this.sensors.filter(({ hwmon }) => !this.files.has(hwmon));
    const now = this.nowMs();
    if (missing.length === 0 || (this.lookedAtMs !== undefined && now - this.lookedAtMs < LOOK_AGAIN_MS)) return;
    this.lookedAtMs = now;
    for (const { hwmon } of missing) {
      const folders = await hwmonNamed(this.io, this.hwmonPath, hwmon).catch((): string[] => {
        // What hangs is not absent: it is asked again at the next step.
        this.lookedAtMs = undefined;
        return [];
      });
      if (folders.length > 0)
        this.files.set(
          hwmon,
          folders.map((folder) => join(folder, 'temp1_input')),
        );
    }
  }
}
