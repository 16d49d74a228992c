// Bundles: `node build.cjs` makes dist/thermal-daemon.js (what the image carries), `node build.cjs sim` the simulation.
const { buildSync } = require('esbuild');
const { version } = require('./package.json');

const bundles = {
  daemon: { entryPoints: ['src/main.ts'], outfile: 'dist/thermal-daemon.js' },
  sim: { entryPoints: { sim: 'sim/main.ts', 'sim-worker': 'sim/worker.ts' }, outdir: 'dist' },
  image: { entryPoints: ['image/main.ts'], outfile: 'dist/build-image.js' },
  'image-test': { entryPoints: ['image/verify.ts'], outfile: 'dist/verify-image.js' },
  'record-digest': { entryPoints: ['image/record-digest.ts'], outfile: 'dist/record-digest.js' },
  metrics: { entryPoints: ['metrics/main.ts'], outfile: 'dist/metrics.js' },
  heap: { entryPoints: ['vm/heap.ts'], outfile: 'dist/heap.js' },
  vm: { entryPoints: ['vm/main.ts'], outfile: 'dist/vm.js' },
};
const name = process.argv[2] ?? 'daemon';
const bundle = bundles[name];
if (!bundle) throw new Error(`no bundle "${name}"; there are ${Object.keys(bundles).join(', ')}`);

buildSync({
  ...bundle,
  absWorkingDir: __dirname,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { 'process.env.THERMAL_DAEMON_VERSION': JSON.stringify(version) },
  // The image replaces this module by its one native file; a checkout resolves it from node_modules.
  external: ['i2c-bus', 'esbuild'],
  logLevel: 'warning',
});
