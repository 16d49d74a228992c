/** Environment of the gateway's pods. */
import type { OtlpReceiver, RedisSentinel, SqlDatabase } from '../../kit/peers';
import type { SecretKeyRef } from '../../kit/secrets';

export function cacheEnv(cache: RedisSentinel, namespace: string): Record<string, string | SecretKeyRef> {
  return {
    REDIS_USERNAME: 'litellm',
    REDIS_PASSWORD: cache.grant('litellm', '~litellm:* &* +@all -@admin -@dangerous +info', namespace),
  };
}

/** For the server and for migrations: no path outside /tmp is written to, nothing is fetched. */
export const alikeEnv = {
  // Otherwise each start asks the world for prices, three times, before it believes its own copy.
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_NON_ROOT: 'true',
  LITELLM_MIGRATION_DIR: '/tmp/migrations',
  LITELLM_UI_PATH: '/tmp/ui',
  LITELLM_ASSETS_PATH: '/tmp/assets',
  HOME: '/tmp',
};

/**
 * A model server whose blade lost its power says nothing, not even that the connection is over, and an answer may take ten
 * minutes. Probes on a connection that waits find it dead after 30 s, before Kubernetes calls the node dead; then another
 * server is asked. TCP sends none while a question itself is unacknowledged, so that each question gets a connection of its
 * own: to a dead server none is made, and once its node is called dead that is refused at once.
 */
export const deadServerEnv = {
  AIOHTTP_SO_KEEPALIVE: 'True',
  AIOHTTP_TCP_KEEPIDLE: '15',
  AIOHTTP_TCP_KEEPINTVL: '5',
  AIOHTTP_TCP_KEEPCNT: '3',
  // Seconds for which an idle connection is kept for the next question.
  AIOHTTP_KEEPALIVE_TIMEOUT: '0',
};

/** Spans of requests, without what people wrote in them. */
export function traceEnv({ otlpHttpEndpoint }: OtlpReceiver): Record<string, string> {
  return {
    OTEL_EXPORTER: 'otlp_http',
    OTEL_ENDPOINT: otlpHttpEndpoint,
    OTEL_SERVICE_NAME: 'litellm',
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'false',
  };
}

export function databaseEnv({
  host,
  port,
  database,
  user,
  password,
}: SqlDatabase): Record<string, string | SecretKeyRef> {
  return {
    POSTGRES_PASSWORD: password,
    DATABASE_URL: `postgresql://${user}:$(POSTGRES_PASSWORD)@${host}:${port.port}/${database}?connection_limit=10`,
  };
}
