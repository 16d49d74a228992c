import { bytesOf } from '../units/quantity';
import { secondsOf } from '../units/duration';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

const mebibyte = 1024 * 1024;

/** Assumed: no Tempo could be had, and the collector's own memory is what its limiter leaves it. */
export const spanCosts = {
  /** A span with its attributes while a program holds it. */
  bytesInMemory: 2000,
  /** In a compressed block of the object store. */
  bytesStored: 300,
  /** In the log and the fresh blocks on Tempo's own disk. */
  bytesOnDisk: 1000,
  /** The collector decides about a trace after this time. */
  undecidedSeconds: 15,
  /** Tempo holds a trace until it has been idle, and writes a block every ten minutes. */
  blockSeconds: 600,
  /** It keeps blocks on its own disk for an hour after they went to the object store. */
  onDiskSeconds: 3600 + 2 * 600,
  /** A collector, and a Tempo, that have nothing to do. */
  collectorBaseBytes: 80 * mebibyte,
  tempoBaseBytes: 300 * mebibyte,
} as const;

export interface TracingBudget {
  spansPerSecond: number;
  collector: { needBytes: number; statedBytes: number };
  tempo: { needBytes: number; statedBytes: number; diskNeedBytes: number; diskStatedBytes: number; storeBytes: number };
}

/** Blocks of the rack file, as their own schemas have parsed them. */
interface CollectorBlock {
  memory: string;
  spansPerSecond: number;
}
interface TempoBlock {
  memory: string;
  disk: string;
  keep: string;
}

/** What traces need if spans come as fast as the collector lets them; undefined where there are none. */
export function tracingOf({ rack }: RackView): TracingBudget | undefined {
  const collector = rack.apps['otel-collector'] as CollectorBlock | undefined;
  const tempo = rack.apps['tempo'] as TempoBlock | undefined;
  if (!collector || !tempo) return undefined;
  const { spansPerSecond } = collector;
  const held = (seconds: number, bytesEach: number) => spansPerSecond * seconds * bytesEach;
  return {
    spansPerSecond,
    collector: {
      // Twice: probes come besides, and are dropped only when they are decided about.
      needBytes: spanCosts.collectorBaseBytes + 2 * held(spanCosts.undecidedSeconds, spanCosts.bytesInMemory),
      statedBytes: bytesOf(collector.memory) * 0.8,
    },
    tempo: {
      needBytes: spanCosts.tempoBaseBytes + held(spanCosts.blockSeconds, spanCosts.bytesInMemory),
      statedBytes: bytesOf(tempo.memory),
      diskNeedBytes: held(spanCosts.onDiskSeconds, spanCosts.bytesOnDisk),
      diskStatedBytes: bytesOf(tempo.disk),
      storeBytes: held(secondsOf(tempo.keep), spanCosts.bytesStored),
    },
  };
}

export const tracingBudget: Rule = {
  id: 'capacity/traces',
  level: 'error',
  why: 'A collector or a Tempo that runs out of memory loses what it holds, and with it the trace of what went wrong.',
  fixHint: 'state more under apps.tempo or apps.otel-collector, or let fewer spans a second through',
  exceptable: false,
  check: (view) => {
    const budget = tracingOf(view);
    if (!budget) return [];
    const { collector, tempo, spansPerSecond } = budget;
    const hit = (path: string, stated: number, need: number): RuleHit[] =>
      need <= stated
        ? []
        : [
            {
              object: `clusters/${view.rack.name}.yaml`,
              path,
              message: `leaves ${mebibytes(stated)}; ${spansPerSecond} spans a second need ${mebibytes(need)}`,
            },
          ];
    return [
      ...hit('apps.otel-collector.memory', collector.statedBytes, collector.needBytes),
      ...hit('apps.tempo.memory', tempo.statedBytes, tempo.needBytes),
      ...hit('apps.tempo.disk', tempo.diskStatedBytes, tempo.diskNeedBytes),
    ];
  },
};

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / mebibyte)}Mi`;
}
