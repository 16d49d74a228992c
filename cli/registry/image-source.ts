import type { RegistryClient } from './registry-client';

/** Where images are read from: a registry, or an image layout on the disk. */
export type ImageSource = Pick<RegistryClient, 'manifest' | 'blob' | 'smallBlob' | 'referrers' | 'page'>;
