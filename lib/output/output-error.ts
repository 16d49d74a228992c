import { codeOf } from './tree-fs';

/** The tree could not be written. The message says why, how the tree stands now and what to do: no stack is needed. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

const reasons: Record<string, [what: string, fix: string]> = {
  ENOSPC: ['the disk is full', 'Free some space and run the command again.'],
  EDQUOT: ['your disk quota is used up', 'Free some space and run the command again.'],
  EFBIG: [
    'the file would exceed the limit that this shell sets (ulimit -f)',
    'Raise the limit and run the command again.',
  ],
  EROFS: ['the file system is read-only', 'Run the command where the folder can be written.'],
  EACCES: [
    'it may not be written',
    'Give yourself write access (often: chown it back after a run with sudo), then run the command again.',
  ],
  EPERM: [
    'it may not be written',
    'Give yourself write access (often: chown it back after a run with sudo), then run the command again.',
  ],
  EBUSY: ['another program holds it open', 'Close that program and run the command again.'],
  EMFILE: ['too many files are open', 'Raise ulimit -n and run the command again.'],
  ENOTDIR: ['a file stands where its folder belongs', 'Move that file away and run the command again.'],
  EISDIR: ['a folder stands in its place', 'Move that folder away and run the command again.'],
  ELOOP: ['a part of its path is a link that leads to itself', 'Remove that link and run the command again.'],
  ENAMETOOLONG: [
    'its name is too long for this file system',
    'Shorten the path of the checkout or the name of the object.',
  ],
};

/** How the tree stands after a failure. */
export type Standing = 'old' | 'half written' | 'new';

const standings: Record<Standing, (tree: string) => string> = {
  old: (tree) => `${tree} is as it was.`,
  'half written': (tree) => `${tree} is half written; the next run finishes it.`,
  new: (tree) => `${tree} is complete; only tidying up beside it failed.`,
};

/** A failure of the disk in the words of the command's user; anything else is a fault of ours and stays as it is. */
export function explained(error: unknown, tree: string, standing: Standing): unknown {
  const reason = reasons[codeOf(error)];
  if (error instanceof OutputError || reason === undefined) return error;
  const [what, fix] = reason;
  const path = (error as NodeJS.ErrnoException).path ?? tree;
  const message = `cannot write ${path}: ${what} (${codeOf(error)}). ${standings[standing](tree)}\n${fix}`;
  return new OutputError(message, { cause: error });
}
