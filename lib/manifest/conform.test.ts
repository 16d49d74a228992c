import { conform } from './conform';
import { toSelector } from './labels';
import { toPodSpec } from './pod-shape';

test('gives back what is sound as it is, without a copy', () => {
  const pod = { containers: [{ name: 'a', image: 'x', extra: 1 }], tolerations: [{ operator: 'Exists' }], other: null };
  expect(toPodSpec(pod)).toBe(pod);
});

test.each([
  ['an element that is no object', { containers: [null, { name: 'a' }, 'x'] }, { containers: [{ name: 'a' }] }],
  ['a field of another type', { hostNetwork: 'yes', serviceAccountName: 7 }, {}],
  ['a list that is none', { tolerations: { key: 'x' } }, {}],
  [
    'a fault deep inside',
    { containers: [{ name: 'a', ports: [{ containerPort: '80', name: 'http' }] }] },
    { containers: [{ name: 'a', ports: [{ name: 'http' }] }] },
  ],
  ['everything that is no pod at all', ['x'], {}],
])('leaves out %s', (_what, value, expected) => {
  expect(toPodSpec(value)).toEqual(expected);
});

test('reads a selector, or nothing', () => {
  expect(toSelector({ matchLabels: { a: 'b' }, matchExpressions: 'x' })).toEqual({ matchLabels: { a: 'b' } });
  expect(toSelector('x')).toBeUndefined();
});

test('never changes what it is given', () => {
  const value = Object.freeze({ list: Object.freeze([1, 'a']) });
  expect(conform(value, { list: ['text'] })).toEqual({ list: ['a'] });
});
