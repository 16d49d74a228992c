import { fieldAt, recordsOf, textOf } from '../manifest/field-path';
import type { Manifest } from '../manifest/manifest';
import { mebibytesOf, parseBytes } from '../units/quantity';
import { placementOf } from '../placement/placement';
import type { PodClass } from '../placement/pods';
import type { Situation } from './line';

/** What the proof says of a pod that waits for a blade, with the blades down that are. */
export function opinionOf(workload: string, pod: Manifest, { view, downBlades }: Situation): string {
  const placement = placementOf(view);
  const index = placement.classes.findIndex(({ id }) => id === workload);
  const known = placement.classes[index];
  if (!known) return 'the proof knows nothing of it: it is not in dist/';
  const other = differs(pod, known);
  if (other !== undefined) return other;
  const loss = downBlades.length === 0 ? 'every blade up' : `${downBlades.join(' and ')} down`;
  const [survey] = placement.surveysOf([
    { kind: downBlades.length === 0 ? 'nothing' : 'pair', name: loss, down: downBlades },
  ]);
  const verdict = survey!.verdicts[index]!;
  if (known.isPinned && downBlades.length > 0) return 'the proof says that it waits for the blade of its volume';
  const says = {
    proved: `the proof says that it fits with ${loss}, so it is not for want of room: look for taints, cordoned blades and pods that are not in dist/`,
    fits: `with ${loss} the proof finds room and cannot promise it: ${verdict.because}`,
    stuck: `with ${loss} the proof foresees it: ${verdict.because}`,
    impossible: `with ${loss} the proof says that it cannot: ${verdict.because}`,
  };
  return says[verdict.kind];
}

/** A pod that asks for more than dist/ says was changed by hand, or is of another commit. */
function differs(pod: Manifest, { request }: PodClass): string | undefined {
  const asked = recordsOf(fieldAt(pod, 'spec.containers')).reduce(
    (sum, container) => sum + (parseBytes(textOf(fieldAt(container, 'resources.requests.memory')) ?? '0') ?? 0),
    0,
  );
  if (asked <= request.memoryBytes) return undefined;
  return `it asks for ${mebibytesOf(asked)} of memory where dist/ says ${mebibytesOf(request.memoryBytes)}: another commit, or changed by hand`;
}
