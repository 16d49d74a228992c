import { configHashMark, onChangeMark, secretsHashMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { configRolls, configUnused, reloadable, secretRolls } from './config';
import type { RuleCases } from './rule-cases';
import { add, all, none, set, setFact } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const container = 'spec.template.spec.containers[redis]';
const hash = fieldOf('spec.template.metadata.annotations', configHashMark.key);
const secretsHash = fieldOf('spec.template.metadata.annotations', secretsHashMark.key);
const reread = set('data/ConfigMap/redis', 'metadata.annotations', onChangeMark.as('reload'));
const silent = ['is silent on the sample rack', none, []] as const;

export const configCases: readonly RuleCases[] = [
  [
    configRolls,
    [
      silent,
      [
        'finds configuration whose change restarts nobody',
        set(redis, hash, undefined),
        [
          {
            object: redis,
            path: 'spec.template.spec',
            message: 'reads ConfigMap data/redis, and a change of it does not restart the pods',
          },
        ],
      ],
      ['lets a program reread it', all(set(redis, hash, undefined), reread), []],
    ],
  ],
  [
    secretRolls,
    [
      silent,
      [
        'finds a password whose rotation restarts nobody',
        set(redis, secretsHash, undefined),
        [
          {
            object: redis,
            path: 'spec.template.spec',
            message: 'reads Secret data/redis-users, and a rotation of it does not restart the pods',
          },
        ],
      ],
      [
        'waits for a Secret that nobody has made yet, which another finding names',
        all(set(redis, secretsHash, undefined), setFact('secrets[0].isSealed', false)),
        [],
      ],
      [
        'leaves Secrets alone that an operator makes',
        all(
          set(redis, secretsHash, undefined),
          set(redis, `${container}.env[PASSWORD].valueFrom.secretKeyRef`, { name: 'redis-tls', key: 'tls.key' }),
        ),
        [],
      ],
    ],
  ],
  [
    reloadable,
    [
      silent,
      [
        'finds a single file that never changes in the pod',
        all(reread, set(redis, `${container}.volumeMounts[config].subPath`, 'redis.conf')),
        [
          {
            object: redis,
            path: `${container}.volumeMounts[config].subPath`,
            message: 'mounts one file of ConfigMap data/redis, which is to be reread on change',
          },
        ],
      ],
      [
        'finds environment variables that never change in the pod',
        all(reread, set(redis, `${container}.envFrom`, [{ configMapRef: { name: 'redis' } }])),
        [
          {
            object: redis,
            path: `${container}.envFrom[0].configMapRef`,
            message: 'reads ConfigMap data/redis into its environment, though it is to be reread on change',
          },
        ],
      ],
      ['allows both where the pods roll', set(redis, `${container}.volumeMounts[config].subPath`, 'redis.conf'), []],
    ],
  ],
  [
    configUnused,
    [
      silent,
      [
        'finds configuration that nothing reads',
        add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'data', name: 'old' }, data: {} }),
        [{ level: 'warning', object: 'data/ConfigMap/old', message: 'is read by nothing' }],
      ],
      [
        'counts a reader that could do without',
        all(
          add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'data', name: 'old' }, data: {} }),
          set(redis, `${container}.envFrom`, [{ configMapRef: { name: 'old', optional: true } }]),
        ),
        [],
      ],
    ],
  ],
];
