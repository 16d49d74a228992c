/** Environment of Open WebUI: its database, files, Redis and spans, and the settings that no rack changes. */
import type { EnvValue } from '../../kit/container';
import type { EmbeddingModel, OtlpReceiver, RedisSentinel, S3Bucket, SqlDatabase } from '../../kit/peers';

export function databaseEnv(
  { host: server, port, database, user, password: secret }: SqlDatabase,
  { embeddings }: EmbeddingModel,
): Record<string, EnvValue> {
  return {
    POSTGRES_PASSWORD: secret,
    DATABASE_URL: `postgresql://${user}:$(POSTGRES_PASSWORD)@${server}:${port.port}/${database}`,
    DATABASE_POOL_SIZE: '5',
    DATABASE_POOL_MAX_OVERFLOW: '5',
    VECTOR_DB: 'pgvector',
    PGVECTOR_DB_URL: '$(DATABASE_URL)',
    PGVECTOR_INITIALIZE_MAX_VECTOR_LENGTH: String(embeddings.dimensions),
    // The extension is declared with the database; an ordinary owner may not create it.
    PGVECTOR_CREATE_EXTENSION: 'false',
    PGVECTOR_INDEX_METHOD: 'hnsw',
    PGVECTOR_POOL_SIZE: '5',
  };
}

export function fileEnv({ endpoint, bucket, region, accessKey, secretKey }: S3Bucket): Record<string, EnvValue> {
  return {
    STORAGE_PROVIDER: 's3',
    S3_ENDPOINT_URL: endpoint,
    S3_BUCKET_NAME: bucket,
    S3_REGION_NAME: region,
    S3_ACCESS_KEY_ID: accessKey,
    S3_SECRET_ACCESS_KEY: secretKey,
    S3_ADDRESSING_STYLE: 'path',
  };
}

/** It can sign in to the data nodes, not to Sentinels: those let anyone ask who the primary is. */
export function redisEnv(cache: RedisSentinel, namespace: string): Record<string, EnvValue> {
  const hosts = cache.sentinels.join(',');
  const port = String(cache.sentinelPort.port);
  return {
    REDIS_PASSWORD: cache.grant('open-webui', '~open-webui:* &* +@all -@admin -@dangerous +info', namespace),
    REDIS_URL: `redis://open-webui:$(REDIS_PASSWORD)@${cache.masterName}:6379/0`,
    REDIS_SENTINEL_HOSTS: hosts,
    REDIS_SENTINEL_PORT: port,
    REDIS_KEY_PREFIX: 'open-webui',
    REDIS_SOCKET_CONNECT_TIMEOUT: '5',
    WEBSOCKET_MANAGER: 'redis',
    WEBSOCKET_REDIS_URL: '$(REDIS_URL)',
    WEBSOCKET_SENTINEL_HOSTS: hosts,
    WEBSOCKET_SENTINEL_PORT: port,
  };
}

/** Spans, and metrics where somebody passes them on: this program cannot be scraped. */
export function traceEnv({ otlpEndpoint, takesMetrics }: OtlpReceiver): Record<string, EnvValue> {
  return {
    ENABLE_OTEL: 'True',
    ENABLE_OTEL_TRACES: 'True',
    ...(takesMetrics && { ENABLE_OTEL_METRICS: 'True', OTEL_METRICS_EXPORT_INTERVAL_MILLIS: '30000' }),
    OTEL_OTLP_SPAN_EXPORTER: 'grpc',
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    OTEL_EXPORTER_OTLP_INSECURE: 'True',
    OTEL_SERVICE_NAME: 'open-webui',
  };
}

/** Git decides, not the database; and nothing asks the model for more than the person did. */
export const fixedEnv: Record<string, EnvValue> = {
  ENABLE_PERSISTENT_CONFIG: 'False',
  // Every model is for everybody with an account; without it only administrators see those that have no entry of their own.
  BYPASS_MODEL_ACCESS_CONTROL: 'True',
  // TLS ends at the gateway, so the program itself would allow its cookies in the clear.
  WEBUI_SESSION_COOKIE_SECURE: 'True',
  WEBUI_AUTH_COOKIE_SECURE: 'True',
  // The gateway to the models keeps a conversation where it was read, by this header; the chat's id goes along with the user's.
  ENABLE_FORWARD_USER_INFO_HEADERS: 'True',
  FORWARD_SESSION_INFO_HEADER_CHAT_ID: 'x-litellm-session-id',
  ENABLE_OLLAMA_API: 'False',
  ENABLE_VERSION_UPDATE_CHECK: 'False',
  OFFLINE_MODE: 'True',
  HF_HUB_OFFLINE: '1',
  UVICORN_WORKERS: '1',
  // What a person asks is what is searched for: a model that words it anew first costs minutes, and may not stop.
  ENABLE_RETRIEVAL_QUERY_GENERATION: 'False',
  ENABLE_SEARCH_QUERY_GENERATION: 'False',
  ENABLE_TITLE_GENERATION: 'False',
  ENABLE_TAGS_GENERATION: 'False',
  ENABLE_FOLLOW_UP_GENERATION: 'False',
  ENABLE_AUTOCOMPLETE_GENERATION: 'False',
  ENABLE_CODE_INTERPRETER: 'False',
  AUDIO_STT_ENGINE: 'webapi',
  HOME: '/tmp',
};
