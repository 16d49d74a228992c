import path from 'node:path';
import { judgeSlips, readFiles } from './in-tree';

/**
 * `npm run test:slips:tree [-- <slips of each family> [seed]]`: mistakes put into `dist/homelab`, one at a time, and what
 * `rackwright check --dist` says of each. Ends with 1 when fewer than 85 % are named at the object they are in.
 */
const root = path.resolve(path.dirname(process.argv[1]!), '../..');
const ofEach = Number(process.argv[2] ?? 3);
const seed = Number(process.argv[3] ?? 20261128);
const judged = judgeSlips('homelab', readFiles(path.join(root, 'dist/homelab')), { ofEach, seed });
for (const { slip, named, findings } of judged) {
  if (named) continue;
  const elsewhere = findings[0] ? `blamed: ${findings[0].object} ${findings[0].rule}` : 'passes';
  console.log(`${slip.family}: ${slip.object} ${slip.path}\n    ${elsewhere}`);
}
const named = judged.filter((each) => each.named).length;
const share = (100 * named) / judged.length;
console.log(`${judged.length} slips, ${named} named at their object: ${share.toFixed(1)} %`);
process.exit(share >= 85 ? 0 : 1);
