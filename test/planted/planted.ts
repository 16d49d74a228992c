import path from 'node:path';
import { allFaults } from './all-faults';
import { nameOf } from './fault';
import type { Judged } from './judge';
import { factsOf, judgeByRules } from './judge';
import { type Measured, measure } from './measure';
import { tableOf } from './table';

/**
 * `npm run test:planted [-- --all | --measure] [words]`: kinds of mistakes put into `dist/homelab`, one at a time, and what
 * `rackwright check --dist` says of each at the object it is in. Prints those that it does not name, with who does; `--all`:
 * every one. `--measure` plants what no rule names before what does: scenarios of the cluster bench and judges, some
 * minutes each. With words only the kinds that hold one of them. Ends with 1 when fewer than 85 % of what can be known here
 * are named, or when one that was measured is not.
 */
async function main(args: readonly string[]): Promise<number> {
  const root = path.resolve(path.dirname(process.argv[1]!), '../..');
  const facts = factsOf('homelab', path.join(root, 'dist/homelab'));
  const words = args.filter((arg) => !arg.startsWith('--'));
  const judged = judgeByRules(
    facts,
    allFaults.filter(({ kind }) => isWanted(kind, words)),
  );
  for (const each of judged) {
    if (each.named && !args.includes('--all')) continue;
    console.log(`${each.fault.kind} | ${each.fault.at} | ${verdictOf(each)}`);
  }
  const knowable = judged.filter(({ fault }) => fault.unknowable === undefined);
  const named = knowable.filter((each) => each.named);
  const share = (100 * named.length) / knowable.length;
  console.log(
    `${judged.length} kinds planted, ${judged.length - knowable.length} not knowable here; ${named.length} of ${knowable.length} named at their object by the rules: ${share.toFixed(1)} %`,
  );
  const isEnough = words.length > 0 || share >= 85;
  if (!args.includes('--measure')) return isEnough ? 0 : 1;

  const measured: Measured[] = [];
  for (const { fault } of knowable.filter((each) => !each.named)) measured.push(await measure(fault, facts, root));
  for (const line of tableOf(named.length, measured)) console.log(line);
  const noticed = measured.filter(({ said }) => said !== undefined).length;
  const all = (100 * (named.length + noticed)) / knowable.length;
  console.log(
    `${named.length + noticed} of ${knowable.length} noticed at their object, each measured: ${all.toFixed(1)} %`,
  );
  return isEnough && noticed === measured.length ? 0 : 1;
}

const isWanted = (kind: string, words: readonly string[]): boolean =>
  words.length === 0 || words.some((word) => kind.includes(word));

function verdictOf({ fault, named: finding, findings }: Judged): string {
  if (finding) return `${finding.message} (${finding.rule})`;
  if (fault.unknowable !== undefined) return `not knowable: ${fault.unknowable}`;
  const elsewhere = findings[0] ? `blamed: ${findings[0].object} (${findings[0].rule})` : 'no rule';
  return fault.by === undefined ? elsewhere : `${elsewhere}; ${nameOf(fault.by)}`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(2);
  },
);
