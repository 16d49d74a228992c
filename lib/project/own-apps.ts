import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type App, app, isApp, sourceOf } from '../kit/app';
import { knowPlaces } from '../kit/written-at';
import { carriedApp } from './carried-app';
import { AppError } from '../kit/app-error';
import { type CompiledApp, compiledApp } from './compile-app';
import { InputError, fileProblem } from '../rack-file/input-error';
import type { SpecProblem } from '../rack-file/problem';

const folder = 'apps';

/**
 * Apps of the owner's: `apps/<name>.ts`, written with `rackwright/kit`, and `apps/<name>/`, manifests that are carried
 * along. They are found by their names and on like every other: when the rack file names them.
 *
 * @throws InputError for all of them at once
 */
export function ownApps(root: string, product: readonly App[]): App[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const faults: SpecProblem[] = [];
  const apps = entries.flatMap((entry): App[] => {
    const file = `${folder}/${entry.name}`;
    try {
      if (entry.isDirectory()) return [carriedApp(root, file)];
      return /^[^.].*(?<!\.test|\.d)\.ts$/.test(entry.name) ? appsIn(root, file) : [];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.problems);
      return [];
    }
  });
  faults.push(...clashes(apps, product));
  if (faults.length > 0) throw new InputError(faults);
  return apps;
}

/** What stands for the owner's apps, by the names of their files, while they cannot be read: their blocks may say anything. */
export function standIns(root: string): App[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).map((name) => name.replace(/\.ts$/, ''));
  return names
    .filter((name) => /^[a-z][a-z0-9-]*$/.test(name))
    .map((name) => app({ name, summary: '', spec: z.looseObject({}), namespaces: {}, build: () => undefined }));
}

function appsIn(root: string, file: string): App[] {
  const compiled = compiledApp(root, file);
  const apps = Object.values(compiled.exports).filter(isApp);
  if (apps.length === 0) {
    const detail = "write: export const name = app({ name: …, … }), with app of 'rackwright/kit'";
    throw new InputError([fileProblem(file, 'exports no app', detail)]);
  }
  return apps.map((own) => placed({ ...own, source: file }, compiled));
}

/** What it throws while it is built has its place in the file. */
function placed(own: App, { placeOf }: CompiledApp): App {
  return {
    ...own,
    build: (scope, given) => {
      knowPlaces(scope, (error) => {
        const place = placeOf(error);
        return place && { file: sourceOf(own), ...place };
      });
      try {
        return own.build(scope, given);
      } catch (error) {
        throw error instanceof AppError ? error : new AppError(own, error, placeOf(error));
      }
    },
  };
}

function clashes(apps: readonly App[], product: readonly App[]): SpecProblem[] {
  return apps.flatMap(({ name, source = '' }, index) => {
    if (product.some((other) => other.name === name)) {
      return [fileProblem(source, `is called ${name}, as an app that comes with Rackwright`, 'give it another name')];
    }
    const earlier = apps.slice(0, index).find((other) => other.name === name);
    return earlier ? [fileProblem(source, `is called ${name}, and so is ${earlier.source}`, 'rename one of them')] : [];
  });
}
