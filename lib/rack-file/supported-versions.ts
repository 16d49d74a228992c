/**
 * Which versions fit each other. Raising one is an edit here, a look at the source named beside it, and a run of the
 * cluster bench.
 */

export type Minor = readonly [major: number, minor: number];

/**
 * Talos whose machine configuration documents lib/talos writes; older ones do not know them.
 * The newest patch release is only a suggestion: any patch of the minor is taken.
 */
export const supportedTalos = { minor: [1, 14] as Minor, newest: '1.14.2' };

export const newestKubernetes = '1.36.4';

/** Kubernetes minors that each part of the rack supports, first and last. */
export const kubernetesSupport: readonly { part: string; from: Minor; to: Minor; source: string }[] = [
  { part: 'Talos 1.14', from: [1, 33], to: [1, 37], source: 'siderolabs/talos, support matrix of 1.14' },
  {
    part: 'CloudNativePG 1.30',
    from: [1, 34],
    to: [1, 36],
    source: 'cloudnative-pg v1.30.0, docs/src/supported_releases.md',
  },
  {
    part: 'Longhorn 1.12',
    from: [1, 25],
    to: [1, 36],
    source: 'Longhorn 1.12.1: chart kubeVersion, and tested up to 1.36',
  },
  {
    part: 'Cilium 1.20',
    from: [1, 33],
    to: [1, 36],
    source: 'cilium v1.20.2, Documentation/network/kubernetes/compatibility.rst',
  },
];

export function minorOf(version: string): Minor {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}

export function compareMinors([majorA, minorA]: Minor, [majorB, minorB]: Minor): number {
  return majorA - majorB || minorA - minorB;
}
