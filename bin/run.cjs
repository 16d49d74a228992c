'use strict';
/**
 * Bundles a TypeScript entry with esbuild and runs it: `node bin/run.cjs <entry.ts> [-- args…]`.
 * The bundle is kept in .cache/run/ with the size and time of every file it was made from, so an unchanged
 * tree costs one stat per file instead of a build.
 */
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

/** Packages that are no JavaScript to bundle, or are only wanted by some commands and load slowly. */
const external = ['esbuild', 'typescript', 'jest', 'age-encryption', '@bufbuild/cel', 'cdk8s-cli'];

function fingerprint(file) {
  const { size, mtimeMs } = fs.statSync(path.join(root, file));
  return `${size}:${mtimeMs}`;
}

function isFresh(inputsFile, bundle) {
  if (!fs.existsSync(inputsFile) || !fs.existsSync(bundle)) return false;
  try {
    const inputs = JSON.parse(fs.readFileSync(inputsFile, 'utf8'));
    return Object.entries(inputs).every(([file, seen]) => fingerprint(file) === seen);
  } catch {
    return false; // a file went away, or another process is writing the cache: build again
  }
}

function bundleOf(entry) {
  const relative = path.relative(root, path.resolve(entry));
  const cache = path.join(root, '.cache', 'run');
  const stem = relative.replace(/[\\/]/g, '-').replace(/\.ts$/, '');
  const bundle = path.join(cache, `${stem}.cjs`);
  const inputsFile = path.join(cache, `${stem}.inputs.json`);
  if (isFresh(inputsFile, bundle)) return bundle;
  fs.mkdirSync(cache, { recursive: true });
  const scratch = `${bundle}.${process.pid}`; // two runs at once never read half a bundle
  const { metafile } = require('esbuild').buildSync({
    absWorkingDir: root,
    entryPoints: [relative],
    outfile: path.relative(root, scratch),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    sourcesContent: false,
    metafile: true,
    logLevel: 'error',
    external,
  });
  const inputs = {};
  for (const file of [...Object.keys(metafile.inputs), 'bin/run.cjs']) inputs[file] = fingerprint(file);
  fs.rmSync(inputsFile, { force: true });
  fs.renameSync(scratch, bundle);
  fs.writeFileSync(`${inputsFile}.${process.pid}`, JSON.stringify(inputs));
  fs.renameSync(`${inputsFile}.${process.pid}`, inputsFile);
  return bundle;
}

module.exports = { bundleOf, root };

if (require.main === module) {
  const [entry, ...rest] = process.argv.slice(2);
  if (!entry) {
    console.error('usage: node bin/run.cjs <entry.ts> [-- arguments…]');
    process.exit(2);
  }
  const args = rest[0] === '--' ? rest.slice(1) : rest;
  const bundle = bundleOf(entry);
  process.argv = [process.argv[0], path.resolve(entry), ...args];
  require(bundle);
}
