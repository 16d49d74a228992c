import { probePatience } from './probe-patience';
import type { RuleCases } from './rule-cases';
import { all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const container = 'spec.template.spec.containers[redis]';
const slow = { tcpSocket: { port: 'redis' }, periodSeconds: 5, failureThreshold: 60 };

export const patienceCases: readonly RuleCases[] = [
  [
    probePatience,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a startup probe that is lost at its first try',
        set(redis, `${container}.startupProbe`, { ...slow, failureThreshold: 1 }),
        [
          {
            object: redis,
            path: `${container}.startupProbe.failureThreshold`,
            message: 'kills redis when it is not up after 5 s; 60 s is the least',
          },
        ],
      ],
      [
        'finds a liveness probe that asks before the program is up',
        all(
          set(redis, `${container}.startupProbe`, undefined),
          set(redis, `${container}.livenessProbe`, { tcpSocket: { port: 'redis' }, failureThreshold: 1 }),
        ),
        [
          {
            object: redis,
            path: `${container}.livenessProbe.failureThreshold`,
            message: 'kills redis when it is not up after 10 s; 30 s is the least',
          },
        ],
      ],
      [
        'leaves a quick liveness probe behind a patient startup probe alone',
        all(
          set(redis, `${container}.startupProbe`, slow),
          set(redis, `${container}.livenessProbe`, { tcpSocket: { port: 'redis' }, failureThreshold: 1 }),
        ),
        [],
      ],
    ],
  ],
];
