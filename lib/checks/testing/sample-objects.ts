import type { Manifest } from '../../manifest/manifest';
import { sampleSelector } from './sample-pods';

/** What several sample apps share: ends of connections, and the objects that go with every workload. */

export const digest = (n: number) => `sha256:${String(n).repeat(64)}`;
export const small = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } };
export const redisLabels = sampleSelector('redis').matchLabels;
export const chatLabels = sampleSelector('chat').matchLabels;
export const postgresLabels = { 'cnpg.io/cluster': 'postgres' };

export function serviceAccount(namespace: string, name: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } };
}

export function service(
  namespace: string,
  name: string,
  port: { name: string; port: number },
  headless = false,
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector: sampleSelector(name).matchLabels,
      ports: [{ ...port, targetPort: port.name, protocol: 'TCP' }],
    },
  };
}

export function budget(namespace: string, name: string): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { namespace, name },
    spec: { maxUnavailable: 1, selector: sampleSelector(name) },
  };
}
