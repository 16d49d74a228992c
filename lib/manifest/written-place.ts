import { type Document, type LineCounter, type Node, isMap, isScalar, isSeq } from 'yaml';
import { parseFieldPath } from './field-path';

/** Where an owner wrote something, from 1, and what stands in it: by key, or in a list by index and by name. */
export interface WrittenPlace {
  file: string;
  line: number;
  column: number;
  /** @default - unknown */
  parts?: ReadonlyMap<string, WrittenPlace>;
}

/** Every place of an object that stands in a file of YAML. */
export function placesIn(file: string, document: Document, counter: LineCounter): WrittenPlace {
  const place = (at: Node, value: unknown): WrittenPlace => {
    const { line, col } = counter.linePos(at.range?.[0] ?? 0);
    const parts = partsOf(value, place);
    return { file, line, column: col, ...(parts.length > 0 && { parts: new Map(parts) }) };
  };
  return document.contents === null
    ? { file, line: 1, column: 1 }
    : place(document.contents as Node, document.contents);
}

function partsOf(value: unknown, place: (at: Node, value: unknown) => WrittenPlace): [string, WrittenPlace][] {
  if (isMap(value))
    return value.items.map(({ key, value: inner }) => [
      String(isScalar(key) ? key.value : key),
      place(key as Node, inner),
    ]);
  if (!isSeq(value)) return [];
  return value.items.flatMap((item, i): [string, WrittenPlace][] => {
    const found = place(item as Node, item);
    const name = isMap(item) ? item.get('name') : undefined;
    return [[String(i), found], ...(typeof name === 'string' ? [[name, found] as [string, WrittenPlace]] : [])];
  });
}

/** The place of a field, `spec.replicas`; of what encloses it where the file does not have it. */
export function placeAt(place: WrittenPlace, path: string): WrittenPlace {
  let found = place;
  for (const part of path === '' ? [] : parseFieldPath(path)) {
    const inner = found.parts?.get(part);
    if (!inner) break;
    found = inner;
  }
  return found;
}
