import type { RackView } from '../checks/rack-view';
import type { Room } from '../checks/ledger';
import type { Rule, RuleHit } from '../checks/rule';
import { quorumMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { type Loss, noLoss, singleLosses } from './losses';
import type { PodClass } from './pods';
import { quorumSets } from './quorum';
import { placementOf } from './placement';
import { whyImpossible } from './prove';
import { asked } from './survey';
import { sayShortages } from './too-full';

const runFit = '`npx rackwright fit` prints who asks how much, and a patch of the rack file that fits';

export const room: Rule = {
  id: 'capacity/room',
  level: 'error',
  why: 'Where pods together ask for more than all blades have, some of them stay Pending for ever.',
  fixHint: runFit,
  exceptable: false,
  check: (view) => {
    const object = `clusters/${view.rack.name}.yaml`;
    const { ledger, shortagesOf } = placementOf(view);
    const overfull = ledger.blades.flatMap(({ name, left }): RuleHit[] =>
      short(left).map((message) => ({
        object,
        path: 'blades',
        message: `${name} lacks ${message} for itself and its own daemons`,
      })),
    );
    if (overfull.length > 0) return overfull;
    const found = shortagesOf(noLoss());
    return found.length === 0 ? [] : [{ object, path: 'apps', message: sayShortages(found) }];
  },
};

export const roomWithOneLost: Rule = {
  id: 'capacity/one-lost',
  level: 'error',
  why: 'When a blade dies its pods must find room on the others, or some stay Pending until somebody repairs it.',
  fixHint: `${runFit}; or accept it in the rack file where pods of lower tiers may wait for that blade`,
  exceptable: true,
  check: (view) => {
    if (room.check(view).length > 0) return [];
    const { shortagesOf } = placementOf(view);
    const found = singleLosses(view.rack)
      .map((loss) => ({ loss, found: shortagesOf(loss) }))
      .filter((each) => each.found.length > 0);
    const [first] = found;
    if (!first) return [];
    const others = found.length > 1 ? ` (${found.length - 1} more such blades)` : '';
    const object = `clusters/${view.rack.name}.yaml`;
    return [{ object, path: 'apps', message: `with ${first.loss.name} down, ${sayShortages(first.found)}${others}` }];
  },
};

export const placement: Rule = {
  id: 'capacity/placement',
  level: 'error',
  why: 'A pod that no blade can carry stays Pending for ever, however much room the rack has in sum.',
  fixHint:
    'ask for less in the rack file, or add a blade that is large enough; `npx rackwright fit` prints who asks how much, and a patch that fits',
  exceptable: false,
  check: impossibleHits,
};

export const arrangement: Rule = {
  id: 'capacity/order',
  level: 'warning',
  why: 'The scheduler does not move pods that run: a rack with room in sum can be filled in an order that leaves none for the last pod.',
  fixHint:
    'give the pod a higher tier, ask for less, or switch off what it competes with; docs/ledger-<rack>.md shows who asks, `npx rackwright capacity --what-if` what would fit',
  exceptable: true,
  check: stuckHits,
};

export const statedQuorum: Rule = {
  id: 'capacity/quorum',
  level: 'error',
  why: 'Health, disruption budgets and alerts go by the stated number: too low a one calls a set sound that takes no writes, and lets a drain stop it.',
  fixHint: 'state the number that the program needs as the quorum of the workload',
  exceptable: true,
  check: (view) =>
    quorumSets(view)
      .filter(({ needs, stated }) => stated !== undefined && stated !== needs)
      .map(({ id, stated, members, needs, because }) => ({
        object: id,
        path: fieldOf('metadata.annotations', quorumMark.key),
        message: `says that ${stated} of ${members.length} are enough, and ${needs} are needed: ${because}`,
      })),
};

/** What sums decide, with no arrangement tried. */
export const roomRules: readonly Rule[] = [room, roomWithOneLost];

export const proofRules: readonly Rule[] = [placement, arrangement, statedQuorum];

export const placementRules: readonly Rule[] = [...roomRules, ...proofRules];

/** One hit a class: the smallest loss that shows it. A loss of all that may carry a class says nothing about room. */
function impossibleHits(view: RackView): RuleHit[] {
  const { classes, blades } = placementOf(view);
  return classes.flatMap((pod): RuleHit[] => {
    for (const loss of lossesOf(view)) {
      if (isAllGone(pod, loss)) continue;
      const why = whyImpossible(...asked(pod, blades, loss));
      if (why !== undefined) return [hitOf(pod, view, `${when(loss)}${why}`)];
    }
    return [];
  });
}

function stuckHits(view: RackView): RuleHit[] {
  const { classes, surveysOf, shortagesOf } = placementOf(view);
  const losses = lossesOf(view);
  const tooFull = new Set(losses.filter((loss) => shortagesOf(loss).length > 0).map(({ name }) => name));
  const surveys = surveysOf(losses);
  return classes.flatMap((pod): RuleHit[] => {
    for (const { loss, verdicts } of surveys) {
      // Where there is too little of something for all, it is a matter of luck whose pod waits: that has its own finding.
      if (isAllGone(pod, loss) || tooFull.has(loss.name)) continue;
      const verdict = verdicts.find(({ id }) => id === pod.id);
      if (verdict?.kind === 'stuck') return [hitOf(pod, view, `${when(loss)}${verdict.because}`)];
    }
    return [];
  });
}

/** What a blade lacks for what must run on it. */
function short({ cpuMillicores, memoryBytes }: Room): string[] {
  return [
    ...(cpuMillicores < 0 ? [`${Math.ceil(-cpuMillicores)}m of processor`] : []),
    ...(memoryBytes < 0 ? [`${Math.round(-memoryBytes / 2 ** 20)}Mi of memory`] : []),
  ];
}

function lossesOf({ rack }: RackView): Loss[] {
  return [noLoss(), ...singleLosses(rack)];
}

function isAllGone({ blades }: PodClass, { down }: Loss): boolean {
  return [...blades].every((name) => down.includes(name));
}

function when({ kind, name }: Loss): string {
  return kind === 'nothing' ? '' : `with ${name} down, `;
}

/** At the object that the pods are of; where dist/ has none, the message names them. */
function hitOf({ id }: PodClass, view: RackView, message: string): RuleHit {
  if (view.objects.some((each) => each.id === id)) return { object: id, path: 'spec', message };
  return { object: `clusters/${view.rack.name}.yaml`, path: 'apps', message: `${id}: ${message}` };
}
