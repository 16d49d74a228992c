'use strict';
/**
 * Puts `rackwright` beside the commands of the packages. package.json has no `bin` field on purpose: npx would install
 * the project into its own cache to have that one linked, and take 0.3 s longer every time.
 */
const fs = require('node:fs');
const path = require('node:path');

function linkCommand(root) {
  const link = path.join(root, 'node_modules', '.bin', 'rackwright');
  if (process.platform === 'win32' || fs.existsSync(link) || !fs.existsSync(path.dirname(link))) return;
  fs.symlinkSync('../../bin/rackwright.cjs', link);
}

module.exports = { linkCommand };

if (require.main === module) linkCommand(path.resolve(__dirname, '..'));
