/** The gateway's `config.yaml`: which models it knows, how it routes, caches and counts. */
import type { RedisSentinel, ServedModel } from '../../kit/peers';
import { type FurtherModels, areLimited, furtherRoutes, standIns } from './litellm.models';
import { afterItsLine, answerSeconds, routesTo, routesToFree } from './litellm.routes';

interface ConfigProps {
  chats: readonly ServedModel[];
  embeddings: ServedModel;
  /** Models beyond the rack. */
  further: FurtherModels;
  cache?: RedisSentinel;
  isTraced: boolean;
}

export function litellmConfig({ chats, embeddings, further, cache, isTraced }: ConfigProps): object {
  return {
    model_list: [...chats.flatMap(routesToFree), ...routesTo(embeddings), ...furtherRoutes(further, answerSeconds)],
    litellm_settings: {
      request_timeout: answerSeconds,
      callbacks: isTraced ? ['prometheus', 'otel'] : ['prometheus'],
      // Counts calls to Redis that failed: what tells of a dead cache, which readiness does not.
      service_callback: ['prometheus_system'],
      require_auth_for_metrics_endpoint: false,
      ...(cache && cachedIn(cache)),
    },
    router_settings: {
      // Gateways count together, in Redis; without it each counts what it sent itself.
      routing_strategy: 'least-busy',
      // The server that read a conversation still has it: a client names it in `x-litellm-session-id`.
      optional_pre_call_checks: ['session_affinity', ...(areLimited(further) ? ['enforce_model_rate_limits'] : [])],
      timeout: answerSeconds,
      num_retries: 1,
      // The caller has gone by then, and a second attempt would hold another server.
      // A server that is busy says so at once, and the next one is tried until its turn is counted.
      retry_policy: { TimeoutErrorRetries: 0, RateLimitErrorRetries: 60 },
      // A server that failed once is left alone for a minute, or it would be the least busy one of all.
      allowed_fails: 0,
      // To be busy is no failure.
      allowed_fails_policy: { RateLimitErrorAllowedFails: 1_000_000 },
      cooldown_time: 60,
      fallbacks: standIns(
        chats.map(({ model }) => model),
        further,
      ).map((each) => afterItsLine(each, chats)),
    },
    general_settings: { master_key: 'os.environ/LITELLM_MASTER_KEY', database_url: 'os.environ/DATABASE_URL' },
  };
}

/** One gateway needs none: it counts by itself, and reads a text that it has read before once more. */
function cachedIn(cache: RedisSentinel): object {
  return {
    cache: true,
    cache_params: {
      type: 'redis',
      // Not answers: the next person would read them, and a person who asks again wants another one.
      supported_call_types: ['embedding', 'aembedding'],
      service_name: cache.masterName,
      sentinel_nodes: cache.sentinels.map((host) => [host, cache.sentinelPort.port]),
      // It sends this with the data node's user name, which the Sentinels therefore know too.
      sentinel_password: 'os.environ/REDIS_PASSWORD',
      username: 'os.environ/REDIS_USERNAME',
      password: 'os.environ/REDIS_PASSWORD',
      namespace: 'litellm',
      ttl: 3600,
    },
  };
}
