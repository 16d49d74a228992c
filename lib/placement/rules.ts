import type { RackView } from '../checks/rack-view';
import type { Rule, RuleHit } from '../checks/rule';
import { quorumMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { type Loss, noLoss, singleLosses } from './losses';
import type { PodClass } from './pods';
import { quorumSets } from './quorum';
import { placementOf } from './placement';
import { whyImpossible } from './prove';
import { asked } from './survey';

export const placement: Rule = {
  id: 'capacity/placement',
  level: 'error',
  why: 'A pod that no blade can carry stays Pending for ever, however much room the rack has in sum.',
  fixHint:
    'ask for less in the rack file, or add a blade that is large enough; docs/ledger-<rack>.md shows who asks, `rackwright capacity --what-if` what would fit',
  exceptable: false,
  check: impossibleHits,
};

export const arrangement: Rule = {
  id: 'capacity/order',
  level: 'warning',
  why: 'The scheduler does not move pods that run: a rack with room in sum can be filled in an order that leaves none for the last pod.',
  fixHint:
    'give the pod a higher tier, ask for less, or switch off what it competes with; docs/ledger-<rack>.md shows who asks, `rackwright capacity --what-if` what would fit',
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

export const placementRules: readonly Rule[] = [placement, arrangement, statedQuorum];

/** One hit a class: the smallest loss that shows it. A loss of all that may carry a class says nothing about room. */
function impossibleHits(view: RackView): RuleHit[] {
  const { classes, blades } = placementOf(view);
  return classes.flatMap((pod): RuleHit[] => {
    for (const loss of lossesOf(view)) {
      if (isAllGone(pod, loss)) continue;
      const why = whyImpossible(...asked(pod, blades, loss));
      if (why !== undefined) return [{ ...placeOf(pod, view), message: `${when(loss)}${why}` }];
    }
    return [];
  });
}

function stuckHits(view: RackView): RuleHit[] {
  const { classes, surveysOf } = placementOf(view);
  const surveys = surveysOf(lossesOf(view));
  return classes.flatMap((pod): RuleHit[] => {
    for (const { loss, verdicts } of surveys) {
      if (isAllGone(pod, loss)) continue;
      const verdict = verdicts.find(({ id }) => id === pod.id);
      if (verdict?.kind === 'stuck') return [{ ...placeOf(pod, view), message: `${when(loss)}${verdict.because}` }];
    }
    return [];
  });
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

/** Pods that no manifest names are the rack's as a whole. */
function placeOf({ id }: PodClass, view: RackView): Pick<RuleHit, 'object' | 'path'> {
  if (view.objects.some((each) => each.id === id)) return { object: id, path: 'spec' };
  return { object: `clusters/${view.rack.name}.yaml`, path: 'apps' };
}
