import type { Kept } from '../survival/kept';
import { durationOfSeconds } from '../units/duration';
import { counted, listed } from '../units/words';
import { nameOfKept } from './survival-table';
import { bears } from '../placement/quorum';
import { type CapacityReport, type Worst, costOfBearingTwo, mebibytes } from '../placement/report';

/** `rackwright capacity` for people: one screen. */
export function capacityAsText(report: CapacityReport, kept: readonly Kept[]): string {
  const { rack, ledger, classes, sets } = report;
  const workers = ledger.blades.filter(({ isWorker }) => isWorker);
  const { asked, room, roomWithOneLost } = ledger;
  const amount = ({ cpuMillicores, memoryBytes }: typeof room) => `${cpuMillicores}m, ${mebibytes(memoryBytes)}Mi`;
  const open = classes.filter(({ whole, blade }) => whole.kind !== 'proved' || (blade ?? whole).kind !== 'proved');
  const width = Math.max(0, ...open.map(({ id }) => id.length));
  return [
    verdictOf(classes),
    `${rack}: ${ledger.blades.length} blades, ${workers.length} for ordinary pods`,
    `  asked     ${amount(asked)}`,
    `  room      ${amount(room)}; with one blade lost ${amount(roomWithOneLost)}`,
    '',
    `${classes.length - open.length} of ${classes.length} kinds of pods find a blade in every order, one blade lost or not.`,
    ...(open.length === 0
      ? []
      : [
          'Not proved are these (fits: in each arrangement that was tried; stuck: one was found that leaves it no room; impossible: all do):',
        ]),
    ...open.map(({ id, whole, blade, pair }) =>
      [`  ${id.padEnd(width)}`, verdict('whole', whole), verdict('one lost', blade), verdict('two lost', pair)].join(
        '  ',
      ),
    ),
    '',
    'Sets that must keep a number of members:',
    ...sets.map((set) => {
      const cost = costOfBearingTwo(set, report);
      const more = cost === undefined ? '' : `; to bear two: ${cost}`;
      return `  ${set.what}: ${set.needs} of ${set.members.length} must be up, ${Math.max(0, bears(set))} may go${more}`;
    }),
    '',
    'What is kept, how many disks may be destroyed at once, and how old the newest copy elsewhere may be:',
    ...kept.filter(({ passing }) => passing === undefined).map((each) => `  ${line(each)}`),
    '',
  ].join('\n');
}

/** The answer, before its reasons. Pods that cannot move wait for their blade, so its loss says nothing of room. */
function verdictOf(classes: CapacityReport['classes']): string {
  const named = (some: CapacityReport['classes']) => listed(some.map(({ id }) => id));
  const isShort = ({ kind }: Worst) => kind === 'stuck' || kind === 'impossible';
  const short = classes.filter(({ whole }) => isShort(whole));
  const never = short.filter(({ whole }) => whole.kind === 'impossible');
  if (never.length > 0) return `Does not fit: ${named(never)}, already with all blades.`;
  if (short.length > 0) return `May not fit: ${named(short)}, in some orders already with all blades.`;
  const withOne = classes.filter(({ isPinned, blade }) => !isPinned && blade !== undefined && isShort(blade));
  if (withOne.length > 0) return `Fits, and with one blade lost it may not: ${named(withOne)}.`;
  return 'Fits, one blade lost or not.';
}

function line({ copies, away, ...named }: Kept): string {
  const here = copies ? `${copies.where}, ${counted(copies.bears, 'disk')}` : 'outside the rack';
  const copied = away.map(({ host, distance, ageSeconds, readBack, useless }) => {
    const seen = useless ?? (readBack ? `read back by ${readBack.by}` : 'never read back');
    return `${host} (${distance}) ${durationOfSeconds(ageSeconds)}, ${seen}`;
  });
  return `${nameOfKept(named)}: ${here}; ${copied.join('; ') || 'no copy elsewhere'}`;
}

function verdict(when: string, worst: Worst | undefined): string {
  if (!worst) return `${when}: no blade left`;
  const loss = worst.loss === 'nothing' || worst.kind === 'proved' ? '' : ` (${worst.loss})`;
  return `${when}: ${worst.kind}${worst.kind === 'impossible' ? `, ${worst.because}` : ''}${loss}`;
}
