import { rackView } from './rack-view';
import type { Rule } from './rule';
import { runRules } from './run-rules';
import { ruleTest } from './rule-test';
import { edited, none, set } from './testing/edits';
import { soundRack } from './testing/sound-rack';

const grumpy: Rule = {
  id: 'test/grumpy',
  level: 'warning',
  why: 'For this test.',
  fixHint: 'cheer up',
  exceptable: true,
  check: ({ workloads }) => workloads.map(({ id }) => ({ object: id, path: 'spec', message: 'is there' })),
};

test('reports every hit with the level, id and fix of its rule, sorted', () => {
  const findings = runRules([grumpy], rackView(soundRack), []).filter(({ rule }) => rule === 'test/grumpy');
  expect(findings.map(({ object }) => object)).toEqual([
    'data/CronJob/report',
    'data/StatefulSet/redis',
    'hardware/DaemonSet/thermal',
    'ml/Deployment/chat',
  ]);
  expect(findings[0]).toEqual({
    level: 'warning',
    rule: 'test/grumpy',
    object: 'data/CronJob/report',
    path: 'spec',
    message: 'is there',
    fix: 'cheer up',
  });
});

test('gives the same findings whatever the order of the objects', () => {
  const shuffled = { ...soundRack, rendered: soundRack.rendered.toReversed() };
  expect(runRules([grumpy], rackView(shuffled), [])).toEqual(runRules([grumpy], rackView(soundRack), []));
});

test('leaves out what an annotation excepts with a reason', () => {
  const facts = edited(
    soundRack,
    set('data/StatefulSet/redis', 'metadata.annotations', { 'except.rackwright.dev/test.grumpy': 'it is Monday' }),
  );
  const findings = runRules([grumpy], rackView(facts), []);
  expect(findings.filter(({ object }) => object === 'data/StatefulSet/redis')).toEqual([]);
});

test.each([
  ['one object', { rule: 'test/grumpy', object: 'ml/Deployment/chat', reason: 'moody' }, 3],
  ['every object', { rule: 'test/grumpy', reason: 'moody' }, 0],
])('leaves out what the rack file accepts on %s', (_scope, entry, left) => {
  const findings = runRules([grumpy], rackView(soundRack), [entry]);
  expect(findings.filter(({ rule }) => rule === 'test/grumpy')).toHaveLength(left);
});

test('never checks expiry without being told the day', () => {
  const accept = [{ rule: 'test/grumpy', reason: 'moody', until: '1999-01-01' }];
  expect(runRules([grumpy], rackView(soundRack), accept).map(({ rule }) => rule)).not.toContain('exceptions/expired');
});

test('refuses to test a rule that no row makes fire', () => {
  expect(() => ruleTest(grumpy, [['is silent', none, []]])).toThrow('test/grumpy has no row in which it fires');
});

test('refuses an edit of an object that is not there', () => {
  expect(() => edited(soundRack, set('data/StatefulSet/redsi', 'spec', {}))).toThrow('no data/StatefulSet/redsi');
});
