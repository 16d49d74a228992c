import { Document, isMap, isScalar } from 'yaml';
import type { MetricList } from '../../../imports/metrics/metric-list';

/** A metric a line, so that a new version of an exporter shows as a diff of its metrics. */
export function printMetricList(list: MetricList): string {
  const document = new Document(list);
  const metrics = document.get('metrics');
  if (!isMap(metrics)) throw new Error(`${list.exporter} exposes nothing`);
  for (const { key, value } of metrics.items) if (isScalar(key) && isMap(value)) value.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
