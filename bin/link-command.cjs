'use strict';
/**
 * Puts `rackwright` beside the commands of the packages, which npm does for every package but the one it installs.
 * Without it `npx rackwright` still works, but looks through the whole tree first and takes twice as long.
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
