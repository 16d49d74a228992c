import { type QuorumSet, bears, breakingPairs } from '../placement/quorum';
import { TRIES } from '../placement/placement';
import { type CapacityReport, type ClassReport, type Worst, costOfBearingTwo, mebibytes } from '../placement/report';
import { codeSpan, markdownText, table } from './markdown';

/** `docs/proof-<rack>.md`: what the rack bears, for its owner. */
export function proofPage(report: CapacityReport): string {
  const { rack, classes } = report;
  const open = classes.filter(({ blade, whole }) => (blade ?? whole).kind !== 'proved');
  const proved = classes.filter((each) => !open.includes(each));
  return [
    `# What ${markdownText(rack)} bears`,
    '',
    'Made by `npm start`; `rackwright capacity` prints the same of a rack that is not written yet.',
    '[Decision 0016](decisions/0016-placement.md) says what a proof is worth.',
    '',
    '## When blades die together',
    '',
    ...setsParagraph(report),
    '',
    ...table(
      ['set', 'members', 'must be up', 'may go', 'pairs that stop it', 'what it would take to bear any two'],
      report.sets.map((set) => [
        set.what,
        set.blades?.join(', ') ?? `${set.members.length}: ${set.members[0]} to ${set.members.at(-1)}`,
        `${set.needs}: ${set.because}`,
        String(Math.max(0, bears(set))),
        pairsOf(set),
        costOfBearingTwo(set, report) ?? 'it does',
      ]),
    ),
    '',
    '## Whether every pod finds a blade',
    '',
    'A pod is asked for as the last of all, with every other pod where it hurts most. `proved` holds for every order of the',
    `scheduler. Where a proof is missing, ${TRIES} arrangements were tried for each loss, half of them built to shut the`,
    'pod out.',
    '',
    `With any one blade lost, ${proved.length} of ${classes.length} kinds of pods are proved, ${podsOf(proved)} of ${podsOf(classes)} pods. Not proved:`,
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
    '',
    '## What comes back by itself',
    '',
    `Of a dead blade's pods, these start elsewhere within minutes: ${names(classes, 'by-itself')}.`,
    '',
    `These wait until somebody says that the blade is off, with the taint \`out-of-service\`: ${names(classes, 'after-fencing')}.`,
    '',
    `These wait for the blade itself, which holds their volume, while the others of their set go on: ${names(classes, 'stays')}.`,
    '',
    ...switches(classes),
  ].join('\n');
}

function names(classes: readonly ClassReport[], move: ClassReport['move']): string {
  const those = classes.filter((each) => each.move === move).map(({ id }) => codeSpan(id.split('/').at(-1) ?? id));
  return those.join(', ') || 'none';
}

/** Which blades these are is settled when the scheduler has chosen, so pairs are named by member. */
function setsParagraph({ sets, pairs }: CapacityReport): string[] {
  const one = sets.filter((set) => bears(set) < 1);
  const breaking = sets.reduce((sum, set) => sum + breakingPairs(set), 0);
  return [
    one.length === 0
      ? 'Any one blade may die: no set below falls short.'
      : `**One dead blade is too much for ${one.map(({ what }) => what).join(', ')}.**`,
    '',
    `Of ${pairs} pairs of blades, at most ${Math.min(pairs, breaking)} stop one of these sets: those of two blades that carry members of`,
    'the same set. What is stored stays on the disks; writes wait until one of the two is back. Where members of several sets',
    'share blades, fewer pairs stop more at once.',
  ];
}

function pairsOf(set: QuorumSet): string {
  if (bears(set) < 1) return 'one blade is enough';
  const pairs = breakingPairs(set);
  if (pairs === 0) return 'none';
  const names = set.blades ?? set.members;
  return names.length > 3
    ? `any two of them, ${pairs}`
    : names.flatMap((first, index) => names.slice(index + 1).map((second) => `${first} with ${second}`)).join('; ');
}

function podsOf(classes: readonly ClassReport[]): number {
  return classes.reduce((sum, { replicas }) => sum + replicas, 0);
}

function said({ kind, because }: Worst): string {
  return kind === 'fits' ? markdownText(because) : `${kind}: ${markdownText(because)}`;
}

function switches(classes: readonly ClassReport[]): string[] {
  const hit = classes.filter((each) => each.switch !== undefined && each.switch.kind !== 'proved');
  const isAsked = classes.some((each) => each.switch !== undefined);
  if (!isAsked)
    return ['No switch feeds a part of the rack only: with one gone the whole rack is dark, or none of it.', ''];
  return [
    '## With a switch lost',
    '',
    ...table(
      ['pods', 'verdict', 'switch'],
      hit.map((each) => [codeSpan(each.id), said(each.switch!), each.switch!.loss]),
    ),
    '',
  ];
}
