import type { KubeObject } from '../kube/object';

interface SealedSecret extends KubeObject {
  sops?: unknown;
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

export function isSealed(object: KubeObject): boolean {
  return 'sops' in object;
}

/**
 * The Secret that a SOPS file becomes in the cluster, with placeholders for the values: the server judges names,
 * keys, types and shape, which are in the clear.
 */
export function withPlaceholders(sealed: KubeObject): KubeObject {
  const { sops: _, ...secret } = sealed as SealedSecret;
  const placeholder = Buffer.from('placeholder').toString('base64');
  if (secret.data) secret.data = mapValues(secret.data, placeholder);
  if (secret.stringData) secret.stringData = mapValues(secret.stringData, 'placeholder');
  return secret;
}

function mapValues(record: Record<string, string>, value: string): Record<string, string> {
  return Object.fromEntries(Object.keys(record).map((key) => [key, value]));
}
