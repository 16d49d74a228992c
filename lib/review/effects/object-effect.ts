import { countAt } from '../count-at';
import { fieldAt } from '../../manifest/field-path';
import { type Manifest, groupOf } from '../../manifest/manifest';
import { changedFields, isSame, toldFields } from '../changed-fields';
import { isImmutable } from '../immutable-fields';
import { databaseOutcome } from './database';
import type { Outcome } from './effect';
import { paceOf } from './pace';
import { templateCause } from './template-cause';

const flux = 'kustomize.toolkit.fluxcd.io';

/** How Flux treats the objects of one app. */
export interface FluxOfApp {
  isSuspended: boolean;
  /** Objects that cannot be changed are deleted and made anew. */
  isForced: boolean;
  /** Objects that leave git are deleted. */
  prunes: boolean;
  /** The Kustomization changes in the same commit, and what happens to its app depends on which of them Flux applies first. */
  isRace: boolean;
}

export function annotationOf({ metadata }: Manifest, key: string): string | undefined {
  return metadata.annotations?.[`${flux}/${key}`];
}

/** Whether Flux leaves an object in the cluster when it leaves git. */
export function isKept(manifest: Manifest): boolean {
  return annotationOf(manifest, 'prune') === 'disabled' || annotationOf(manifest, 'reconcile') === 'disabled';
}

export function goneOutcome(before: Manifest, prunes: boolean): Outcome {
  return isKept(before) || !prunes
    ? ['left behind', 'Flux does not delete it, and nothing applies it any more']
    : ['deleted', ''];
}

/**
 * What the API server and the controllers do with an object that stays, by their own rules. undefined: nothing, since what
 * differs is only how the file is written.
 */
export function changedOutcome(before: Manifest, after: Manifest, { isForced }: FluxOfApp): Outcome | undefined {
  const fields = changedFields(before, after);
  if (fields.every(({ path }) => path === 'sops' || path.startsWith('sops.'))) return undefined;
  if (annotationOf(after, 'reconcile') === 'disabled') return ['not applied', 'reconciliation is disabled'];
  if (annotationOf(after, 'ssa') === 'IfNotPresent')
    return ['not applied', 'Flux makes it where there is none, and no more'];
  const refused = fields.filter(({ path }) => isImmutable(before, path));
  if (refused.length > 0) {
    const force = isForced || annotationOf(after, 'force') === 'enabled';
    return [force ? 'recreated' : 'refused', toldFields(refused)];
  }
  if (fieldAt(after, 'spec.suspend') === true && fieldAt(before, 'spec.suspend') !== true) return ['suspended', ''];
  return (
    podsOutcome(before, after) ??
    databaseOutcome(before, after) ?? ['changed in place', shortly(fields.map(({ path }) => path))]
  );
}

const withPods = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet']);

function podsOutcome(before: Manifest, after: Manifest): Outcome | undefined {
  if (after.kind === 'CronJob') return ['changed in place', 'from its next run on'];
  if (!withPods.has(`${groupOf(after.apiVersion)}/${after.kind}`)) return undefined;
  const [from, to] = [before, after].map((manifest) => fieldAt(manifest, 'spec.template'));
  if (!isSame(from, to)) return ['restarts', `${paceOf(after)}: ${templateCause(from, to)}`];
  const [old, wanted] = [before, after].map((manifest) => countAt(manifest, 'spec.replicas'));
  return old === wanted ? undefined : ['changed in place', `${old} pods become ${wanted}; the others stay as they are`];
}

/** A few of the fields that changed, without those that everything has. */
function shortly(paths: readonly string[]): string {
  const few = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${few} and ${paths.length - 3} more` : few;
}
