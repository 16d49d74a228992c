import type { RackView } from '../checks/rack-view';
import { etcdSnapshotSeconds, helperThat } from '../rack-file/helper-machines';
import type { QuorumSet } from '../placement/quorum';
import { copiesOf, singleCopy } from './copies';
import type { Kept } from './kept';

/** What the API server keeps: all that stands in git, and which volume belongs to which claim, which does not. */
export function keptByApiServer(sets: readonly QuorumSet[], view: RackView): Kept {
  const { rack } = view;
  const set = sets.find(({ id }) => id === 'etcd');
  const helper = helperThat('etcd-snapshots', rack.helpers);
  return {
    id: 'etcd',
    what: 'what the API server keeps',
    kind: 'api',
    copies: set
      ? copiesOf(
          set,
          'member',
          {
            bears: set.needs - 1,
            because: `${set.needs} members have every write on their disks`,
            beyond: 'what the last member did not have yet',
          },
          view,
        )
      : singleCopy('1 member', view),
    // Without a recipient nobody could open a snapshot, and none is taken.
    away:
      helper && rack.recipients.length > 0
        ? [{ distance: 'beside the rack', host: helper.name, ageSeconds: etcdSnapshotSeconds }]
        : [],
  };
}
