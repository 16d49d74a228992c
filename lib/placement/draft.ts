import type { Labels } from '../manifest/labels';
import type { Amounts, PodClass } from './pods';

/** A class while the rest of the rack is still being read: what it keeps off is found once all labels are known. */
export interface Draft extends Omit<PodClass, 'keepsOff' | 'unsure'> {
  namespace: string;
  labels: Labels;
  /** Selects the pods that must not stand on the same blade. */
  keepsOffPods: (other: { namespace: string; labels: Labels }) => boolean;
  /** Selects the pods that must not stand near by another measure than the blade, such as a zone. */
  keepsFarOff: (other: { namespace: string; labels: Labels }) => boolean;
  hostPorts: readonly string[];
  unsure: string | undefined;
}

export const nothing: Amounts = { cpuMillicores: 0, memoryBytes: 0, diskBytes: 0, devices: {} };
export const noPods = () => false;

/** Whose priority nobody states pushes out nobody here, and nobody pushes it out: both on the careful side. */
export const UNKNOWN = { priority: Number.MAX_SAFE_INTEGER, preempts: false };
