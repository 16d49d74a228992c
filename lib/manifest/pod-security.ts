/** Label of a namespace: the level of Pod Security below which the API server refuses its pods. */
export const enforceLabel = 'pod-security.kubernetes.io/enforce';
