import { codeOf, type TreeFs } from './tree-fs';

/** Everything below one folder, as paths with `/`, relative to it. */
export interface Walked {
  files: string[];
  folders: string[];
  /** Links, pipes, sockets: never ours, never opened. A link to a folder is not followed. */
  oddities: string[];
}

/** What desktops leave behind when someone opens the folder: never committed, never applied, so never a difference. */
const desktopDebris = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

export function walkTree(fs: TreeFs, root: string): Walked {
  const walked: Walked = { files: [], folders: [], oddities: [] };
  visit(fs, root, '', walked);
  return walked;
}

export function isDebris(path: string): boolean {
  return desktopDebris.has(path.slice(path.lastIndexOf('/') + 1));
}

function visit(fs: TreeFs, root: string, below: string, walked: Walked): void {
  for (const entry of entriesOf(fs, below === '' ? root : `${root}/${below}`)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      walked.folders.push(path);
      visit(fs, root, path, walked);
    } else if (entry.isFile()) {
      walked.files.push(path);
    } else {
      walked.oddities.push(path);
    }
  }
}

function entriesOf(fs: TreeFs, folder: string) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
