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

/** What the loop knows after a step; metrics and /status are two ways to write it down. */
export interface Snapshot {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly reloads: { readonly good: number; readonly broken: number };
  readonly tempCelsius: number | undefined;
  /** When a temperature was last read; seconds since 1970. */
  readonly tempReadUnixSeconds: number | undefined;
  /** When the newest temperature was read, monotonic; undefined: it is not known, or not believed. */
  readonly sampledMs: number | undefined;
  /** Sensors beside the processor's. */
  readonly otherSensors: OtherSensorsReading;
  /** undefined: this fan cools no other blade. */
  readonly neighbour: NeighbourReading | 'unknown' | undefined;
  /** How long the reading has kept the very same value. */
  readonly tempUnchangedSeconds: number | undefined;
  readonly rateCelsiusPerSecond: number | undefined;
  readonly platform: PlatformReading;
  readonly dutyRatio: number | undefined;
  readonly readbackRatio: number | undefined;
  readonly fans: readonly FanReading[];
  readonly chip: { readonly name: string; readonly watchdogSeconds: number | undefined } | undefined;
  readonly faults: readonly Fault[];
  readonly reasons: readonly Reason[];
  readonly steps: Readonly<Partial<Record<LoopStep, StepOutcome>>>;
  readonly dutyChanges: number;
  readonly fanStarts: number;
  /** undefined: this node does not tell. */
  readonly throttledSeconds: number | undefined;
  readonly underVoltageSeconds: number | undefined;
  readonly chipConfigurations: number;
  readonly hardwareErrors: Readonly<Record<string, number>>;
  /** Failed tries on the bus by kind, also those that a retry made good. */
  readonly busErrors: Readonly<Record<string, number>>;
  readonly faultsSeen: Readonly<Partial<Record<Fault, number>>>;
  /** Seconds since 1970; undefined: not yet. */
  readonly lastSuccessUnixSeconds: number | undefined;
  readonly lastStepUnixSeconds: number | undefined;
  /** Monotonic, for /healthz. */
  readonly lastStepMs: number | undefined;
}
