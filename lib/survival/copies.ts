import type { RackView } from '../checks/rack-view';
import type { QuorumSet } from '../placement/quorum';
import { bears } from '../placement/quorum';
import { workersOf } from '../rack-file/rack';
import { counted } from '../units/words';
import type { Copies } from './kept';

/** Copies of a set whose members have a blade each. `lost` says what the loss of disks leaves of what was acknowledged. */
export function copiesOf(
  set: QuorumSet,
  noun: string,
  lost: Pick<Copies, 'bears' | 'because' | 'beyond'>,
  view: RackView,
): Copies {
  const carriers = set.blades ?? workersOf(view.rack).map(({ name }) => name);
  return {
    where: counted(set.members.length, noun),
    ...lost,
    writesWithout: Math.max(0, bears(set)),
    stoppedBy: stoppingSwitches(set.members.length, set.needs, carriers, view),
  };
}

/** One copy: gone with its disk, away while its blade or switch is. */
export function singleCopy(where: string, view: RackView): Copies {
  return {
    where,
    bears: 0,
    because: 'it lies on one disk',
    writesWithout: 0,
    stoppedBy: Object.keys(view.rack.switches),
  };
}

/** Switches that may feed so many of the members that too few are left, whichever blades the scheduler chose. */
export function stoppingSwitches(
  members: number,
  needs: number,
  carriers: readonly string[],
  { rack }: RackView,
): string[] {
  return Object.keys(rack.switches).filter((name) => {
    const fed = rack.blades.filter((blade) => blade.feed?.switch === name && carriers.includes(blade.name)).length;
    return members - Math.min(members, fed) < needs;
  });
}
