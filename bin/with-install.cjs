'use strict';
/**
 * `npm start` and `npm test` on a fresh clone: installs what package-lock.json asks for if it is not there (and says so),
 * then runs a TypeScript entry (`with-install.cjs main.ts`) or the test suite (`with-install.cjs --test`).
 */
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { linkCommand } = require('./link-command.cjs');

const root = path.resolve(__dirname, '..');

/** npm writes node_modules/.package-lock.json last, so a lock file younger than it means an install is due. */
function installIsDue() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installed)) return true;
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(fs.readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).some(
    ([name, entry]) => name !== '' && !entry.optional && !entry.link && have[name]?.version !== entry.version,
  );
}

if (installIsDue()) {
  console.error('Installing packages as package-lock.json states (npm ci) …');
  execFileSync('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
}

linkCommand(root);

const [what, ...args] = process.argv.slice(2);
const command = what === '--test' ? ['node_modules/jest/bin/jest.js', '--ci', ...args] : ['bin/run.cjs', what, ...args];
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
