import { fieldAt, recordsOf } from '../manifest/field-path';
import { type Manifest, objectId } from '../manifest/manifest';
import { placementOf } from '../placement/placement';
import type { Move } from '../placement/survey';
import type { Situation } from '../status/line';
import { ofKind, ownersOf } from '../status/seen';

/** A pod of a blade, and what becomes of it while the blade is away. */
export interface Moving {
  pod: string;
  move: Move;
  /** What the proof says of a place elsewhere; absent for what stays, and for what it does not know. */
  room?: string;
}

/** Pods of a blade, without those that every blade has. */
export function movesFrom(blade: string, situation: Situation): Moving[] {
  const { view, seen, byId, downBlades } = situation;
  const down = [...new Set([...downBlades, blade])];
  const [survey] = placementOf(view).surveysOf([{ kind: 'pair', name: down.join(' and '), down }]);
  return podsOn(blade, seen.objects).map((pod): Moving => {
    const owner = ownersOf(pod, byId).at(-1);
    const known = survey?.verdicts.find(({ id }) => id === owner);
    if (!known) return { pod: objectId(pod), move: owner?.includes('/StatefulSet/') ? 'after-fencing' : 'by-itself' };
    return { pod: objectId(pod), move: known.move, ...(known.move !== 'stays' && { room: known.kind }) };
  });
}

/** Pods that are on a blade and that something other than the blade itself made. */
export function podsOn(blade: string, objects: readonly Manifest[]): Manifest[] {
  return ofKind({ objects }, 'Pod', '').filter(
    (pod) =>
      fieldAt(pod, 'spec.nodeName') === blade &&
      !['Succeeded', 'Failed'].includes(String(fieldAt(pod, 'status.phase'))) &&
      !recordsOf(fieldAt(pod, 'metadata.ownerReferences')).some(({ kind }) => kind === 'DaemonSet' || kind === 'Node'),
  );
}

const words: Readonly<Record<Move, string>> = {
  'by-itself': 'move by themselves',
  'after-fencing': 'move once the blade is fenced',
  stays: 'wait for the blade, where their volume lies',
};

/** Lines for a person who is about to say yes. */
export function movesAsText(moves: readonly Moving[]): string[] {
  return (Object.keys(words) as Move[]).flatMap((move) => {
    const pods = moves.filter((each) => each.move === move);
    if (pods.length === 0) return [];
    const tight = pods.filter(({ room }) => room === 'stuck' || room === 'impossible').map(({ pod }) => pod);
    const names = pods.map(({ pod }) => pod).join(', ');
    return [
      `${pods.length} ${words[move]}: ${names}`,
      ...(tight.length > 0 ? [`  no blade may have room for ${tight.join(', ')}`] : []),
    ];
  });
}
