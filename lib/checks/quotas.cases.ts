import { classesPush, memoryVolume, quotaFits } from './quotas';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const silent: RuleRow = ['is silent on the sample rack', none, []];
const quota = (hard: object) =>
  add({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q', namespace: 'data' }, spec: { hard } });
const limits = (max: object) =>
  add({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'l', namespace: 'data' },
    spec: { limits: [{ type: 'Container', max }] },
  });
const least = (min: object) =>
  add({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'l', namespace: 'data' },
    spec: { limits: [{ type: 'Container', min }] },
  });
const volume = (emptyDir: object) => set(redis, 'spec.template.spec.volumes[0]', { name: 'config', emptyDir });

export const quotaCases: readonly RuleCases[] = [
  [
    quotaFits,
    [
      silent,
      [
        'finds a quota of fewer objects than there are',
        quota({ 'count/services': '0' }),
        [{ object: 'data/ResourceQuota/q', message: 'allows 0, and data has 1 of kind Service' }],
      ],
      [
        'finds a limit range that wants more of a container than it asks for',
        least({ memory: '4Gi' }),
        [
          {
            object: 'data/LimitRange/l',
            path: 'spec.limits[0].min',
            message: 'wants 4Gi of memory of a container; redis of data/StatefulSet/redis asks for less',
          },
          {
            object: 'data/LimitRange/l',
            message: 'wants 4Gi of memory of a container; report of data/CronJob/report asks for less',
          },
        ],
      ],
      [
        'finds a quota of fewer pods than there shall be',
        quota({ pods: '2' }),
        [
          {
            object: 'data/ResourceQuota/q',
            path: 'spec.hard["pods"]',
            message: 'allows 2, and the workloads of data ask for 3',
          },
        ],
      ],
      [
        'finds one of less memory, whatever it is called',
        quota({ memory: '100Mi' }),
        [{ object: 'data/ResourceQuota/q', message: 'allows 100Mi, and the workloads of data ask for 192Mi' }],
      ],
      ['is content with enough', quota({ pods: '10', 'requests.memory': '8Gi', 'requests.cpu': '4' }), []],
      [
        'finds a limit range below what a container wants',
        limits({ memory: '48Mi' }),
        [
          {
            object: 'data/LimitRange/l',
            path: 'spec.limits[0].max',
            message: `lets a container have 48Mi of memory; redis of ${redis} wants more`,
          },
          {
            object: 'data/LimitRange/l',
            message: 'lets a container have 48Mi of memory; report of data/CronJob/report wants more',
          },
        ],
      ],
    ],
  ],
  [
    memoryVolume,
    [
      silent,
      [
        'finds a volume that fills the memory of its container',
        volume({ medium: 'Memory' }),
        [
          {
            object: redis,
            path: 'spec.template.spec.volumes[config].emptyDir',
            message: 'may hold any amount in the memory of a container that is killed at 64Mi',
          },
        ],
      ],
      ['is content with a small one', volume({ medium: 'Memory', sizeLimit: '16Mi' }), []],
      ['leaves disks alone', volume({}), []],
    ],
  ],
  [
    classesPush,
    [
      silent,
      [
        'finds a class of data that pushes nobody aside',
        set('PriorityClass/rackwright-data', 'preemptionPolicy', 'Never'),
        [
          {
            object: 'PriorityClass/rackwright-data',
            path: 'preemptionPolicy',
            message: 'pushes nobody aside, and its pods wait for room',
          },
        ],
      ],
      ['lets batch wait', set('PriorityClass/rackwright-batch', 'preemptionPolicy', 'Never'), []],
      [
        'finds a class that everybody gets',
        set('PriorityClass/rackwright-serving', 'globalDefault', true),
        [
          {
            object: 'PriorityClass/rackwright-serving',
            path: 'globalDefault',
            message: 'is the class of every pod that states none',
          },
        ],
      ],
    ],
  ],
];
