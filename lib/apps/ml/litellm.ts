import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { optional, when } from '../../kit/contract';
import { Dashboard } from '../../kit/dashboards';
import {
  ChatModel,
  EmbeddingModel,
  LlmGateway,
  OtlpReceiver,
  RedisSentinel,
  SecondChatModel,
  type ServedModel,
  type SqlDatabase,
  SqlServer,
  WebGateway,
  modelRequests,
} from '../../kit/peers';
import { type PodPort, only } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { shellScript } from '../../kit/script-text';
import { SecretKeys, type SecretKeyRef } from '../../kit/secrets';
import { serviceHost } from '../../kit/service';
import { growing, isShared, restingAt, sizeField } from '../../kit/size';
import { Workload } from '../../kit/workload';
import { yamlText } from '../../kit/yaml-text';
import { litellmAlerts } from './litellm.alerts';
import { modelsDashboard } from './litellm.dashboard';

const namespace = 'ml';
/** A CM4 writes 5 tokens a second, so an answer of 2,000 tokens may take seven minutes. */
const answerSeconds = 600;

export const litellmSpec = z.strictObject({
  size: sizeField,
  replicas: z.int().min(1).max(8).default(2).describe('gateways, one process each'),
  memory: atLeast('768Mi', '512Mi was seen killed at start')
    .default('1536Mi')
    .describe('memory of each; 512Mi was seen killed at start'),
  budget: z.number().min(0).default(100).describe('units that each consumer may spend a month; local models cost none'),
});

type LitellmSpec = z.infer<typeof litellmSpec>;

interface LitellmProps {
  spec: LitellmSpec;
  cache?: RedisSentinel;
  sql: SqlServer;
  chat: ChatModel;
  secondChat?: ChatModel;
  embedding: EmbeddingModel;
  web?: WebGateway;
  traces?: OtlpReceiver;
}

export const litellm = app({
  name: 'litellm',
  area: 'ml',
  summary: 'One door to all models: keys, budgets and a cache of answers',
  spec: litellmSpec,
  small: { replicas: 1 },
  needs: {
    cache: when(isShared, RedisSentinel),
    sql: SqlServer,
    chat: ChatModel,
    secondChat: optional(SecondChatModel),
    embedding: EmbeddingModel,
    web: optional(WebGateway),
    traces: optional(OtlpReceiver),
  },
  offers: [LlmGateway],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  build: (scope, given) => new Litellm(scope, given),
});

interface Consumer {
  name: string;
  models: string[];
}

/**
 * Its readiness does not notice a dead cache, and must not: without one it still answers. `/cache/ping` does, but only for
 * who has a key, so alerts watch `litellm_redis_failed_requests_total`. One worker a pod, and none ends itself after a
 * number of requests: probes are requests too, and would end both pods every few hours. The memory limit does.
 */
export class Litellm extends Construct implements LlmGateway {
  readonly gatewayPort: PodPort;
  readonly baseUrl = `http://${serviceHost(namespace, 'litellm')}:4000/v1`;
  private readonly keys: SecretKeys;
  private readonly consumers = new Map<string, Consumer>();

  constructor(
    scope: Construct,
    private readonly props: LitellmProps,
  ) {
    super(scope, 'litellm');
    new Dashboard(this, modelsDashboard);
    const { spec, cache, sql } = props;
    const database = sql.database('litellm', namespace);
    this.keys = new SecretKeys(this, 'keys', {
      namespace,
      name: 'litellm-keys',
      keys: {
        LITELLM_MASTER_KEY: { make: 'token', prefix: 'sk-' },
        LITELLM_SALT_KEY: {
          make: 'token',
          prefix: 'sk-',
          encrypts: 'what the gateway keeps encrypted in its database',
        },
      },
    });
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name: 'litellm',
      tier: 'serving',
      replicas: spec.replicas,
      user: { uid: 1000, gid: 1000 },
      config: { 'config.yaml': yamlText(this.config()) },
      terminationGracePeriodSeconds: answerSeconds,
      alerts: litellmAlerts,
      ...growing(spec.size),
      containers: {
        litellm: {
          image: 'litellm',
          args: ['--config', '/etc/litellm/config.yaml', '--port', '4000', '--num_workers', '1'],
          env: {
            ...databaseEnv(database),
            ...this.masterEnv(),
            ...(cache && cacheEnv(cache)),
            LITELLM_MODE: 'PRODUCTION',
            DISABLE_SCHEMA_UPDATE: 'true',
            STORE_MODEL_IN_DB: 'False',
            NO_DOCS: 'True',
            NO_REDOC: 'True',
            DISABLE_ADMIN_UI: 'True',
            ...(props.traces ? traceEnv(props.traces) : {}),
            ...alikeEnv,
          },
          ports: { http: { port: 4000, http: true } },
          scrape: { port: 'http', path: '/metrics/' },
          cpu: spec.size === 'small' ? '100m' : '250m',
          memory: spec.memory,
          // At rest; 512Mi were seen to be too little even for its start.
          ...restingAt('768Mi', spec),
          scratch: { '/tmp': '256Mi' },
          ready: httpGet('/health/readiness', 'http'),
          live: httpGet('/health/liveliness', 'http', { failureThreshold: 6 }),
          startup: httpGet('/health/liveliness', 'http', { failureThreshold: 60 }),
        },
      },
    });
    this.gatewayPort = server.ports.http;
    props.web?.expose({
      host: 'llm',
      namespace,
      service: 'litellm',
      // Not its pages of administration and of documents, nor its metrics.
      paths: ['/v1'],
      alive: '/health/liveliness',
      port: this.gatewayPort,
      requestSeconds: answerSeconds,
    });
    server.connectsTo(
      ...(cache ? [cache.redisPort, cache.sentinelPort] : []),
      database.port,
      ...this.models().flatMap(({ servers }) => servers.map(({ port }) => only(port, ...modelRequests))),
      ...(props.traces ? [props.traces.otlpHttpPort] : []),
    );
    this.migrate(database);
    this.issueKeys();
  }

  key(name: string, consumerNamespace: string, models: string[]): SecretKeyRef {
    this.consumers.set(name, { name, models });
    const own = this.keys.add(name, { make: 'token', prefix: 'sk-' });
    if (consumerNamespace === namespace) return own;
    const copy = new SecretKeys(this, `${consumerNamespace}-${name}`, {
      namespace: consumerNamespace,
      name: `litellm-${name}`,
      keys: { key: { make: 'same-as', namespace, name: own.name, key: name } },
    });
    return copy.key('key');
  }

  private masterEnv(): Record<string, SecretKeyRef> {
    return {
      LITELLM_MASTER_KEY: this.keys.key('LITELLM_MASTER_KEY'),
      // Encrypts what the database holds: a changed salt makes all of it unreadable.
      LITELLM_SALT_KEY: this.keys.key('LITELLM_SALT_KEY'),
    };
  }

  private chats(): ServedModel[] {
    const { chat, secondChat } = this.props;
    return [chat.chat, ...(secondChat ? [secondChat.chat] : [])];
  }

  /**
   * An answer may take 400 of the 600 seconds that a request has: the second in line at a server may still get one,
   * a third never does.
   */
  private atOnce(): number {
    return 2 * this.models().flatMap(({ servers }) => servers).length;
  }

  private models(): ServedModel[] {
    return [...this.chats(), this.props.embedding.embeddings];
  }

  private config(): object {
    const { cache, traces } = this.props;
    return {
      model_list: this.models().flatMap(routesTo),
      litellm_settings: {
        request_timeout: answerSeconds,
        callbacks: traces ? ['prometheus', 'otel'] : ['prometheus'],
        // Counts calls to Redis that failed: what tells of a dead cache, which readiness does not.
        service_callback: ['prometheus_system'],
        require_auth_for_metrics_endpoint: false,
        ...(cache && cachedIn(cache)),
      },
      router_settings: {
        // Gateways count together, in Redis; without it each counts what it sent itself.
        routing_strategy: 'least-busy',
        // The server that read a conversation still has it: a client names it in \`x-litellm-session-id\`.
        optional_pre_call_checks: ['session_affinity'],
        timeout: answerSeconds,
        num_retries: 1,
        // Whoever asked has gone by then, and a second attempt would hold another server.
        retry_policy: { TimeoutErrorRetries: 0 },
        // A server that failed once is left alone for a minute, or it would be the least busy one of all.
        allowed_fails: 0,
        cooldown_time: 60,
        fallbacks: standIns(this.chats().map(({ model }) => model)),
      },
      general_settings: { master_key: 'os.environ/LITELLM_MASTER_KEY', database_url: 'os.environ/DATABASE_URL' },
    };
  }

  /** One Job changes the schema, so that two starting gateways never do it at once. */
  private migrate(database: SqlDatabase): void {
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'litellm-migrate',
      tier: 'batch',
      user: { uid: 1000, gid: 1000 },
      containers: {
        migrate: {
          image: 'litellm',
          // A database that is not there yet is no failure: those are counted, and after seven nobody tries again.
          command: ['sh', '-c', `until ${connects(database)}; do sleep 10; done; exec litellm "$@"`, 'litellm'],
          // The other resolver makes the schema what this version wants and drops what a newer one had added.
          args: ['--skip_server_startup', '--enforce_prisma_migration_check', '--use_v2_migration_resolver'],
          env: { ...databaseEnv(database), DISABLE_SCHEMA_UPDATE: 'false', ...alikeEnv },
          cpu: '100m',
          memory: '1Gi',
          ...restingAt('256Mi', { size: this.props.spec.size, memory: '1Gi' }),
          scratch: { '/tmp': '256Mi' },
        },
      },
    });
    job.connectsTo(database.port);
  }

  /** Makes each consumer's key known, or brings its models and budget up to date if it is known already. */
  private issueKeys(): void {
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'litellm-issue-keys',
      tier: 'batch',
      user: { uid: 1000, gid: 1000 },
      config: {
        'issue-keys.sh': () => issueKeysSh([...this.consumers.values()], this.props.spec.budget, this.atOnce()),
      },
      containers: {
        curl: {
          image: 'llama-cpp',
          command: ['sh', '/etc/litellm-issue-keys/issue-keys.sh'],
          cpu: '20m',
          memory: '64Mi',
          mounts: { '/run/secrets/litellm': this.keys },
          scratch: { '/tmp': '1Mi' },
        },
      },
    });
    job.connectsTo(this.gatewayPort);
  }
}

function cacheEnv(cache: RedisSentinel): Record<string, string | SecretKeyRef> {
  return {
    REDIS_USERNAME: 'litellm',
    REDIS_PASSWORD: cache.grant('litellm', '~litellm:* &* +@all -@admin -@dangerous +info', namespace),
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

/** For the server and for migrations: no path outside /tmp is written to, nothing is fetched. */
const alikeEnv = {
  // Otherwise each start asks the world for prices, three times, before it believes its own copy.
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_NON_ROOT: 'true',
  LITELLM_MIGRATION_DIR: '/tmp/migrations',
  LITELLM_UI_PATH: '/tmp/ui',
  LITELLM_ASSETS_PATH: '/tmp/assets',
  HOME: '/tmp',
};

/** Spans of requests, without what people wrote in them. */
function traceEnv({ otlpHttpEndpoint }: OtlpReceiver): Record<string, string> {
  return {
    OTEL_EXPORTER: 'otlp_http',
    OTEL_ENDPOINT: otlpHttpEndpoint,
    OTEL_SERVICE_NAME: 'litellm',
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'false',
  };
}

/** The image has no client of PostgreSQL, but an interpreter. */
function connects({ host, port }: SqlDatabase): string {
  return `python -c 'import socket; socket.create_connection(("${host}", ${port.port}), 5)' 2> /dev/null`;
}

function databaseEnv({ host, port, database, user, password }: SqlDatabase): Record<string, string | SecretKeyRef> {
  return {
    POSTGRES_PASSWORD: password,
    DATABASE_URL: `postgresql://${user}:$(POSTGRES_PASSWORD)@${host}:${port.port}/${database}?connection_limit=10`,
  };
}

/** Each model falls back to the other; one model has nobody, and two servers of the same one are tried anyway. */
function standIns(models: string[]): Record<string, string[]>[] {
  const others = (model: string) => models.filter((other) => other !== model);
  return models.flatMap((model) => (others(model).length > 0 ? [{ [model]: others(model) }] : []));
}

/** One route a server: behind a Service of all of them, two questions would meet at one while three stand idle. */
function routesTo({ model, servers }: ServedModel): object[] {
  return servers.map(({ baseUrl }) => ({
    model_name: model,
    // Both gateways count under the same name.
    model_info: { id: new URL(baseUrl).hostname.split('.')[0]! },
    litellm_params: { model: `openai/${model}`, api_base: baseUrl, api_key: 'none', timeout: answerSeconds },
  }));
}

/** @param atOnce requests of one key under way, answered and waiting; more are refused with 429 */
function issueKeysSh(consumers: Consumer[], budget: number, atOnce: number): string {
  const calls = consumers
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, models }) => {
      const body = {
        key_alias: name,
        models,
        max_budget: budget,
        budget_duration: '30d',
        max_parallel_requests: atOnce,
      };
      return `issue ${name} '${JSON.stringify(body).slice(1)}'`;
    });
  return shellScript(
    `url=http://${serviceHost(namespace, 'litellm')}:4000`,
    'master=$(cat /run/secrets/litellm/LITELLM_MASTER_KEY)',
    // Each call prints its status and keeps its answer.
    'call() {',
    '  curl --silent --show-error --output /tmp/answer --write-out "%{http_code}" --data @- "$url/key/$1" \\',
    '    --header "Authorization: Bearer $master" --header "Content-Type: application/json"',
    '}',
    `wanted() { printf '{"key":"%s",%s' "$(cat /run/secrets/litellm/"$1")" "$2"; }`,
    'issue() {',
    '  status=$(wanted "$1" "$2" | call update)',
    '  if [ "$status" = 404 ]; then',
    '    # A name belongs to one key: the one that it had before a rotation ends here.',
    `    printf '{"key_aliases":["%s"]}' "$1" | call delete > /dev/null`,
    '    status=$(wanted "$1" "$2" | call generate)',
    '  fi',
    '  if [ "$status" != 200 ]; then echo "$1: $status $(cat /tmp/answer)" >&2; exit 1; fi',
    '}',
    'until curl --fail --silent --output /dev/null "$url/health/readiness"; do sleep 10; done',
    ...calls,
  );
}
