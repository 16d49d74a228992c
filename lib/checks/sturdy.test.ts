import fc from 'fast-check';
import type { Rendered } from '../manifest/manifest';
import { allRules } from './all-rules';
import { rackView } from './rack-view';
import { runRules } from './run-rules';
import { soundRack } from './testing/sound-rack';

/** Every place in a value, as the keys that lead there; `metadata` keeps its shape, since identity needs it. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: (string | number)[], junk: unknown): unknown {
  if (key === undefined) return junk;
  const copy: Record<string, unknown> = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  copy[key] = replaced(copy[key], rest, junk);
  return copy;
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 'x', 0, -1, 1.5, true, [], [null], ['x'], [[]], {}, { name: 7 }, [{}]),
  fc.jsonValue({ maxDepth: 2 }),
);

const faults = soundRack.rendered.flatMap((rendered, index) =>
  placesIn(rendered.manifest)
    .filter(([top]) => top !== undefined && !['apiVersion', 'kind', 'metadata'].includes(String(top)))
    .map((path) => ({ index, path })),
);

test('no rule stumbles over an object that no schema would let through', () => {
  fc.assert(
    fc.property(fc.constantFrom(...faults), junk, ({ index, path }, value) => {
      const rendered = soundRack.rendered.map((one, i) =>
        i === index ? ({ ...one, manifest: replaced(one.manifest, path, value) } as Rendered) : one,
      );
      expect(() => runRules(allRules, rackView({ ...soundRack, rendered }), [])).not.toThrow();
    }),
    { numRuns: 200, seed: 1 },
  );
});
