import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from './cannot-run';

/**
 * Pages that come with the program, by name: beside the command in the package, at the root in the repository of Rackwright.
 * What an owner wrote of an app of their own, `apps/<name>.md`, is among them.
 *
 * @param root of the owner's repository
 */
export function runbookTexts(root: string): Map<string, string> {
  return new Map([
    ...pagesIn(productFolder(root), /^(.+)\.md$/),
    ...pagesIn(join(root, 'apps'), /^(?!README)(.+)\.md$/),
  ]);
}

/** Whether this is the repository of Rackwright itself, which has its other pages in docs/. */
export function isProduct(root: string): boolean {
  return productFolder(root) === join(root, ownFolder);
}

const ownFolder = 'docs/runbooks';

function productFolder(root: string): string {
  const here = [
    join(__dirname, ownFolder),
    join(root, ownFolder),
    join(__dirname, '../..', ownFolder),
    join(__dirname, '..', ownFolder),
  ];
  const found = here.find((folder) => existsSync(join(folder, 'README.md')));
  if (!found) throw new CannotRun('the pages that come with rackwright are not there; install it again');
  return found;
}

function pagesIn(folder: string, named: RegExp): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file): [string, string][] => {
    const name = named.exec(file)?.[1];
    return name === undefined ? [] : [[name, readFileSync(join(folder, file), 'utf8')]];
  });
}
