import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { longestGapSeconds } from '../units/schedule';
import { isListed } from './listed';
import type { RackObject } from './rack-view';
import { postgresClusters } from './postgres-clusters';
import type { Rule, RuleHit } from './rule';

const hour = 3600;
const day = 24 * hour;
/** Of nightly backups: two of them. */
const leastDays = 2;

const scheduleFields: Readonly<Record<string, 'schedule' | 'cron'>> = {
  CronJob: 'schedule',
  ScheduledBackup: 'schedule',
  RecurringJob: 'cron',
};

function scheduleOf({ kind, spec }: RackObject): { field: string; text: string } | undefined {
  const field = scheduleFields[kind];
  const text = field === undefined ? undefined : textOf(spec[field]);
  return field === undefined || text === undefined ? undefined : { field: `spec.${field}`, text };
}

/** Numbers only: what has names of days or months is left to who reads it. */
const isNumeric = (text: string) => /^[\d\s*,/-]+$/.test(text);

export const everRuns: Rule = {
  id: 'backups/never-runs',
  level: 'error',
  why: 'A schedule of a day that no month has never runs, and nothing complains: the backup, or the drill of it, is simply not made.',
  fixHint: 'name a day that the month has',
  exceptable: false,
  check: ({ objects }) =>
    objects.flatMap((object): RuleHit[] => {
      const found = scheduleOf(object);
      if (!found || !isNumeric(found.text) || longestGapSeconds(found.text) !== undefined) return [];
      if (longestGapSeconds(withAnyDay(found.text)) === undefined) return []; // no schedule at all: another rule says so
      return [{ object: object.id, path: found.field, message: `"${found.text}" is on no day of any two years` }];
    }),
};

function withAnyDay(schedule: string): string {
  const fields = schedule.trim().split(/\s+/);
  return [...fields.slice(0, -3), '*', '*', '*'].join(' ');
}

export const notAllTheTime: Rule = {
  id: 'backups/too-often',
  level: 'error',
  why: 'A base backup copies the whole database: one that begins before the last has ended fills the bucket and the line, and none is whole.',
  fixHint: 'back up once a day; the log archive has what came since',
  exceptable: true,
  check: (view) =>
    view.ofKind('ScheduledBackup').flatMap(({ id, spec }): RuleHit[] => {
      const schedule = textOf(spec.schedule) ?? '';
      const gap = longestGapSeconds(schedule);
      const everySecond = /^(\*|\*\/\d+)\s/.test(schedule.trim());
      if (!everySecond && (gap === undefined || gap >= hour)) return [];
      return [
        { object: id, path: 'spec.schedule', message: `"${schedule}" begins a backup more often than every hour` },
      ];
    }),
};

export const logArchived: Rule = {
  id: 'backups/archive',
  level: 'error',
  why: 'A base backup without the log that was written meanwhile cannot be restored, and everything since the last one is lost.',
  fixHint: 'list the backup plugin in spec.plugins with isWALArchiver: true',
  exceptable: true,
  check: (view) =>
    view.ofKind('ScheduledBackup').flatMap(({ namespace, spec }): RuleHit[] => {
      const name = textOf(recordOf(spec.cluster).name);
      const cluster = postgresClusters(view).find((each) => each.namespace === namespace && each.name === name);
      const inTree = recordOf(cluster?.spec.backup).barmanObjectStore !== undefined;
      if (!cluster || inTree || recordsOf(cluster.spec.plugins).some(({ isWALArchiver }) => isWALArchiver === true))
        return [];
      return [
        { object: cluster.id, path: 'spec.plugins', message: 'is backed up by schedule, and nothing archives its log' },
      ];
    }),
};

export const keptLongEnough: Rule = {
  id: 'backups/kept',
  level: 'error',
  why: 'Where one backup is kept, the night on which the next one fails leaves none, and what was deleted yesterday is in neither.',
  fixHint: 'keep two backups at the least, better those of some weeks',
  exceptable: true,
  check: (view) => [
    ...view.ofKind('ObjectStore').flatMap(({ id, group, spec }): RuleHit[] => {
      const [, count, unit = 'd'] = /^(\d+)([dwm])$/.exec(textOf(spec.retentionPolicy) ?? '') ?? [];
      const days = count === undefined ? undefined : Number(count) * { d: 1, w: 7, m: 30 }[unit as 'd' | 'w' | 'm'];
      if (group !== 'barmancloud.cnpg.io' || days === undefined || days >= leastDays) return [];
      return [
        {
          object: id,
          path: 'spec.retentionPolicy',
          message: `keeps backups for ${days} ${days === 1 ? 'day' : 'days'}`,
        },
      ];
    }),
    ...view
      .ofKind('RecurringJob')
      .filter(({ spec }) => /^backup/.test(String(spec.task)))
      .flatMap(({ id, spec }): RuleHit[] => {
        const gap = longestGapSeconds(textOf(spec.cron) ?? '');
        const retain = Number(spec.retain ?? 0);
        if (gap === undefined || retain * gap >= leastDays * day) return [];
        return [
          {
            object: id,
            path: 'spec.retain',
            message: `keeps ${retain}, the oldest of them ${Math.floor((retain * gap) / day)} days old`,
          },
        ];
      }),
  ],
};

export const groupsCopied: Rule = {
  id: 'backups/group',
  level: 'error',
  why: 'Volumes of a class that hands them to a group of jobs are backed up by the jobs of that group, or by none.',
  fixHint: 'give a RecurringJob that backs up the group, or name a group that has one',
  exceptable: true,
  check: (view) => {
    const jobs = view.ofKind('RecurringJob');
    if (!jobs.some(({ spec }) => /^backup/.test(String(spec.task)))) return [];
    return view.ofKind('StorageClass').flatMap(({ id, name, manifest }): RuleHit[] =>
      groupsOf(recordOf(manifest.parameters).recurringJobSelector)
        .filter((group) => !jobs.some(({ spec }) => /^backup/.test(String(spec.task)) && isListed(spec.groups, group)))
        .map((group) => ({
          object: id,
          path: 'parameters.recurringJobSelector',
          message: `hands volumes of ${name} to group ${group}, which no RecurringJob backs up`,
        })),
    );
  },
};

/** The selector is JSON in a text: `[{"name":"x","isGroup":true}]`. */
function groupsOf(selector: unknown): string[] {
  try {
    return recordsOf(JSON.parse(textOf(selector) ?? '[]')).flatMap(({ name, isGroup }) =>
      isGroup === true ? [String(name)] : [],
    );
  } catch {
    return []; // that it is no JSON, the driver says
  }
}

export const backupRhythmRules: readonly Rule[] = [everRuns, notAllTheTime, logArchived, keptLongEnough, groupsCopied];
