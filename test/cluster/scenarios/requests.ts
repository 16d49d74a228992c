import { bytesOf } from '../../../lib/units/quantity';
import type { Pod } from '../kube/object';

interface Container {
  resources?: { requests?: Record<string, string> };
  restartPolicy?: string;
}

/** Memory that the scheduler counts for a pod: what runs together, or what its hungriest init container needs. */
export function memoryRequestOf({ spec }: Pod): number {
  const memory = ({ resources }: Container) => bytesOf(resources?.requests?.['memory'] ?? '0');
  const inits = (spec['initContainers'] as Container[] | undefined) ?? [];
  const sidecars = inits.filter(({ restartPolicy }) => restartPolicy === 'Always').map(memory);
  const together = sum([...(spec.containers as Container[]).map(memory), ...sidecars]);
  return Math.max(together, sum(sidecars) + Math.max(0, ...inits.map(memory)));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
