import { readFileSync } from 'node:fs';
import Module, { SourceMap, createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import type { BuildFailure, Message } from 'esbuild';
import * as kit from '../kit-api';
import { ProjectError } from './project-error';

/** The one package an app imports; everything that must exist once in a process comes through it. */
const kitName = 'rackwright/kit';

/**
 * What a TypeScript file of an app exports. Types are not checked here: `npm test` of the project does.
 *
 * @param file from the root, `apps/whoami.ts`
 * @throws ProjectError with file, line and column
 */
export function exportsOf(root: string, file: string): Record<string, unknown> {
  const { code, map } = compiled(root, file);
  const path = join(root, file);
  const module = new Module(path);
  const own = createRequire(path);
  const load = (id: string): unknown => (id === kitName ? kit : own(id));
  try {
    new vm.Script(Module.wrap(code), { filename: path }).runInThisContext()(module.exports, load, module, path, root);
  } catch (error) {
    throw new ProjectError(`${placeOf(error, path, file, map)} ${messageOf(error)}`);
  }
  return module.exports as Record<string, unknown>;
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
      external: [kitName],
      sourcemap: 'external',
      write: false,
      logLevel: 'silent',
    });
    const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
    return { code: text('.cjs'), map: new SourceMap(JSON.parse(text('.map'))) };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    if (errors.length === 0) throw error;
    throw new ProjectError(errors.map(spoken).join('\n'));
  }
}

function spoken({ location, text }: Message): string {
  return location ? `${location.file}:${location.line}:${location.column + 1} ${text}` : text;
}

/** Where in the source an error was thrown, as far as its stack tells. */
function placeOf(error: unknown, path: string, file: string, map: SourceMap): string {
  const [, line, column] = /^:(\d+):(\d+)/.exec(stackOf(error).split(path)[1] ?? '') ?? [];
  if (line === undefined) return file;
  const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
  return 'originalLine' in entry ? `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}` : file;
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? '') : '');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The text of a file of the owner's; undefined where there is none. */
export function textIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
