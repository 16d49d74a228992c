import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

export interface SourcePlace {
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}

const frame = /\(?((?:\/|[A-Z]:\\)[^()\n]*\.cjs):(\d+):(\d+)\)?$/;

/**
 * Where in the sources an error was thrown: the innermost frame of an app's own file, else of its first file.
 *
 * @param file what is returned, with line 1, where the stack leads to no source
 */
export function placeInSource(error: unknown, file: string): SourcePlace {
  const places = placesOf(error);
  const own = places.find((place) => place.file === file) ?? places.find((place) => place.file.startsWith('lib/apps/'));
  return own ?? { file, line: 1, column: 1 };
}

/** Frames of a stack that lie in a bundle of bin/run.cjs, as places in our own sources, innermost first. */
export function placesOf(error: unknown): SourcePlace[] {
  const maps = new Map<string, SourceMap | undefined>();
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack.split('\n').flatMap((line): SourcePlace[] => {
    const [, bundle = '', row, column] = frame.exec(line.trim()) ?? [];
    if (row === undefined) return [];
    if (!maps.has(bundle)) maps.set(bundle, mapOf(bundle));
    const entry = maps.get(bundle)?.findEntry(Number(row) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry) || entry.originalSource.includes('node_modules/')) return [];
    return [{ file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 }];
  });
}

function mapOf(bundle: string): SourceMap | undefined {
  const file = `${bundle}.map`;
  if (!existsSync(file)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
}
