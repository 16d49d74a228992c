import { createHash } from 'node:crypto';
import type { SecretDeclaration } from '../../facts/secret-declaration';
import type { RandomBytes } from '../randomness';

/** One of every recipe, and one value that is wanted in two namespaces. */
export const sampleSecrets: readonly SecretDeclaration[] = [
  {
    namespace: 'data',
    name: 'redis-users',
    app: 'redis',
    keys: { default: { make: 'password' }, litellm: { make: 'password', length: 40 } },
    restarts: ['data/StatefulSet/redis'],
  },
  {
    namespace: 'ml',
    name: 'gateway',
    app: 'gateway',
    labels: { 'app.kubernetes.io/part-of': 'gateway' },
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    keys: {
      'master-key': { make: 'token', prefix: 'sk-', bytes: 24 },
      'redis-password': { make: 'same-as', namespace: 'data', name: 'redis-users', key: 'litellm' },
    },
    restarts: ['ml/Deployment/gateway'],
    cautions: { 'master-key': 'tell it to everybody who has the old one' },
  },
  {
    namespace: 'data',
    name: 'postgres-grafana',
    app: 'postgres',
    type: 'kubernetes.io/basic-auth',
    keys: { username: { make: 'literal', value: 'grafana' }, password: { make: 'password' } },
    restarts: ['data/Cluster/postgres'],
  },
  {
    namespace: 'observability',
    name: 'web',
    app: 'prometheus',
    keys: {
      'admin-password': { make: 'password', length: 24 },
      htpasswd: { make: 'htpasswd', user: 'admin', of: 'admin-password' },
      'signing.pem': { make: 'private-key', algorithm: 'ecdsa-p256' },
      'signing.pub': { make: 'public-key', of: 'signing.pem' },
      identity: { make: 'private-key', algorithm: 'ed25519' },
      'identity.pub': { make: 'public-key', of: 'identity', format: 'ssh' },
    },
    restarts: ['observability/StatefulSet/prometheus'],
  },
  {
    namespace: 'observability',
    name: 'unpoller',
    app: 'unpoller',
    keys: { password: { make: 'ask', hint: 'password of the read-only user on the controller' } },
    restarts: ['observability/Deployment/unpoller'],
  },
];

/** Bytes that look random and come out the same in every run. */
export function repeatableRandom(seed: string): RandomBytes {
  let count = 0;
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () =>
      createHash('sha256').update(`${seed} ${count++}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, bytes);
  };
}
