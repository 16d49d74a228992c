import { type FieldLoss, row, annotation } from '../field-loss';
import { cluster, objectStore, scheduled, recurring, release } from '../kinds';
import { added, another, anyChange, becomes, either, fewer, gone, lower, rarer, shorter } from '../predicates';

/** Backups. */
export const backupLosses: readonly FieldLoss[] = [
  row(
    'review/backups',
    objectStore,
    'spec.retentionPolicy',
    shorter,
    'barman deletes the backups that are older, at once',
  ),
  row(
    'review/backups',
    objectStore,
    'spec.configuration.destinationPath',
    another,
    'the backups so far are not found any more',
  ),
  row(
    'review/backups',
    objectStore,
    'spec.configuration.endpointURL',
    another,
    'the backups so far are not found any more',
  ),
  row(
    'review/backups',
    objectStore,
    'spec.configuration.serverName',
    anyChange,
    'the backups so far are not found any more',
  ),
  row(
    'review/backups',
    objectStore,
    'spec.configuration.*.encryption',
    another,
    'what is written from now on is stored otherwise, or in the clear',
  ),
  row('review/backups', scheduled, 'spec.schedule', rarer, 'a restore loses more'),
  row('review/backups', scheduled, 'spec.suspend', becomes(true), 'no backup is made any more'),
  row('review/backups', scheduled, 'spec.cluster.name', another, 'another cluster is backed up'),
  row('review/backups', scheduled, 'spec.method', another, 'backups are made another way and stored elsewhere'),
  row(
    'review/backups',
    cluster,
    'spec.plugins',
    either(gone, another),
    'the write-ahead log is no longer archived there',
  ),
  row(
    'review/backups',
    cluster,
    'spec.backup',
    either(gone, shorter, another),
    'backups are kept shorter or elsewhere',
  ),
  row(
    'review/backups',
    cluster,
    annotation('cnpg.io/skipEmptyWalArchiveCheck'),
    added,
    'the archive of another cluster may be written over',
  ),
  row('review/backups', recurring, 'spec.retain', lower(), 'Longhorn deletes the older ones, at once'),
  row('review/backups', recurring, 'spec.cron', rarer, 'a restore loses more'),
  row('review/backups', recurring, 'spec.task', another, 'it no longer makes what restores depend on'),
  row('review/backups', recurring, 'spec.groups', fewer, 'volumes of the group are no longer backed up'),
  row(
    'review/backups',
    release,
    'spec.values.defaultBackupStore',
    another,
    'the backups so far are not found any more',
  ),
  row(
    'review/backups',
    'longhorn.io/BackupTarget',
    'spec.backupTargetURL',
    another,
    'the backups so far are not found any more',
  ),
  row('review/backups', 'batch/CronJob', 'spec.suspend', becomes(true), 'no copy is made any more'),
  row('review/backups', 'batch/CronJob', 'spec.schedule', rarer, 'a restore loses more'),
];
