import fc from 'fast-check';
import { parse } from 'yaml';
import { isRecord } from '../../lib/manifest/field-path';
import type { Manifest } from '../../lib/manifest/manifest';
import { toYaml } from '../../lib/manifest/yaml';
import { reviewAsMarkdown } from '../../lib/report/review/review-as-markdown';
import { reviewAsText } from '../../lib/report/review/review-as-text';
import { changesOf } from '../../lib/review/changes';
import { effectsOf } from '../../lib/review/effects/effects';
import { reviewTrees } from '../../lib/review/review';
import { referenceTree } from './reference-tree';

type Tree = Map<string, string>;

/** Some forty files of the reference tree: every kind once, so that a round takes a moment and not a minute. */
const reference: Tree = oneOfEachKind(referenceTree());
const paths = [...reference.keys()];

function oneOfEachKind(whole: Tree): Tree {
  const seen = new Set<string>();
  return new Map(
    [...whole].filter(([path, text]) => {
      if (!path.endsWith('.yaml')) return true;
      const { kind } = parse(text) as Manifest;
      const isFirst = !seen.has(kind) || ['StatefulSet', 'Kustomization'].includes(kind);
      seen.add(kind);
      return isFirst;
    }),
  );
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', 0, -1, 1e21, '1Gi', [], {}, [null], { name: null }),
);

/** What happens to one file: gone, renamed, broken, replaced, or one value in it is another one. */
const edit = fc.oneof(
  fc.record({ what: fc.constant('remove' as const), path: fc.constantFrom(...paths) }),
  fc.record({
    what: fc.constant('move' as const),
    path: fc.constantFrom(...paths),
    to: fc.constantFrom('apps/other/a.yaml', 'flux/b.yaml', 'c.yaml'),
  }),
  fc.record({
    what: fc.constant('break' as const),
    path: fc.constantFrom(...paths),
    at: fc.nat(400),
    text: fc.constantFrom('{', '*a', '\t', ': :', '- -', '\u0000', 'é'.repeat(9)),
  }),
  fc.record({ what: fc.constant('replace' as const), path: fc.constantFrom(...paths), value: anything }),
  fc.record({
    what: fc.constant('set' as const),
    path: fc.constantFrom(...paths),
    steps: fc.array(fc.nat(9), { minLength: 1, maxLength: 7 }),
    value: anything,
  }),
);
type Step = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function applied(tree: Tree, step: Step): Tree {
  const next = new Map(tree);
  const text = next.get(step.path);
  if (text === undefined) return next;
  switch (step.what) {
    case 'remove':
      next.delete(step.path);
      return next;
    case 'move':
      next.delete(step.path);
      return next.set(step.to, text);
    case 'break':
      return next.set(step.path, `${text.slice(0, step.at)}${step.text}${text.slice(step.at)}`);
    case 'replace':
      return next.set(step.path, JSON.stringify(step.value));
    case 'set':
      return next.set(step.path, withLeaf(step.path, text, step.steps, step.value));
  }
}

/** The value that one comes to by going down the n-th key, again and again, is another one. */
function withLeaf(path: string, text: string, steps: readonly number[], value: unknown): string {
  if (!path.endsWith('.yaml')) return JSON.stringify(value);
  const read = (): unknown => {
    try {
      return parse(text);
    } catch {
      return undefined; // an edit before this one broke it
    }
  };
  const root = read();
  if (!isRecord(root)) return JSON.stringify(value);
  let at: Record<string, unknown> = root;
  for (const [index, step] of steps.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) break;
    const inner = at[key];
    if (index === steps.length - 1 || typeof inner !== 'object' || inner === null) {
      at[key] = value;
      break;
    }
    at = inner as Record<string, unknown>;
  }
  return toYaml(root);
}

function reviewed(before: Tree, after: Tree) {
  const { findings, changes } = reviewTrees({ rack: 'homelab', before, after });
  const effects = effectsOf(changes, { rack: 'homelab', before, after, machines: { before, after } });
  return { rack: 'homelab', findings, ...effects };
}

test('whatever stands in two trees, a review of them does not throw, and is the same twice', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.array(edit, { maxLength: 6 }), (first, second) => {
      const [before, after] = [first.reduce(applied, reference), second.reduce(applied, reference)];
      const review = reviewed(before, after);
      expect(reviewAsMarkdown(reviewed(before, after))).toBe(reviewAsMarkdown(review));
      expect(reviewAsText(review).length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});

test('a tree beside itself is silent, however broken it is', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), (steps) => {
      const tree = steps.reduce(applied, reference);
      expect(changesOf(tree, new Map(tree))).toEqual([]);
      expect(reviewed(tree, new Map(tree))).toMatchObject({
        findings: [],
        lines: [],
        figures: [],
        reach: { opened: [], closed: [] },
      });
    }),
    { numRuns: 100 },
  );
});

const holders =
  /\/(StatefulSet|PersistentVolumeClaim|Cluster|Database|ObjectStore|ScheduledBackup|RecurringJob)\/|^(Namespace|PersistentVolume|StorageClass|CustomResourceDefinition)\//;

/** Sets without claims of their own hold nothing that outlives a pod. */
const withoutData = new Set(
  [...reference.values()].flatMap((text) => {
    const { kind, metadata, spec } = parse(text) as Manifest & { spec?: { volumeClaimTemplates?: unknown } };
    return kind === 'StatefulSet' && !spec?.volumeClaimTemplates
      ? [`${metadata.namespace}/${kind}/${metadata.name}`]
      : [];
  }),
);

test('what is called harmless deletes nothing that holds data', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (steps) => {
      const { findings, lines } = reviewed(reference, steps.reduce(applied, reference));
      if (findings.some(({ level }) => level === 'error')) return;
      const deleted = lines
        .filter(({ effect }) => effect === 'deleted' || effect === 'recreated')
        .map(({ object }) => object);
      expect(deleted.filter((object) => holders.test(object) && !withoutData.has(object))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
