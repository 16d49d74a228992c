import { document, type TalosDocument } from './document';

/**
 * Largest pod that no out-of-memory handler may pick, all containers together. Every node-critical pod with a limit
 * stays below it (a test adds them up), and Talos tells a ranking nothing but sizes: no name, no priority class.
 */
export const neverPickedUpToBytes = 640 * 2 ** 20;

/**
 * Which pod Talos kills when the blade stalls for want of memory. Its own ranking takes pods *without* a memory limit
 * first, and here these are exactly the ones the blade cannot lose: Longhorn's engine, its CSI drivers, the API server.
 * So only a pod with a limit above the line has a score, and the largest one goes. A score of 0 is never picked as long
 * as classes are ordered strictly (Talos internal/app/machined, oom.SelectVictim).
 *
 * PostgreSQL may be the largest pod of its blade: that costs a switch to another instance, no acknowledged write. The
 * kubelet's eviction, which does know priorities, comes first (reservations.ts).
 */
export const oomRanking =
  `memory_max.orValue(0u) > ${neverPickedUpToBytes}u && class in [Besteffort, Burstable, Guaranteed] ` +
  '? double(memory_current.orValue(0u)) : 0.0';

export function oomConfig(): TalosDocument {
  return document('OOMConfig', { cgroupRankingExpression: oomRanking, strictCgroupClassOrdering: true });
}
