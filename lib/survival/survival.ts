import type { RackView } from '../checks/rack-view';
import { quorumSets } from '../placement/quorum';
import { keptInBuckets } from './buckets';
import { runningJobs } from './cron-jobs';
import { keptInDatabases } from './databases';
import { keptByApiServer } from './etcd';
import type { Kept } from './kept';
import { keptInVolumes } from './volumes';

/** Everything that a rack stores, what must survive first. A view never changes, so its answer is kept. */
export function survivalOf(view: RackView): readonly Kept[] {
  const found = known.get(view) ?? everythingKept(view);
  known.set(view, found);
  return found;
}

const known = new WeakMap<RackView, readonly Kept[]>();

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
