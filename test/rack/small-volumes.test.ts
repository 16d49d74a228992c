import type { KubeObject } from '../cluster/kube/object';
import type { DataApps } from './data-apps';
import { raised, withSmallVolumes } from './small-volumes';

const cluster = (disk: string, walDisk: string, slots: string) =>
  ({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'postgres', namespace: 'data' },
    spec: {
      storage: { size: disk },
      walStorage: { size: walDisk },
      postgresql: { parameters: { max_slot_wal_keep_size: slots } },
    },
  }) as KubeObject;

const claim = (storage: string) =>
  ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data-redis-0', namespace: 'data' },
    spec: { resources: { requests: { storage } } },
  }) as KubeObject;

const both = {
  small: [cluster('1Gi', '1Gi', '512MB'), claim('512Mi')],
  grown: [cluster('2Gi', '2Gi', '1024MB'), claim('1Gi')],
};

test('a larger walDisk leaves the volume of the data as it was, and brings the settings that follow it', () => {
  expect(raised(both, 'walDisk')).toEqual([cluster('1Gi', '2Gi', '1024MB')]);
});

test('a larger disk comes after a larger walDisk', () => {
  expect(raised(both, 'disk')).toEqual([cluster('2Gi', '2Gi', '1024MB')]);
});

test('a larger disk of Redis is its claims', () => {
  expect(raised(both, 'redis')).toEqual([claim('1Gi')]);
});

test('the data apps get the small volumes and keep everything else', () => {
  const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'redis', namespace: 'data' } };
  const apps = { apps: [cluster('40Gi', '36Gi', '18432MB'), set, claim('2Gi')], smallVolumes: () => both };
  expect(withSmallVolumes(apps as unknown as DataApps).apps).toEqual([both.small[0], set, both.small[1]]);
});
