import { mayChange, subPathThere } from './frozen';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const config = 'data/ConfigMap/redis';
const mounts = 'spec.template.spec.containers[redis].volumeMounts';
const silent = ['is silent on the sample rack', none, []] as const;
const mounted = (subPath: string) => set(redis, `${mounts}[9]`, { name: 'config', mountPath: '/etc/x', subPath });

export const frozenCases: readonly RuleCases[] = [
  [
    mayChange,
    [
      silent,
      [
        'finds a ConfigMap that no commit can change',
        set(config, 'immutable', true),
        [{ object: config, path: 'immutable', message: 'can never be changed' }],
      ],
    ],
  ],
  [
    subPathThere,
    [
      silent,
      [
        'finds a file that the ConfigMap does not hold',
        mounted('redis.cnf'),
        [
          {
            object: redis,
            message: 'mounts redis.cnf of volume "config", which has redis.conf',
          },
        ],
      ],
      ['leaves one alone that is there', mounted('redis.conf'), []],
    ],
  ],
];
