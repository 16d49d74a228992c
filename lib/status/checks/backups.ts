import { fieldAt, textOf } from '../../manifest/field-path';
import { objectId } from '../../manifest/manifest';
import { longestGapMs } from '../cron-period';
import { ageOf, timeOf } from '../ages';
import { appOf } from '../apps';
import type { Found, Situation, StatusCheck } from '../line';
import { ofKind } from '../seen';

/** A run may take hours on a slow line, and begins late on a busy rack. */
const slackMs = 6 * 3_600_000;
/** A base backup is made every night; a second night without one is told. */
const baseBackupMs = 36 * 3_600_000;

/** Age of the last copy of everything that is copied, and of the last restore that was shown to work. */
export const backups: StatusCheck = {
  id: 'backups',
  finds: 'backups, copies and proofs of a restore that are older than they should be',
  check: (situation) => [...jobs(situation), ...baseBackups(situation)],
};

/** Jobs by the clock: copies of documents, drills of restores, whatever an owner added. */
function jobs({ seen, view, nowMs }: Situation): Found[] {
  return ofKind(seen, 'CronJob', 'batch').flatMap((job): Found[] => {
    const id = objectId(job);
    const { name, namespace = '' } = job.metadata;
    const last = timeOf(fieldAt(job, 'status.lastSuccessfulTime'));
    const from = last ?? timeOf(fieldAt(job, 'metadata.creationTimestamp')) ?? nowMs;
    const gap = longestGapMs(textOf(fieldAt(job, 'spec.schedule')) ?? '');
    // What dist/ suspends is run by hand only, such as a restore.
    const meant = fieldAt(view.objects.find((each) => each.id === id)?.spec, 'suspend') === true;
    if (meant) return [];
    const isAsleep = fieldAt(job, 'spec.suspend') === true;
    if (!isAsleep && nowMs - from <= gap + slackMs) return [];
    const when = last === undefined ? `never in ${ageOf(from, nowMs)}` : `${ageOf(last, nowMs)} ago`;
    return [
      {
        level: 'risk',
        object: id,
        message: isAsleep
          ? `${namespace}/${name} is suspended; it last got through ${when}`
          : `${namespace}/${name} last got through ${when}, and should every ${ageOf(nowMs - gap, nowMs)}`,
        command: `kubectl --namespace ${namespace} get jobs --selector app.kubernetes.io/name=${name}`,
        page: appOf(id, view, job) ?? 'README',
      },
    ];
  });
}

/** Of every PostgreSQL cluster for which dist/ schedules backups. */
function baseBackups({ seen, view, nowMs, byId }: Situation): Found[] {
  return view.ofKind('ScheduledBackup').flatMap(({ spec, namespace = '', app, id }): Found[] => {
    const cluster = String(fieldAt(spec, 'cluster.name'));
    const made = ofKind(seen, 'Backup', 'postgresql.cnpg.io').filter(
      (each) => each.metadata.namespace === namespace && fieldAt(each, 'spec.cluster.name') === cluster,
    );
    const done = made.filter((each) => fieldAt(each, 'status.phase') === 'completed');
    const times = done.flatMap((each) => timeOf(fieldAt(each, 'status.stoppedAt')) ?? []);
    const scheduled = timeOf(fieldAt(byId.get(id), 'metadata.creationTimestamp')) ?? nowMs;
    const since = times.length > 0 ? Math.max(...times) : scheduled;
    if (nowMs - since <= baseBackupMs) return [];
    const failed = made.filter((each) => fieldAt(each, 'status.phase') === 'failed').at(-1);
    const why = failed
      ? `; the last one failed: ${String(fieldAt(failed, 'status.error') ?? 'it does not say why')}`
      : '';
    const what =
      times.length === 0
        ? `has had no backup in ${ageOf(since, nowMs)}`
        : `was last backed up ${ageOf(since, nowMs)} ago`;
    return [
      {
        level: 'risk',
        object: `${namespace}/Cluster/${cluster}`,
        message: `PostgreSQL ${namespace}/${cluster} ${what}${why}`,
        command: `kubectl --namespace ${namespace} get backups.postgresql.cnpg.io`,
        page: app,
      },
    ];
  });
}
