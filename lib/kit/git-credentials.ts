/** The Secret that Flux opens the repository with: in git like any other, and by hand before there is a Flux to read git. */
export const gitCredentials = { namespace: 'flux-system', name: 'flux-git', publicKey: 'identity.pub' } as const;
