import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { ownerFiles } from '../../lib/project/owner-files';

/**
 * Nobody holds the names on the registry yet, so a document that says `npm install rackwright` would have somebody install
 * whatever a stranger put there. Documents name a tarball or a tag of git. What runs by the name (`npx rackwright`) does so
 * where the package is installed, and `.npmrc` keeps npx from asking a registry.
 */
const bare: readonly RegExp[] = [
  /\b(?:npm|pnpm|yarn|bun) (?:create|init) (?:-y |--yes )?rackwright\b/,
  /\b(?:npm|pnpm|yarn|bun) (?:i|install|add|exec|dlx)\b[^\n`|&;]*?(?<![\w./-])(?:create-)?rackwright(?:@[\w.^~-]+)?(?![\w./-])/,
  /\b(?:npx|bunx|pnpx)\b(?: -\S+| --\S+)* (?:create-rackwright|rackwright@)/,
  /--package[= ](?:create-)?rackwright(?![\w./-])/,
];

const found = (text: string): string[] => bare.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

test.each([
  'npm create rackwright',
  'npm create rackwright@latest',
  'npm init rackwright my-rack',
  'npm install rackwright',
  'npm i --save-dev rackwright@0.3.0',
  'yarn add rackwright',
  'pnpm dlx create-rackwright',
  'npx rackwright@latest init',
  'npx --yes create-rackwright',
  'npx --package rackwright rackwright init',
])('"%s" is a bare name', (line) => {
  expect(found(line)).not.toEqual([]);
});

test.each([
  'npx rackwright secrets create',
  'npm install ../rackwright-0.3.0.tgz',
  'npx --package ./build/rackwright-0.3.0.tgz rackwright init my-rack',
  'git clone https://git.example.org/rackwright && npm install',
])('"%s" is none', (line) => {
  expect(found(line)).toEqual([]);
});

const documents = execFileSync('git', ['ls-files', '-z', '*.md', 'cli/*.ts', 'lib/project/*.ts', 'clusters'], {
  encoding: 'utf8',
})
  .split('\0')
  // What is deleted and not committed yet is listed, too.
  .filter((path) => path !== '' && !/\.test\.ts$/.test(path) && existsSync(path));

test('no document, no help and no message names what nobody holds', () => {
  expect(documents.length).toBeGreaterThan(100);
  const named = documents.flatMap((path) => found(readFileSync(path, 'utf8')).map((text) => `${path}: ${text}`));
  expect(named).toEqual([]);
});

test('nor does a file that init writes', () => {
  const files = ownerFiles({
    rack: 'attic',
    rackText: '',
    package: 'file:../rackwright-0.3.0.tgz',
    nodes: 6,
    what: 'metrics',
  });
  const named = Object.entries(files).flatMap(([path, text]) => found(text).map((each) => `${path}: ${each}`));
  expect(named).toEqual([]);
});
