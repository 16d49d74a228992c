import { everRuns, groupsCopied, keptLongEnough, logArchived, notAllTheTime } from './backup-rhythm';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const report = 'data/CronJob/report';
const backup = 'data/ScheduledBackup/postgres';
const store = 'data/ObjectStore/postgres';
const job = (spec: object) =>
  add(
    {
      apiVersion: 'longhorn.io/v1beta2',
      kind: 'RecurringJob',
      metadata: { namespace: 'longhorn-system', name: 'backup' },
      spec: { task: 'backup', cron: '0 3 * * *', retain: 14, groups: ['all'], ...spec },
    },
    'longhorn',
  );
const group = (name: string) =>
  set('StorageClass/node-local', 'parameters.recurringJobSelector', JSON.stringify([{ name, isGroup: true }]));

export const backupRhythmCases: readonly RuleCases[] = [
  [
    everRuns,
    [
      silent,
      [
        'finds a schedule of a day that no month has',
        set(report, 'spec.schedule', '0 4 31 2 *'),
        [{ object: report, path: 'spec.schedule', message: '"0 4 31 2 *" is on no day of any two years' }],
      ],
      ['is content with the last day of a long month', set(report, 'spec.schedule', '0 4 31 3 *'), []],
    ],
  ],
  [
    notAllTheTime,
    [
      silent,
      [
        'finds a base backup every second',
        set(backup, 'spec.schedule', '* * * * * *'),
        [
          {
            object: backup,
            path: 'spec.schedule',
            message: '"* * * * * *" begins a backup more often than every hour',
          },
        ],
      ],
      ['is content with every hour', set(backup, 'spec.schedule', '0 0 * * * *'), []],
    ],
  ],
  [
    logArchived,
    [
      silent,
      [
        'finds backups of a database whose log goes nowhere',
        set('data/Cluster/postgres', 'spec.plugins', []),
        [
          {
            object: 'data/Cluster/postgres',
            path: 'spec.plugins',
            message: 'is backed up by schedule, and nothing archives its log',
          },
        ],
      ],
    ],
  ],
  [
    keptLongEnough,
    [
      silent,
      [
        'finds backups of which one is kept',
        set(store, 'spec.retentionPolicy', '1d'),
        [{ object: store, path: 'spec.retentionPolicy', message: 'keeps backups for 1 day' }],
      ],
      ['is content with two days', set(store, 'spec.retentionPolicy', '2d'), []],
      [
        'finds a copy of volumes of which none is kept',
        job({ retain: 0 }),
        [
          {
            object: 'longhorn-system/RecurringJob/backup',
            path: 'spec.retain',
            message: 'keeps 0, the oldest of them 0 days old',
          },
        ],
      ],
      ['counts how often it is made', job({ retain: 2 }), []],
    ],
  ],
  [
    groupsCopied,
    [
      silent,
      [
        'finds volumes of a group that no job copies',
        all(job({}), group('some')),
        [
          {
            object: 'StorageClass/node-local',
            path: 'parameters.recurringJobSelector',
            message: 'hands volumes of node-local to group some, which no RecurringJob backs up',
          },
        ],
      ],
      ['is content with a group that has one', all(job({}), group('all')), []],
    ],
  ],
];
