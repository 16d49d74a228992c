import type { ObjectChange, Placed, TreeTexts } from '../changes';
import { recordOf } from '../../manifest/field-path';
import { objectId } from '../../manifest/manifest';
import { kindId } from './lossy-changes';
import { removalLosses } from './removal-losses';
import { type EncryptingKeys, lostKeys } from './keys';

/** An app of which nothing is left, with what it had. */
export interface LeavingApp {
  app: string;
  objects: number;
  /** Ids of what holds data or keeps it safe, sorted. */
  holds: string[];
}

export function appsOf(tree: TreeTexts): Set<string> {
  const names = [...tree.keys()].map((path) => /^apps\/([^/]+)\//.exec(path)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

/** Apps that the tree had and has no more. Their objects leave one by one; people decide about the app. */
export function leavingApps(
  changes: readonly ObjectChange[],
  { before, after, keys }: { before: TreeTexts; after: TreeTexts; keys: EncryptingKeys },
): LeavingApp[] {
  const stays = appsOf(after);
  return [...appsOf(before)]
    .filter((app) => !stays.has(app))
    .sort()
    .map((app) => {
      const objects = changes.flatMap(({ before: from, after: to }) => (from?.app === app && !to ? [from] : []));
      const holds = objects.filter((each) => isMissed(each, keys)).map(({ manifest }) => objectId(manifest));
      return { app, objects: objects.length, holds: holds.sort() };
    });
}

const heldKinds = new Set(
  removalLosses
    .filter(({ rule }) => rule !== 'review/unreachable' && rule !== 'review/quorum' && rule !== 'review/flux')
    .map(({ kind }) => kind),
);

function isMissed({ manifest }: Placed, keys: EncryptingKeys): boolean {
  const kind = kindId(manifest);
  if (kind === '/PersistentVolumeClaim') return true;
  if (kind === 'apps/StatefulSet') return recordOf(manifest['spec'])['volumeClaimTemplates'] !== undefined;
  const row = removalLosses.find((loss) => loss.kind === kind && (loss.named?.test(manifest.metadata.name) ?? true));
  return (row !== undefined && heldKinds.has(kind)) || lostKeys(manifest, undefined, keys).length > 0;
}
