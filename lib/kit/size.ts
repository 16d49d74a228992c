import { type Size, sizeField } from '../rack-file/size';
import { bytesOf } from '../units/quantity';
import type { Exceptions } from './exceptions';

export { type Size, sizeField };

/** For `needs`: what a small rack can do without. */
export const isStandard = ({ size }: { size: Size }): boolean => size === 'standard';

/** For `needs`: what several replicas share and a single one has no use for. */
export const isShared = ({ replicas }: { replicas: number }): boolean => replicas > 1;

/** Of a workload of small size that asks for less memory than it may grow to. */
export function growing(size: Size): { exceptions?: Exceptions } {
  if (size === 'standard') return {};
  return {
    exceptions: {
      'resources/memory':
        'a small rack counts what it takes at rest; when all of its pods grow at once, the kernel ends one of them',
    },
  };
}

/** Request of a container that takes `atRest` when nobody asks it for anything, and may grow to `memory`. */
export function restingAt(
  atRest: string,
  { size, memory }: { size: Size; memory: string },
): { memoryRequest?: string } {
  return size === 'small' && bytesOf(atRest) < bytesOf(memory) ? { memoryRequest: atRest } : {};
}
