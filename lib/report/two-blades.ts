import { type QuorumSet, bears, breakingPairs } from '../placement/quorum';
import { type CapacityReport, costOfBearingTwo } from '../placement/report';
import { markdownText, table } from './markdown';

/** Which pairs of blades stop a set, what that means, and what it would cost to bear them. */
export function twoBlades(report: CapacityReport): string[] {
  const { pairs, sets } = report;
  const breaking = Math.min(
    pairs,
    sets.reduce((sum, set) => sum + breakingPairs(set), 0),
  );
  const broken = sets.filter((set) => breakingPairs(set) > 0);
  const alone = sets.filter((set) => bears(set) < 1);
  const sound = sets.filter((set) => bears(set) > 1).map(({ what }) => what);
  if (pairs === 0) return ['There is one blade, so no pair.'];
  return [
    breaking === 0
      ? `None of the ${pairs} pairs stops a set that one blade alone does not.`
      : `${breaking} of ${pairs} pairs stop a set: those of two blades that carry members of the same one. Which blades carry which is`,
    ...(breaking === 0
      ? []
      : [
          'settled by the scheduler, so pairs are named by member. Where sets share blades, fewer pairs stop more at once.',
          '',
          ...table(
            ['set', 'pairs that stop it', 'must be up', 'while it is short', 'what bearing any two would cost'],
            broken.map((set) => [
              markdownText(set.what),
              pairsOf(set),
              `${set.needs} of ${set.members.length}: ${markdownText(set.because)}`,
              markdownText(set.without),
              costOfBearingTwo(set, report) ?? 'it bears them',
            ]),
          ),
        ]),
    ...(alone.length === 0
      ? []
      : ['', `One dead blade is enough to stop ${alone.map(({ what }) => what).join(', ')}.`]),
    ...(sound.length === 0 ? [] : ['', `Any two may go of ${sound.join(', ')}.`]),
  ];
}

/** By blade where those are known, by member otherwise. */
function pairsOf(set: QuorumSet): string {
  const names = set.blades ?? set.members;
  return names.length > 3
    ? `any two of ${names[0]} to ${names.at(-1)}, ${breakingPairs(set)}`
    : names.flatMap((first, index) => names.slice(index + 1).map((second) => `${first} with ${second}`)).join('; ');
}
