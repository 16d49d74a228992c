import { leastMemory } from './model-memory';
import { chatLargeSpec } from '../apps/ml/chat-large';
import { chatSpec } from '../apps/ml/chat';

test('a larger context and a larger model need more', () => {
  const small = leastMemory({ model: 'qwen3-0.6b', context: 4096 });
  expect(leastMemory({ model: 'qwen3-0.6b', context: 32_768 })).toBeGreaterThan(small + 1500);
  expect(leastMemory({ model: 'qwen2.5-1.5b', context: 4096 })).toBeGreaterThan(small);
});

test.each([
  ['what is the default', {}, true],
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
