import Module, { SourceMap, createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import type { BuildFailure, Message } from 'esbuild';
import * as kit from '../kit-api';
import { InputError, fileProblem } from '../rack-file/input-error';
import type { SpecProblem } from '../rack-file/problem';

/** The one package an app imports; everything that must exist once in a process comes through it. */
const kitName = 'rackwright/kit';

/** Of the package that runs: bundled anew, its racks would be others'. */
const packageName = 'rackwright';

/**
 * What a TypeScript file of an owner exports. Types are not checked here; an editor does, or the owner's own `tsc`.
 *
 * @param file from the root, `apps/whoami.ts`
 * @throws InputError with file, line and column
 */
export function exportsOf(root: string, file: string): Record<string, unknown> {
  return compiledApp(root, file).exports;
}

/** A file that was run, and where in it an error came from that one of its functions threw later. */
export interface CompiledApp {
  exports: Record<string, unknown>;
  placeOf(error: unknown): { line: number; column: number } | undefined;
}

/** @throws InputError with file, line and column */
export function compiledApp(root: string, file: string): CompiledApp {
  const { code, map } = compiled(root, file);
  const path = join(root, file);
  const module = new Module(path);
  const own = createRequire(path);
  const load = (id: string): unknown => (id === kitName ? kit : own(id));
  try {
    new vm.Script(Module.wrap(code), { filename: path }).runInThisContext()(module.exports, load, module, path, root);
  } catch (error) {
    // By its shape: an app may throw what is no Error of this realm.
    const { message = String(error) } = (error ?? {}) as Partial<Error>;
    throw new InputError([{ ...fileProblem(file, message), ...placeIn(error, path, map) }]);
  }
  return {
    exports: module.exports as Record<string, unknown>,
    placeOf: (error) => placeIn(error, path, map),
  };
}

function compiled(root: string, file: string): { code: string; map: SourceMap } {
  // Loaded only where there is something to compile: a rack without apps of its own starts sooner.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  try {
    const { outputFiles } = buildSync({
      absWorkingDir: root,
      entryPoints: [file],
      outfile: 'app.cjs',
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: [kitName, packageName],
      sourcemap: 'external',
      write: false,
      logLevel: 'silent',
    });
    const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
    return { code: text('.cjs'), map: new SourceMap(JSON.parse(text('.map'))) };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    if (errors.length === 0) throw error;
    throw new InputError(errors.map((each) => spoken(file, each)));
  }
}

function spoken(file: string, { location, text }: Message): SpecProblem {
  const problem = fileProblem(location?.file ?? file, text);
  return location ? { ...problem, line: location.line, column: location.column + 1 } : problem;
}

/** Where in the source an error was thrown, from 1, as far as its stack tells. */
function placeIn(error: unknown, path: string, map: SourceMap): { line: number; column: number } | undefined {
  const { stack = '' } = (error ?? {}) as Partial<Error>;
  const [, line, column] = /^:(\d+):(\d+)/.exec(stack.split(path)[1] ?? '') ?? [];
  if (line === undefined) return undefined;
  const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
  if (!('originalLine' in entry)) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
