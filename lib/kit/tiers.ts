import type { Toleration } from '../../imports/k8s';
import type { Tier, TierRule } from '../facts/tier';

export type { Tier };

export interface TierDefinition extends TierRule {
  /** Priority of a class of ours; the built-in one has its own (2,000,001,000). */
  priority?: number;
  why: string;
}

/**
 * The tiers. `data` keeps its pods for five minutes, since they hold a disk that lies on the blade and a plug that goes
 * back in is cheaper than a resync; `volume`, `large` and `serving` move after half a minute, the time a person waits.
 */
export const tiers: Readonly<Record<Tier, TierDefinition>> = Object.freeze({
  'node-critical': {
    priorityClass: 'system-node-critical',
    memory: 'request-up-to-limit',
    cpuLimit: 'allowed',
    tolerationSeconds: 'forever',
    disruptionBudget: false,
    why: 'Without it the blade is no node: network, storage, cooling and the eyes on them.',
  },
  data: {
    priorityClass: 'rackwright-data',
    priority: 1_000_000,
    memory: 'equal',
    cpuLimit: 'never',
    tolerationSeconds: 300,
    disruptionBudget: true,
    why: 'Holds what cannot be made again; a throttled database times out instead of slowing down.',
  },
  volume: {
    priorityClass: 'rackwright-volume',
    priority: 500_000,
    memory: 'equal',
    cpuLimit: 'allowed',
    tolerationSeconds: 30,
    disruptionBudget: true,
    why: 'Follows a volume that a few blades can attach: what may run on any blade makes room there.',
  },
  large: {
    priorityClass: 'rackwright-large',
    priority: 200_000,
    memory: 'equal',
    cpuLimit: 'allowed',
    tolerationSeconds: 30,
    disruptionBudget: true,
    why: 'Few blades have room for it: small pods, which find some anywhere, must not take the last.',
  },
  serving: {
    priorityClass: 'rackwright-serving',
    priority: 100_000,
    memory: 'equal',
    cpuLimit: 'allowed',
    tolerationSeconds: 30,
    disruptionBudget: true,
    why: 'Somebody waits for the answer.',
  },
  batch: {
    priorityClass: 'rackwright-batch',
    priority: 1_000,
    memory: 'request-up-to-limit',
    cpuLimit: 'allowed',
    tolerationSeconds: 30,
    disruptionBudget: false,
    why: 'Can run tomorrow; goes first.',
  },
});

/**
 * Tolerations with which pods of a tier leave a blade that fell silent. What a chart makes has none of its own, and
 * Kubernetes' default is five minutes.
 */
export function leavesDeadBlades(tier: Tier): Toleration[] {
  const { tolerationSeconds } = tiers[tier];
  return ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    ...(tolerationSeconds !== 'forever' && { tolerationSeconds }),
  }));
}
