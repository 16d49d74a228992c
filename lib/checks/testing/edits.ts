import { withField } from '../../manifest/field-path';
import type { Manifest, Rendered } from '../../manifest/manifest';
import { objectId } from '../../manifest/manifest';
import type { RackFacts } from '../../facts/facts';

/** One change to a sound rack. Plain data, so that tests run it and the documents show it. */
export type Edit =
  | { do: 'nothing' }
  | { do: 'set'; id: string; path: string; value: unknown }
  | { do: 'remove'; id: string }
  | { do: 'add'; manifest: Manifest; app: string }
  | { do: 'connect'; id: string; to: string[] }
  | { do: 'setFact'; path: string; value: unknown }
  | { do: 'all'; edits: Edit[] };

export const none: Edit = { do: 'nothing' };

/** Replaces one field of one object; undefined takes it out. */
export function set(id: string, path: string, value: unknown): Edit {
  return { do: 'set', id, path, value };
}

export function remove(id: string): Edit {
  return { do: 'remove', id };
}

/** Adds an object to an app. */
export function add(manifest: Manifest, app = 'redis'): Edit {
  return { do: 'add', manifest, app };
}

/** Declares what a workload connects to. */
export function connect(id: string, ...to: string[]): Edit {
  return { do: 'connect', id, to };
}

/** Replaces a field of the facts beside the objects: `images[redis].digest`, `rack.accept`. */
export function setFact(path: string, value: unknown): Edit {
  return { do: 'setFact', path, value };
}

/** Several changes that only together are one fault. */
export function all(...edits: Edit[]): Edit {
  return { do: 'all', edits };
}

/** @throws when the edit names an object that is not there: it would test nothing. */
export function edited(facts: RackFacts, edit: Edit): RackFacts {
  switch (edit.do) {
    case 'nothing':
      return facts;
    case 'all':
      return edit.edits.reduce(edited, facts);
    case 'setFact':
      return withField(facts, edit.path, edit.value);
    case 'add': {
      const { manifest, app } = edit;
      const rendered = { manifest, app, source: `lib/apps/data/${app}.ts`, specPath: `apps.${app}`, connects: [] };
      return { ...facts, rendered: [...facts.rendered, rendered] };
    }
    case 'connect':
      return eachNamed(facts, edit.id, (rendered) => [{ ...rendered, connects: edit.to }]);
    case 'remove':
      return eachNamed(facts, edit.id, () => []);
    case 'set':
      return eachNamed(facts, edit.id, (rendered) => [
        { ...rendered, manifest: withField(rendered.manifest, edit.path, edit.value) },
      ]);
  }
}

function eachNamed(facts: RackFacts, id: string, change: (rendered: Rendered) => Rendered[]): RackFacts {
  const ids = facts.rendered.map(({ manifest }) => objectId(manifest));
  if (!ids.includes(id)) throw new Error(`the sample rack has no ${id}; it has ${ids.sort().join(', ')}`);
  return { ...facts, rendered: facts.rendered.flatMap((one) => (objectId(one.manifest) === id ? change(one) : [one])) };
}
