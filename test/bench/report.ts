import { cpus, totalmem } from 'node:os';
import type { ManyRacks } from './many-racks';
import type { Timing } from './measure';

interface Measured {
  objects: number;
  rounds: number;
  timings: readonly Timing[];
  racks: ManyRacks;
  /** Why kustomize was not timed. */
  missing?: string;
}

export interface Target {
  name: string;
  holds: boolean;
  said: string;
}

/** The figures as text, as the page of docs/, and held against what the project promises. */
export function report(measured: Measured): { figures: string; page: string; targets: Target[] } {
  const figures = tables(measured);
  const targets = targetsOf(measured);
  return { figures, page: page(figures, targets), targets };
}

function targetsOf({ timings, racks }: Measured): Target[] {
  const [node, npx, stock] = timings as [Timing, Timing, Timing];
  const ratio = (name: string, value: number, limit: number): Target => ({
    name,
    holds: value <= limit,
    said: `${value.toFixed(3)}, at most ${limit}`,
  });
  return [
    ratio('synth by node against the stock template', node.medianMs / stock.medianMs, 0.15),
    ratio('synth by npx against the stock template', npx.medianMs / stock.medianMs, 0.25),
    ratio('time per object at ten racks against one', racks.ten.medianMs / 10 / racks.one.medianMs, 1.15),
  ];
}

function tables({ objects, rounds, timings, racks, missing }: Measured): string {
  const stock = timings[2]!.medianMs;
  const row = ({ name, medianMs, minMs, maxMs }: Timing, against: number) =>
    `| ${name} | ${ms(medianMs)} | ${ms(minMs)}–${ms(maxMs)} | ${(medianMs / against).toFixed(3)} |`;
  return [
    `${objects} objects, ${rounds} rounds in turn, whole processes, wall time.`,
    '',
    '| process | median | range | against the stock template |',
    '|---|---|---|---|',
    ...timings.map((timing) => row(timing, stock)),
    ...(missing === undefined ? [] : [`| kustomize build | not timed: ${missing} | | |`]),
    '',
    '| racks in one process | median | range | time per object, one rack = 1 |',
    '|---|---|---|---|',
    row(racks.one, racks.one.medianMs),
    row(racks.ten, racks.one.medianMs * 10),
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

\`npm run bench\` times the whole \`rackwright synth\` of the reference rack, with every check, against the stock cdk8s
TypeScript template (\`cdk8s init\` style, ts-node) rendering as many objects, and against \`kustomize build\` of the same
\`dist/\`. All of them run in turn in one go: on a noisy machine trust the ratios, not the milliseconds.

${figures}

${verdicts}

Measured with Node ${process.version} on ${cpus().length} cores and ${gibibytes} GiB.
`;
}
