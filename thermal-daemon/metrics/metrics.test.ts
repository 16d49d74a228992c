import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordMetrics } from './record';
import { familiesOf, lasting, withTable } from './table';

const project = join(__dirname, '..');
const recorded = readFileSync(join(__dirname, 'metrics.recorded.txt'), 'utf8');
const page = readFileSync(join(project, '../docs/thermal.md'), 'utf8');

describe('the recorded metrics', () => {
  it('are what the daemon says today (else: npm run metrics)', async () => {
    execFileSync(process.execPath, ['build.cjs'], { cwd: project });
    expect(lasting(await recordMetrics(join(project, 'dist/thermal-daemon.js')))).toEqual(lasting(recorded));
  });

  it('are listed in docs/thermal.md, with type, labels and meaning (else: npm run metrics)', () => {
    expect(withTable(page, familiesOf(recorded))).toBe(page);
  });

  it('are the only ones that docs/thermal.md speaks of', () => {
    const known = new Set(familiesOf(recorded).map(({ name }) => name));
    const named = [...page.matchAll(/\bthermal_[a-z_]+[a-z]\b/g)].map(([name]) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(known.size);
  });
});

describe('the table', () => {
  const text = '# HELP a_total Counts.\n# TYPE a_total counter\na_total{kind="x",of="y"} 1\n';

  it('has a row for each family, with its labels', () => {
    const marked = 'before <!-- metrics: made by `npm run metrics` in thermal-daemon/ -->old<!-- /metrics --> after';
    expect(withTable(marked, familiesOf(text))).toMatch(
      /^before <!--.*-->\n\n.*\n.*\n\| `a_total\{kind,of\}` \| counter \| Counts\. \|\n\n<!-- \/metrics --> after$/,
    );
  });

  it('wants its marks', () => {
    expect(() => withTable('no marks', [])).toThrow('expected the marks');
  });

  it('takes no notice of moments, but of every other value', () => {
    const at = (value: number, rpm: number) => `x_timestamp_seconds ${value}\nthermal_fan_rpm{fan="1"} ${rpm}\n`;
    expect(lasting(at(1, 5))).toEqual(lasting(at(2, 5)));
    expect(lasting(at(1, 5))).not.toEqual(lasting(at(1, 6)));
  });
});
