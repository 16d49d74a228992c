import { bears } from '../placement/quorum';
import { type CapacityReport, type ClassReport, type Worst, mebibytes } from '../placement/report';
import { TRIES } from '../placement/placement';
import type { Kept } from '../survival/kept';
import { counted } from '../units/words';
import { codeSpan, markdownText, table } from './markdown';
import { said } from './proof-verdict';
import { survivalTable } from './survival-table';
import { twoBlades } from './two-blades';
import { whatHappens } from './what-happens';

/** `docs/proof-<rack>.md`: what the rack bears, for its owner. The first screen answers, the rest is the proof. */
export function proofPage(
  report: CapacityReport,
  kept: readonly Kept[],
  start: readonly string[],
  power: readonly string[],
): string {
  const { rack, classes } = report;
  return [
    `# What ${markdownText(rack)} bears`,
    '',
    ...whatHappens(report, kept),
    '',
    '## Two blades at once',
    '',
    ...twoBlades(report),
    '',
    '## What is kept, and where',
    '',
    ...survivalTable(kept),
    '',
    ...podsFindBlades(report),
    '',
    '## What comes back by itself',
    '',
    `Of a dead blade's pods, these start elsewhere within minutes: ${names(classes, 'by-itself')}.`,
    '',
    `These wait until somebody says that the blade is off, with the taint \`out-of-service\`: ${names(classes, 'after-fencing')}.`,
    '',
    `These wait for the blade itself, which holds their volume, while the others of their set go on: ${names(classes, 'stays')}.`,
    '',
    '## How it comes up',
    '',
    ...start,
    '',
    '## Power, heat and noise',
    '',
    ...power,
    '',
    'Made by `npm start`; `npx rackwright capacity` prints the same of a rack that is not written yet.',
    '',
  ].join('\n');
}

function podsFindBlades({ classes, sets, pairs }: CapacityReport): string[] {
  const movable = classes.filter(({ isPinned }) => !isPinned);
  const withOne = movable.filter((each) => atWorst(each).kind === 'proved');
  const withTwo = movable.filter(({ pair }) => pair?.kind === 'proved');
  const open = movable.filter((each) => !withOne.includes(each) || (pairs > 0 && !withTwo.includes(each)));
  const counts = [
    `With any one blade lost, ${withOne.length} of ${movable.length} kinds of pods that can move are proved, ${podsOf(withOne)} of ${podsOf(movable)} pods`,
    ...(pairs > 0 ? [`with any two lost, ${withTwo.length} kinds, ${podsOf(withTwo)} pods`] : []),
  ].join('; ');
  return [
    '## Whether every pod finds a blade',
    '',
    'A pod is asked for as the last of all, with every other pod where it hurts most, and with those that roll-outs start',
    'beside the old ones. `proved` holds for every order of the scheduler (decision 0016 of Rackwright). Where a proof is',
    `missing, ${TRIES} arrangements were tried for each loss, half of them built to shut the pod out.`,
    '',
    ...(open.length === 0
      ? [`${counts}.`]
      : [
          `${counts}. The others:`,
          '',
          ...table(
            ['pods', 'how many', 'asks', 'one blade lost', 'two blades lost'],
            open.map((each) => [
              ...sizeOf(each),
              said(atWorst(each)),
              each.pair ? said(each.pair) : 'no blade is left',
            ]),
          ),
        ]),
    ...podsThatStay(
      classes.filter(({ isPinned }) => isPinned),
      sets,
    ),
  ];
}

/** Their volume lies on one blade: nothing is to be placed while that is away, and the set goes on without them or not. */
function podsThatStay(pinned: readonly ClassReport[], sets: CapacityReport['sets']): string[] {
  if (pinned.length === 0) return [];
  return [
    '',
    `${counted(pinned.length, 'kind')} of pods, ${counted(podsOf(pinned), 'pod')}, cannot move, since the volume of each lies on one blade. While that is away,`,
    'their set holds by its quorum or stands still; afterwards they need room on that blade and on no other.',
    '',
    ...table(
      ['pods', 'how many', 'asks', 'with one of them away', 'on its own blade'],
      pinned.map((each) => [...sizeOf(each), quorumOf(sets, each), said(each.whole)]),
    ),
  ];
}

function quorumOf(sets: CapacityReport['sets'], { id }: ClassReport): string {
  const set = sets.find((each) => each.id === id);
  if (!set) return 'stands still';
  const { needs, members } = set;
  return bears(set) < 1
    ? `stands still: ${needs} of ${members.length} must be up`
    : `held: ${needs} of ${members.length} must be up`;
}

function sizeOf({ id, replicas, request }: ClassReport): string[] {
  return [codeSpan(id), String(replicas), `${request.cpuMillicores}m, ${mebibytes(request.memoryBytes)}Mi`];
}

/** With one blade lost; a rack of one has none to lose. */
function atWorst({ blade, whole }: ClassReport): Worst {
  return blade ?? whole;
}

function names(classes: readonly ClassReport[], move: ClassReport['move']): string {
  const those = classes.filter((each) => each.move === move).map(({ id }) => codeSpan(id.split('/').at(-1) ?? id));
  return those.join(', ') || 'none';
}

function podsOf(classes: readonly ClassReport[]): number {
  return classes.reduce((sum, { replicas }) => sum + replicas, 0);
}
