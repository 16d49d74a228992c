import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { LayerEntry, LayerVisitor } from '../../lib/images/tar-reader';

/**
 * Unpacks layers, the lowest first, into a folder. An image is written by strangers: what would land outside the folder, by
 * its name or by a link on the way, is left out. Owners and devices are left out too.
 */
export class RootFolder implements LayerVisitor {
  private open: number | undefined;

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  entry(entry: LayerEntry): void {
    this.close();
    const target = this.place(entry.path);
    if (target === undefined) return;
    const name = target.slice(target.lastIndexOf(sep) + 1);
    if (name.startsWith('.wh.')) {
      if (name !== '.wh..wh..opq') rmSync(join(dirname(target), name.slice(4)), { recursive: true, force: true });
      return;
    }
    if (entry.type === 'directory') {
      if (!isFolder(target)) rmSync(target, { force: true });
      mkdirSync(target, { recursive: true });
      return;
    }
    rmSync(target, { recursive: true, force: true });
    if (entry.type === 'symlink') symlinkSync(entry.target, target);
    else if (entry.type === 'hardlink') {
      const source = this.place(entry.target);
      if (source !== undefined && existsSync(source)) linkSync(source, target);
    } else this.open = openSync(target, 'w', entry.mode | 0o600);
  }

  bytes(chunk: Buffer): void {
    if (this.open !== undefined) writeSync(this.open, chunk);
  }

  /** Call it behind the last layer. */
  close(): void {
    if (this.open !== undefined) closeSync(this.open);
    this.open = undefined;
  }

  /** Where a path lies, with its folder there; undefined when that leads out. */
  private place(path: string): string | undefined {
    const parts = path.split('/');
    if (parts.includes('..')) return undefined;
    let folder = realpathSync(this.folder);
    for (const part of parts.slice(0, -1)) {
      const next = join(folder, part);
      if (!existsSync(next)) {
        if (isLink(next)) return undefined; // leads nowhere, or to the outside
        mkdirSync(next);
      }
      folder = realpathSync(next);
      if (!`${folder}${sep}`.startsWith(`${realpathSync(this.folder)}${sep}`)) return undefined;
    }
    return join(folder, parts.at(-1) ?? '');
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && lstatSync(path).isDirectory();
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
