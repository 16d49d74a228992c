import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianTree } from '../../judges/tree/debian-tree';
import { judgesCache } from '../../judges/tree/checkout';
import { unpackImages } from '../images/image-store';
import { importedName } from '../images/imported-name';
import { shippedImageKey } from '../images/shipped-thermal-image';
import { type Arm64Image, arm64Images } from './images';
import type { Arm64Programs } from './programs';

/** Of this machine's own architecture: they unpack the images, in a hundredth of the time that the blade would take. */
export const runtimePrograms = ['containerd', 'ctr'] as const;

export interface DiskParts extends Arm64Programs {
  busybox: string;
  /** What objects call the images. */
  references: readonly string[];
  runtime: Record<(typeof runtimePrograms)[number], string>;
}

export interface BladeDisk {
  /** A file system image: Debian's files for arm64, the programs in /opt/programs, unpacked images for containerd. */
  file: string;
  images: Arm64Image[];
}

/** Sparse: what containers write goes here, too. */
const bytes = 3 * 2 ** 30;

/** Changes with what `make` does. */
const layout = 4;

/** Made once for the same programs and images, and kept. @throws when nothing stands in for an image */
export async function bladeDisk(parts: DiskParts): Promise<BladeDisk> {
  const tree = debianTree('arm64Blade').root;
  const key = createHash('sha256')
    .update(JSON.stringify([layout, tree, parts, shippedImageKey()]))
    .digest('hex')
    .slice(0, 16);
  const home = join(judgesCache(), `arm64-disk-${key}`);
  if (!existsSync(home)) await make(home, tree, parts);
  const images = JSON.parse(readFileSync(join(home, 'images.json'), 'utf8')) as Arm64Image[];
  return { file: join(home, 'disk'), images };
}

async function make(home: string, tree: string, parts: DiskParts): Promise<void> {
  console.error(`making the disk of a blade for arm64 once (kept in ${home})`);
  const scratch = `${home}.${process.pid}`;
  const [root, archives] = [join(scratch, 'root'), join(scratch, 'archives')];
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(archives, { recursive: true });
  execFileSync('cp', ['-a', tree, root]);
  mkdirSync(join(root, 'opt/programs'), { recursive: true });
  for (const [name, path] of Object.entries(parts.blade)) cpSync(path, join(root, 'opt/programs', name));
  const images = arm64Images(parts, archives);
  const named = images.map(({ image, archive, local }) => ({
    archive,
    local,
    names: namesOf(image, parts.references),
  }));
  const alone = parts.references.filter((each) => !named.some(({ names }) => names.includes(importedName(each))));
  if (alone.length > 0) throw new Error(`nothing stands in for ${alone.join(', ')} (test/rack/arm64/images.ts)`);
  await unpackImages(named, parts.runtime, join(root, 'var/lib/containerd'), 'linux/arm64');
  const file = join(scratch, 'disk');
  writeFileSync(file, '');
  truncateSync(file, bytes);
  execFileSync('mkfs.ext4', ['-q', '-d', root, file], { stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(join(scratch, 'images.json'), JSON.stringify(images));
  for (const folder of [root, archives]) rmSync(folder, { recursive: true });
  renameSync(scratch, home);
}

/** Names under which a kubelet asks for an image. */
function namesOf(image: string, references: readonly string[]): string[] {
  return references.filter((each) => each.split('@')[0]!.replace(/:[^/:]+$/, '') === image).map(importedName);
}
