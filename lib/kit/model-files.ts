/** A model file as its publisher has it: fetched once, by revision, and believed only if its hash is this one. */
export interface ModelFile {
  /** Name under which clients ask for it. */
  alias: string;
  file: string;
  bytes: number;
  sha256: string;
  url: string;
  /** @default - what its owner knows */
  licence?: string;
}

/** One that writes. */
export interface ChatModelFile extends ModelFile {
  /** What each token of context takes, as config.json has it. */
  readonly shape: { readonly layers: number; readonly kvHeads: number; readonly headSize: number };
  /**
   * Tokens a second that a CM4 writes on a bad day. Its memory brings 3.4 GB a second to the cores, and every token reads
   * the whole model once: 0.64 GB is 5 tokens, 1.12 GB is 3.
   */
  readonly tokensPerSecond: number;
  /** Weights, the context of 4,096 tokens in eight bits, and the buffers of one slot. @default - its memory */
  readonly atRest?: string;
}

/** One that makes vectors. */
export interface EmbeddingModelFile extends ModelFile {
  readonly dimensions: number;
  readonly pooling: 'mean' | 'cls' | 'last';
  /** What it wants to read before a question and before a passage. @default - nothing */
  readonly prefixes?: { readonly query: string; readonly passage: string };
}

const hub = 'https://huggingface.co';

/**
 * Models that fit a CM4. Hashes and revisions are those that public repositories pin; the fetch job refuses anything
 * else.
 */
export const modelFiles = {
  'qwen3-0.6b': {
    alias: 'qwen3-0.6b',
    file: 'Qwen3-0.6B-Q8_0.gguf',
    bytes: 639_446_688,
    sha256: '9465e63a22add5354d9bb4b99e90117043c7124007664907259bd16d043bb031',
    url: `${hub}/Qwen/Qwen3-0.6B-GGUF/resolve/23749fefcc72300e3a2ad315e1317431b06b590a/Qwen3-0.6B-Q8_0.gguf`,
    licence: 'Apache-2.0',
    shape: { layers: 28, kvHeads: 8, headSize: 128 },
    tokensPerSecond: 5,
    atRest: '1Gi',
  },
  'qwen2.5-1.5b': {
    alias: 'qwen2.5-1.5b',
    file: 'qwen2.5-1.5b-instruct-q4_k_m.gguf',
    bytes: 1_117_320_736,
    sha256: '6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e',
    url: `${hub}/Qwen/Qwen2.5-1.5B-Instruct-GGUF/resolve/91cad51170dc346986eccefdc2dd33a9da36ead9/qwen2.5-1.5b-instruct-q4_k_m.gguf`,
    licence: 'Apache-2.0',
    shape: { layers: 28, kvHeads: 2, headSize: 128 },
    tokensPerSecond: 2.5,
    atRest: '1536Mi',
  },
  'nomic-embed-text-v1.5': {
    alias: 'nomic-embed-text-v1.5',
    file: 'nomic-embed-text-v1.5.Q8_0.gguf',
    bytes: 146_146_432,
    sha256: '3e24342164b3d94991ba9692fdc0dd08e3fd7362e0aacc396a9a5c54a544c3b7',
    url: `${hub}/nomic-ai/nomic-embed-text-v1.5-GGUF/resolve/0188c9bf409793f810680a5a431e7b899c46104c/nomic-embed-text-v1.5.Q8_0.gguf`,
    licence: 'Apache-2.0',
    dimensions: 768,
    pooling: 'mean',
    prefixes: { query: 'search_query: ', passage: 'search_document: ' },
  },
  'bge-reranker-v2-m3': {
    alias: 'bge-reranker-v2-m3',
    file: 'bge-reranker-v2-m3-Q8_0.gguf',
    bytes: 635_676_416,
    sha256: 'a43c7c9b11a4c1517e5bf95151960e1621d1b72f7a493364b01e386cf1aaa1d3',
    url: `${hub}/gpustack/bge-reranker-v2-m3-GGUF/resolve/3093af03b1a635e67b084b1d8c03c5f5e020fd05/bge-reranker-v2-m3-Q8_0.gguf`,
    licence: 'Apache-2.0',
  },
} as const satisfies Record<string, ModelFile | ChatModelFile | EmbeddingModelFile>;
