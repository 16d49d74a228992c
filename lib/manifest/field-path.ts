/**
 * Places inside an object, as people and findings write them: `spec.template.spec.containers[redis].image`. A bracket
 * names a list element by its `name` or its index; a quoted one holds a key with dots: `metadata.labels["a.b/c"]`.
 */
export function parseFieldPath(path: string): string[] {
  const segments: string[] = [];
  const token = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|\.?([^.[\]]+)/gy;
  while (token.lastIndex < path.length) {
    const from = token.lastIndex;
    const found = token.exec(path);
    if (!found) throw new Error(`"${path}" is no field path: cannot read on at "${path.slice(from)}"`);
    segments.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return segments;
}

/** The value at a path; undefined when any step of it is missing. */
export function fieldAt(value: unknown, path: string): unknown {
  return parseFieldPath(path).reduce<unknown>((at, segment) => {
    if (Array.isArray(at)) return at[indexOf(at, segment)];
    return isRecord(at) ? at[segment] : undefined;
  }, value);
}

/** A copy with the value at the path replaced, or removed when it is undefined. Missing objects on the way are made. */
export function withField<T>(root: T, path: string, value: unknown): T {
  return replaced(root, parseFieldPath(path), value) as T;
}

function replaced(at: unknown, [segment, ...rest]: string[], value: unknown): unknown {
  if (segment === undefined) return value;
  if (Array.isArray(at)) {
    const index = indexOf(at, segment);
    if (index < 0) throw new Error(`no element is called "${segment}"`);
    const next = replaced(at[index], rest, value);
    return next === undefined ? at.toSpliced(index, 1) : at.toSpliced(index, 1, next);
  }
  const before = isRecord(at) ? at : {};
  const { [segment]: old, ...others } = before;
  const next = replaced(old, rest, value);
  if (next === undefined) return others;
  return segment in before ? { ...before, [segment]: next } : { ...others, [segment]: next };
}

/** An index past the end appends; a name that no element has is a mistake of the caller. */
function indexOf(list: readonly unknown[], segment: string): number {
  if (/^\d+$/.test(segment)) return Math.min(Number(segment), list.length);
  return list.findIndex((element) => isRecord(element) && element.name === segment);
}

/** Writes a key after a path: `.key`, or quoted when the key has a dot or a bracket. */
export function fieldOf(path: string, key: string): string {
  let isPlain = plainKeys.get(key);
  if (isPlain === undefined) plainKeys.set(key, (isPlain = !/[.[\]"]/.test(key)));
  if (!isPlain) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

/** The same few hundred keys come up ten thousand times. */
const plainKeys = new Map<string, boolean>();

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What should be an object, or an empty one: whether the type is right is the schema's business. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** The objects of what should be a list of objects. */
export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A non-empty string, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
