import type { SourceSlip } from './source-families';

/** Judges of `npm run test:judges`, and tests, that notice what synth lets through: by the kind of slip and the app. */
const judges: readonly [family: RegExp, file: RegExp, judge: string][] = [
  [/flag/, /prometheus/, 'judge prometheus'],
  [/flag/, /alertmanager/, 'judge alertmanager'],
  [/flag/, /node-exporter|kube-state-metrics|blackbox/, 'judge exporters'],
  [/flag/, /chat|embeddings|reranker|litellm|model/, 'judge models'],
  [/key of a configuration/, /otel-collector|tempo/, 'judge otel'],
  [/key of a configuration/, /alertmanager/, 'judge alertmanager'],
  [/metric in an alert/, /./, 'test/alerts: no case of the alert fires'],
];

/** Who stops a slip that synth lets through; undefined: nobody is known to. */
export function judgeOf({ family, file }: SourceSlip): string | undefined {
  return judges.find(([families, files]) => families.test(family) && files.test(file))?.[2];
}
