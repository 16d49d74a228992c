import { fieldAt } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { changedFields } from '../changed-fields';
import type { ObjectChange, TreeTexts } from '../changes';
import { counted } from '../../units/words';
import { contentsOfApp } from './contained';
import type { Outcome } from './effect';

/** A Kustomization of Flux that leaves: its finalizer deletes what it applied, unless it is told otherwise. */
export function goneKustomization(before: Manifest, tree: TreeTexts, changes: readonly ObjectChange[]): Outcome {
  const path = fieldAt(before, 'spec.path');
  const heir = changes.find(
    ({ before: old, after }) =>
      !old && after?.manifest.kind === 'Kustomization' && fieldAt(after.manifest, 'spec.path') === path,
  );
  const { deleted, kept } = contentsOfApp(tree, folderOf(path));
  const policy = fieldAt(before, 'spec.deletionPolicy') ?? 'MirrorPrune';
  const leaves = policy === 'Orphan' || (policy === 'MirrorPrune' && fieldAt(before, 'spec.prune') !== true);
  if (leaves)
    return ['deleted', `its ${counted(deleted.length + kept.length, 'object')} stay, and nothing applies them`];
  const told = `Flux deletes the ${counted(deleted.length, 'object')} that it applied; ${kept.length} stay${kept.length === 1 ? 's' : ''}`;
  return [
    'deleted',
    heir?.after ? `${told}, and ${heir.after.manifest.metadata.name} makes them anew from the same folder` : told,
  ];
}

export function changedKustomization(before: Manifest, after: Manifest, tree: TreeTexts): Outcome | undefined {
  const fields = changedFields(before, after);
  const path = fields.find((field) => field.path === 'spec.path');
  if (path) {
    const { deleted, kept } = contentsOfApp(tree, folderOf(path.before));
    return [
      'changed in place',
      `applies ${String(path.after)} instead: what that does not have is deleted (at most ${counted(deleted.length, 'object')}; ${kept.length} ${kept.length === 1 ? 'is' : 'are'} kept)`,
    ];
  }
  if (fieldAt(after, 'spec.suspend') === true && fieldAt(before, 'spec.suspend') !== true) {
    const { deleted, kept } = contentsOfApp(tree, folderOf(fieldAt(after, 'spec.path')));
    return [
      'suspended',
      `nothing that changes later in its ${counted(deleted.length + kept.length, 'object')} is applied`,
    ];
  }
  if (fieldAt(before, 'spec.suspend') === true && fieldAt(after, 'spec.suspend') !== true) {
    return ['changed in place', 'goes on: all that changed meanwhile is applied now'];
  }
  return undefined;
}

/** Folder below `apps/` that a Kustomization applies. */
function folderOf(path: unknown): string {
  return /\/apps\/([^/]+)\/?$/.exec(String(path))?.[1] ?? '';
}
