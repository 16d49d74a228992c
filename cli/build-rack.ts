import { relative } from 'node:path';
import { AppError, AppErrors } from '../lib/kit/app-error';
import { InputError, fileProblem } from '../lib/rack-file/input-error';
import type { SpecProblem } from '../lib/rack-file/problem';
import { type BuildOptions, type BuiltRack, buildRack } from '../lib/synth';
import { indexedFiles } from './git-objects';
import { placeInSource } from './source-place';

/** Builds a rack. What its owner or the author of an app can cause comes back as problems and never as an exception. */
export function builtRack(root: string, file: string, options: BuildOptions = {}, text?: string): BuiltRack {
  try {
    const committed = (folder: string) => indexedFiles(root, folder);
    return buildRack({ root, file, ...(text !== undefined && { text }) }, { committed, ...options });
  } catch (error) {
    if (error instanceof InputError) return { file, text: error.text, problems: [...error.problems], findings: [] };
    const problems =
      error instanceof AppErrors
        ? error.errors.map(appProblem)
        : [error instanceof AppError ? appProblem(error) : fileSystemProblem(root, error)].filter(
            (each) => each !== undefined,
          );
    if (problems.length === 0) throw error;
    return { file, text: '', problems, findings: [] };
  }
}

function appProblem(error: AppError): SpecProblem {
  const { file, line, column } = error.place
    ? { file: error.file, ...error.place }
    : placeInSource(error.cause, error.file);
  const detail = `app ${error.app} cannot be built; if its block of the rack file does not explain it, fix it in ${file}`;
  return { ...fileProblem(file, error.message, detail), line, column };
}

/** Of a file that is read on the way and that people do not write by hand. */
function fileSystemProblem(root: string, error: unknown): SpecProblem | undefined {
  if (!(error instanceof Error) || !('code' in error) || !/^E[A-Z]+$/.test(String(error.code))) return undefined;
  const path = 'path' in error ? relative(root, String(error.path)) : '.';
  return fileProblem(path, 'cannot be read', String(error.code));
}
