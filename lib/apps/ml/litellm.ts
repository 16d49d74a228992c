import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { optional, when } from '../../kit/contract';
import { Dashboard } from '../../kit/dashboards';
import { jsonText } from '../../kit/json-text';
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
import { SecretKeys, type SecretKeyRef } from '../../kit/secrets';
import { serviceHost } from '../../kit/service';
import { growing, isShared, restingAt, sizeField } from '../../kit/size';
import { Workload } from '../../kit/workload';
import { yamlText } from '../../kit/yaml-text';
import issueKeysPy from './issue_keys.py';
import { litellmAlerts } from './litellm.alerts';
import { type Key, consumersSpec, limitsOf, wantedBy } from './litellm.consumers';
import { modelsDashboard } from './litellm.dashboard';
import {
  areLimited,
  forPeople,
  furtherModels,
  furtherRoutes,
  namesOf,
  providerKeys,
  standIns,
  statedEndpoints,
  whereTheyAre,
} from './litellm.models';

const namespace = 'ml';
/** A CM4 writes 5 tokens a second, so an answer of 2,000 tokens may take seven minutes. */
const answerSeconds = 600;
const keysPath = '/run/secrets/litellm';
const consumersPath = '/run/secrets/consumers';

export const litellmSpec = z.strictObject({
  size: sizeField,
  replicas: z.int().min(1).max(8).default(2).describe('gateways, one process each'),
  memory: atLeast('768Mi', '512Mi was seen killed at start')
    .default('1536Mi')
    .describe('memory of each; 512Mi was seen killed at start'),
  budget: z.number().min(0).default(100).describe('units that each consumer may spend a month; local models cost none'),
  models: furtherModels,
  consumers: consumersSpec,
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
  outside: ({ models }) => statedEndpoints(models),
  models: ({ models }) => namesOf(models),
  wantsModels: ({ consumers }) => wantedBy(consumers),
  build: (scope, given) => new Litellm(scope, given),
});

/**
 * Its readiness does not notice a dead cache, and must not: without one it still answers. `/cache/ping` does, but only for
 * who has a key, so alerts watch `litellm_redis_failed_requests_total`. One worker a pod, and none ends itself after a
 * number of requests: probes are requests too, and would end both pods every few hours. The memory limit does.
 */
export class Litellm extends Construct implements LlmGateway {
  readonly gatewayPort: PodPort;
  readonly baseUrl = `http://${serviceHost(namespace, 'litellm')}:4000/v1`;
  private readonly keys: SecretKeys;
  private readonly issued = new Map<string, Key>();
  private readonly providers?: SecretKeys;
  private readonly consumerKeys?: SecretKeys;

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
    const asked = providerKeys(spec.models);
    if (Object.keys(asked).length > 0) {
      this.providers = new SecretKeys(this, 'providers', { namespace, name: 'litellm-providers', keys: asked });
    }
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
            ...Object.fromEntries(Object.keys(asked).map((key) => [key, this.providers!.key(key)])),
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
      ...whereTheyAre(spec.models),
      ...(props.traces ? [props.traces.otlpHttpPort] : []),
    );
    this.migrate(database);
    this.consumerKeys = this.keysOfConsumers();
    this.issueKeys();
  }

  key(name: string, consumerNamespace: string, models: string[], atOnce?: number): SecretKeyRef {
    if (name in this.props.spec.consumers) throw new Error(`apps.litellm.consumers.${name}: an app has that name`);
    const own = this.keys.add(name, { make: 'token', prefix: 'sk-' });
    this.issue(name, `${keysPath}/${name}`, { models, ...(atOnce !== undefined && { atOnce }) });
    if (consumerNamespace === namespace) return own;
    const copy = new SecretKeys(this, `${consumerNamespace}-${name}`, {
      namespace: consumerNamespace,
      name: `litellm-${name}`,
      keys: { key: { make: 'same-as', namespace, name: own.name, key: name } },
    });
    return copy.key('key');
  }

  peopleModels(): string[] {
    return forPeople(this.props.spec.models);
  }

  private issue(name: string, file: string, stated: Parameters<typeof limitsOf>[0]): void {
    const usual = { budget: this.props.spec.budget, atOnce: this.atOnce() };
    this.issued.set(name, { name, file, limits: limitsOf(stated, usual) });
  }

  /** Those that the rack file names, in a Secret of their own. */
  private keysOfConsumers(): SecretKeys | undefined {
    const consumers = Object.entries(this.props.spec.consumers);
    if (consumers.length === 0) return undefined;
    for (const [name, stated] of consumers) this.issue(name, `${consumersPath}/${name}`, stated);
    return new SecretKeys(this, 'consumers', {
      namespace,
      name: 'litellm-consumers',
      keys: Object.fromEntries(consumers.map(([name]) => [name, { make: 'token', prefix: 'sk-' }])),
    });
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
    const { cache, traces, spec } = this.props;
    const { models } = spec;
    return {
      model_list: [
        ...this.chats().flatMap(routesToFree),
        ...routesTo(this.props.embedding.embeddings),
        ...furtherRoutes(models, answerSeconds),
      ],
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
        optional_pre_call_checks: ['session_affinity', ...(areLimited(models) ? ['enforce_model_rate_limits'] : [])],
        timeout: answerSeconds,
        num_retries: 1,
        // Whoever asked has gone by then, and a second attempt would hold another server.
        // A server that is busy says so at once, and the next one is tried until its turn is counted.
        retry_policy: { TimeoutErrorRetries: 0, RateLimitErrorRetries: 60 },
        // A server that failed once is left alone for a minute, or it would be the least busy one of all.
        allowed_fails: 0,
        // To be busy is no failure.
        allowed_fails_policy: { RateLimitErrorAllowedFails: 1_000_000 },
        cooldown_time: 60,
        fallbacks: standIns(
          this.chats().map(({ model }) => model),
          models,
        ).map((each) => afterItsLine(each, this.chats())),
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

  /** Makes each consumer's key known, or brings what it may up to date; ends those of consumers that went. */
  private issueKeys(): void {
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'litellm-issue-keys',
      tier: 'batch',
      user: { uid: 1000, gid: 1000 },
      config: { 'issue_keys.py': issueKeysPy, 'keys.json': () => jsonText(this.keyList()) },
      containers: {
        issue: {
          image: 'litellm',
          command: ['python', '-u', '/etc/litellm-issue-keys/issue_keys.py'],
          cpu: '20m',
          memory: '64Mi',
          mounts: { [keysPath]: this.keys, ...(this.consumerKeys && { [consumersPath]: this.consumerKeys }) },
        },
      },
    });
    job.connectsTo(this.gatewayPort);
  }

  private keyList(): object {
    const keys = [...this.issued.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return { url: `http://${serviceHost(namespace, 'litellm')}:4000`, master: `${keysPath}/LITELLM_MASTER_KEY`, keys };
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

/** One route a server: behind a Service of all of them, two questions would meet at one while three stand idle. */
function routesTo({ model, servers }: ServedModel): object[] {
  return servers.map(({ baseUrl }) => ({
    model_name: model,
    // Both gateways count under the same name.
    model_info: { id: new URL(baseUrl).hostname.split('.')[0]! },
    litellm_params: { model: `openai/${model}`, api_base: baseUrl, api_key: 'none', timeout: answerSeconds },
  }));
}

const hasLine = ({ servers }: ServedModel): boolean => servers.length > 1;
/** Of the same servers, with as many questions in line at each as there are. */
const lineOf = (model: string): string => `${model}-in-line`;

/**
 * LiteLLM counts a question when it sends it on, and takes the first of servers that are alike: four that come at once would
 * meet two by two. So each server takes one at a time; who finds none free goes into the line of the least busy one.
 */
function routesToFree(served: ServedModel): object[] {
  const routes = routesTo(served) as { model_info: { id: string }; litellm_params: object }[];
  if (!hasLine(served)) return routes;
  return [
    ...routes.map((route) => ({ ...route, litellm_params: { ...route.litellm_params, max_parallel_requests: 1 } })),
    ...routes.map((route) => ({
      ...route,
      model_name: lineOf(served.model),
      model_info: { id: lineOf(route.model_info.id) },
    })),
  ];
}

/** Its own line comes before those that stand in: they are for servers that fail. */
function afterItsLine(fallbacks: Record<string, string[]>, chats: readonly ServedModel[]): Record<string, string[]> {
  const lined = chats.filter(hasLine).map(({ model }) => model);
  return Object.fromEntries(
    Object.entries(fallbacks).map(([model, others]) => [
      model,
      lined.includes(model) ? [lineOf(model), ...others] : others,
    ]),
  );
}
