import { mebibytesOf } from '../units/quantity';
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
  collector: Need;
  tempo: { memory: Need; disk: Need; storeBytes: number };
}

/** Bytes needed and bytes there, with the field of the rack file that states them. */
interface Need {
  needBytes: number;
  statedBytes: number;
  path: string;
}

/** What traces need if spans come as fast as the collector lets them; undefined where there are none. */
export function tracingOf({ stated }: RackView): TracingBudget | undefined {
  const taking = stated.find(({ spanCollector }) => spanCollector);
  const storing = stated.find(({ spanStore }) => spanStore);
  if (!taking?.spanCollector || !storing?.spanStore) return undefined;
  const { spanCollector: collector } = taking;
  const { spanStore: store } = storing;
  const { spansPerSecond } = collector;
  const held = (seconds: number, bytesEach: number) => spansPerSecond * seconds * bytesEach;
  return {
    spansPerSecond,
    collector: {
      // Twice: probes come besides, and are dropped only when they are decided about.
      needBytes: spanCosts.collectorBaseBytes + 2 * held(spanCosts.undecidedSeconds, spanCosts.bytesInMemory),
      statedBytes: collector.memory.bytes * 0.8,
      path: `apps.${taking.app}.${collector.memory.field}`,
    },
    tempo: {
      memory: {
        needBytes: spanCosts.tempoBaseBytes + held(spanCosts.blockSeconds, spanCosts.bytesInMemory),
        statedBytes: store.memory.bytes,
        path: `apps.${storing.app}.${store.memory.field}`,
      },
      disk: {
        needBytes: held(spanCosts.onDiskSeconds, spanCosts.bytesOnDisk),
        statedBytes: store.disk.bytes,
        path: `apps.${storing.app}.${store.disk.field}`,
      },
      storeBytes: held(store.keepSeconds, spanCosts.bytesStored),
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
    return [collector, tempo.memory, tempo.disk]
      .filter(({ needBytes, statedBytes }) => needBytes > statedBytes)
      .map(({ needBytes, statedBytes, path }): RuleHit => ({
        object: `clusters/${view.rack.name}.yaml`,
        path,
        message: `leaves ${mebibytesOf(statedBytes)}; ${spansPerSecond} spans a second need ${mebibytesOf(needBytes)}`,
      }));
  },
};
