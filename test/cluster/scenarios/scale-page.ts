import { cpus, totalmem } from 'node:os';
import type { ScaleRow } from './scale';

/** The figures of scenario 9 as a page of docs/. */
export function scalePage(rack: string, rows: readonly ScaleRow[]): string {
  const [small, large] = rows as [ScaleRow, ScaleRow];
  const row = (name: string, of: (row: ScaleRow) => number, print: (value: number) => string) =>
    `| ${name} | ${print(of(small))} | ${print(of(large))} | ${(of(large) / of(small)).toFixed(1)} |`;
  const programs = Object.keys(small.memoryBytes);
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  return `# Benchmarks of a running rack

<!-- Written by node bin/run.cjs test/cluster/cli.ts -- scale --write -->

What a larger rack costs the control plane and Flux: the apps of \`${rack}\` on its own ${small.blades} blades and on
${large.blades} (\`test/fixtures/valid/200-nodes-on-ten-switches.yaml\`), each on a fresh bench
([verification-bench.md](verification-bench.md), scenario 9). The programs are the real ones; blades are simulated, so
pulling images, starting containers and attaching volumes take no time. All programs share the cores with the bench and
with whatever else the machine does: trust the last column, not the seconds.

| | ${small.blades} blades | ${large.blades} blades | times |
|---|---|---|---|
${[
  row('objects in the output', ({ declared }) => declared, String),
  row('objects in the API server', ({ objects }) => objects, String),
  row('pods', ({ pods }) => pods, String),
  row('until every pod has a blade', ({ scheduledSeconds }) => scheduledSeconds, seconds),
  row('until Flux and all pods are Ready', ({ readySeconds }) => readySeconds, seconds),
  row('a reconciliation that changes nothing', ({ reconcileSeconds }) => reconcileSeconds, seconds),
  ...programs.map((name) => row(`memory of ${name}`, ({ memoryBytes }) => memoryBytes[name] ?? 0, mebibytes)),
].join('\n')}

The output does not grow with the rack: what runs on every blade is one DaemonSet. What grows is what those DaemonSets
make: pods, and with them events, endpoints and the API server's memory. Measured with Node ${process.version} on
${cpus().length} cores and ${gibibytes} GiB.
`;
}

function seconds(value: number): string {
  return `${value.toFixed(0)} s`;
}

function mebibytes(value: number): string {
  return `${Math.round(value / 1024 ** 2)} MiB`;
}
