import { type CapacityReport, type ClassReport, mebibytes } from '../placement/report';
import { TRIES } from '../placement/placement';
import type { Kept } from '../survival/kept';
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
    ...podsFindBlades(classes),
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
    'Made by `npm start`; `rackwright capacity` prints the same of a rack that is not written yet.',
    '',
  ].join('\n');
}

function podsFindBlades(classes: readonly ClassReport[]): string[] {
  const open = classes.filter(({ blade, whole }) => (blade ?? whole).kind !== 'proved');
  const proved = classes.filter((each) => !open.includes(each));
  const counts = `${proved.length} of ${classes.length} kinds of pods are proved, ${podsOf(proved)} of ${podsOf(classes)} pods`;
  return [
    '## Whether every pod finds a blade',
    '',
    'A pod is asked for as the last of all, with every other pod where it hurts most. `proved` holds for every order of the',
    `scheduler ([decision 0016](decisions/0016-placement.md)). Where a proof is missing, ${TRIES} arrangements were tried for each`,
    'loss, half of them built to shut the pod out.',
    '',
    ...(open.length === 0
      ? [`With any one blade lost, ${counts}.`]
      : [
          `With any one blade lost, ${counts}. Not proved:`,
          '',
          ...table(
            ['pods', 'how many', 'asks', 'one blade lost', 'two blades lost'],
            open.map((each) => [
              codeSpan(each.id),
              String(each.replicas),
              `${each.request.cpuMillicores}m, ${mebibytes(each.request.memoryBytes)}Mi`,
              said(each.blade ?? each.whole),
              each.pair ? each.pair.kind : 'no blade is left',
            ]),
          ),
        ]),
  ];
}

function names(classes: readonly ClassReport[], move: ClassReport['move']): string {
  const those = classes.filter((each) => each.move === move).map(({ id }) => codeSpan(id.split('/').at(-1) ?? id));
  return those.join(', ') || 'none';
}

function podsOf(classes: readonly ClassReport[]): number {
  return classes.reduce((sum, { replicas }) => sum + replicas, 0);
}
