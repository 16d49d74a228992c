import { logOutlastsBucket } from './backups';
import type { RuleCases } from './rule-cases';
import { all, none, set } from './testing/edits';

const cluster = 'data/Cluster/postgres';
const archiving = set(cluster, 'spec.plugins', [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true }]);
const log = (size: string) => set(cluster, 'spec.walStorage', { size, storageClass: 'node-local' });

export const backupCases: readonly RuleCases[] = [
  [
    logOutlastsBucket,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a log that is full before anybody may be back',
        all(archiving, log('8Gi')),
        [
          {
            object: cluster,
            path: 'spec.walStorage.size',
            message: '8Gi holds 1.7 days of log, and a bucket may be away for 7',
          },
        ],
      ],
      ['is content with a week', all(archiving, log('33Gi')), []],
      [
        'counts what the file system keeps for itself',
        all(archiving, log('32Gi')),
        [{ object: cluster, message: '32Gi holds 6.9 days of log, and a bucket may be away for 7' }],
      ],
      ['does not ask a cluster that archives nothing', all(set(cluster, 'spec.plugins', []), log('1Gi')), []],
    ],
  ],
];
