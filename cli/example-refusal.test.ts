import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceFile } from '../lib/testing/reference-rack';
import { runBootstrap } from './bootstrap';
import { runTalos } from './talos';

const root = join(__dirname, '..');
/** As it was shipped, frozen: clusters/ may hold anybody's rack. */
const reference = referenceFile;

function said(run: () => number): { code: number; out: string; words: string } {
  const [out, words] = [jest.spyOn(process.stdout, 'write'), jest.spyOn(process.stderr, 'write')];
  for (const each of [out, words]) each.mockReturnValue(true);
  const code = run();
  const text = (spy: typeof out) => spy.mock.calls.map(([each]) => String(each)).join('');
  const all = { code, out: text(out), words: text(words) };
  jest.restoreAllMocks();
  return all;
}

test.each<[string, () => number]>([
  ['bootstrap', () => runBootstrap(root, reference, {})],
  ['bootstrap --values', () => runBootstrap(root, reference, { values: 'cilium' })],
  ['bootstrap --upgrade', () => runBootstrap(root, reference, { upgrade: true })],
  ['talos', () => runTalos(root, reference, {})],
])('%s refuses the rack as it was shipped, and prints nothing that could be run', (_, run) => {
  const { code, out, words } = said(run);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(words).toContain('clusters/homelab.yaml still has addresses of examples:');
  for (const field of ['git.url', 'backups.offsite.endpoint', 'apps.alertmanager.heartbeat.server'])
    expect(words).toContain(`   ${field} is https://`);
});

test('bootstrap --example prints the steps, whose own commands are told the same', () => {
  const { code, out } = said(() => runBootstrap(root, reference, { example: true }));
  expect(code).toBe(0);
  const asking = out.split('\n').filter((line) => /npx rackwright (bootstrap|talos|secrets bootstrap) /.test(line));
  expect(asking.length).toBeGreaterThan(3);
  expect(asking.filter((line) => !line.includes(' --example'))).toEqual([]);
});

test('machines are configured, and upgraded, while a bucket is still one of examples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-'));
  const text = readFileSync(join(root, reference), 'utf8').replace('git.example.org', 'git.example.net');
  const file = 'clusters/homelab.yaml';
  mkdirSync(join(folder, 'clusters'));
  writeFileSync(join(folder, file), text);
  expect(said(() => runTalos(folder, file, {})).code).toBe(0);
  writeFileSync(join(folder, file), text.replace('  domain:', '  time: [ntp.example.org]\n  domain:'));
  expect(said(() => runTalos(folder, file, {})).code).toBe(1);
  rmSync(folder, { recursive: true });
});
