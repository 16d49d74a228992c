import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOf } from './oci';
import { architectures } from './pins';
import { startRegistry } from './registry';
import { absentPrograms, Missing, run as execute } from './run';
import { unpackImage } from './unpack';

const usage = `usage: npm run test:image
Builds the image twice in two places and compares every byte, pushes it to a registry on loopback, reads it back, and
runs both architectures. Needs what npm run image needs, and skopeo, docker-registry and qemu-user-static.`;

const packageRoot = path.resolve(__dirname, '..');

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    console.error(usage);
    return 2;
  }
  const scratch = mkdtempSync(path.join(tmpdir(), 'thermal-image-'));
  try {
    requireTools();
    const layout = path.join(scratch, 'first');
    const digest = build(layout);
    sameBytes(layout, digest, path.join(scratch, 'second'));
    await readBack(layout, digest, scratch);
    for (const architecture of architectures) runs(layout, architecture, path.join(scratch, architecture));
    return 0;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(`SKIPPED: ${error.message}`);
    return 2;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function requireTools(): void {
  const tools: Readonly<Record<string, string>> = {
    skopeo: 'skopeo',
    'docker-registry': 'docker-registry',
    'qemu-aarch64-static': 'qemu-user-static',
    'qemu-x86_64-static': 'qemu-user-static',
  };
  const absent = absentPrograms(Object.keys(tools));
  if (absent.length === 0) return;
  const packages = new Set(absent.map((program) => tools[program]));
  throw new Missing(
    `not installed: ${absent.join(', ')}\n  apt-get install -y --no-install-recommends ${[...packages].join(' ')}`,
  );
}

const build = (directory: string): string =>
  execute(process.execPath, [path.join(packageRoot, 'dist', 'build-image.js'), directory])
    .toString()
    .trim();

function sameBytes(first: string, digest: string, second: string): void {
  const again = build(second);
  const files = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  if (digest !== again) throw new Error(`built twice, the image is ${digest} and ${again}`);
  if (files(first).join() !== files(second).join()) throw new Error('built twice, the layouts hold different files');
  execute('diff', ['-r', first, second]);
  console.log(`ok    built twice, byte for byte ${digest}`);
}

async function readBack(layout: string, digest: string, scratch: string): Promise<void> {
  const registry = await startRegistry(path.join(scratch, 'registry'));
  try {
    const reference = `docker://${registry.address}/rackwright/thermal-daemon:test`;
    const plain = { to: '--dest-tls-verify=false', from: '--src-tls-verify=false' };
    const copy = ['--insecure-policy', 'copy', '--all', '--preserve-digests', '--quiet'];
    execute('skopeo', [...copy, plain.to, `oci:${layout}`, reference]);
    const served = digestOf(execute('skopeo', ['inspect', '--raw', '--tls-verify=false', reference]));
    if (served !== digest) throw new Error(`the registry serves ${served}, built was ${digest}`);
    const pulled = path.join(scratch, 'pulled');
    execute('skopeo', [...copy, plain.from, reference.replace(/:test$/, `@${digest}`), `oci:${pulled}:test`]);
    const blobs = (root: string): string =>
      readdirSync(path.join(root, 'blobs', 'sha256'))
        .sort()
        .join('\n');
    if (blobs(pulled) !== blobs(layout)) throw new Error('the registry gave other blobs back than it was given');
    console.log(`ok    pushed to a registry and pulled by digest, ${blobs(layout).split('\n').length} blobs`);
  } finally {
    await registry.stop();
  }
}

/** The loader, every library, Node, the bundle and the add-on must fit together: --probe loads them all. */
function runs(layout: string, architecture: (typeof architectures)[number], root: string): void {
  const { config } = unpackImage(layout, architecture, root);
  const emulator = { arm64: 'qemu-aarch64-static', amd64: 'qemu-x86_64-static' }[architecture];
  const [program = '', ...fixed] = config.Entrypoint;
  const inRoot = (file: string): string => path.join(root, file);
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const fixedInRoot = fixed.map((word) => (word.startsWith('/') ? inRoot(word) : word));
  const said = execute(emulator, ['-L', root, inRoot(program), ...fixedInRoot, '--version'])
    .toString()
    .trim();
  if (said !== version) throw new Error(`${architecture}: --version says "${said}", expected ${version}`);
  const load = `require(${JSON.stringify(inRoot('app/i2c.node'))}).i2cFuncsSync.name`;
  execute(emulator, ['-L', root, inRoot(program), '-e', load]);
  console.log(`ok    linux/${architecture} runs and loads its add-on`);
}

void main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: Error) => {
    console.error(`FAIL  ${error.message}`);
    process.exitCode = 1;
  },
);
