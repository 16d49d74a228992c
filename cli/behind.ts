import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rackFiles } from '../lib/rack-file/rack-files';
import { builtRack } from './build-rack';

/**
 * Trees of `dist/` that are not what their rack file says, a line each: a review of them says nothing of what somebody has
 * just written there.
 */
export function behindTheirRackFile(root: string): string[] {
  if (!existsSync(join(root, 'clusters'))) return [];
  return rackFiles(root).flatMap((file): string[] => {
    const { rack, tree, change } = builtRack(root, file, { withoutProofs: true });
    const folder = `dist/${rack?.name ?? '<rack>'}`;
    if (!tree)
      return [
        `${file} is refused, and ${folder} is as it was before: npm start says why. The review is of what was there.`,
      ];
    if (!change || change.changes.length === 0) return [];
    return [`${folder} is not what ${file} says: npm start writes it. The review is of what was there.`];
  });
}
