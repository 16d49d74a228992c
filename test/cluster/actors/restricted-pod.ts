/**
 * Security fields that pass Pod Security "restricted": namespaces may enforce it, and what a stand-in's pod would be
 * allowed says nothing about the real one.
 */
export const restrictedPod = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };
export const restrictedContainer = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
