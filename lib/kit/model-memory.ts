import type * as z from 'zod';
import { bytesOf } from '../units/quantity';
import { modelFiles } from './model-files';

const mebibyte = 1024 * 1024;

/**
 * Bytes of keys and values for each token of context, at eight bits a value and a scale for every 32 of them: two, times
 * layers, heads of keys and their width, as config.json of each model has them.
 */
const bytesPerToken = {
  'qwen3-0.6b': 2 * 28 * 8 * 128 * (34 / 32),
  'qwen2.5-1.5b': 2 * 28 * 2 * 128 * (34 / 32),
} as const;

/** What the server takes beside: a row of scores over 151,936 words for each of 512 tokens, twice, and itself. Estimated. */
const serverBytes = 768 * mebibyte;

interface Server {
  model: keyof typeof bytesPerToken;
  memory: string;
  context: number;
}

/** Least memory of a server, in whole mebibytes: its weights, its context, itself. */
export function leastMemory({ model, context }: Pick<Server, 'model' | 'context'>): number {
  return Math.ceil((modelFiles[model].bytes + bytesPerToken[model] * context + serverBytes) / mebibyte);
}

/** A model or context that does not fit the memory beside it is refused: the default follows neither. */
export function memoryHoldsModel(server: Server, context: z.RefinementCtx): void {
  const least = leastMemory(server);
  if (bytesOf(server.memory) >= least * mebibyte) return;
  context.addIssue({
    code: 'custom',
    path: ['memory'],
    message: `${server.memory} does not hold ${server.model} with a context of ${server.context} tokens`,
    params: { detail: `it needs ${least}Mi: weights, context and the server itself`, suggestion: `${least}Mi` },
  });
}
