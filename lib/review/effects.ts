import { fieldAt, isRecord } from '../manifest/field-path';
import { objectId } from '../manifest/manifest';
import { changedFields, isSame } from './changed-fields';
import type { ObjectChange } from './changes';
import { isImmutable } from './immutable-fields';

/** What a change does to the cluster, by the rules of the API and of Flux. */
export type Effect =
  | 'created'
  | 'deleted'
  | 'left behind'
  | 'refused'
  | 'suspended'
  | 'restarts'
  | 'rotated'
  | 'upgraded'
  | 'changed in place';

export interface EffectLine {
  effect: Effect;
  object: string;
  app: string;
  /** `1 of 4 at a time`; '' where there is nothing more to say. */
  detail: string;
}

/** One line for each object that changes, in the order of the changes. */
export function effectsOf(changes: readonly ObjectChange[]): EffectLine[] {
  return changes.flatMap((change): EffectLine[] => {
    const placed = change.after ?? change.before;
    if (!placed) return [];
    const [effect, detail] = effectOf(change);
    return [{ effect, object: objectId(placed.manifest), app: placed.app, detail }];
  });
}

function effectOf({ before, after }: ObjectChange): [Effect, string] {
  if (!before) return ['created', ''];
  const from = before.manifest;
  if (!after) {
    const stays = from.metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';
    return stays ? ['left behind', 'Flux does not delete it'] : ['deleted', ''];
  }
  const to = after.manifest;
  const refused = changedFields(from, to).find(({ path }) => isImmutable(from, path));
  if (refused) return ['refused', refused.path];
  if (fieldAt(to, 'spec.suspend') === true && fieldAt(from, 'spec.suspend') !== true) return ['suspended', ''];
  if (to.kind === 'HelmRelease') return ['upgraded', 'Helm applies its chart anew'];
  if (to.kind === 'Secret' && !(isSame(from['data'], to['data']) && isSame(from['stringData'], to['stringData']))) {
    return ['rotated', 'programs that read it restart by its hash'];
  }
  if (hasPods(to.kind) && !isSame(fieldAt(from, 'spec.template'), fieldAt(to, 'spec.template'))) {
    return ['restarts', pace(to.kind, fieldAt(to, 'spec.replicas'), fieldAt(to, 'spec.strategy'))];
  }
  return ['changed in place', ''];
}

function hasPods(kind: string): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';
}

function pace(kind: string, replicas: unknown, strategy: unknown): string {
  if (kind === 'DaemonSet') return 'one blade at a time';
  const count = Number(replicas ?? 1);
  if (kind === 'StatefulSet') return `1 of ${count} at a time`;
  if (isRecord(strategy) && strategy['type'] === 'Recreate') return `all ${count} at once`;
  return `${count}, new pods before old ones go where the budget lets them`;
}
