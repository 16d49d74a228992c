import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** What a file of ours imports of ours, types included, as paths from the root. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** Imports of every source file below some folders; tests and what only tests lean on are left out. */
export function importsBelow(folders: readonly string[]): Imports {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !isForTests(path)),
  );
  return new Map(files.sort().map((file) => [file, importsOf(file)]));
}

export function isForTests(path: string): boolean {
  return /\.test\.ts$|\.cases\.ts$|(^|\/)testing\/|(^|\/)node_modules\//.test(path);
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  const ours = importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => fileName);
  return [...new Set(ours.map((specifier) => resolved(normalize(join(dirname(file), specifier)))))].sort();
}

function resolved(path: string): string {
  const found = [path, `${path}.ts`, `${path}.d.ts`, `${path}/index.ts`].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
  if (found === undefined) throw new Error(`${path} is imported and is no file`);
  return found;
}

/** Groups that import each other in a circle, each sorted. Tarjan's algorithm, with a stack of its own. */
export function circles(imports: Imports): string[][] {
  const found: string[][] = [];
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    const number = numbers.size;
    numbers.set(file, number);
    lowest.set(file, number);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!imports.has(next)) continue;
      if (!numbers.has(next)) visit(next);
      else if (!open.includes(next)) continue;
      lowest.set(file, Math.min(lowest.get(file) ?? number, lowest.get(next) ?? number));
    }
    if (lowest.get(file) !== number) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)?.includes(file)) found.push(circle.sort());
  };
  for (const file of imports.keys()) if (!numbers.has(file)) visit(file);
  return found;
}
