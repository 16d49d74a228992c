import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import type { PrintedStep } from './printed-steps';
import { type Walk, type WalkOptions, walk } from './walk';

/**
 * `npm run test:judges -- --only bootstrap`: what `rackwright bootstrap` prints, every line of it in its order, against an
 * empty API server with real kubectl and real helm. Cilium's chart is the real one; that of flux-operator, talosctl, the
 * flashing of machines and the programs inside pods are played (printed at the start). Rack files that are named are walked
 * instead of all; `--quick` leaves out the slips, `--slips` all but them.
 */
async function main(): Promise<void> {
  const root = checkout();
  const verdict = new Verdict();
  console.log(
    'played: talosctl, curl, getent, ssh, scp, sudo, xz, machines (KWOK), figures of nodes, the chart of flux-operator, controllers in pods',
  );
  const named = process.argv.filter((each) => each.endsWith('.yaml'));
  const all = process.argv.includes('--slips') ? [] : rackFiles(root);
  await severalAtOnce(named.length > 0 ? named : all, async (rackFile) => {
    const seen = await walk({ root, rackFile });
    verdict.check(
      `${rackFile}: ${seen.steps} steps, ${seen.lines} lines, ${seen.seconds} s`,
      seen.failed === undefined,
      told(seen),
    );
  });
  if (!process.argv.includes('--quick')) await severalAtOnce(slips, (slip) => isFound(root, verdict, slip));
  verdict.close();
  // Watches of a walk that stopped half-way ask on for their API server.
  process.exit();
}

/** Most of a walk is waiting: several take little longer than one. Each has an API server of its own. */
const atOnce = 4;

async function severalAtOnce<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The largest first, which take the longest: what begins last should not be waited for alone. */
function rackFiles(root: string): string[] {
  const examples = readdirSync(join(root, 'clusters', 'examples')).filter((name) => name.endsWith('.yaml'));
  const files = ['clusters/homelab.yaml', ...examples.map((name) => `clusters/examples/${name}`)];
  const bytes = (file: string) => statSync(join(root, file)).size;
  return files.sort((one, other) => bytes(other) - bytes(one) || one.localeCompare(other));
}

/** Walks that must not get to their end, each with the step at which it must be noticed. */
interface Slip extends Pick<WalkOptions, 'edit' | 'editRack'> {
  what: string;
  /** @default - the smallest, which has no Secret */
  rackFile?: string;
  noticedAt: RegExp;
}

const smallest = 'clusters/examples/one-node.yaml';

const without = (title: RegExp) => (steps: PrintedStep[]) => steps.filter((step) => !title.test(step.title));
const withoutLine = (line: RegExp) => (steps: PrintedStep[]) =>
  steps.map(({ title, commands, proof }) => {
    const keep = (each: string) => !line.test(each);
    return { title, commands: commands.filter(keep), proof: proof.filter(keep) };
  });

const slips: readonly Slip[] = [
  {
    what: 'no priority class before flux-operator',
    edit: withoutLine(/priority-?class/i),
    noticedAt: /^flux-operator/,
  },
  { what: 'no kinds of the Gateway API before Cilium', edit: without(/^Kinds/), noticedAt: /^The network/ },
  {
    what: 'no namespace of Flux',
    edit: withoutLine(/namespaces\/_cluster|namespace\/flux-system/),
    noticedAt: /^The age key/,
  },
  {
    what: 'no age key',
    rackFile: 'clusters/examples/one-board.yaml',
    edit: without(/^The age key/),
    noticedAt: /^The rest/,
  },
  {
    what: 'a private repository, and nothing that opens it',
    editRack: (text) => text.replace(/^git: \{ url: (\S+?),? /m, 'git: { url: $1, private: true, '),
    edit: without(/^The age key/),
    noticedAt: /^Flux$/,
  },
];

async function isFound(
  root: string,
  verdict: Verdict,
  { what, noticedAt, rackFile = smallest, ...edits }: Slip,
): Promise<void> {
  const seen = await walk({ root, rackFile, patienceSeconds: 150, ...edits });
  const noticed = seen.failed !== undefined && noticedAt.test(seen.failed.step);
  verdict.check(`found: ${what} (${seen.seconds} s)`, noticed, seen.failed ? told(seen) : 'nobody noticed');
}

function told({ failed }: Walk): string {
  return failed === undefined
    ? ''
    : `step "${failed.step}": ${failed.line}\n     ${failed.said.split('\n').slice(-12).join('\n     ')}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 2;
});
