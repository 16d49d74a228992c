import type { PodGroup } from './rack-view';

/** Groups of pods by namespace. */
export type Homes = ReadonlyMap<string, readonly PodGroup[]>;

/** The label that the API server puts on every namespace. */
export const nameLabel = 'kubernetes.io/metadata.name';
