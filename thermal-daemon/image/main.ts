import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildImage, builderVersion, placeFor } from './build-image';
import { nodeRuntime } from './node-runtime';
import { nodePins, type Architecture } from './pins';
import { Missing } from './run';

const usage = `usage: npm run image [-- <directory>]
Builds the OCI image (linux/arm64 and linux/amd64) as an image layout into dist/image.`;

/** The bundle lies in dist/. */
const packageRoot = path.resolve(__dirname, '..');

function main(args: readonly string[]): number {
  if (args.some((arg) => arg.startsWith('-'))) {
    console.error(usage);
    return 2;
  }
  try {
    return builderIsPinned()
      ? build(path.resolve(args[0] ?? path.join(packageRoot, 'dist', 'image')))
      : withPinnedNode();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(`The image cannot be built here.\n${error.message}`);
    return 2;
  }
}

const builderIsPinned = (): boolean => process.version === builderVersion;

function withPinnedNode(): number {
  const architecture: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const { binary } = nodeRuntime(nodePins[architecture], placeFor(packageRoot).cacheDirectory);
  return spawnSync(binary, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1;
}

function build(directory: string): number {
  const { index, images } = buildImage(placeFor(packageRoot), directory);
  for (const { digest, platform } of images) console.error(`${platform?.os}/${platform?.architecture} ${digest}`);
  console.error(`layout ${path.relative(process.cwd(), directory)}`);
  console.log(index.digest);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
