import { recordOf } from '../manifest/field-path';
import type { PodTemplate } from '../manifest/pod-templates';
import { containersOf } from '../manifest/pod-templates';
import { parseBytes, parseMillicores } from '../units/quantity';

/** What one pod asks for, and how far its memory may grow. */
export interface PodSum {
  cpuMillicores: number;
  memoryBytes: number;
  /** Absent when a container has no limit: then the pod has none either. */
  memoryLimitBytes?: number;
}

export const noPod: PodSum = { cpuMillicores: 0, memoryBytes: 0, memoryLimitBytes: 0 };

/** One pod as the scheduler counts it: containers and sidecars together, or the largest init container if that is more. */
export function sumOfTemplate(template: PodTemplate): PodSum {
  const placed = containersOf(template).map(({ role, container }) => ({ role, sum: sumOf(container.resources) }));
  const running = placed.filter(({ role }) => role === 'main' || role === 'sidecar').map(({ sum }) => sum);
  const starting = placed.filter(({ role }) => role === 'init').map(({ sum }) => sum);
  return starting.reduce(larger, running.reduce(plus, noPod));
}

/** Of `{ requests, limits }`; what cannot be read is the schema's business and counts as nothing. */
export function sumOf(resources: unknown): PodSum {
  const { requests, limits } = recordOf(resources);
  const limit = recordOf(limits).memory;
  return {
    cpuMillicores: parseMillicores(String(recordOf(requests).cpu ?? '0')) ?? 0,
    memoryBytes: parseBytes(String(recordOf(requests).memory ?? '0')) ?? 0,
    ...(limit !== undefined && { memoryLimitBytes: parseBytes(String(limit)) ?? 0 }),
  };
}

export function plus(a: PodSum, b: PodSum): PodSum {
  return {
    cpuMillicores: a.cpuMillicores + b.cpuMillicores,
    memoryBytes: a.memoryBytes + b.memoryBytes,
    ...both(a, b, (x, y) => x + y),
  };
}

export function times(sum: PodSum, count: number): PodSum {
  return Array.from({ length: count }, () => sum).reduce(plus, noPod);
}

function larger(a: PodSum, b: PodSum): PodSum {
  return {
    cpuMillicores: Math.max(a.cpuMillicores, b.cpuMillicores),
    memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
    ...both(a, b, Math.max),
  };
}

function both(a: PodSum, b: PodSum, join: (x: number, y: number) => number): Pick<PodSum, 'memoryLimitBytes'> {
  if (a.memoryLimitBytes === undefined || b.memoryLimitBytes === undefined) return {};
  return { memoryLimitBytes: join(a.memoryLimitBytes, b.memoryLimitBytes) };
}
