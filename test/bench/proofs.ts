import { execFileSync } from 'node:child_process';
import { type Timing, timing } from './measure';

/** What the proofs themselves cost, in processor time of fresh processes: nothing is rendered or read in it. */
export interface ProofTimings {
  /** The reference rack whole, with each blade, pair of blades and switch lost. */
  reference: Timing;
  /** A rack of 200 blades, whole and with each blade lost. */
  large: Timing;
}

export function proofs(root: string, rounds: number): ProofTimings {
  const runs = Array.from(
    { length: rounds },
    () =>
      JSON.parse(
        execFileSync(process.execPath, ['bin/run.cjs', 'test/bench/proof-times.ts'], { cwd: root, encoding: 'utf8' }),
      ) as { referenceMs: number; largeMs: number },
  );
  return {
    reference: timing(
      'reference rack: each blade, pair and switch lost',
      runs.map(({ referenceMs }) => referenceMs),
    ),
    large: timing(
      '200 blades: each blade lost',
      runs.map(({ largeMs }) => largeMs),
    ),
  };
}
