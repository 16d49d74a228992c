import { cpus, totalmem } from 'node:os';
import type { ManyRacks } from './many-racks';
import type { Timing } from './measure';
import type { ReviewTiming } from './one-line-change';
import type { ProofTimings } from './proofs';

type Key =
  'node' | 'npx' | 'nodeWithoutProofs' | 'npxWithoutProofs' | 'nothingKnown' | 'floor' | 'stock' | 'plus' | 'kustomize';

interface Measured {
  objects: number;
  rounds: number;
  timings: Partial<Record<Key, Timing>>;
  racks: ManyRacks;
  review: ReviewTiming;
  proofs: ProofTimings;
  /** Why a contestant was not timed. */
  missing: readonly (string | undefined)[];
}

export interface Target {
  name: string;
  holds: boolean;
  said: string;
}

/** What a target compares: one timing against another, and how much of it it may take. */
interface Limit {
  name: string;
  of: Key;
  against: Key;
  atMost: number;
}

const limits: readonly Limit[] = [
  { name: 'synth by node against the stock template', of: 'node', against: 'stock', atMost: 0.2 },
  {
    name: 'without proofs, by node against the stock template',
    of: 'nodeWithoutProofs',
    against: 'stock',
    atMost: 0.15,
  },
  { name: 'without proofs, by npx against the stock template', of: 'npxWithoutProofs', against: 'stock', atMost: 0.25 },
  { name: 'without proofs, by node against kustomize build', of: 'nodeWithoutProofs', against: 'kustomize', atMost: 1 },
];

/** The figures as text, as the page of docs/, and held against what the project promises. */
export function report(measured: Measured): { figures: string; page: string; targets: Target[] } {
  const figures = tables(measured);
  const targets = targetsOf(measured);
  return { figures, page: page(figures, targets), targets };
}

function targetsOf({ timings, racks, review, proofs }: Measured): Target[] {
  const judged = limits.flatMap(({ name, of, against, atMost }) => {
    const [one, other] = [timings[of], timings[against]];
    return one && other ? [target(name, one.medianMs / other.medianMs, atMost)] : [];
  });
  const growth = racks.ten.medianMs / 10 / racks.one.medianMs;
  return [
    ...judged,
    target('time per object at ten racks against one', growth, 1.15),
    target('processor seconds of a review of a one-line change', review.medianMs / 1000, 0.3),
    target('processor seconds of single, pair and switch losses', proofs.reference.medianMs / 1000, 1),
    target('processor seconds of single losses of 200 blades', proofs.large.medianMs / 1000, 5),
  ];
}

function target(name: string, value: number, atMost: number): Target {
  return { name, holds: value <= atMost, said: `${value.toFixed(3)}, at most ${atMost}` };
}

function tables({ objects, rounds, timings, racks, review, proofs, missing }: Measured): string {
  const { stock, kustomize } = timings;
  const share = ({ medianMs }: Timing, against?: Timing) => (against ? (medianMs / against.medianMs).toFixed(3) : '–');
  const spread = ({ name, medianMs, minMs, maxMs }: Timing) =>
    `| ${name} | ${ms(medianMs)} | ${ms(minMs)}–${ms(maxMs)} |`;
  const grown = (timing: Timing, count: number) =>
    `${spread(timing)} ${(timing.medianMs / count / racks.one.medianMs).toFixed(3)} |`;
  return [
    `${objects} objects, ${rounds} rounds in turn, whole processes, wall time.`,
    '',
    '| process | median | range | against the stock template | against kustomize |',
    '|---|---|---|---|---|',
    ...Object.values(timings).map((each) => `${spread(each)} ${share(each, stock)} | ${share(each, kustomize)} |`),
    ...missing.filter((reason) => reason !== undefined).map((reason) => `| not timed: ${reason} | | | | |`),
    '',
    '| racks in one process | median | range | time per object, one rack = 1 |',
    '|---|---|---|---|',
    grown(racks.one, 1),
    grown(racks.ten, 10),
    '',
    '| review of a one-line change, processor time | median | range |',
    '|---|---|---|',
    `| rackwright review HEAD | ${ms(review.medianMs)} | ${ms(review.minMs)}–${ms(review.maxMs)} |`,
    '',
    '| proofs, processor time | median | range |',
    '|---|---|---|',
    spread(proofs.reference),
    spread(proofs.large),
  ].join('\n');
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function page(figures: string, targets: readonly Target[]): string {
  const verdicts = targets
    .map(({ name, holds, said }) => `- ${name}: ${said}. ${holds ? 'Holds.' : '**Missed.**'}`)
    .join('\n');
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  return `# Benchmarks

<!-- Written by npm run bench -- --write -->

\`npm run bench\` times the whole \`rackwright synth\` of the reference rack, with every check, beside other ways to the
same number of objects. All of them run in turn in one go: on a noisy machine trust the ratios, not the milliseconds.

${figures}

${verdicts}

Measured with Node ${process.version} on ${cpus().length} cores and ${gibibytes} GiB.

## What runs against what

- **rackwright synth**: rack file, secrets and image lock read, every app rendered, every rule judged, \`dist/\` compared
  and written where it differs, and so the pages and patches beside it; once by \`node bin/rackwright.cjs\`, once by
  \`npx rackwright\`. The bundle and what V8 made of it are warm, as from the second run on. So is the list of
  objects in which the run before found nothing: rules that look at one object alone ask about the others only
  ([decision 0030](decisions/0030-sound-objects.md)).
- **without proofs**: the same, but for the two rules and the page that ask whether every pod finds a blade whatever order
  the scheduler met the pods in ([decision 0016](decisions/0016-placement.md)). No other contestant asks that. The switch
  is for this bench, and no help shows it.
- **nothing known sound**: the list of sound objects removed before each run, so that every object is validated, as in a fresh
  clone. The bundle is warm.
- **npx with an empty command**: a command of a project that does nothing. It is in the npx line and in both lines of
  the template, and nobody's doing here.
- **stock cdk8s template**: what \`cdk8s init typescript-app\` lays down, in \`test/bench/stock\`. Its \`tsconfig.json\`
  and \`cdk8s.yaml\` are the template's byte for byte (the bench refuses others), its packages those of the template's
  \`package.json\`, its command the one in \`cdk8s.yaml\`, \`npx ts-node main.ts\`. \`main.ts\` writes four objects an app
  (ConfigMap, ServiceAccount, Deployment, Service) with the classes of \`imports/k8s.ts\`, which the template imports
  for that purpose and which ts-node checks at each start. They are made by the CLI's own generator from Kubernetes
  1.25.0, the version that \`cdk8s import k8s\` means when none is named; newer ones are larger and take longer. Nothing
  is validated and one file is written per chart, as the template does.
- **the same with cdk8s-plus**: \`plus.ts\` in the same folder writes these objects with cdk8s-plus-33 and imports no
  generated class. ts-node has far less to check then.
- **kustomize build**: kustomize, a compiled program, reads and prints the same \`dist/\`. It judges nothing.
- **review of a one-line change**: the reference rack committed, its chat model's context changed in the working tree;
  effects and gate, with the time of the git processes that it starts.
- **proofs**: the placement of every class under every such loss, in a fresh process, without rendering.
- **ten racks**: the reference rack ten times in one process, read from and written to ten folders.

## Damaged files

2,000 damaged rack files, locks, Secrets and folders of Secrets (\`test/damaged-inputs.test.ts\`,
\`test/damaged-secret-folders.test.ts\`), and one file of 100,000 unknown keys, measured once on 2026-11-29 with Node v20.20.2: 43 s
of a processor on a busy machine, 395 MiB at most, the test runner included. This is no part of the bench;
\`/usr/bin/time -v npx jest --ci -i test/damaged\` measures it anew.
`;
}
