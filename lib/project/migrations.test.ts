import { appBlocks } from '../app-blocks';
import { loadRack } from '../rack-file/load';
import { referenceText } from '../testing/reference-rack';
import { compareVersions, migrationsBetween } from './migrations';
import { productApps } from './project';

const load = (text: string) => loadRack({ text, file: 'clusters/old.yaml', apps: appBlocks(productApps) }).rack;
/** A rack file of 0.1, which names only what it resizes or switches off. */
const old = (lines: string) => referenceText.replace(/^apps:.*\n(?: {2}.*\n)+/m, lines);
const migrated = (text: string) => migrationsBetween('0.1.0', '0.2.0').reduce((so, { migrate }) => migrate(so), text);

/** Apps that 0.1 did not have: an update switches nothing on. */
const newSince = ['document-backups', 'log-collector', 'logs', 'restore-drill'];

test.each([
  ['without a word about apps', '', []],
  ['with a size', 'apps:\n  postgres: { memory: 2Gi }\n', []],
  ['with an app off', 'apps:\n  chat-large: off\n', ['chat-large']],
  ['with all lines commented out', 'apps:\n', []],
])('a rack file of 0.1 %s runs the same apps in 0.2', (_, lines, off) => {
  const before = load(referenceText);
  const after = load(migrated(old(lines)));
  const expected = Object.keys(before?.apps ?? {}).filter((name) => ![...off, ...newSince].includes(name));
  expect(Object.keys(after?.apps ?? {}).sort()).toEqual(expected.sort());
});

test('keeps comments and what else stands in the file', () => {
  const text = migrated(old('apps: # mine\n  minio: { disk: 300Gi } # large\n'));
  expect(text).toContain('minio: { disk: 300Gi } # large');
  expect(text).toContain('# also DNS and time: a CM4 has no clock');
});

test('changes nothing in a file that names every app', () => {
  expect(load(migrated(referenceText))).toEqual(load(referenceText));
});

test.each([
  ['0.1.0', '0.2.0', 1],
  ['0.2.0', '0.3.0', 0],
  ['0.1.0', '0.1.9', 0],
])('from %s to %s there are %d to do', (from, to, count) => {
  expect(migrationsBetween(from, to)).toHaveLength(count);
});

test('versions compare by number', () => {
  expect(compareVersions('0.10.0', '0.9.1')).toBeGreaterThan(0);
  expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
});
