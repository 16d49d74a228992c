/** Contracts of models: where their files are, who serves them, the gateway before them. */
import { contract } from '../contract';
import type { ModelFile } from '../model-files';
import type { HttpRequest, OutsidePort, PodPort } from '../ports';
import type { SecretKeyRef } from '../secrets';

/** Where model servers find a model file: in the object store, or at its publisher. */
export interface ModelSource {
  readonly port: PodPort | OutsidePort;
  readonly url: string;
  /** Of a bucket. @default - it is handed out to everybody */
  readonly account?: { readonly accessKey: SecretKeyRef; readonly secretKey: SecretKeyRef; readonly region: string };
}

/** Fetches each model once from the world, verifies it, and keeps it in the object store, where there is one. */
export interface ModelCache {
  source(model: ModelFile, consumerNamespace: string): ModelSource;
}
export const ModelCache = contract<ModelCache>('model cache');

/** What clients of the OpenAI API ask for. */
export const modelRequests: readonly HttpRequest[] = [
  { method: 'GET', path: '/v1/*' },
  { method: 'POST', path: '/v1/*' },
];

/** An endpoint that speaks the OpenAI API. */
export interface ModelEndpoint {
  readonly port: PodPort;
  /** `http://…/v1`. */
  readonly baseUrl: string;
}

/** A model and the servers that have it, each reached by itself. */
export interface ServedModel {
  readonly model: string;
  readonly servers: readonly ModelEndpoint[];
}

export interface ChatModel {
  readonly chat: ServedModel;
}
export const ChatModel = contract<ChatModel>('chat model');
/** Another one beside it: people may choose it, and each stands in for the other. */
export const SecondChatModel = contract<ChatModel>('second chat model');

export interface EmbeddingModel {
  readonly embeddings: ServedModel & {
    readonly dimensions: number;
    /** What the model wants to read before a question and before a passage. @default - nothing */
    readonly prefixes?: { readonly query: string; readonly passage: string };
  };
}
export const EmbeddingModel = contract<EmbeddingModel>('embedding model');

export interface RerankModel {
  readonly reranker: ModelEndpoint & { readonly model: string };
}
export const RerankModel = contract<RerankModel>('rerank model');

/** One door to all models, with a key and a budget for each consumer. */
export interface LlmGateway {
  readonly gatewayPort: PodPort;
  /** `http://…/v1`. */
  readonly baseUrl: string;
  /**
   * A key for one consumer, in its own namespace; it may use the models named and no others.
   *
   * @param atOnce requests under way at once @default - two for each server
   */
  key(consumer: string, consumerNamespace: string, models: string[], atOnce?: number): SecretKeyRef;
  /** Chat models beyond the rack that people may choose. */
  peopleModels(): string[];
}
export const LlmGateway = contract<LlmGateway>('LLM gateway');
