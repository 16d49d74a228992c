import { oncePer } from '../once-per';
import type { Schema } from '../../../imports/family';
import type { Manifest } from '../../manifest/manifest';
import { recordOf } from '../../manifest/field-path';
import type { Report } from './hits';
import { type ChartSchema, chartSchemaOf } from './charts';
import { familyOf } from './kinds';
import { walk } from './walk';

/** Values of a HelmRelease against the schema of its chart, closed: Helm itself ignores keys it does not know. */
export function checkHelmValues(manifest: Manifest, chartName: string | undefined, report: Report): void {
  const chart = chartName === undefined ? undefined : chartSchemaOf(chartName);
  if (!chart) return;
  const values = recordOf(recordOf(manifest.spec).values);
  walk(
    {
      definitions: definitionsFor(chart),
      isCore: true,
      isClosed: true,
      report: (_rule, path, message, fix) => report('charts/values', path, message, fix),
    },
    chart.schema,
    values,
    'spec.values',
  );
}

/** Types of the chart beside Kubernetes' own, which its values hold pieces of. */
const definitionsFor = oncePer(
  (chart: ChartSchema): Readonly<Record<string, Schema>> => ({ ...familyOf('k8s').definitions, ...chart.definitions }),
);

/** The chart that a HelmRelease installs: named by itself, or the last part of the address of its OCIRepository. */
export function chartNameOf(release: Manifest, manifests: readonly Manifest[]): string | undefined {
  const { chart, chartRef } = recordOf(release.spec);
  const named = recordOf(recordOf(chart).spec).chart;
  if (typeof named === 'string') return named;
  const { kind, name, namespace = release.metadata.namespace } = recordOf(chartRef);
  const source = manifests.find(
    ({ kind: other, metadata }) => other === kind && metadata?.name === name && metadata.namespace === namespace,
  );
  const { url } = recordOf(source?.spec);
  return typeof url === 'string' ? url.slice(url.lastIndexOf('/') + 1) : undefined;
}
