import { type Weights, withSmallWeights } from './weights';

const weights: Weights[] = [
  {
    file: 'a.gguf',
    stated: { sha256: 'aa11', bytes: 639 },
    small: { name: 'chat.gguf', sha256: 'bb22', bytes: 7 },
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

test('a number that only holds the size is another number', () => {
  expect(withSmallWeights({ port: '6390', more: '1639' }, weights)).toEqual({ port: '6390', more: '1639' });
});
