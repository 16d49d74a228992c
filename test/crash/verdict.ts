import fs from 'node:fs';
import { partAt } from '../../lib/output/part-file';
import { inspectTree, settleTree } from '../../lib/output/inspect';
import { rack, trees } from './trees';

/** What a killed writer left, and what is wrong with that, if anything. */
export interface Verdict {
  left: 'old or new' | 'interrupted' | 'nothing yet';
  fault?: string;
}

/** Judges by the bytes, not by what the tree says of itself, and lets the next command complete what it must. */
export function judge(dist: string, isFirst: boolean): Verdict {
  const { state } = inspectTree(dist, rack);
  if (state === 'absent') return { left: 'nothing yet', ...(!isFirst && { fault: 'the whole tree is gone' }) };
  if (state === 'edited') return { left: 'old or new', fault: 'a mixture without a plan' };
  if (state === 'whole') {
    return { left: 'old or new', ...(versionOf(dist) === undefined && { fault: 'a mixture that looks whole' }) };
  }
  const settled = settleTree(dist, rack).state;
  if (settled !== 'whole') return { left: 'interrupted', fault: `the next command left it ${settled}` };
  if (versionOf(dist) === undefined) return { left: 'interrupted', fault: 'completed to a mixture' };
  const beside = fs.readdirSync(dist).filter((name) => name !== rack);
  return { left: 'interrupted', ...(beside.length > 0 && { fault: `${beside.join(', ')} stayed beside the tree` }) };
}

/** Which of the two trees stands there to the byte, with nothing beside it but what describes it. */
export function versionOf(dist: string): 'a' | 'b' | undefined {
  const root = `${dist}/${rack}`;
  const found = fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .filter((file) => partAt(file) === undefined);
  return (['a', 'b'] as const).find((version) => {
    const { files } = trees[version];
    return (
      found.length === files.size &&
      found.every((file) => files.has(file) && fs.readFileSync(`${root}/${file}`, 'utf8') === files.get(file))
    );
  });
}
