import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import bundleOptions from '../bin/bundle-options.json';
import { appBlocks } from '../lib/app-blocks';
import { productApps } from '../lib/project/project';
import { rackJsonSchema } from '../lib/rack-file/json-schema';
import { packedFiles } from './packed-pages';
import { typedLibraries, writeTypes } from './types';

/**
 * `npm run package`: writes `build/rackwright-<version>.tgz`, which an owner's repository installs, and
 * `build/create-rackwright-<version>.tgz`, which `npm create` runs. The command is one bundle; what it needs besides is
 * esbuild, to compile apps of one's own. Of cdk8s, constructs and zod the package carries the types, since `rackwright/kit`
 * hands out the copies that are in the bundle.
 */
interface Manifest {
  version: string;
  description: string;
  license: string;
  engines: object;
  dependencies: Record<string, string>;
}

const root = process.cwd();
const ours = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { version } = ours;

packRackwright(join(root, 'build', 'package'));
packCreate(join(root, 'build', 'create'));

function packRackwright(stage: string): void {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(join(stage, 'bin'), { recursive: true });
  bundle(join(stage, 'rackwright.cjs'));
  // What main.ts and apps of an owner import, in the copy that runs already.
  write(
    stage,
    'index.cjs',
    "const { main, synth } = require('./rackwright.cjs');\nmodule.exports = { main, synth };\n",
  );
  write(stage, 'kit.cjs', "module.exports = require('./rackwright.cjs').kit;\n");
  write(
    stage,
    'bin/rackwright.cjs',
    "void require('../rackwright.cjs').main(process.argv);\n",
    '#!/usr/bin/env node\n',
  );
  cpSync('release/index.d.ts', join(stage, 'index.d.ts'));
  writeTypes(join(stage, 'types'), stage);
  for (const [path, content] of packedFiles(root)) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    writeFileSync(join(stage, path), content);
  }
  const schema = rackJsonSchema(appBlocks(productApps), { ownApps: true });
  writeFileSync(join(stage, 'schema/rack.schema.json'), `${JSON.stringify(schema, null, 2)}\n`);
  pack(stage, {
    name: 'rackwright',
    version,
    description: ours.description,
    license: ours.license,
    engines: ours.engines,
    bin: { rackwright: 'bin/rackwright.cjs' },
    exports: {
      '.': { types: './index.d.ts', default: './index.cjs' },
      './kit': { types: './types/lib/kit-api.d.ts', default: './kit.cjs' },
      './package.json': './package.json',
    },
    dependencies: {
      esbuild: ours.dependencies['esbuild'],
      ...Object.fromEntries(typedLibraries.map((name) => [name, ours.dependencies[name]])),
    },
    bundleDependencies: typedLibraries,
  });
}

/** It depends on the very version that it was packed with, which writes itself into the new repository. */
function packCreate(stage: string): void {
  rmSync(stage, { recursive: true, force: true });
  cpSync('release/create', stage, { recursive: true });
  cpSync('LICENSE', join(stage, 'LICENSE'));
  const manifest = JSON.parse(readFileSync('release/create/package.json', 'utf8')) as object;
  pack(stage, { ...manifest, version, engines: ours.engines, dependencies: { rackwright: version } });
}

function bundle(outfile: string): void {
  buildSync({
    entryPoints: ['release/entry.ts'],
    outfile,
    ...(bundleOptions as BuildOptions),
    external: ['esbuild'],
  });
}

function write(stage: string, path: string, text: string, head = ''): void {
  writeFileSync(join(stage, path), `${head}'use strict';\n${text}`, head === '' ? {} : { mode: 0o755 });
}

function pack(stage: string, manifest: object): void {
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', join(root, 'build')], {
    cwd: stage,
    encoding: 'utf8',
  });
  const [made] = Object.values(JSON.parse(printed) as Record<string, Packed> | Packed[]);
  const megabytes = (bytes = 0) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `build/${made?.filename}: ${megabytes(made?.size)}, unpacked ${megabytes(made?.unpackedSize)}, ${made?.files.length} files`,
  );
}

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: object[];
}
