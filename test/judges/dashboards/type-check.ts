import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Shown, isLogsQl, isPromQl, panelsOf } from '../../dashboards/shown';
import { checkout } from '../tree/checkout';

/** Types of the options and of the field options of each kind of panel. */
const parts: Record<string, [options: string, field: string]> = {
  timeseries: ['LinesOptions', 'LinesField'],
  stat: ['StatOptions', 'never'],
  table: ['TableOptions', 'TableField'],
  logs: ['LogsOptions', 'never'],
};

/**
 * What the compiler says of dashboards written out as literals of the SDK's types: there every unknown key counts. The
 * SDK leaves a panel's options open, so those are judged as what their kind of panel takes. Empty: nothing.
 */
export function typeFaults(shown: readonly Shown[]): string {
  const root = checkout();
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'dashboards-'));
  try {
    writeFileSync(join(folder, 'dashboards.ts'), shown.map(literals).join('\n'));
    const config = { extends: '../../tsconfig.json', include: ['dashboards.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(root, 'node_modules', 'tsgo', 'bin', 'tsc');
    const args = [compiler, '--noEmit', '-p', join(folder, 'tsconfig.json')];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return status === 0 ? '' : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function literals({ json, file }: Shown): string {
  const name = file.replace(/\W/g, '_');
  const types = `import('../../lib/kit/grafana-types')`;
  const panels = panelsOf(json).flatMap((panel, i) => {
    const [options, field] = parts[panel.type] ?? ['never', 'never'];
    const custom = panel.fieldConfig?.defaults.custom as unknown;
    return [
      `export const ${name}_options_${i}: ${types}.${options} = ${JSON.stringify(panel.options)};`,
      ...(custom === undefined
        ? []
        : [`export const ${name}_field_${i}: ${types}.${field} = ${JSON.stringify(custom)};`]),
      ...panel.targets.map((target, k) => {
        const type = isPromQl(target) ? 'PromTarget' : isLogsQl(target) ? 'LogTarget' : 'TraceTarget';
        return `export const ${name}_query_${i}_${k}: ${types}.${type} = ${JSON.stringify(target)};`;
      }),
    ];
  });
  return [`export const ${name}: ${types}.DashboardJson = ${JSON.stringify(json)};`, ...panels].join('\n');
}
