import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRunbook } from './runbook';

let root: string;
const list = (): string[] => {
  let text = '';
  const print = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  runRunbook({ root, cwd: root }, {});
  print.mockRestore();
  return text.trimEnd().split('\n');
};
const rack = (name: string, text: string) => writeFileSync(join(root, 'clusters', `${name}.yaml`), text);
const small = readFileSync('clusters/examples/one-node.yaml', 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runbook-'));
  cpSync('images.lock.yaml', join(root, 'images.lock.yaml'));
  cpSync('docs/runbooks', join(root, 'docs/runbooks'), { recursive: true });
  cpSync('clusters/examples/one-node.yaml', join(root, 'clusters/small.yaml'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('lists the pages of the rack, and none of apps that it does not run', () => {
  const pages = list();
  expect(pages).toContain('replace-a-blade');
  expect(small).not.toContain('postgres');
  expect(pages).not.toContain('postgres');
  expect(pages).not.toContain('README');
});

test.each([
  ['there is no rack file yet', () => rmSync(join(root, 'clusters/small.yaml'))],
  ['there are two racks', () => rack('other', small.replace(/^name: .*/m, 'name: other'))],
  ['the rack file has errors', () => rack('small', 'name: small\n')],
])('lists every page where %s', (_when, change) => {
  change();
  expect(list()).toContain('postgres');
});
