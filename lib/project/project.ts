import { existsSync } from 'node:fs';
import { join } from 'node:path';
import productImages from '../../images.lock.yaml';
import * as cluster from '../cluster';
import type { App } from '../kit/app';
import { type ImageLock, parseImageLock } from '../kit/images';
import { textIfThere } from './compile-app';
import { ownApps } from './own-apps';

/** What a repository adds to Rackwright: its owner's apps and images. */
export interface Project {
  /** All there are, those of Rackwright first. */
  apps: readonly App[];
  images: ImageLock;
  /** Names in the owner's own lock: what nobody uses there is the owner's to remove. */
  ownImages: ReadonlySet<string>;
}

/** Every app that comes with Rackwright. */
export const productApps: readonly App[] = Object.values(cluster);

/**
 * @param root of the owner's repository; this one, too, is such a repository
 * @throws ProjectError when a file of the owner's cannot be used
 */
export function openProject(root: string): Project {
  const lock = join(root, 'images.lock.yaml');
  const own = parseImageLock(existsSync(lock) ? (textIfThere(lock) ?? '') : '');
  const product = parseImageLock(productImages);
  return {
    apps: [...productApps, ...ownApps(root, productApps)],
    images: { ...product, ...own },
    ownImages: new Set(Object.keys(own)),
  };
}
