import type { FanReading } from '../hardware/fan-chip';

/** One temperature and when the reading of it began, on the clock that the steps use. */
export interface TemperatureSample {
  readonly tempCelsius: number;
  readonly atMs: number;
}

/** What the fan chip said in this step. */
export interface ChipReading {
  readonly dutyRatio: number;
  readonly fans: readonly FanReading[];
}

/** Everything that one step may look at. undefined: could not be had. */
export interface Readings {
  readonly temperature: TemperatureSample | undefined;
  readonly chip: ChipReading | undefined;
  /** Throttled by heat, as far as the platform tells. */
  readonly throttled: boolean | undefined;
  /** Heat of the module as its load suggests; a hint that a temperature should be moving, never a reason to cool. */
  readonly loadWatts: number | undefined;
  readonly configurationBroken: boolean;
  /** The blade that this fan cools too. undefined: there is none; 'unknown': there is one, and nobody knows how it is. */
  readonly neighbour?: NeighbourReading | 'unknown';
  /** What other sensors ask for, such as the disk's: 0 to 1. @default 0 */
  readonly leastDutyRatio?: number;
}

/** What a blade tells the one that drives its fan. */
export interface NeighbourReading {
  readonly tempCelsius: number;
  /** What its other sensors ask for. */
  readonly leastDutyRatio: number;
}
