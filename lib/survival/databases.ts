import { instancesOf, postgresClusters } from '../checks/postgres-clusters';
import type { RackObject, RackView } from '../checks/rack-view';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { QuorumSet } from '../placement/quorum';
import { parseDuration } from '../units/duration';
import { longestGapSeconds } from '../units/schedule';
import { counted, listed } from '../units/words';
import { copiesOf, singleCopy } from './copies';
import type { RunningJob } from './cron-jobs';
import { placeOfStore } from './distance';
import type { AwayCopy, Copies, Kept } from './kept';

/** CloudNativePG's own, where the Cluster does not say: https://cloudnative-pg.io/documentation/current/wal_archiving/ */
const archiveTimeout = '5min';

export function keptInDatabases(sets: readonly QuorumSet[], jobs: readonly RunningJob[], view: RackView): Kept[] {
  return postgresClusters(view).map((cluster): Kept => {
    const names = view
      .ofKind('Database')
      .filter(({ spec }) => recordOf(spec.cluster).name === cluster.name)
      .map(({ spec }) => textOf(spec.name) ?? '')
      .sort();
    const set = sets.find(({ id }) => id === cluster.id);
    return {
      id: cluster.id,
      what: names.length === 0 ? 'databases' : `${names.length === 1 ? 'database' : 'databases'} ${listed(names)}`,
      kind: 'databases',
      copies: set ? copiesOf(set, 'instance', confirmed(cluster), view) : singleCopy('1 instance', view),
      away: archived(cluster, jobs, view),
    };
  });
}

/** A commit is acknowledged once so many standbys have it on disk; without a number, by the primary alone. */
function confirmed(cluster: RackObject): Pick<Copies, 'bears' | 'because' | 'beyond'> {
  const { number, dataDurability = 'required' } = recordOf(recordOf(cluster.spec.postgresql).synchronous);
  const waits = dataDurability === 'required' ? Math.min(Number(number ?? 0), instancesOf(cluster) - 1) : 0;
  const beyond = 'commits that the last instance did not have yet';
  if (waits === 0) return { bears: 0, because: 'no commit waits for a standby, so the newest lie on one disk', beyond };
  const because = `a commit waits until ${counted(waits, 'standby')} ${waits === 1 ? 'has' : 'have'} it on disk`;
  return { bears: waits, because, ...(waits + 1 < instancesOf(cluster) && { beyond }) };
}

function archived(cluster: RackObject, jobs: readonly RunningJob[], view: RackView): AwayCopy[] {
  return recordsOf(cluster.spec.plugins).flatMap((plugin): AwayCopy[] => {
    const { barmanObjectName, serverName = cluster.name } = recordOf(plugin.parameters);
    const store = view.find('ObjectStore', cluster.namespace, textOf(barmanObjectName) ?? '')?.object;
    if (!store) return [];
    const { endpointURL, destinationPath } = recordOf(store.spec.configuration);
    const every = baseBackupSeconds(cluster, view);
    const keepsLog = plugin.isWALArchiver === true;
    if (!keepsLog && every === undefined) return [];
    const drill = jobs.find(
      ({ env }) => env.get('DESTINATION') === destinationPath && env.get('SERVER_NAME') === serverName,
    );
    return [
      {
        ...placeOfStore(textOf(endpointURL), view.rack),
        ageSeconds: keepsLog ? logSeconds(cluster) : (every ?? 0),
        ...(drill && { readBack: { by: drill.name, everySeconds: drill.everySeconds } }),
        ...(every === undefined && { useless: 'the log is kept without a base backup to replay it on' }),
      },
    ];
  });
}

/** Seconds after which a segment of the log ends, however little is in it. */
function logSeconds({ spec }: RackObject): number {
  const stated = textOf(recordOf(recordOf(spec.postgresql).parameters).archive_timeout) ?? archiveTimeout;
  return /^\d+$/.test(stated) ? Number(stated) : (parseDuration(stated.replace('min', 'm')) ?? 300);
}

function baseBackupSeconds(cluster: RackObject, view: RackView): number | undefined {
  const gaps = view
    .ofKind('ScheduledBackup')
    .filter(
      ({ namespace, spec }) =>
        namespace === cluster.namespace && recordOf(spec.cluster).name === cluster.name && spec.suspend !== true,
    )
    .flatMap(({ spec }) => longestGapSeconds(String(spec.schedule)) ?? []);
  return gaps.length === 0 ? undefined : Math.min(...gaps);
}
