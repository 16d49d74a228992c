import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Progress } from '../../cluster/build/build-components';
import { waitFor } from '../../cluster/kube/wait';
import { judgesCache } from '../../judges/tree/checkout';

export interface NamedArchive {
  archive: string;
  /** Name within the archive. */
  local: string;
  /** Names by which the kubelet asks for it. */
  names: string[];
}

/** Where a blade finds the store. */
export const storeOnBlade = '/opt/images';

const snapshots = 'io.containerd.snapshotter.v1.overlayfs/snapshots';
const blobs = 'io.containerd.content.v1.content/blobs/sha256';

/** Databases that containerd writes in place, from its folder; layers and blobs are written once. */
const databases = ['io.containerd.metadata.v1.bolt/meta.db', 'io.containerd.snapshotter.v1.overlayfs/metadata.db'];

/**
 * The folder of a containerd that holds the images, unpacked: made once for the same archives and kept, since unpacking
 * them anew on every blade would take minutes and gigabytes. `programs` are paths.
 *
 * @throws when containerd does not start or refuses an archive
 */
export async function imageStore(
  archives: readonly NamedArchive[],
  programs: { containerd: string; ctr: string },
  progress: Progress,
): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(archives)).digest('hex').slice(0, 16);
  const store = join(judgesCache(), 'image-stores', key);
  if (existsSync(store)) return store;
  progress(`unpacking ${archives.length} images once (kept in ${store})`);
  const scratch = `${store}.${process.pid}`;
  await unpackImages(archives, programs, scratch);
  renameSync(scratch, store);
  removeOlder(dirname(store));
  return store;
}

/**
 * Makes the folder of a containerd that holds the images, unpacked. Images of another platform are unpacked only when it is
 * named: `linux/arm64`.
 */
export async function unpackImages(
  archives: readonly NamedArchive[],
  programs: { containerd: string; ctr: string },
  root: string,
  platform?: string,
): Promise<void> {
  rmSync(root, { recursive: true, force: true });
  const scratch = mkdtempSync(join(tmpdir(), 'containerd-')); // paths of sockets are short
  const state = join(scratch, 'state');
  for (const folder of [root, state]) mkdirSync(folder, { recursive: true });
  const address = join(state, 'containerd.sock');
  const configuration = join(scratch, 'config.toml');
  writeFileSync(configuration, `version = 3\nroot = "${root}"\nstate = "${state}"\n[grpc]\naddress = "${address}"\n`);
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  const containerd = spawn(programs.containerd, ['--config', configuration], { stdio: 'ignore', env });
  const ended = new Promise<void>((resolve) => containerd.once('exit', () => resolve()));
  const ctr = (...args: string[]) =>
    execFileSync(programs.ctr, ['--address', address, '-n', 'k8s.io', ...args], { stdio: 'pipe' });
  try {
    await waitFor('containerd to answer', 60, () => {
      try {
        return ctr('version');
      } catch {
        return undefined;
      }
    });
    for (const { archive, local, names } of archives) {
      // The server itself unpacks for no other platform than its own.
      ctr('images', 'import', ...(platform ? ['--local', '--platform', platform] : []), archive);
      for (const name of names) ctr('images', 'tag', '--force', local, name);
    }
  } finally {
    containerd.kill('SIGTERM');
    await ended;
  }
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * A store is as large as all images together: of older ones the newest is kept, for another checkout. Hundreds of thousands of
 * files take minutes, for which nobody waits; what is left of them goes with the next store.
 */
function removeOlder(folder: string): void {
  const byAge = readdirSync(folder)
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  const gone = byAge.filter((path) => path.endsWith('.removed'));
  for (const old of byAge.filter((path) => !gone.includes(path)).slice(2)) {
    renameSync(old, `${old}.removed`);
    gone.push(`${old}.removed`);
  }
  if (gone.length > 0) spawn('rm', ['-rf', ...gone], { stdio: 'ignore', detached: true }).unref();
}

/**
 * Gives a blade the images: links to the store, which it sees at `storeOnBlade`, and copies of the databases. Layers of the
 * store are lower layers of its containers, into which nobody writes.
 */
export function giveImages(store: string, folder: string): void {
  for (const shared of [snapshots, blobs]) {
    mkdirSync(join(folder, shared), { recursive: true });
    for (const name of readdirSync(join(store, shared)))
      symlinkSync(join(storeOnBlade, shared, name), join(folder, shared, name));
  }
  for (const database of databases) {
    mkdirSync(dirname(join(folder, database)), { recursive: true });
    copyFileSync(join(store, database), join(folder, database));
  }
}
