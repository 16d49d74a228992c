import { databaseSettings } from './database-settings';
import type { RuleCases } from './rule-cases';
import { add, none, set } from './testing/edits';

const cluster = 'data/Cluster/postgres';
const database = (spec: object) =>
  add(
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { name: 'notes', namespace: 'data' },
      spec: { name: 'notes', owner: 'notes', cluster: { name: 'postgres' }, ...spec },
    },
    'postgres',
  );

export const databaseSettingCases: readonly RuleCases[] = [
  [
    databaseSettings,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a primary that waits for a person',
        set(cluster, 'spec.primaryUpdateStrategy', 'supervised'),
        [
          {
            object: cluster,
            path: 'spec.primaryUpdateStrategy',
            message: 'updates its primary only when somebody says so: every change stops half-way',
          },
        ],
      ],
      [
        'finds servers without a budget',
        set(cluster, 'spec.enablePDB', false),
        [{ object: cluster, message: 'has no disruption budget: a drain may take the primary and its standbys' }],
      ],
      [
        'finds the superuser on the network',
        set(cluster, 'spec.enableSuperuserAccess', true),
        [{ object: cluster, message: 'lets the superuser in over the network, by a password' }],
      ],
      [
        'finds a server that is killed',
        set(cluster, 'spec.stopDelay', 1),
        [{ object: cluster, message: 'kills a server 1 s after it was told to stop' }],
      ],
      [
        'finds servers that are put to sleep',
        set(cluster, 'metadata.annotations["cnpg.io/hibernation"]', 'on'),
        [{ object: cluster, message: 'is put to sleep: no server runs' }],
      ],
      [
        'finds servers that are kept from running',
        set(cluster, 'metadata.annotations["cnpg.io/fencedInstances"]', '["*"]'),
        [{ object: cluster, message: 'keeps servers ["*"] from running' }],
      ],
      [
        'finds a database that is dropped',
        database({ ensure: 'absent' }),
        [{ object: 'data/Database/notes', path: 'spec.ensure', message: 'is dropped, with all that it holds' }],
      ],
      [
        'finds a database that goes with its object',
        database({ databaseReclaimPolicy: 'delete' }),
        [
          {
            object: 'data/Database/notes',
            message: 'is dropped with its object: what leaves git takes the data along',
          },
        ],
      ],
    ],
  ],
];
