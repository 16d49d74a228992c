import * as z from 'zod';
import { url, written } from '../units/fields';
import type { ChatModelFile, EmbeddingModelFile, ModelFile } from './model-files';

/** As clients write it: `qwen3-14b`, `claude-sonnet-4.5`. */
export const modelName = written({
  what: 'a name of a model',
  how: 'letters, digits, dots, dashes and underscores, such as qwen3-14b',
  examples: ['qwen3-14b'],
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  read: (text) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text) ? text : undefined),
  repair: (text) => text.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+/, ''),
});

const hex = (what: string, digits: number) =>
  written({
    what,
    how: `${digits} hexadecimal digits`,
    examples: ['0123456789abcdef'.repeat(4).slice(0, digits)],
    pattern: new RegExp(`^[0-9a-fA-F]{${digits}}$`),
    read: (text) => (new RegExp(`^[0-9a-f]{${digits}}$`, 'i').test(text) ? text.toLowerCase() : undefined),
    repair: (text) => text.replace(/^sha256:/i, ''),
  });

const fileName = written({
  what: 'a GGUF file',
  how: 'its name as the publisher has it, such as Qwen3-4B-Q4_K_M.gguf',
  examples: ['Qwen3-4B-Q4_K_M.gguf'],
  pattern: /^[A-Za-z0-9][\w.-]*\.gguf$/,
  read: (text) => (/^[A-Za-z0-9][\w.-]*\.gguf$/.test(text) ? text : undefined),
});

const repository = written({
  what: 'a repository of Hugging Face',
  how: 'owner and name, such as Qwen/Qwen3-4B-GGUF',
  examples: ['Qwen/Qwen3-4B-GGUF'],
  pattern: /^[\w.-]+\/[\w.-]+$/,
  read: (text) => (/^[\w.-]+\/[\w.-]+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^https:\/\/huggingface\.co\/([\w.-]+\/[\w.-]+).*$/, '$1'),
});

/** What every file of one's own states: where it is, and by what it is believed. */
const file = {
  name: modelName.describe('how clients ask for it'),
  file: fileName.describe('GGUF file of one part'),
  repository: repository.optional().describe('of Hugging Face, with `revision`'),
  revision: hex('a revision', 40).optional().describe('commit of the repository, so that the file never changes'),
  url: url.optional().describe('in the place of `repository`: the whole address of the file'),
  sha256: hex('a SHA-256', 64).describe('of the file; one that differs is not run'),
  bytes: z.int().min(1).describe('size of the file, to the byte'),
};

type Source = Pick<ModelFile, 'file'> & {
  url?: string | undefined;
  repository?: string | undefined;
  revision?: string | undefined;
};

function hasOneSource({ url: address, repository: at, revision }: Source, context: z.RefinementCtx): void {
  if (address === undefined ? at !== undefined && revision !== undefined : at === undefined && revision === undefined)
    return;
  context.addIssue({
    code: 'custom',
    message: address === undefined ? 'the file is nowhere to be had' : 'the file is said to be in two places',
    params: { detail: 'write either `url`, or `repository` and `revision`' },
  });
}

/** A chat model that does not come with Rackwright. `layers`, `kvHeads` and `headSize` say what a token of context takes. */
export const ownChatModel = z
  .strictObject({
    ...file,
    layers: z.int().min(1).max(1000).describe('num_hidden_layers of its config.json'),
    kvHeads: z.int().min(1).max(1000).describe('num_key_value_heads of its config.json'),
    headSize: z
      .int()
      .min(1)
      .max(10_000)
      .describe('head_dim of its config.json, or hidden_size divided by num_attention_heads'),
    tokensPerSecond: z
      .number()
      .min(0.1)
      .optional()
      .describe(
        'tokens that it writes on your machines; absent: what the memory of a CM4 allows for a file of its size',
      ),
  })
  .superRefine(hasOneSource);

/** pgvector indexes vectors of no more dimensions than this. */
const mostDimensions = 2000;

export const ownEmbeddingModel = z
  .strictObject({
    ...file,
    dimensions: z.int().min(1).max(mostDimensions).describe('of its vectors; an index takes no more than 2,000'),
    pooling: z
      .enum(['mean', 'cls', 'last'])
      .default('mean')
      .describe('how a text’s tokens become one vector, as its page says'),
    query: z.string().optional().describe('what it wants to read before a question'),
    passage: z.string().optional().describe('what it wants to read before a passage'),
  })
  .superRefine(hasOneSource);

const sourceOf = ({ file: name, url: address, repository: at, revision }: Source): string =>
  address ?? `https://huggingface.co/${at}/resolve/${revision}/${name}`;

/** Memory brings a CM4 3 GB a second on a bad day, and every token reads the whole model once. */
const slowestBytesPerSecond = 3e9;

export function chatFileOf(own: z.infer<typeof ownChatModel>): ChatModelFile {
  const { name, layers, kvHeads, headSize, tokensPerSecond = slowestBytesPerSecond / own.bytes } = own;
  const { file: fileOf, bytes, sha256 } = own;
  return {
    alias: name,
    file: fileOf,
    bytes,
    sha256,
    url: sourceOf(own),
    shape: { layers, kvHeads, headSize },
    tokensPerSecond: Math.max(0.1, Math.floor(tokensPerSecond * 10) / 10),
  };
}

export function embeddingFileOf(own: z.infer<typeof ownEmbeddingModel>): EmbeddingModelFile {
  const { name, dimensions, pooling, query, passage, file: fileOf, bytes, sha256 } = own;
  return {
    alias: name,
    file: fileOf,
    bytes,
    sha256,
    url: sourceOf(own),
    dimensions,
    pooling,
    ...((query !== undefined || passage !== undefined) && { prefixes: { query: query ?? '', passage: passage ?? '' } }),
  };
}
