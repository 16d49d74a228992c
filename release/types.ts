import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Libraries whose types the kit shows, and whose code is in the bundle. */
export const typedLibraries = ['cdk8s', 'constructs', 'zod'];

/**
 * Declarations of the kit, of the kinds that it names, and of the libraries that it hands out.
 *
 * @param types folder for those of ours
 * @param stage root of the package
 */
export function writeTypes(types: string, stage: string): void {
  execFileSync(process.execPath, ['node_modules/tsgo/bin/tsc', '-p', 'release/tsconfig.json', '--outDir', types]);
  for (const name of readdirSync('imports').filter((each) => each.endsWith('.d.ts'))) {
    cpSync(join('imports', name), join(types, 'imports', name));
  }
  for (const library of typedLibraries) copyTypesOf(library, stage);
}

/** Declarations only: the code of these libraries is in the bundle, and must be there once. */
function copyTypesOf(library: string, stage: string): void {
  const from = join('node_modules', library);
  const to = join(stage, 'node_modules', library);
  const declarations = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.d.ts'),
  );
  for (const path of declarations.filter((each) => !each.includes('node_modules'))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(from, path), join(to, path));
  }
  const { name, version, types } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  writeFileSync(join(to, 'package.json'), `${JSON.stringify({ name, version, types }, null, 2)}\n`);
}
