import { oncePer } from '../checks/once-per';
import type { RackView } from '../checks/rack-view';
import { quorumSets } from '../placement/quorum';
import { keptInBuckets } from './buckets';
import { runningJobs } from './cron-jobs';
import { keptInDatabases } from './databases';
import { keptByApiServer } from './etcd';
import type { Kept } from './kept';
import { keptInVolumes } from './volumes';

/** Everything that a rack stores, what must survive first. */
export const survivalOf: (view: RackView) => readonly Kept[] = oncePer(everythingKept);

function everythingKept(view: RackView): Kept[] {
  const sets = quorumSets(view);
  const jobs = runningJobs(view);
  const buckets = keptInBuckets(sets, jobs, view);
  const all = [
    keptByApiServer(sets, view),
    ...keptInDatabases(sets, jobs, view),
    ...buckets,
    ...keptInVolumes(sets, view, new Set(buckets.map(({ id }) => id))),
  ];
  return [...all.filter(({ passing }) => passing === undefined), ...all.filter(({ passing }) => passing !== undefined)];
}
