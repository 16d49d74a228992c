import { parse } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { labelsIn } from '../alerts/promql';

export interface RecordedSeries {
  name: string;
  expr: string;
  /** Labels that it may carry: its own, and those that its expression keeps. */
  labels: string[];
  own: Readonly<Record<string, string>>;
}

interface RuleFile {
  groups: { rules: { record?: string; expr: string; labels?: Record<string, string> }[] }[];
}

/** Series that Prometheus records by the rules of the rack. */
export function recordedSeries(manifests: readonly Manifest[]): RecordedSeries[] {
  const config = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus');
  const { groups } = parse((config!['data'] as Record<string, string>)['rules.yaml']!) as RuleFile;
  return groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ record, expr, labels: own = {} }) =>
      record === undefined ? [] : [{ name: record, expr, own, labels: [...Object.keys(own), ...labelsIn(expr)] }],
    );
}
