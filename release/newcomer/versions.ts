import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The first commit whose package knows `upgrade`: what it packs is what somebody has who took Rackwright then. */
const olderCommit = '7793c5475eeb17707c931670e82344677b0daa81';

const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
/** The version after this one, which does not exist yet. */
export const nextVersion = version.replace(
  /^(\d+)\.(\d+)\..*$/,
  (_, major: string, minor: string) => `${major}.${Number(minor) + 1}.0`,
);
export const thisVersion = version;

/** Files that a package is made of. */
const sources = [
  'lib',
  'cli',
  'imports',
  'release',
  'bin',
  'docs',
  'schema',
  'thermal-daemon/image',
  'thermal-daemon/src',
  'thermal-daemon/package.json',
];
const topFiles = [
  'package.json',
  'tsconfig.json',
  'images.lock.yaml',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  '.npmrc',
];

const newApp = `import * as z from 'zod';
import type { ConfigMap } from '../../../imports/k8s';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';

export const greeter = app({
  name: 'greeter',
  area: 'platform',
  summary: 'An app that the version before did not have',
  spec: z.strictObject({}),
  namespaces: { greeter: 'restricted' },
  build: (scope) => {
    const metadata = { name: 'greeting', namespace: 'greeter' };
    emit<ConfigMap>(scope, 'greeting', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { text: 'hello' } });
  },
});
`;

const newMigration = `
  {
    version: '${nextVersion}',
    what: 'the noise that people bear is stated: 30dB as before',
    migrate: (text) => {
      const document = parseDocument(text);
      if (!document.hasIn(['room', 'noise'])) document.setIn(['room', 'noise'], '30dB');
      return document.toString({ lineWidth: 0 });
    },
  },`;

/** Packs the older commit in a folder of its own. @returns its tarball */
export function packOlder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('git', ['cat-file', '-e', `${olderCommit}^{commit}`], { stdio: 'ignore' });
  } catch {
    throw new Error(`commit ${olderCommit} is not in this clone; git fetch --unshallow`);
  }
  const archive = execFileSync('git', ['archive', olderCommit], { maxBuffer: 1 << 30 });
  execFileSync('tar', ['x', '-C', folder], { input: archive });
  return packIn(folder);
}

/** Packs this tree as the next version: with one more app, and a change of the rack file that old ones are migrated for. */
export function packNext(folder: string): string {
  for (const path of [...sources, ...topFiles]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(path, join(folder, path), { recursive: true, filter: (from) => !from.includes('node_modules') });
  }
  plant(folder, 'package.json', `"version": "${version}"`, `"version": "${nextVersion}"`);
  writeFileSync(join(folder, 'lib/apps/platform/greeter.ts'), newApp);
  plant(
    folder,
    'lib/cluster.ts',
    'export { alertmanager }',
    "export { greeter } from './apps/platform/greeter';\nexport { alertmanager }",
  );
  plant(folder, 'lib/project/migrations.ts', 'readonly Migration[] = [', `readonly Migration[] = [${newMigration}`);
  return packIn(folder);
}

function plant(folder: string, path: string, before: string, after: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  if (!text.includes(before)) throw new Error(`${path} has no "${before}"`);
  writeFileSync(
    join(folder, path),
    text.replace(before, () => after),
  );
}

function packIn(folder: string): string {
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['bin/run.cjs', 'release/pack.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 2] });
  const name = readdirSync(join(folder, 'build')).find((each) => /^rackwright-.*\.tgz$/.test(each));
  return join(folder, 'build', name!);
}
