import { runsOnce } from './cron-jobs';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const report = 'data/CronJob/report';
const job = 'spec.jobTemplate.spec';

export const cronJobCases: readonly RuleCases[] = [
  [
    runsOnce,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a run beside a run',
        set(report, 'spec.concurrencyPolicy', 'Allow'),
        [{ object: report, path: 'spec.concurrencyPolicy', message: 'starts a run beside one that is not done' }],
      ],
      [
        'takes the default for what it is',
        set(report, 'spec.concurrencyPolicy', undefined),
        [{ object: report, message: 'starts a run beside one that is not done' }],
      ],
      [
        'finds a run that a busy controller skips',
        set(report, 'spec.startingDeadlineSeconds', 5),
        [{ object: report, message: 'skips a run that is 5 s late' }],
      ],
      [
        'finds a run that is over before it has begun',
        set(report, `${job}.activeDeadlineSeconds`, 1),
        [
          {
            object: report,
            path: `${job}.activeDeadlineSeconds`,
            message: 'ends every run after 1 s, its start included',
          },
        ],
      ],
      [
        'finds several pods of one run',
        set(report, `${job}.parallelism`, 5),
        [{ object: report, message: 'runs 5 pods of one run at a time' }],
      ],
    ],
  ],
];
