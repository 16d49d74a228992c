/** Which models Open WebUI asks, by which way, and how it searches documents with them. */
import type { EnvValue } from '../../kit/container';
import type { ChatModel, EmbeddingModel, LlmGateway, RerankModel } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';

/** An answer of a CM4 may take minutes, and is one request; so is the sorting of a handful of passages. */
export const answerSeconds = 600;

export interface ModelPeers {
  gateway?: LlmGateway;
  chat: ChatModel;
  secondChat?: ChatModel;
  embedding: EmbeddingModel;
  reranker?: RerankModel;
}

/** Ports of all model servers, for who asks them without a gateway. */
export function serversOf({ chat, secondChat, embedding }: ModelPeers): PodPort[] {
  const served = [chat.chat, ...(secondChat ? [secondChat.chat] : []), embedding.embeddings];
  return served.flatMap(({ servers }) => servers.map(({ port }) => port));
}

/** Through the gateway, with a key of its own; without one each server by itself, of which each model has one. */
function doorsEnv({ gateway, chat, secondChat, embedding }: ModelPeers, namespace: string): Record<string, EnvValue> {
  const { model, servers } = embedding.embeddings;
  const chats = [chat.chat, ...(secondChat ? [secondChat.chat] : [])];
  if (gateway) {
    const names = [...chats.map((each) => each.model), ...gateway.peopleModels(), model];
    const key = gateway.key('open-webui', namespace, [...new Set(names)]);
    return {
      OPENAI_API_BASE_URL: gateway.baseUrl,
      OPENAI_API_KEY: key,
      DEFAULT_MODELS: chat.chat.model,
      RAG_EMBEDDING_ENGINE: 'openai',
      RAG_OPENAI_API_BASE_URL: gateway.baseUrl,
      RAG_OPENAI_API_KEY: key,
    };
  }
  const doors = chats.flatMap(({ servers: own }) => own.map(({ baseUrl }) => baseUrl));
  return {
    OPENAI_API_BASE_URLS: doors.join(';'),
    OPENAI_API_KEYS: doors.map(() => 'none').join(';'),
    DEFAULT_MODELS: chat.chat.model,
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_OPENAI_API_BASE_URL: servers[0]?.baseUrl ?? '',
    RAG_OPENAI_API_KEY: 'none',
  };
}

export function modelEnv(props: ModelPeers, namespace: string): Record<string, EnvValue> {
  const { embedding, reranker } = props;
  const { model, prefixes, servers } = embedding.embeddings;
  return {
    ...doorsEnv(props, namespace),
    RAG_EMBEDDING_MODEL: model,
    RAG_EMBEDDING_BATCH_SIZE: '8',
    // Otherwise all passages of a long document are asked for at once, and the last ones wait until they time out.
    RAG_EMBEDDING_CONCURRENT_REQUESTS: String(servers.length),
    ...(prefixes && { RAG_EMBEDDING_QUERY_PREFIX: prefixes.query, RAG_EMBEDDING_CONTENT_PREFIX: prefixes.passage }),
    ENABLE_RAG_HYBRID_SEARCH: 'True',
    ...(reranker && rerankEnv(reranker)),
    // Prefill is what a CM4 is slow at: few passages, and short ones. A reranker is given more to choose these from.
    RAG_TOP_K: reranker ? '12' : '4',
    RAG_TOP_K_RERANKER: '4',
    CHUNK_SIZE: '800',
    CHUNK_OVERLAP: '80',
    AIOHTTP_CLIENT_TIMEOUT: String(answerSeconds),
  };
}

function rerankEnv({ reranker: { baseUrl, model } }: RerankModel): Record<string, EnvValue> {
  return {
    RAG_RERANKING_ENGINE: 'external',
    RAG_EXTERNAL_RERANKER_URL: `${baseUrl}/rerank`,
    RAG_EXTERNAL_RERANKER_API_KEY: 'none',
    RAG_RERANKING_MODEL: model,
    // Without it a server that died with its blade is waited for without end.
    RAG_EXTERNAL_RERANKER_TIMEOUT: String(answerSeconds),
  };
}
