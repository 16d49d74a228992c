import { fieldAt, fieldOf, parseFieldPath, withField } from './field-path';

const pod = {
  metadata: { annotations: { 'a.b/c': 'x' } },
  spec: { containers: [{ name: 'one', args: ['-a', '-b'] }, { name: 'two' }] },
};

test.each([
  ['a field', 'metadata.annotations', { 'a.b/c': 'x' }],
  ['a key with dots', 'metadata.annotations["a.b/c"]', 'x'],
  ['a list element by name', 'spec.containers[two]', { name: 'two' }],
  ['a list element by place', 'spec.containers[0].args[1]', '-b'],
  ['nothing where nothing is', 'spec.volumes[data].secret', undefined],
  ['nothing for a name that no element has', 'spec.containers[three]', undefined],
])('reads %s', (_what, path, expected) => {
  expect(fieldAt(pod, path)).toEqual(expected);
});

test('replaces one field and leaves the original alone', () => {
  const changed = withField(pod, 'spec.containers[one].args[0]', '-c');
  expect(changed.spec.containers).toEqual([{ name: 'one', args: ['-c', '-b'] }, { name: 'two' }]);
  expect(pod.spec.containers[0]?.args).toEqual(['-a', '-b']);
  expect(changed.metadata).toBe(pod.metadata);
});

test('keeps the order of the keys when it replaces one', () => {
  expect(Object.keys(withField({ a: 1, b: 2, c: 3 }, 'b', 9))).toEqual(['a', 'b', 'c']);
});

test.each([
  ['a key', 'spec.containers[one].args', [{ name: 'one' }, { name: 'two' }]],
  ['a list element', 'spec.containers[one]', [{ name: 'two' }]],
])('removes %s when the value is undefined', (_what, path, containers) => {
  expect(withField(pod, path, undefined).spec.containers).toEqual(containers);
});

test('appends past the end and makes missing objects', () => {
  expect(withField({ list: [1] }, 'list[7]', 2)).toEqual({ list: [1, 2] });
  expect(withField({}, 'a.b', 1)).toEqual({ a: { b: 1 } });
});

test('refuses to set an element that no list has', () => {
  expect(() => withField(pod, 'spec.containers[three].image', 'x')).toThrow('no element is called "three"');
});

test('refuses what is no path', () => {
  expect(() => parseFieldPath('a[b')).toThrow('"a[b" is no field path: cannot read on at "[b"');
});

test('writes keys so that it can read them back', () => {
  for (const key of ['image', 'a.b/c', 'x[y]']) expect(parseFieldPath(fieldOf('spec', key))).toEqual(['spec', key]);
});
