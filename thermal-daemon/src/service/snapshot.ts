import type { Config } from '../config/config';
import type { Fault, Reason } from '../control/fault';
import type { NeighbourReading } from '../control/readings';
import type { FanReading } from '../hardware/fan-chip';
import type { OtherSensorsReading } from './other-sensors';
import type { PlatformReading } from './platform';

export const loopSteps = [
  'read-temperature',
  'read-sensors',
  'read-platform',
  'read-chip',
  'decide',
  'write-duty',
] as const;
export type LoopStep = (typeof loopSteps)[number];

export interface StepOutcome {
  readonly succeeded: boolean;
  readonly seconds: number;
}

/** What the last step saw and did; what is absent was not known. */
export interface LastStep {
  readonly tempCelsius?: number;
  /** When a temperature was last read; seconds since 1970. */
  readonly tempReadUnixSeconds?: number;
  /** When the newest temperature was read, monotonic; absent: it is not known, or not believed. */
  readonly sampledMs?: number;
  /** Sensors beside the processor's. */
  readonly otherSensors: OtherSensorsReading;
  /** Absent: this fan cools no other blade. */
  readonly neighbour?: NeighbourReading | 'unknown';
  /** How long the reading has kept the very same value. */
  readonly tempUnchangedSeconds?: number;
  readonly rateCelsiusPerSecond?: number;
  readonly platform: PlatformReading;
  readonly dutyRatio?: number;
  readonly readbackRatio?: number;
  readonly fans: readonly FanReading[];
  readonly chip?: { readonly name: string; readonly watchdogSeconds: number | undefined };
  readonly faults: readonly Fault[];
  readonly reasons: readonly Reason[];
  /** Seconds since 1970. */
  readonly lastSuccessUnixSeconds?: number;
  readonly lastStepUnixSeconds?: number;
  /** Monotonic, for /healthz. */
  readonly lastStepMs?: number;
}

/** What has happened since the start. */
export interface Counts {
  reloads: { good: number; broken: number };
  dutyChanges: number;
  fanStarts: number;
  /** Absent: this node does not tell. */
  throttledSeconds?: number;
  underVoltageSeconds?: number;
  chipConfigurations: number;
  hardwareErrors: Record<string, number>;
  /** Failed tries on the bus by kind, also those that a retry made good. */
  busErrors: Record<string, number>;
  faultsSeen: Partial<Record<Fault, number>>;
}

/** What the loop knows after a step; metrics and /status are two ways to write it down. */
export interface Snapshot extends LastStep, Readonly<Counts> {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly steps: Readonly<Partial<Record<LoopStep, StepOutcome>>>;
}
