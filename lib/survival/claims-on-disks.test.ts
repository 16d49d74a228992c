import { readFileSync } from 'node:fs';
import { appBlocks } from '../app-blocks';
import { rackView } from '../checks/rack-view';
import { loadRack } from '../rack-file/load';
import { loadReference } from '../testing/reference-rack';
import { composeSample, sampleApps } from '../testing/sample-rack';
import { claimsOnDisks } from './claims-on-disks';

function claimsOf(file: string) {
  const { rack } = loadRack({ text: readFileSync(file, 'utf8'), file, apps: appBlocks(sampleApps) });
  return claimsOnDisks(rackView(composeSample(rack)));
}

test('the documents of a rack without an object store are in one copy, and stand first', () => {
  const [first] = claimsOf('clusters/examples/usb-disks.yaml');
  expect(first).toEqual({
    owner: 'ml/StatefulSet/open-webui',
    namespace: 'ml',
    claims: ['documents-open-webui-0'],
    isOnlyCopy: true,
    away: [],
  });
});

test('a database of one instance is an only copy in the rack, and says where another one is', () => {
  const database = claimsOf('clusters/examples/one-board.yaml').find(({ owner }) => owner === 'data/Cluster/postgres');
  expect(database).toMatchObject({ claims: ['postgres-<n>', 'postgres-<n>-wal'], isOnlyCopy: true });
  expect(database?.away.map(({ host }) => host)).toEqual(['s3.example.org']);
});

describe('the reference rack', () => {
  const claims = claimsOnDisks(rackView(composeSample(loadReference())));

  test('has no only copy on a disk', () => {
    expect(claims.filter(({ isOnlyCopy }) => isOnlyCopy)).toEqual([]);
  });

  test('names its claims in every namespace, and none that Longhorn copies to other blades', () => {
    expect(claims.map(({ owner }) => owner).sort()).toEqual([
      'data/Cluster/postgres',
      'data/StatefulSet/minio',
      'data/StatefulSet/redis',
      'monitoring/StatefulSet/prometheus',
    ]);
  });

  test('says of what is measured anew why it may go', () => {
    expect(claims.find(({ owner }) => owner.endsWith('prometheus'))?.passing).toMatch(/measurements/);
  });
});
