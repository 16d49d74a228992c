/** Where Flux finds the age key: what Kustomizations name under `decryption.secretRef`. Made by hand, once a cluster. */
export const decryptionSecret = { namespace: 'flux-system', name: 'sops-age', key: 'age.agekey' } as const;
