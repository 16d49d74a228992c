import { bears, breakingPairs } from '../placement/quorum';
import type { CapacityReport } from '../placement/report';
import type { AwayCopy, Kept } from '../survival/kept';
import { durationOfSeconds } from '../units/duration';
import { counted, listed } from '../units/words';
import { markdownText, table } from './markdown';
import { nameOfKept } from './survival-table';

/** What dies, what stops then, what is lost: the answer in a table of four lines. */
export function whatHappens(report: CapacityReport, kept: readonly Kept[]): string[] {
  const precious = kept.filter(({ passing }) => passing === undefined);
  return table(
    ['what dies', 'what stops', 'what is lost for good if their disks are, too'],
    [
      ...(report.pairs > 0 ? [['any one blade', oneBlade(report), lostWith(1, precious)]] : []),
      ...(report.pairs > 0 ? [['any two at once', anyTwo(report), lostWith(2, precious)]] : []),
      ...report.switches.map(({ name, feeds }) => [
        `switch ${name}`,
        switchLost(name, feeds, report, precious),
        'nothing',
      ]),
      ['the whole rack', 'everything', wholeRack(precious)],
    ].map((row) => row.map((cell) => cell || 'nothing')),
  );
}

function oneBlade({ sets, classes }: CapacityReport): string {
  const short = sets.filter((set) => bears(set) < 1).map(({ what }) => what);
  const stuck = classes.filter(({ blade }) => blade?.kind === 'stuck' || blade?.kind === 'impossible');
  return [
    ...(short.length > 0 ? [`**${listed(short)}**`] : []),
    ...(stuck.length > 0 ? [`${counted(stuck.length, 'kind')} of pods may find no place`] : []),
  ].join('; ');
}

function anyTwo({ sets, pairs }: CapacityReport): string {
  const breaking = sets.filter((set) => breakingPairs(set) > 0);
  const count = breaking.reduce((sum, set) => sum + breakingPairs(set), 0);
  if (breaking.length === 0) return '';
  return `with ${Math.min(count, pairs)} of ${pairs} pairs one of ${listed(breaking.map(({ what }) => what))}; with the others nothing more than with one`;
}

function lostWith(disks: number, precious: readonly Kept[]): string {
  const open = precious.filter(({ copies }) => copies !== undefined && copies.bears < disks);
  return open
    .map(({ copies, away, ...each }) => {
      const isOneMore = copies?.bears === disks - 1;
      return `${markdownText(nameOfKept(each))}: ${isOneMore && copies.beyond !== undefined ? copies.beyond : sinceCopy(away)}`;
    })
    .join('; ');
}

function switchLost(name: string, feeds: number, { blades }: CapacityReport, precious: readonly Kept[]): string {
  if (feeds === blades) return 'everything: it feeds the whole rack';
  const stopped = precious.filter(({ copies }) => copies?.stoppedBy.includes(name));
  return stopped.map((each) => markdownText(nameOfKept(each))).join('; ');
}

/** What stands in git is made again; what only the API server knows is which volume was whose. */
function wholeRack(precious: readonly Kept[]): string {
  return precious
    .filter(({ kind }) => kind !== 'api')
    .map((each) => {
      const far = each.away.filter(({ distance }) => distance === 'off the rack');
      return `${markdownText(nameOfKept(each))}: ${sinceCopy(far)}`;
    })
    .join('; ');
}

function sinceCopy(away: readonly AwayCopy[]): string {
  const ages = away.filter(({ useless }) => useless === undefined).map(({ ageSeconds }) => ageSeconds);
  return ages.length === 0 ? '**all of it**' : `the last ${durationOfSeconds(Math.min(...ages))}`;
}
