import { existsSync } from 'node:fs';
import { join } from 'node:path';
import productImages from '../../images.lock.yaml';
import * as cluster from '../cluster';
import type { App } from '../kit/app';
import { type ImageLock, parseImageLock } from '../kit/images';
import { readTextFile } from '../rack-file/text-file';
import { ownApps } from './own-apps';

/** What a repository adds to Rackwright: its owner's apps and images. */
export interface Project {
  /** All there are, those of Rackwright first. */
  apps: readonly App[];
  images: ImageLock;
  /** Names in the owner's own lock: what nobody uses there is the owner's to remove. */
  ownImages: ReadonlySet<string>;
}

/** Of the product, and at the root of an owner's repository. */
const lock = 'images.lock.yaml';

/** Every app that comes with Rackwright. */
export const productApps: readonly App[] = Object.values(cluster);

/**
 * @param root of the owner's repository; this one, too, is such a repository
 * @throws InputError when a file of the owner's cannot be used
 */
export function openProject(root: string): Project {
  const text = existsSync(join(root, lock)) ? readTextFile(root, lock) : undefined;
  const product = productLock();
  // This repository is a project too, and its lock is the product's.
  const own = text === undefined ? {} : text === productImages ? product : parseImageLock(text);
  return {
    apps: [...productApps, ...ownApps(root, productApps)],
    images: { ...product, ...standing(own, product) },
    ownImages: new Set(Object.keys(own)),
  };
}

/** What only follows Rackwright's own lock is void once that has gone on to another tag. */
function standing(own: ImageLock, product: ImageLock): ImageLock {
  return Object.fromEntries(
    Object.entries(own).filter(
      ([name, { follows, tag }]) => follows === undefined || (product[name]?.tag ?? tag) === tag,
    ),
  );
}

/** Images that come with Rackwright. */
export function productLock(): ImageLock {
  return parseImageLock(productImages);
}
