import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordMetrics } from './record';
import { familiesOf, withTable } from './table';

/** `npm run metrics`: the recording that alerts and dashboards are tested against, and the table of docs/thermal.md. */
const project = join(__dirname, '..');
const page = join(project, '../docs/thermal.md');

async function main(): Promise<void> {
  const recorded = await recordMetrics(join(project, 'dist/thermal-daemon.js'));
  writeFileSync(join(project, 'metrics/metrics.recorded.txt'), recorded);
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), familiesOf(recorded)));
}

void main();
