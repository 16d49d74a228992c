import { imageReference, parseImageLock } from './images';

const digest = `sha256:${'a'.repeat(64)}`;
const lock = (...lines: string[]) =>
  ['chat:', 'image: ghcr.io/example/chat', 'tag: 1.2.0', 'platforms: [linux/arm64]', ...lines].join('\n  ');

test('an image is named by tag and digest, or by its tag alone where a reason stands', () => {
  expect(imageReference(parseImageLock(lock(`digest: ${digest}`, 'vouchedBy: its project')), 'chat')).toBe(
    `ghcr.io/example/chat:1.2.0@${digest}`,
  );
  expect(imageReference(parseImageLock(lock('withoutDigest: not released yet')), 'chat')).toBe(
    'ghcr.io/example/chat:1.2.0',
  );
});

test.each<[string, string[], string]>([
  ['a digest for which nobody vouches', [`digest: ${digest}`], 'vouchedBy: a digest and who vouches for it belong'],
  ['somebody who vouches for nothing', ['vouchedBy: its project'], 'vouchedBy: a digest and who vouches for it belong'],
  [
    'an exception that excepts nothing',
    [`digest: ${digest}`, 'vouchedBy: its project', 'withoutDigest: not released yet'],
    'withoutDigest: there is a digest, so there is nothing to except',
  ],
  ['an exception without a reason', ["withoutDigest: ' '"], 'withoutDigest: '],
  ['a digest cut short', ['digest: sha256:abc', 'vouchedBy: its project'], 'digest: sha256: and 64 hex digits'],
])('refuses %s, with its line', (_, lines, message) => {
  expect(() => parseImageLock(lock(...lines))).toThrow(/^images\.lock\.yaml:\d+:\d+ chat\./);
  expect(() => parseImageLock(lock(...lines))).toThrow(` chat.${message}`);
});

test('an image that is not there is told with the one that was meant', () => {
  const locked = parseImageLock(lock('withoutDigest: not released yet'));
  expect(() => imageReference(locked, 'chta')).toThrow('images.lock.yaml has no image "chta"; did you mean chat?');
});

test('an image that nothing there is near to is told with the line to add', () => {
  const locked = parseImageLock(lock('withoutDigest: not released yet'));
  expect(() => imageReference(locked, 'nginx')).toThrow(
    'add it there: nginx: { image: <registry>/<repository>, tag: "<tag>",',
  );
});

test.each([
  ['broken YAML', 'chat:\n  image: [', 'images.lock.yaml:2:10 this [ is never closed'],
  ['an alias', 'a: &x 1\nb: *x', 'images.lock.yaml:1:4 &x: anchors and aliases are not used here'],
  ['bottomless nesting', '['.repeat(5000), 'images.lock.yaml:1:41 more than 40 levels of nesting'],
])('refuses %s', (_, text, message) => {
  expect(() => parseImageLock(text)).toThrow(message);
});
