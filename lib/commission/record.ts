import type { Measured } from '../rack-file/rack';

/** Steps of the first hour with a machine, in their order: what cuts the power comes last. */
export const stepNames = ['clock', 'fan', 'watts', 'heat', 'tokens', 'plug'] as const;
export type StepName = (typeof stepNames)[number];

/** What one step found. A step that failed is kept, so that a person sees it, and is tried again. */
export interface StepResult {
  step: StepName;
  /** ISO 8601, UTC. */
  at: string;
  isGood: boolean;
  /** One sentence with the figures. */
  says: string;
  /** Facts for the rack file. @default - it is for people only */
  facts?: Partial<Omit<Measured, 'on' | 'blade'>>;
}

/** Everything found on one blade, as it lies in a file between two runs. */
export interface CommissionRecord {
  version: 1;
  rack: string;
  blade: string;
  results: StepResult[];
}

export function newRecord(rack: string, blade: string): CommissionRecord {
  return { version: 1, rack, blade, results: [] };
}

/** Steps that have not gone well yet. */
export function stepsLeft({ results }: CommissionRecord): StepName[] {
  return stepNames.filter((step) => !results.some((each) => each.step === step && each.isGood));
}

/** With a result in the place of an earlier one of the same step. */
export function withResult(record: CommissionRecord, result: StepResult): CommissionRecord {
  return { ...record, results: [...record.results.filter(({ step }) => step !== result.step), result] };
}

/** Facts of all steps that went well, and of the plug whatever came of it: a disk that lies is a fact, too. */
export function measuredIn({ blade, results }: CommissionRecord, day: string): Measured {
  const known = results.filter(({ isGood, step }) => isGood || step === 'plug');
  return Object.assign({ on: day, blade }, ...known.map(({ facts }) => facts ?? {})) as Measured;
}

/** Reads a record back; undefined when it is none, or of another rack or blade. */
export function parseRecord(text: string, rack: string, blade: string): CommissionRecord | undefined {
  try {
    const record = JSON.parse(text) as CommissionRecord;
    return record.version === 1 && record.rack === rack && record.blade === blade ? record : undefined;
  } catch {
    return undefined;
  }
}
