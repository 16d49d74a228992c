import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricList } from '../../../imports/metrics/metric-list';
import { metricLists, seriesIndex } from '../../metric-lists';
import { checkout } from '../tree/checkout';
import { metricsOfStates } from './exposition';
import { printMetricList } from './print-metric-list';
import { recipes } from './recipes';

/**
 * `npm run record:metrics -- <exporter> …` starts the exporters named, reads what they expose and writes it to
 * `imports/metrics/<exporter>.yaml`. Lists from upstream source are written by people; each says from which file.
 */
async function main(names: string[]): Promise<void> {
  const folder = join(checkout(), 'imports', 'metrics');
  const unknown = names.filter((name) => !recipes.some(({ exporters }) => name in exporters));
  if (names.length === 0 || unknown.length > 0) {
    const known = recipes.flatMap(({ exporters }) => Object.keys(exporters)).sort();
    console.error(
      `${unknown.length > 0 ? `no recipe for ${unknown.join(', ')}; ` : ''}name some of: ${known.join(', ')}`,
    );
    process.exitCode = 2;
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const { exporters, record, recorded } of recipes.filter(({ exporters }) =>
    names.some((name) => name in exporters),
  )) {
    const texts = await record();
    for (const [exporter, text] of Object.entries(texts)) {
      const list: MetricList = {
        exporter,
        version: exporters[exporter]!,
        from: 'running binary',
        recorded: recorded ?? `npm run record:metrics -- ${exporter}`,
        metrics: metricsOfStates([text].flat()),
      };
      writeFileSync(join(folder, `${exporter}.yaml`), printMetricList(list));
      console.log(`${exporter}: ${Object.keys(list.metrics).length} metrics, ${seriesOf(list)} series`);
    }
  }
}

function writeIndex(): void {
  writeFileSync(join(checkout(), 'imports', 'metrics', 'series.json'), seriesIndex(metricLists(checkout())));
}

function seriesOf({ metrics }: MetricList): number {
  return Object.values(metrics).reduce((sum, { series }) => sum + series, 0);
}

main(process.argv.slice(2)).then(
  () => {
    writeIndex();
    process.exit();
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
