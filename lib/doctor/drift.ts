import { isRecord } from '../manifest/field-path';

/**
 * Fields of patches that the running configuration does not have as they say, as paths: `LinkConfig/uplink.addresses`. What
 * a machine has besides is Talos' own or a secret, and no drift. Later patches win, as they do when they are applied.
 */
export function driftOf(patches: readonly unknown[], running: readonly unknown[]): string[] {
  const wanted = new Map<string, unknown>();
  for (const patch of patches) {
    const name = nameOf(patch);
    const before = wanted.get(name);
    wanted.set(name, before === undefined ? patch : merged(before, patch));
  }
  const found = new Map(running.map((document) => [nameOf(document), document]));
  return [...wanted].flatMap(([name, patch]) => {
    const document = found.get(name);
    return document === undefined ? [`${name} is missing`] : missingIn(patch, document, name);
  });
}

/** `LinkConfig/uplink`; the first document of a configuration has neither kind nor name. */
function nameOf(document: unknown): string {
  if (!isRecord(document)) return 'a document that is none';
  const { kind, name } = document;
  const parts = [kind, name].filter((part): part is string => typeof part === 'string');
  return parts.length > 0 ? parts.join('/') : 'machine';
}

function merged(before: unknown, after: unknown): unknown {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return Object.fromEntries(
      [...keys].map((key) => [
        key,
        key in after ? (key in before ? merged(before[key], after[key]) : after[key]) : before[key],
      ]),
    );
  }
  // Talos appends lists.
  return Array.isArray(before) && Array.isArray(after) ? [...(before as unknown[]), ...(after as unknown[])] : after;
}

function missingIn(wanted: unknown, found: unknown, path: string): string[] {
  if (isRecord(wanted)) {
    if (!isRecord(found)) return [path];
    return Object.entries(wanted).flatMap(([key, value]) => missingIn(value, found[key], `${path}.${key}`));
  }
  if (Array.isArray(wanted)) {
    const list: unknown[] = Array.isArray(found) ? found : [];
    return wanted.every((each) => list.some((one) => missingIn(each, one, '').length === 0)) ? [] : [path];
  }
  return String(wanted) === String(found) ? [] : [path];
}
