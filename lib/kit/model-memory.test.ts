import { modelFiles } from './model-files';
import { leastMemory } from './model-memory';
import { chatLargeSpec } from '../apps/ml/chat-large';
import { chatSpec } from '../apps/ml/chat';

test('a larger context and a larger model need more', () => {
  const small = leastMemory({ model: modelFiles['qwen3-0.6b'], context: 4096 });
  expect(leastMemory({ model: modelFiles['qwen3-0.6b'], context: 32_768 })).toBeGreaterThan(small + 1500);
  expect(leastMemory({ model: modelFiles['qwen2.5-1.5b'], context: 4096 })).toBeGreaterThan(small);
});

/** Qwen3-4B in four bits. */
const own = {
  name: 'qwen3-4b',
  repository: 'Qwen/Qwen3-4B-GGUF',
  revision: 'a'.repeat(40),
  file: 'Qwen3-4B-Q4_K_M.gguf',
  sha256: 'b'.repeat(64),
  bytes: 2_497_280_256,
  layers: 36,
  kvHeads: 8,
  headSize: 128,
};

test.each([
  ['what is the default', {}, true],
  ['a model of one’s own in the memory of the default', { own }, false],
  ['a model of one’s own with its memory', { own, memory: '3500Mi' }, true],
  ['a model of one’s own that is nowhere', { own: { ...own, repository: undefined }, memory: '4Gi' }, false],
  [
    'a model of one’s own in two places',
    { own: { ...own, url: 'https://files.example.org/x.gguf' }, memory: '4Gi' },
    false,
  ],
  ['a model of one’s own without its hash', { own: { ...own, sha256: 'main' }, memory: '4Gi' }, false],
  ['a larger model in the memory of the smaller', { model: 'qwen2.5-1.5b' }, false],
  ['a larger model with its memory', { model: 'qwen2.5-1.5b', memory: '2560Mi' }, true],
  ['a context that fills the memory', { context: 32_768 }, false],
])('chat: %s', (_, block, isFine) => {
  expect(chatSpec.safeParse(block).success).toBe(isFine);
});

test('the large model says what it needs', () => {
  const { error } = chatLargeSpec.safeParse({ memory: '1Gi' });
  expect(error?.issues[0]).toMatchObject({
    path: ['memory'],
    message: expect.stringContaining('does not hold qwen2.5-1.5b') as string,
  });
});
