import { parseFieldPath } from '../lib/manifest/field-path';

/**
 * Finds lines of the rack file of a rack among all rack files, `apps.redis` → `clusters/homelab.yaml:31`. Only indentation
 * is read, since a parser of the whole file would take longer than the review: what stands in braces has the line of the
 * brace, and a place that the file does not name that of what encloses it.
 *
 * @param clusters texts by path below `clusters/`
 */
export function placesIn(
  rack: string,
  clusters: ReadonlyMap<string, string>,
): (specPath: string) => { file: string; line: number } | undefined {
  const found = [...clusters].find(([path, text]) => /^[^/]+\.yaml$/.test(path) && nameIn(text) === rack);
  if (!found) return () => undefined;
  const [path, text] = found;
  const placeOf = placesInText(text);
  return (specPath) => {
    const place = placeOf(specPath);
    return place && { file: `clusters/${path}`, line: place.line };
  };
}

/** A line of a rack file, counted from 1, and whether the file names the whole place: otherwise it is what encloses it. */
export interface PlaceInText {
  line: number;
  column: number;
  isWhole: boolean;
}

export function placesInText(text: string): (specPath: string) => PlaceInText | undefined {
  const lines = text.split(/\r?\n/);
  return (specPath) => placeOf(lines, parseFieldPath(specPath));
}

function nameIn(text: string): string | undefined {
  return /^name:\s*["']?([a-z0-9-]+)["']?\s*(?:#.*)?$/m.exec(text)?.[1];
}

/** Undefined where not even the first key is there. */
function placeOf(lines: readonly string[], keys: readonly string[]): PlaceInText | undefined {
  let [at, from, to, indent] = [-1, 0, lines.length, 0];
  let named = 0;
  for (const key of keys) {
    const isKey = new RegExp(`^ {${indent}}["']?${key.replaceAll(/[^\w-]/g, '\\$&')}["']?:(?:\\s|$)`);
    const next = lines.slice(from, to).findIndex((line) => isKey.test(line));
    if (next < 0) break;
    at = from + next;
    named += 1;
    const inner = lines.slice(at + 1, to).find((line) => /^\s*[^\s#]/.test(line)) ?? '';
    const deeper = /^ */.exec(inner)![0].length;
    if (deeper <= indent) break;
    from = at + 1;
    const end = lines
      .slice(from, to)
      .findIndex((line) => /^ *[^\s#]/.test(line) && /^ */.exec(line)![0].length < deeper);
    to = end < 0 ? to : from + end;
    indent = deeper;
  }
  if (at < 0) return undefined;
  return { line: at + 1, column: /^ */.exec(lines[at] ?? '')![0].length + 1, isWhole: named === keys.length };
}
