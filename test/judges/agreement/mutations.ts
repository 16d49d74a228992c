import type { Manifest } from '../../../lib/manifest/manifest';

/** One slip in one object, such as people and programs make. */
export interface Mutant {
  id: string;
  /** What was done, e.g. `misspelt`. */
  slip: string;
  /** Place with list positions left out, e.g. `spec.ports[].port`. */
  place: string;
  object: Manifest;
}

type Change = (parent: Record<string, unknown>, key: string) => void;

const renamed =
  (to: (key: string) => string): Change =>
  (parent, key) => {
    parent[to(key)] = parent[key];
    delete parent[key];
  };
const replaced =
  (by: (value: unknown) => unknown): Change =>
  (parent, key) => {
    parent[key] = by(parent[key]);
  };

/** Slips that fit a value of a kind. Every one is applied on its own. */
const always: Readonly<Record<string, Change>> = {
  misspelt: renamed((key) => `${key.slice(0, -1)}${key.endsWith('x') ? 'y' : 'x'}`),
  missing: (parent, key) => delete parent[key],
};
const ofText: Readonly<Record<string, Change>> = {
  'a number': replaced(() => 42),
  'an object': replaced(() => ({})),
  empty: replaced(() => ''),
  'bad characters': replaced((text) => `${String(text)} Not_Valid!`),
  'another word': replaced(() => 'nonsense'),
  'too long': replaced(() => 'a'.repeat(300)),
};
const ofNumber: Readonly<Record<string, Change>> = {
  'a word': replaced(() => 'seven'),
  'in quotes': replaced((number) => String(number)),
  negative: replaced(() => -1),
  zero: replaced(() => 0),
  huge: replaced(() => 70_000),
  'beyond 32 bits': replaced(() => 3_000_000_000),
  'a fraction': replaced((number) => Number(number) + 0.5),
};
const ofSwitch: Readonly<Record<string, Change>> = {
  'in quotes': replaced((value) => String(value)),
  'a number': replaced(() => 1),
  turned: replaced((value) => !value),
};
const ofList: Readonly<Record<string, Change>> = {
  empty: replaced(() => []),
  'an object': replaced(() => ({})),
  'one thing': replaced((list) => (list as unknown[])[0]),
  'twice the same': replaced((list) => [...(list as unknown[]), structuredClone((list as unknown[])[0])]),
};
const ofObject: Readonly<Record<string, Change>> = {
  empty: replaced(() => ({})),
  'a word': replaced(() => 'text'),
  'a list': replaced((value) => [value]),
  'an extra field': replaced((value) => ({ ...(value as object), surplus: 1 })),
};

function slipsFor(value: unknown): Readonly<Record<string, Change>> {
  if (typeof value === 'string') return ofText;
  if (typeof value === 'number') return ofNumber;
  if (typeof value === 'boolean') return ofSwitch;
  if (Array.isArray(value)) return value.length === 0 ? {} : ofList;
  return typeof value === 'object' && value !== null ? ofObject : {};
}

/** What is inside is the business of a chart or a program, not of the API server. */
const NOT_ITS_BUSINESS = new Set([
  'spec.values',
  'data',
  'stringData',
  'binaryData',
  'metadata.labels',
  'metadata.annotations',
  'spec.versions[].schema.openAPIV3Schema.properties',
]);
const A_FEW = 2;

/** Every slip at every place of an object; places that differ in list position only count once. */
export function mutantsOf(object: Manifest, name: string): Mutant[] {
  const mutants: Mutant[] = [];
  const seen = new Set<string>();
  const visit = (at: unknown, steps: (string | number)[]): void => {
    if (typeof at !== 'object' || at === null) return;
    const keys = Object.keys(at);
    for (const key of NOT_ITS_BUSINESS.has(placeOf(steps)) ? keys.slice(0, A_FEW) : keys) {
      const isPosition = Array.isArray(at);
      const path = [...steps, isPosition ? Number(key) : key];
      const place = placeOf(path);
      const value = (at as Record<string, unknown>)[key];
      const slips = { ...(isPosition ? {} : always), ...slipsFor(value) };
      for (const [slip, change] of Object.entries(slips)) {
        if (seen.has(`${place}|${slip}`)) continue;
        seen.add(`${place}|${slip}`);
        mutants.push({ id: `${name} ${place}: ${slip}`, slip, place, object: changed(object, path, change) });
      }
      visit(value, path);
    }
  };
  visit(object, []);
  return mutants;
}

function placeOf(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .slice(1);
}

function changed(object: Manifest, path: (string | number)[], change: Change): Manifest {
  const copy = structuredClone(object);
  let parent = copy as unknown as Record<string, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
  change(parent, String(path.at(-1)));
  return copy;
}
