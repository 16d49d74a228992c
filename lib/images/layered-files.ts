import type { LayerEntry } from './tar-reader';

/** A file of a layer, with its first bytes. */
export interface KnownEntry extends LayerEntry {
  head: Buffer;
}

export type Found =
  | { kind: 'file'; path: string; entry: KnownEntry }
  /** A layer below may still have it. */
  | { kind: 'not-yet' };

/** More links one behind the other than Linux follows. */
const mostLinks = 40;

/**
 * The files of an image, its layers given from the top down: what a layer has hides what lies below, and a whiteout
 * (`.wh.<name>`, `.wh..wh..opq`) hides it too. image-spec 1.1, layer.md.
 */
export class LayeredFiles {
  private readonly entries = new Map<string, KnownEntry>();
  /** Paths of which layers below count no more, with all beneath them. */
  private readonly hidden = new Set<string>();

  /** The next layer below those that were added. */
  addLayer(layer: readonly KnownEntry[]): void {
    const hiding: string[] = [];
    for (const entry of layer) {
      const [folder, name] = split(entry.path);
      if (name === '.wh..wh..opq') hiding.push(`${folder}/`);
      else if (name.startsWith('.wh.')) hiding.push(join(folder, name.slice(4)));
      else if (!this.entries.has(entry.path) && !this.isHidden(entry.path)) {
        this.entries.set(entry.path, linked(entry, layer));
        // A file or link where a layer below has a folder takes all of it away.
        if (entry.type !== 'directory') hiding.push(entry.path);
      }
    }
    for (const path of hiding) this.hidden.add(path);
  }

  /** Files that can be run or loaded, with their paths. */
  *files(): Iterable<KnownEntry> {
    for (const entry of this.entries.values()) if (entry.type === 'file') yield entry;
  }

  /** Follows links of every part of a path. */
  find(path: string): Found {
    let todo = parts(path);
    let done: string[] = [];
    for (let links = 0; todo.length > 0;) {
      const [next = '', ...rest] = todo;
      todo = rest;
      if (next === '..') {
        done = done.slice(0, -1);
        continue;
      }
      const here = [...done, next].join('/');
      const entry = this.entries.get(here);
      if (entry?.type === 'symlink') {
        if ((links += 1) > mostLinks) return { kind: 'not-yet' };
        if (entry.target.startsWith('/')) done = [];
        todo = [...parts(entry.target), ...todo];
        continue;
      }
      if (todo.length === 0 && entry?.type === 'file') return { kind: 'file', path: here, entry };
      done = [...done, next];
    }
    return { kind: 'not-yet' };
  }

  private isHidden(path: string): boolean {
    const all = parts(path);
    return all.some((_, depth) => {
      const upTo = all.slice(0, depth + 1).join('/');
      return this.hidden.has(upTo) || this.hidden.has(`${all.slice(0, depth).join('/')}/`);
    });
  }
}

/** A hard link has the bytes of the file that it names. */
function linked(entry: KnownEntry, layer: readonly KnownEntry[]): KnownEntry {
  if (entry.type !== 'hardlink') return entry;
  const target = layer.find(({ path, type }) => path === entry.target && type === 'file');
  return target ? { ...target, path: entry.path } : entry;
}

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

const parts = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');
