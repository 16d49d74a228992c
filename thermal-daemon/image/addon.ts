import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NodeRuntime } from './node-runtime';
import { toolchains, type Architecture } from './pins';
import { run } from './run';

/**
 * Compiles i2c-bus' one source file against the headers of the Node that the image carries, as its binding.gyp and
 * Node's own flags would, without node-gyp, whose configuration of the building machine would leak in.
 */
export function buildAddon(
  architecture: Architecture,
  node: NodeRuntime,
  packageRoot: string,
  outDirectory: string,
): Buffer {
  const { compiler, compilerPackage } = toolchains[architecture];
  const modules = path.join(packageRoot, 'node_modules');
  const output = path.join(outDirectory, `i2c-${architecture}.node`);
  mkdirSync(outDirectory, { recursive: true });
  run(
    compiler,
    [
      ...['-shared', '-fPIC', '-O2', '-pthread', '-std=gnu++17', '-fno-rtti', '-fno-exceptions'],
      ...['-DNODE_GYP_MODULE_NAME=i2c', '-DBUILDING_NODE_EXTENSION', '-DV8_DEPRECATION_WARNINGS'],
      ...['-D_LARGEFILE_SOURCE', '-D_FILE_OFFSET_BITS=64', '-Wno-deprecated-declarations', '-Wno-cast-function-type'],
      // Nothing of the building machine in the file: no paths, no random build id, no symbols.
      ...[
        `-ffile-prefix-map=${packageRoot}=.`,
        `-ffile-prefix-map=${node.directory}=node`,
        '-Wl,--build-id=none',
        '-s',
      ],
      ...['-I', path.join(node.directory, 'include', 'node'), '-I', path.join(modules, 'nan')],
      ...['-o', output, path.join(modules, 'i2c-bus', 'src', 'i2c.cc')],
    ],
    { from: compilerPackage },
  );
  return readFileSync(output);
}
