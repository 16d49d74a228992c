import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * `npm run package [-- <version>]`: writes `build/rackwright-<version>.tgz`, which an owner's repository installs. The
 * command is one bundle; what it needs besides is esbuild, to compile apps of one's own. Of cdk8s, constructs and zod the
 * package carries the types, since `rackwright/kit` hands out the copies that are in the bundle.
 */
const root = process.cwd();
const stage = join(root, 'build', 'package');
const ours = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  description: string;
  license: string;
  engines: object;
  dependencies: Record<string, string>;
};
const version = process.argv[2] ?? ours.version;
const typedLibraries = ['cdk8s', 'constructs', 'zod'];

rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, 'bin'), { recursive: true });
buildSync({
  entryPoints: ['release/entry.ts'],
  outfile: join(stage, 'rackwright.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.yaml': 'text' },
  minifyWhitespace: true,
  external: ['esbuild'],
  plugins: [],
  logLevel: 'error',
  define: {},
});
stampVersion();
writeFileSync(join(stage, 'kit.cjs'), "'use strict';\nmodule.exports = require('./rackwright.cjs').kit;\n");
writeFileSync(
  join(stage, 'bin/rackwright.cjs'),
  "#!/usr/bin/env node\n'use strict';\nvoid require('../rackwright.cjs').main(process.argv);\n",
  { mode: 0o755 },
);
writeTypes();
for (const path of [
  'LICENSE',
  'CHANGELOG.md',
  'README.md',
  'schema',
  'docs/runbooks',
  'docs/rack-file.md',
  'docs/rules.md',
  'docs/secrets.md',
]) {
  cpSync(path, join(stage, path), { recursive: true });
}
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
const [made] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', join(root, 'build')], { cwd: stage, encoding: 'utf8' }),
) as { filename: string; size: number; unpackedSize: number; files: object[] }[];
const megabytes = (bytes = 0) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(
  `build/${made?.filename}: ${megabytes(made?.size)}, unpacked ${megabytes(made?.unpackedSize)}, ${made?.files.length} files`,
);

/** The bundle holds package.json's version; a release may be packed under another. */
function stampVersion(): void {
  const bundle = join(stage, 'rackwright.cjs');
  const text = readFileSync(bundle, 'utf8');
  const stamped = text
    .replace(`version:"${ours.version}"`, `version:"${version}"`)
    .replace(`="${ours.version}"`, `="${version}"`);
  writeFileSync(bundle, stamped);
}

function manifest(): object {
  return {
    name: 'rackwright',
    version,
    description: ours.description,
    license: ours.license,
    engines: ours.engines,
    bin: { rackwright: 'bin/rackwright.cjs' },
    exports: {
      './kit': { types: './types/lib/kit-api.d.ts', default: './kit.cjs' },
      './package.json': './package.json',
    },
    dependencies: {
      esbuild: ours.dependencies['esbuild'],
      ...Object.fromEntries(typedLibraries.map((name) => [name, ours.dependencies[name]])),
    },
    bundleDependencies: typedLibraries,
  };
}

function writeTypes(): void {
  execFileSync(process.execPath, [
    'node_modules/tsgo/bin/tsc',
    '-p',
    'release/tsconfig.json',
    '--outDir',
    join(stage, 'types'),
  ]);
  for (const name of readdirSync('imports').filter((each) => each.endsWith('.d.ts'))) {
    cpSync(join('imports', name), join(stage, 'types/imports', name));
  }
  for (const library of typedLibraries) copyTypesOf(library);
}

/** Declarations only: the code of these libraries is in the bundle, and must be there once. */
function copyTypesOf(library: string): void {
  const from = join('node_modules', library);
  const to = join(stage, 'node_modules', library);
  for (const path of readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.d.ts'),
  )) {
    if (path.includes('node_modules')) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(from, path), join(to, path));
  }
  const {
    name,
    version: its,
    types,
  } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Record<string, string>;
  writeFileSync(join(to, 'package.json'), `${JSON.stringify({ name, version: its, types }, null, 2)}\n`);
}
