import { blockMounted, schedules, setClaims, suspended, syncPath, volumeMounted } from './idle';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const container = 'spec.template.spec.containers[redis]';
const silent = ['is silent on the sample rack', none, []] as const;
const claim = (name: string, volumeMode?: string) =>
  add({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { namespace: 'data', name, annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
    spec: { storageClassName: 'node-local', ...(volumeMode !== undefined && { volumeMode }) },
  });
const flux = 'flux-system/FluxInstance/flux';

export const idleCases: readonly RuleCases[] = [
  [
    volumeMounted,
    [
      silent,
      [
        'finds a volume that lost its mount',
        set(redis, `${container}.volumeMounts[config]`, undefined),
        [
          {
            object: redis,
            path: 'spec.template.spec.volumes[config]',
            message: 'has volume "config", which no container mounts',
          },
        ],
      ],
      [
        'finds a claim that lost its mount',
        set(redis, `${container}.volumeMounts[data]`, undefined),
        [
          {
            object: redis,
            path: 'spec.volumeClaimTemplates[data]',
            message: 'has volume "data", which no container mounts',
          },
        ],
      ],
    ],
  ],
  [
    blockMounted,
    [
      silent,
      [
        'finds a block device that is mounted as a folder',
        set(redis, 'spec.volumeClaimTemplates[0].spec.volumeMode', 'Block'),
        [{ object: redis, message: 'claims "data" as a block device, and mounts it as a folder' }],
      ],
      [
        'finds the claim of a member',
        claim('data-redis-0', 'Block'),
        [
          {
            object: 'data/PersistentVolumeClaim/data-redis-0',
            message: `is a block device, and ${redis} mounts it as a folder`,
          },
        ],
      ],
    ],
  ],
  [
    setClaims,
    [
      silent,
      [
        'is silent where every member has one',
        all(claim('data-redis-0'), claim('data-redis-1'), claim('data-redis-2')),
        [],
      ],
      [
        'finds a member without one',
        all(claim('data-redis-0'), claim('data-redis-1')),
        [{ object: redis, message: 'has no claim data-redis-2 in the tree, though others of redis are there' }],
      ],
      [
        'finds one of no member',
        all(claim('data-redis-0'), claim('data-redis-1'), claim('data-redis-2'), claim('data-rediss-0')),
        [{ object: 'data/PersistentVolumeClaim/data-rediss-0', message: `is the claim of no member of ${redis}` }],
      ],
    ],
  ],
  [
    schedules,
    [
      silent,
      [
        'finds a schedule with seconds',
        add({
          apiVersion: 'longhorn.io/v1beta2',
          kind: 'RecurringJob',
          metadata: { namespace: 'longhorn-system', name: 'nightly' },
          spec: { name: 'nightly', cron: '0 0 2 * * *', task: 'backup', retain: 1, concurrency: 1 },
        }),
        [
          {
            object: 'longhorn-system/RecurringJob/nightly',
            path: 'spec.cron',
            message:
              '"0 0 2 * * *" has 6 fields; five are expected (minute, hour, day of the month, month, day of the week)',
          },
        ],
      ],
      [
        'finds a backup of PostgreSQL without seconds, which would run every hour',
        set('data/ScheduledBackup/postgres', 'spec.schedule', '0 2 * * *'),
        [
          {
            object: 'data/ScheduledBackup/postgres',
            path: 'spec.schedule',
            message:
              '"0 2 * * *" has 5 fields; six are expected (second, minute, hour, day of the month, month, day of the week)',
          },
        ],
      ],
    ],
  ],
];

export const idleFluxCases: readonly RuleCases[] = [
  [
    suspended,
    [
      silent,
      [
        'finds a Kustomization that is switched off',
        set('flux-system/Kustomization/redis', 'spec.suspend', true),
        [{ object: 'flux-system/Kustomization/redis', path: 'spec.suspend', message: 'is switched off in git' }],
      ],
      [
        'finds an object that Flux leaves alone',
        set('data/Service/redis', 'metadata.annotations', { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' }),
        [{ object: 'data/Service/redis', message: 'is switched off in git' }],
      ],
      [
        'finds a paused roll-out',
        set('ml/Deployment/chat', 'spec.paused', true),
        [{ object: 'ml/Deployment/chat', path: 'spec.paused', message: 'is switched off in git' }],
      ],
    ],
  ],
  [
    syncPath,
    [
      silent,
      [
        'finds a cluster that takes in the whole repository',
        set(flux, 'spec.sync.path', './'),
        [{ object: flux, path: 'spec.sync.path', message: 'syncs the whole repository', fix: 'sync dist/sample/flux' }],
      ],
      [
        'finds one that takes in all apps at once',
        set(flux, 'spec.sync.path', 'dist/sample'),
        [{ object: flux, message: 'syncs dist/sample' }],
      ],
      [
        'finds a Kustomization of a folder that is not there',
        set('flux-system/Kustomization/redis', 'spec.path', './dist/sample/apps/rediss'),
        [
          {
            object: 'flux-system/Kustomization/redis',
            message: 'applies dist/sample/apps/rediss, where no app of this rack lies',
          },
        ],
      ],
    ],
  ],
];
