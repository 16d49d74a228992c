import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../image/run';
import { unpackImage, type UnpackedImage } from '../image/unpack';

export interface RootDisk extends UnpackedImage {
  readonly file: string;
}

/** The arm64 root file system of an image layout, as a read-only disk. Kept until the image changes. */
export function rootDisk(layout: string, cacheDirectory: string): RootDisk {
  const { manifests } = JSON.parse(readFileSync(path.join(layout, 'index.json'), 'utf8')) as {
    manifests: readonly { digest: string }[];
  };
  const name = `root-${manifests[0]?.digest.replace('sha256:', '').slice(0, 16)}`;
  const directory = path.join(cacheDirectory, name);
  const file = `${directory}.erofs`;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const image = unpackImage(layout, 'arm64', directory);
  if (!existsSync(file)) {
    run('mkfs.erofs', ['--all-root', `${file}.part`, directory], { from: 'erofs-utils' });
    renameSync(`${file}.part`, file);
  }
  rmSync(directory, { recursive: true });
  return { ...image, file };
}
