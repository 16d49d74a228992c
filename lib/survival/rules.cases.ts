import type { RuleCases } from '../checks/rule-cases';
import { add, all, none, set, setFact } from '../checks/testing/edits';
import { copiesFindBlades, copyPromised, copyRestores, oneCopy } from './rules';

const cluster = 'data/Cluster/postgres';
const nightly = 'data/ScheduledBackup/postgres';
const bucketNamed = setFact('rack.backups', {
  offsite: { endpoint: 'https://s3.sample-rack.net', bucket: 'rack', region: 'us-east-1' },
});
const claim = (storageClassName: string) =>
  add(
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { namespace: 'ml', name: 'papers', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
      spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
    'chat',
  );
const classOfLonghorn = add(
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'replicated' },
    provisioner: 'driver.longhorn.io',
    parameters: { numberOfReplicas: '3' },
  },
  'longhorn',
);
const logged = set(cluster, 'spec.plugins[0].isWALArchiver', true);

export const survivalCases: readonly RuleCases[] = [
  [
    copyPromised,
    [
      ['is silent on the sample rack', none, []],
      ['is silent where databases are backed up off the rack', bucketNamed, []],
      [
        'finds databases without a backup in a rack that names a bucket',
        all(bucketNamed, set(cluster, 'spec.plugins', [])),
        [
          {
            object: cluster,
            path: 'spec',
            message: 'databases: backups.offsite names a bucket off the rack, and no copy goes there',
          },
        ],
      ],
      [
        'finds a backup that stays in the rack',
        all(
          bucketNamed,
          set(
            'data/ObjectStore/postgres',
            'spec.configuration.endpointURL',
            'http://minio.data.svc.cluster.local:9000',
          ),
        ),
        [
          {
            object: cluster,
            message: 'databases: backups.offsite names a bucket off the rack, and no copy goes there',
          },
        ],
      ],
      [
        'finds a backup that was suspended, where no log is kept either',
        all(bucketNamed, set(nightly, 'spec.suspend', true), set(cluster, 'spec.plugins[0].isWALArchiver', false)),
        [
          {
            object: cluster,
            message: 'databases: backups.offsite names a bucket off the rack, and no copy goes there',
          },
        ],
      ],
      [
        'finds a claim that nothing copies',
        all(bucketNamed, claim('node-local')),
        [
          {
            object: 'ml/PersistentVolumeClaim/papers',
            message: 'the claim: backups.offsite names a bucket off the rack, and no copy goes there',
          },
        ],
      ],
      [
        'is silent where the app says why it may go',
        all(
          bucketNamed,
          claim('node-local'),
          setFact(
            'stated',
            ['chat', 'redis'].map((app) => ({ app, passing: 'cached answers' })),
          ),
        ),
        [],
      ],
    ],
  ],
  [
    copyRestores,
    [
      ['is silent on the sample rack', none, []],
      ['is silent where a base backup is made beside the log', logged, []],
      [
        'finds a log without a base backup',
        all(logged, set(nightly, 'spec.suspend', true)),
        [{ object: cluster, message: 'the log is kept without a base backup to replay it on (AWS)' }],
      ],
    ],
  ],
  [
    oneCopy,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a claim on one disk that nothing copies',
        claim('node-local'),
        [
          {
            object: 'ml/PersistentVolumeClaim/papers',
            message: 'the claim: there is one copy, and nothing is copied elsewhere',
          },
        ],
      ],
    ],
  ],
  [
    copiesFindBlades,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds three copies where two blades carry some',
        all(classOfLonghorn, claim('replicated'), setFact('rack.replicaBlades', ['blade-2', 'blade-3'])),
        [
          {
            object: 'StorageClass/replicated',
            path: 'parameters.numberOfReplicas',
            message: 'asks for 3 copies, and only blade-2 and blade-3 carry any',
          },
        ],
      ],
      [
        'is silent where three carry some',
        all(classOfLonghorn, claim('replicated'), setFact('rack.replicaBlades', ['blade-2', 'blade-3', 'blade-4'])),
        [],
      ],
    ],
  ],
];
