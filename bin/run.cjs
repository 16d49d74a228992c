'use strict';
/**
 * Bundles a TypeScript entry with esbuild and runs it: `node bin/run.cjs <entry.ts> [-- args…]`.
 *
 * The bundle is kept in .cache/run/ with size and time of every file it was made from, so an unchanged tree costs one
 * stat a file instead of a build; the packages count as one file, npm's record of what it installed. Beside it lies what
 * V8 compiled of it during the first run, which halves the start-up of the next ones. Both carry a hash of the bundle in
 * their names: two runs at once never read each other's half.
 */
const { isAscii } = require('node:buffer');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
/** Of the package's bundle, too. Names are not minified, so that a stack trace can still be read. */
const bundleOptions = require('./bundle-options.json');

const root = path.resolve(__dirname, '..');
const cache = path.join(root, '.cache', 'run');

/**
 * How much bytecode a function runs before V8 optimizes it: fifteen times the default. A synth is over before optimized
 * code has paid for its making, which took a third of all processor time; ten racks in one process still gain by it.
 */
v8.setFlagsFromString('--interrupt-budget=1000000');

/**
 * Room for new objects grows from 1 to 16 MiB at once instead of by doubling, and old ones are marked only when they must
 * be: a run of a second makes some 200 MiB, keeps a quarter and ends. A tenth of its processor time went into sorting them.
 */
v8.setFlagsFromString('--semi-space-growth-factor=16');
v8.setFlagsFromString('--no-incremental-marking');

/** Written by npm last of all: after changing a package by hand remove .cache/. */
const installed = 'node_modules/.package-lock.json';

/** Packages that are programs of their own. Everything else is bundled: a bundle run by V8's cache cannot import(). */
const external = ['esbuild', 'typescript', 'jest', 'cdk8s-cli'];

function stemOf(entry) {
  return path.relative(root, path.resolve(entry)).replace(/[\\/]/g, '-').replace(/\.ts$/, '');
}

function fingerprint(file) {
  const { size, mtimeMs } = fs.statSync(`${root}/${file}`);
  return `${size}:${mtimeMs}`;
}

/** The kept bundle, if every file it was made from is still as it was. */
function kept(stem) {
  try {
    const { bundle, inputs } = JSON.parse(fs.readFileSync(path.join(cache, `${stem}.json`), 'utf8'));
    const isFresh = inputs.every(([file, seen]) => fingerprint(file) === seen);
    return isFresh && fs.existsSync(path.join(cache, bundle)) ? path.join(cache, bundle) : undefined;
  } catch {
    return undefined; // nothing kept yet, or a file went away, or another run is writing: build
  }
}

function build(entry, stem) {
  const startMs = Date.now();
  const { metafile, outputFiles } = require('esbuild').buildSync({
    absWorkingDir: root,
    entryPoints: [path.relative(root, path.resolve(entry))],
    outfile: `${stem}.cjs`,
    ...bundleOptions,
    metafile: true,
    // Read only when an error's place is asked for; beside the bundle it costs a run nothing.
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
    external,
  });
  const { contents } = outputFiles.find(({ path: file }) => file.endsWith('.cjs'));
  const { contents: map } = outputFiles.find(({ path: file }) => file.endsWith('.map'));
  const bundle = `${stem}.${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.cjs`;
  fs.mkdirSync(cache, { recursive: true });
  writeWhole(path.join(cache, `${bundle}.map`), map);
  writeWhole(path.join(cache, bundle), contents);
  const ours = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const inputs = [...ours, 'bin/run.cjs', 'bin/bundle-options.json', installed].map((file) => [
    file,
    fingerprint(file),
  ]);
  // A file saved while esbuild read it may be in the bundle in its old form: keep nothing, build again next time.
  const isSettled = inputs.every(([, seen]) => Number(seen.split(':')[1]) < startMs);
  if (isSettled) {
    writeWhole(path.join(cache, `${stem}.json`), JSON.stringify({ bundle, inputs }));
    removeOlder(stem, bundle);
  }
  return path.join(cache, bundle);
}

function writeWhole(file, contents) {
  const scratch = `${file}.${process.pid}`;
  fs.writeFileSync(scratch, contents);
  fs.renameSync(scratch, file);
}

/** Bundles of yesterday; one that another run may still be reading stays open for it. */
function removeOlder(stem, bundle) {
  const isOlder = (name) =>
    name.startsWith(`${stem}.`) && /\.cjs(\.map|(\.[a-z-]+)?\.v8)?$/.test(name) && !name.startsWith(bundle);
  for (const name of fs.readdirSync(cache).filter(isOlder)) fs.rmSync(path.join(cache, name), { force: true });
}

/** A command has its own compiled code: that of another lacks its functions and is longer to read. */
function compiledFor(bundle, command = '') {
  return `${bundle}${/^[a-z][a-z-]*$/.test(command) ? `.${command}` : ''}.v8`;
}

/** Runs a bundle as a CommonJS module, with V8's compiled code if there is any for it. */
function run(bundle) {
  const compiled = compiledFor(bundle, process.argv[2]);
  const cachedData = fs.existsSync(compiled) ? fs.readFileSync(compiled) : undefined;
  const source = fs.readFileSync(bundle);
  // One character beyond ASCII doubles what V8 reads, 30 ms of a run: esbuild escapes all but those of regular expressions.
  const text = source.toString(isAscii(source) ? 'latin1' : 'utf8');
  const script = new vm.Script(Module.wrap(text), { filename: bundle, cachedData });
  const module = new Module(bundle);
  module.filename = bundle;
  script.runInThisContext()(module.exports, Module.createRequire(bundle), module, bundle, path.dirname(bundle));
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end, so that the functions that were called are in it.
    process.once('exit', (code) => {
      if (code === 2) return; // could not run, such as a command that there is not
      try {
        writeWhole(compiled, script.createCachedData());
      } catch {
        // A full disk must not fail a run that is otherwise done.
      }
    });
  }
}

/** Node shows the line that threw, which in a bundle is some hundred thousand characters long. */
function showWithoutSource(error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
}

function runEntry(entry) {
  process.once('uncaughtException', showWithoutSource);
  const stem = stemOf(entry);
  run(kept(stem) ?? build(entry, stem));
}

module.exports = { runEntry, root };

if (require.main === module) {
  const [entry, ...rest] = process.argv.slice(2);
  if (!entry) {
    console.error('usage: node bin/run.cjs <entry.ts> [-- arguments…]');
    process.exit(2);
  }
  process.argv = [process.argv[0], path.resolve(entry), ...(rest[0] === '--' ? rest.slice(1) : rest)];
  runEntry(entry);
}
