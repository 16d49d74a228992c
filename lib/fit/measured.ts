import type { RackView } from '../checks/rack-view';
import { sumOf } from '../checks/pod-sums';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { AppBlock } from '../rack-file/app-block';
import { parseBytes, quantityOfBytes } from '../units/quantity';

/** Peaks of one container, over all pods that run it. */
export interface Peak {
  namespace: string;
  /** Name of a pod, `redis-0`, `grafana-7c9f8d6b5-x2x4z`. */
  pod: string;
  container: string;
  memoryBytes?: number;
  cpuMillicores?: number;
}

/** A request held against what was measured. */
export interface Proposal {
  /** `data/StatefulSet/redis`, and its container. */
  workload: string;
  container: string;
  resource: 'memory' | 'processor';
  asked: string;
  peak: string;
  /** Field of the rack file that says it, with what it should say. @default - the app decides, no field does */
  field?: { app: string; name: string; value: string; isFloor: boolean };
}

/** A tenth and a half above the peak: the next peak is a little higher than the last. */
const headroom = 1.25;
/** Sizes are proposed in whole steps. */
const stepBytes = 32 * 2 ** 20;

/** Reads the answer of Prometheus to the query of docs/fit.md. @throws Error where it is another */
export function readPeaks(text: string): Peak[] {
  const parsed = recordOf(parseJson(text));
  const data = recordOf(parsed.data ?? parsed);
  if (data.resultType !== 'vector')
    throw new Error('holds no answer of Prometheus to an instant query (resultType: vector)');
  const peaks = new Map<string, Peak>();
  for (const { metric, value } of recordsOf(data.result)) {
    const { namespace, pod, container, peak: what } = recordOf(metric);
    const amount = Number(Array.isArray(value) ? value[1] : Number.NaN);
    const isNamed = [namespace, pod, container].every((each) => textOf(each) !== undefined);
    if (!isNamed || !Number.isFinite(amount) || (what !== 'memory' && what !== 'processor')) {
      throw new Error('has a series without namespace, pod, container and peak="memory" or "processor"');
    }
    const key = `${String(namespace)}/${String(pod)}/${String(container)}`;
    const known = peaks.get(key) ?? { namespace: String(namespace), pod: String(pod), container: String(container) };
    peaks.set(key, {
      ...known,
      ...(what === 'memory' ? { memoryBytes: amount } : { cpuMillicores: Math.ceil(amount * 1000) }),
    });
  }
  return [...peaks.values()];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('is no JSON');
  }
}

/**
 * What containers ask for beside what they took. A field of the rack file is found by its value: the one that says the
 * limit of the container. It is never proposed below what the program is known to need.
 */
export function proposalsOf(peaks: readonly Peak[], view: RackView, blocks: readonly AppBlock[]): Proposal[] {
  return view.workloads.flatMap((workload) => {
    const { id, namespace, name, kind, object } = workload;
    const own = peaks.filter((peak) => peak.namespace === namespace && isPodOf(peak.pod, name, kind));
    return workload.containers.flatMap(({ container }): Proposal[] => {
      const of = own.filter((peak) => peak.container === container.name);
      if (of.length === 0) return [];
      const asks = sumOf(container.resources);
      const memory = Math.max(...of.map(({ memoryBytes = 0 }) => memoryBytes));
      const processor = Math.max(...of.map(({ cpuMillicores = 0 }) => cpuMillicores));
      const about = { workload: id, container: String(container.name) };
      return [
        ...(memory > 0
          ? [
              {
                ...about,
                resource: 'memory' as const,
                asked: mebibytes(asks.memoryBytes),
                peak: mebibytes(memory),
                ...fieldFor(object.app, asks.memoryLimitBytes, memory, view, blocks),
              },
            ]
          : []),
        ...(processor > 0
          ? [{ ...about, resource: 'processor' as const, asked: `${asks.cpuMillicores}m`, peak: `${processor}m` }]
          : []),
      ];
    });
  });
}

function fieldFor(
  app: string,
  limitBytes: number | undefined,
  peakBytes: number,
  { rack }: RackView,
  blocks: readonly AppBlock[],
): Pick<Proposal, 'field'> {
  const block = recordOf(rack.apps[app]);
  const schema = blocks.find(({ name }) => name === app)?.schema;
  const [name] = Object.entries(block).find(
    ([, value]) => typeof value === 'string' && limitBytes !== undefined && parseBytes(value) === limitBytes,
  ) ?? [undefined];
  if (!schema || name === undefined) return {};
  let bytes = Math.ceil((peakBytes * headroom) / stepBytes) * stepBytes;
  let isFloor = false;
  // A floor is a rule of the field and no figure that could be asked for, so sizes are tried upwards.
  while (!schema.safeParse({ ...block, [name]: quantityOfBytes(bytes) }).success) {
    bytes += stepBytes;
    isFloor = true;
    if (bytes > 2 * Math.max(limitBytes ?? 0, peakBytes * headroom)) return {};
  }
  return { field: { app, name, value: quantityOfBytes(bytes), isFloor } };
}

/** Pods of a StatefulSet end in a number, those of others in what their controller made up. */
function isPodOf(pod: string, name: string, kind: string): boolean {
  if (!pod.startsWith(`${name}-`)) return false;
  const rest = pod.slice(name.length + 1);
  switch (kind) {
    case 'StatefulSet':
      return /^\d+$/.test(rest);
    case 'Deployment':
      return /^[a-z0-9]{5,10}-[a-z0-9]{5}$/.test(rest);
    case 'CronJob':
      return /^\d+-[a-z0-9]{5}$/.test(rest);
    default:
      return /^[a-z0-9]{5}$/.test(rest);
  }
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}Mi`;
}
