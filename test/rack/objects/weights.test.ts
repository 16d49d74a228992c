import { type Weights, withSmallWeights } from './weights';

const weights: Weights[] = [
  {
    path: '/a/resolve/b/a.gguf',
    stated: { sha256: 'aa11', bytes: 639 },
    small: { place: '/models/chat.gguf', sha256: 'bb22', bytes: 7 },
  },
];

test('sizes and hashes become those of the small file, wherever they stand', () => {
  const object = {
    env: [{ value: '639' }, { value: 'http://x/models/aa11/a.gguf' }],
    lines: 'sha256:aa11 a.gguf 639 x',
  };
  expect(withSmallWeights(object, weights)).toEqual({
    env: [{ value: '7' }, { value: 'http://x/models/bb22/a.gguf' }],
    lines: 'sha256:bb22 a.gguf 7 x',
  });
});

test('the publisher is asked in plain HTTP at the port of HTTPS', () => {
  const list = 'sha256:aa11 a.gguf 639 https://huggingface.co/a/resolve/b/a.gguf';
  expect(withSmallWeights(list, weights)).toBe('sha256:bb22 a.gguf 7 http://huggingface.co:443/a/resolve/b/a.gguf');
});

test('a number that only holds the size is another number', () => {
  expect(withSmallWeights({ port: '6390', more: '1639' }, weights)).toEqual({ port: '6390', more: '1639' });
});
