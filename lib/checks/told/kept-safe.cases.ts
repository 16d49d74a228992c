import type { RuleCases, RuleRow } from '../rule-cases';
import { none, set } from '../testing/edits';
import { collectorFits, redisKeeps } from './kept-safe';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const object = 'data/ConfigMap/redis';
const path = 'data["redis.conf"]';
const file = (text: string) => set(object, path, text);
const monitor = (agreeing: number, more = '') => file(`sentinel monitor redis 10.96.0.11 6379 ${agreeing}\n${more}`);

export const safetyCases: readonly RuleCases[] = [
  [
    redisKeeps,
    [
      silent,
      ['is content with a majority', monitor(2, 'appendonly yes\nmin-replicas-to-write 1\n'), []],
      [
        'finds one Sentinel that decides alone',
        monitor(1),
        [
          {
            object,
            path,
            message: 'lets 1 of 3 Sentinels of data/StatefulSet/redis call the primary dead; a majority is 2',
          },
        ],
      ],
      [
        'finds a server that keeps nothing',
        monitor(2, 'appendonly no\n'),
        [{ object, path, message: '"appendonly no" keeps nothing: a restarted server has lost what it confirmed' }],
      ],
      [
        'finds a primary that takes writes alone',
        monitor(2, 'min-replicas-to-write 0\n'),
        [
          {
            object,
            path,
            message: '"min-replicas-to-write 0" lets a primary without replicas take writes, which a failover loses',
          },
        ],
      ],
      [
        'finds Sentinels that wait an hour, also by a variable of their script',
        monitor(2, 'dead_after=3600000\nsentinel down-after-milliseconds redis $dead_after\n'),
        [{ object, path, message: 'waits 3600 s before it calls a primary dead' }],
      ],
    ],
  ],
  [
    collectorFits,
    [
      silent,
      [
        'finds a collector that may take more than it has',
        file('processors:\n  memory_limiter:\n    check_interval: 1s\n    limit_mib: 20400\n'),
        [{ object, path, message: 'may take 20400Mi in a container that is killed at 64Mi' }],
      ],
      ['is content with less', file('processors:\n  memory_limiter:\n    check_interval: 1s\n    limit_mib: 48\n'), []],
    ],
  ],
];
