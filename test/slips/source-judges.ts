import type { SourceSlip } from './source-families';

type Row = readonly [family: RegExp, file: RegExp, by: string, line?: RegExp];

/** Judges of `npm run test:judges`, and tests, that notice what synth lets through: by the kind of slip and the app. */
const judges: readonly Row[] = [
  [/flag/, /prometheus/, 'judge prometheus'],
  [/flag/, /alertmanager/, 'judge alertmanager'],
  [/flag/, /node-exporter|kube-state-metrics|blackbox/, 'judge exporters'],
  [/flag/, /chat|embeddings|reranker|litellm|model/, 'judge models'],
  [/flag|path|variable|mount/, /restore-drill/, 'judge drill'],
  [/key of a configuration/, /otel-collector|tempo/, 'judge otel'],
  [/key of a configuration/, /alertmanager/, 'judge alertmanager'],
  [/metric in an alert/, /./, 'test/alerts: no case of the alert fires'],
];

/** Slips that change the tree and nothing that anybody could notice. They count on neither side. */
const harmless: readonly Row[] = [
  [/path/, /thermal-daemon\.ts/, 'the folder and who is told of it move together', /configPath/],
  [/path/, /tempo\.ts/, 'another folder of the same volume', /\/var\/tempo\/w/],
];

const found = (rows: readonly Row[], { family, file, after }: SourceSlip): string | undefined =>
  rows.find(([families, files, , line = /./]) => families.test(family) && files.test(file) && line.test(after))?.[2];

/** Who stops a slip that synth lets through; undefined: nobody is known to. */
export function judgeOf(slip: SourceSlip): string | undefined {
  return found(judges, slip);
}

/** Why a slip that synth lets through does no harm; undefined when it may do some. */
export function whyHarmless(slip: SourceSlip): string | undefined {
  return found(harmless, slip);
}
