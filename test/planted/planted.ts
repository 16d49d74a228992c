import path from 'node:path';
import { allFaults } from './all-faults';
import type { Judged } from './judge';
import { factsOf, judgeByRules } from './judge';

/**
 * `npm run test:planted [-- --all]`: kinds of mistakes put into `dist/homelab`, one at a time, and what `rackwright check
 * --dist` says of each at the object it is in. Prints those that it does not name, with who does; `--all`: every one. Ends
 * with 1 when fewer than 85 % of what can be known here are named.
 */
const root = path.resolve(path.dirname(process.argv[1]!), '../..');
const judged = judgeByRules(factsOf('homelab', path.join(root, 'dist/homelab')), allFaults);
const knowable = judged.filter(({ fault }) => fault.unknowable === undefined);
const named = knowable.filter((each) => each.named);
for (const each of judged) {
  if (each.named && !process.argv.includes('--all')) continue;
  console.log(`${each.fault.kind} | ${each.fault.at} | ${verdictOf(each)}`);
}
const share = (100 * named.length) / knowable.length;
console.log(
  `${judged.length} kinds planted, ${judged.length - knowable.length} not knowable here; ${named.length} of ${knowable.length} named at their object by the rules: ${share.toFixed(1)} %`,
);
process.exit(share >= 85 ? 0 : 1);

function verdictOf({ fault, named: finding, findings }: Judged): string {
  if (finding) return `${finding.message} (${finding.rule})`;
  if (fault.unknowable !== undefined) return `not knowable: ${fault.unknowable}`;
  const elsewhere = findings[0] ? `blamed: ${findings[0].object} (${findings[0].rule})` : 'no rule';
  return fault.by === undefined ? elsewhere : `${elsewhere}; ${fault.by}`;
}
