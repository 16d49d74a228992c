import { nearest } from '../rack-file/did-you-mean';

/** Names of the fields of a type, of each of its alternatives. */
type NameIn<T> = T extends unknown ? Extract<keyof T, string> : never;

/** Every field of a type by name: the compiler refuses a table that lacks one, or has one of another. */
export type Fields<T> = Readonly<Record<NameIn<T>, true>>;

/**
 * The types of `rackwright/kit` are not checked when an owner's app is compiled, so a misspelt field would be dropped
 * without a word, and with it what it was to say.
 *
 * @param what as errors name it, `Workload notes/notes`
 * @throws Error that names every field that the table does not have, and the one that was probably meant
 */
export function refuseUnknown(what: string, given: object, fields: Readonly<Record<string, true>>): void {
  const known = Object.keys(fields);
  const faults = Object.entries(given)
    .filter(([name, value]) => value !== undefined && !Object.hasOwn(fields, name))
    .map(([name]) => {
      const meant = nearest(name, known);
      return meant === undefined ? `"${name}"` : `"${name}" (did you mean ${meant}?)`;
    });
  if (faults.length > 0) throw new Error(`${what} has no field ${faults.join(', ')}; it has ${known.join(', ')}`);
}

/**
 * @param what as errors name it, `tier of Workload notes/notes`
 * @throws Error with what is allowed
 */
export function refuseOther(what: string, given: string, allowed: readonly string[]): void {
  if (allowed.includes(given)) return;
  const meant = nearest(String(given), allowed);
  const end = meant === undefined ? '' : `; did you mean ${meant}?`;
  const found = (given as unknown) === undefined ? 'is missing' : `is "${given}"`;
  throw new Error(`${what} ${found}; it is one of ${allowed.join(', ')}${(given as unknown) === undefined ? '' : end}`);
}
