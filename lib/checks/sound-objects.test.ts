import { rackView } from './rack-view';
import type { Rule } from './rule';
import { firingRow } from './rule-cases';
import { runRules } from './run-rules';
import { schemaCases } from './schema/schema.cases';
import { secretObjectCases } from './secrets/object-rules.cases';
import { type SoundDigests, soundObjects } from './sound-objects';
import { edited, set } from './testing/edits';
import { soundRack } from './testing/sound-rack';
import type { RackFacts } from '../facts/facts';

const casesOfOneObject = [...schemaCases, ...secretObjectCases].filter(([{ ofOneObject }]) => ofOneObject);

test.each(casesOfOneObject.map((cases) => [cases[0].id, cases] as const))(
  '%s finds in each object by itself what it finds in all of them',
  (_id, cases) => {
    const view = rackView(edited(soundRack, firingRow(cases)[1]));
    const found = (objects: typeof view.objects) => cases[0].check({ ...view, objects });
    expect(found(view.objects)).not.toEqual([]);
    expect(view.objects.flatMap((object) => found([object]))).toEqual(found(view.objects));
  },
);

/** Finds the word `wrong` in an annotation, and counts the objects that it was shown. */
function annotationRule(): { rule: Rule; shown: () => number } {
  let shown = 0;
  const rule: Rule = {
    id: 'test/annotation',
    level: 'error',
    why: 'For this test.',
    fixHint: 'remove it',
    exceptable: true,
    ofOneObject: true,
    check: ({ objects }) => {
      shown += objects.length;
      return objects
        .filter(({ annotations }) => annotations['note'] === 'wrong')
        .map(({ id }) => ({ object: id, message: 'is wrong' }));
    },
  };
  return { rule, shown: () => shown };
}

const noteOf = (note: string) => set('data/StatefulSet/redis', 'metadata.annotations', { note });

/** Runs the rule with what is kept, as one run of the command does. */
function run(facts: RackFacts, kept: Set<string>, accept: Parameters<typeof runRules>[2] = []) {
  const { rule, shown } = annotationRule();
  const digests: SoundDigests = {
    known: new Set(kept),
    keep: (sound) => {
      kept.clear();
      for (const digest of sound) kept.add(digest);
    },
  };
  const texts = new Map(facts.rendered.map(({ manifest }) => [manifest, JSON.stringify(manifest)]));
  const findings = runRules([rule], rackView(facts), accept, { sound: soundObjects(digests, texts) });
  // Exceptions of the sound rack are from rules that do not run here.
  const found = findings.map(({ rule: id }) => id).filter((id) => id !== 'exceptions/unknown-rule');
  return { found, shown: shown() };
}

const count = soundRack.rendered.length;

test('a rule of one object is shown only what changed since a run that found nothing', () => {
  const kept = new Set<string>();
  expect(run(soundRack, kept)).toEqual({ found: [], shown: count });
  expect(run(soundRack, kept)).toEqual({ found: [], shown: 0 });
  expect(run(edited(soundRack, noteOf('fine')), kept)).toEqual({ found: [], shown: 1 });
});

test('what is wrong is found in each run, and found again when it comes back', () => {
  const kept = new Set<string>();
  const wrong = edited(soundRack, noteOf('wrong'));
  run(soundRack, kept);
  for (let again = 0; again < 2; again += 1) expect(run(wrong, kept)).toEqual({ found: ['test/annotation'], shown: 1 });
  expect(run(soundRack, kept)).toEqual({ found: [], shown: 0 });
  expect(run(wrong, kept).found).toEqual(['test/annotation']);
});

test('what is accepted is no sound object: its exception is used in each run', () => {
  const kept = new Set<string>();
  const accept = [{ rule: 'test/annotation', object: 'data/StatefulSet/redis', reason: 'for this test' }];
  const wrong = edited(soundRack, noteOf('wrong'));
  for (let again = 0; again < 2; again += 1) expect(run(wrong, kept, accept).found).toEqual([]);
  expect(kept.size).toBe(0);
});

test('an object that went to no file is never known', () => {
  const digests: SoundDigests = { known: new Set(['']), keep: () => undefined };
  const { manifest } = soundRack.rendered[0]!;
  expect(soundObjects(digests, new Map()).has(manifest)).toBe(false);
});
