import type { Rule } from './rule';
import { type Setting, wrongIn } from './settings';

/** The controller looks at schedules every ten seconds, and a control plane that restarts is away for some. */
const leastStartSeconds = 60;
const leastRunSeconds = 60;
const job = 'spec.jobTemplate.spec';

const settings: readonly Setting[] = [
  {
    path: 'spec.concurrencyPolicy',
    isWrong: (value) => value === undefined || value === 'Allow',
    says: () => 'starts a run beside one that is not done',
  },
  {
    path: 'spec.startingDeadlineSeconds',
    isWrong: (value) => typeof value === 'number' && value < leastStartSeconds,
    says: (value) => `skips a run that is ${String(value)} s late`,
  },
  {
    path: `${job}.activeDeadlineSeconds`,
    isWrong: (value) => typeof value === 'number' && value < leastRunSeconds,
    says: (value) => `ends every run after ${String(value)} s, its start included`,
  },
  {
    path: `${job}.parallelism`,
    isWrong: (value) => typeof value === 'number' && value !== 1,
    says: (value) => `runs ${String(value)} pods of one run at a time`,
  },
];

export const runsOnce: Rule = {
  id: 'availability/cron-job',
  level: 'error',
  why: 'A nightly job that never gets done, or that runs twice over the same files, is noticed when a backup is needed.',
  fixHint: 'set concurrencyPolicy: Forbid, one pod at a time, and deadlines that a slow night keeps',
  exceptable: true,
  check: (view) => view.ofKind('CronJob').flatMap((object) => wrongIn(object, settings, view)),
};

export const cronJobRules: readonly Rule[] = [runsOnce];
