import type { KubeObject } from '../../cluster/kube/object';
import { clusterIlls } from './apps';

const cluster = (readyInstances: number, phase: string) => ({
  ...({ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'postgres' } } as KubeObject),
  spec: { instances: 3 },
  status: { readyInstances, phase },
});

test.each([
  ['nothing is wrong where all is done', cluster(3, 'Cluster in healthy state'), []],
  [
    'an instance is missing',
    cluster(2, 'Upgrading cluster'),
    ['data/Cluster/postgres has 2 instances: Upgrading cluster'],
  ],
  [
    'all are Ready, and the primary is restarted next',
    cluster(3, 'Primary instance is being restarted in-place'),
    ['data/Cluster/postgres: Primary instance is being restarted in-place'],
  ],
  ['there is none', undefined, ['data/Cluster/postgres has 0 instances: no status']],
])('PostgreSQL: %s', (_, given, ills) => expect(clusterIlls(given)).toEqual(ills));
