import type * as z from 'zod';
import { bytesOf } from '../units/quantity';
import type { ChatModelFile, ModelFile } from './model-files';

const mebibyte = 1024 * 1024;

/** Bytes of keys and values for each token of context, at eight bits a value and a scale for every 32 of them. */
const bytesPerToken = ({ layers, kvHeads, headSize }: ChatModelFile['shape']): number =>
  2 * layers * kvHeads * headSize * (34 / 32);

/** What the server takes beside: a row of scores over 151,936 words for each of 512 tokens, twice, and itself. Estimated. */
const serverBytes = 768 * mebibyte;

interface Server {
  model: Pick<ChatModelFile, 'alias' | 'bytes' | 'shape'>;
  memory: string;
  context: number;
}

/** Least memory of a server, in whole mebibytes: its weights, its context, itself. */
export function leastMemory({ model, context }: Pick<Server, 'model' | 'context'>): number {
  return Math.ceil((model.bytes + bytesPerToken(model.shape) * context + serverBytes) / mebibyte);
}

/** A model or context that does not fit the memory beside it is refused: the default follows neither. */
export function memoryHoldsModel({ model, memory, context: tokens }: Server, context: z.RefinementCtx): void {
  const least = leastMemory({ model, context: tokens });
  if (bytesOf(memory) >= least * mebibyte) return;
  context.addIssue({
    code: 'custom',
    path: ['memory'],
    message: `${memory} does not hold ${model.alias} with a context of ${tokens} tokens`,
    params: { detail: `it needs ${least}Mi: weights, context and the server itself`, suggestion: `${least}Mi` },
  });
}

/** What a server of vectors takes beside its weights: one batch of 2,048 tokens, and itself. Estimated. */
const batchBytes = 256 * mebibyte;

/** A larger model beside the memory of the one that comes with Rackwright is refused. */
export function memoryHoldsFile(model: ModelFile, memory: string, context: z.RefinementCtx): void {
  const least = Math.ceil((model.bytes + batchBytes) / mebibyte);
  if (bytesOf(memory) >= least * mebibyte) return;
  context.addIssue({
    code: 'custom',
    path: ['memory'],
    message: `${memory} does not hold ${model.alias}`,
    params: { detail: `it needs ${least}Mi: weights and a batch of texts`, suggestion: `${least}Mi` },
  });
}
