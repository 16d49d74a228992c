import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { optional, when } from '../../kit/contract';
import {
  ChatModel,
  EmbeddingModel,
  LlmGateway,
  NodeLocalStorage,
  OtlpReceiver,
  RedisSentinel,
  ReplicatedStorage,
  RerankModel,
  type S3Bucket,
  S3ObjectStore,
  SecondChatModel,
  type SqlDatabase,
  SqlServer,
  VectorTables,
  WebGateway,
  modelRequests,
  password,
} from '../../kit/peers';
import { type PodPort, only, worldAt } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Scrape } from '../../kit/scrape';
import { SecretKeys } from '../../kit/secrets';
import { clientSecretOf, outsideIssuer, signInWithHosts } from '../../kit/sign-in';
import { growing, isShared, isStandard, restingAt, sizeField } from '../../kit/size';
import { Workload } from '../../kit/workload';
import type { EnvValue } from '../../kit/container';
import type { RackSpec } from '../../rack-file/rack';
import { signInEnv } from './open-webui.sign-in';

const namespace = 'ml';
const host = 'chat';
/** An answer of a CM4 may take minutes, and is one request; so is the sorting of a handful of passages. */
const answerSeconds = 600;

export const openWebuiSpec = z.strictObject({
  size: sizeField,
  replicas: z.int().min(1).max(8).default(2).describe('servers; people stay signed in when one goes'),
  memory: atLeast('1Gi', 'its documentation asks for two')
    .default('2Gi')
    .describe('memory of each; its documentation asks for two gigabytes'),
  disk: atLeast('1Gi', 'uploads and their index lie there')
    .default('10Gi')
    .describe('people’s documents, on a volume of its own where there is no object store: in a small rack'),
  signUp: z
    .boolean()
    .default(false)
    .describe('whether people may ask for an account; the administrator lets each in, or makes them'),
  signIn: signInWithHosts.optional().describe('single sign-on by an OpenID Connect issuer, beside passwords'),
});

type OpenWebuiSpec = z.infer<typeof openWebuiSpec>;

interface OpenWebuiProps {
  rack: RackSpec;
  spec: OpenWebuiSpec;
  cache?: RedisSentinel;
  sql: SqlServer;
  objects?: S3ObjectStore;
  replicated?: ReplicatedStorage;
  local?: NodeLocalStorage;
  gateway?: LlmGateway;
  chat: ChatModel;
  secondChat?: ChatModel;
  embedding: EmbeddingModel;
  reranker?: RerankModel;
  web?: WebGateway;
  traces?: OtlpReceiver;
}

export const openWebui = app({
  name: 'open-webui',
  area: 'ml',
  states: () => ({
    administrator: { login: 'admin@', namespace, secret: 'open-webui', key: 'WEBUI_ADMIN_PASSWORD' },
  }),
  summary: 'Chat and retrieval over your own documents, for people',
  spec: openWebuiSpec,
  small: { replicas: 1 },
  needs: {
    cache: when(isShared, RedisSentinel),
    sql: SqlServer,
    objects: when(({ size, replicas }: OpenWebuiSpec) => size === 'standard' || replicas > 1, S3ObjectStore),
    replicated: optional(ReplicatedStorage),
    local: optional(NodeLocalStorage),
    gateway: when(isStandard, LlmGateway),
    chat: ChatModel,
    secondChat: optional(SecondChatModel),
    embedding: EmbeddingModel,
    reranker: optional(RerankModel),
    web: optional(WebGateway),
    traces: optional(OtlpReceiver),
  },
  offers: [VectorTables],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  outside: ({ signIn }) => outsideIssuer(signIn),
  build: (scope, given) => new OpenWebui(scope, given),
});

/**
 * A StatefulSet: only the first replica may change the schema of the database, and the ordinal is how a pod knows that it
 * is the first (decision 0013). Everything it keeps lies in PostgreSQL, the object store and Redis. A single replica without
 * an object store keeps documents on a volume: replicated where the rack has such storage, else on its blade.
 */
export class OpenWebui extends Construct implements VectorTables {
  readonly vectorDatabase = 'open_webui';

  constructor(scope: Construct, props: OpenWebuiProps) {
    super(scope, 'open-webui');
    const { spec, rack, cache, sql, objects, gateway, reranker } = props;
    const address = `https://${host}.${rack.network.domain}`;
    const database = sql.database(this.vectorDatabase, namespace, { extensions: ['vector'] });
    const files = objects?.bucket('open-webui', namespace, { ofPeople: true });
    const storage = props.replicated?.replicated ?? props.local?.nodeLocal;
    if (!files && !storage) throw new Error('documents need an object store or storage for volumes');
    const session = new SecretKeys(this, 'session', {
      namespace,
      name: 'open-webui',
      keys: {
        WEBUI_SECRET_KEY: { make: 'token', encrypts: 'OAuth tokens and sessions in its database' },
        WEBUI_ADMIN_PASSWORD: password,
        ...(spec.signIn && { OAUTH_CLIENT_SECRET: clientSecretOf(spec.signIn) }),
      },
      cautions: {
        WEBUI_ADMIN_PASSWORD:
          'Open WebUI reads it while there are no accounts, and the old one goes on opening it until the administrator changes it under Settings > Account; see npx rackwright runbook open-webui#when-it-fails',
      },
    });
    const server = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name: 'open-webui',
      tier: 'large',
      replicas: spec.replicas,
      spread: 'one-per-node',
      user: { uid: 1000, gid: 1000 },
      ...growing(spec.size),
      ...(!files && storage && { claims: { documents: storage.claim(spec.disk) } }),
      containers: {
        'open-webui': {
          image: 'open-webui',
          command: ['bash', '-c', firstReplicaMigrates],
          env: {
            POD_INDEX: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" },
            WEBUI_SECRET_KEY: session.key('WEBUI_SECRET_KEY'),
            // Otherwise the first to come becomes administrator. Read while there are no accounts; a later value changes none.
            WEBUI_ADMIN_EMAIL: `admin@${rack.network.domain}`,
            WEBUI_ADMIN_PASSWORD: session.key('WEBUI_ADMIN_PASSWORD'),
            ENABLE_SIGNUP: spec.signUp ? 'True' : 'False',
            DEFAULT_USER_ROLE: 'pending',
            ...(spec.signIn && signInEnv(spec.signIn, session.key('OAUTH_CLIENT_SECRET'), address)),
            WEBUI_URL: address,
            CORS_ALLOW_ORIGIN: address,
            ...databaseEnv(database, props.embedding),
            ...(files && fileEnv(files)),
            ...(cache && redisEnv(cache)),
            ...modelEnv(props),
            ...(props.traces ? traceEnv(props.traces) : {}),
            ...fixedEnv,
          },
          ports: { http: { port: 8080, http: true } },
          cpu: spec.size === 'small' ? '150m' : '250m',
          memory: spec.memory,
          ...restingAt('1Gi', spec),
          ...(!files && { mounts: { [uploads]: 'documents' } }),
          scratch: { '/tmp': '512Mi', '/app/backend/data': '1Gi', '/app/backend/open_webui/static': '64Mi' },
          ready: httpGet('/health/db', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
          // Imports and migrations take a CM4 minutes.
          startup: httpGet('/health', 'http', { failureThreshold: 120 }),
        },
      },
    });
    if (props.traces?.takesMetrics) {
      new Scrape(this, { kind: 'pushed', name: 'open-webui', exporter: 'open-webui', targets: spec.replicas });
    }
    props.web?.expose({
      host,
      namespace,
      service: 'open-webui',
      alive: '/health',
      closed: ['/docs', '/redoc', '/openapi.json'],
      port: server.ports.http,
      requestSeconds: answerSeconds,
    });
    server.connectsTo(
      ...(cache ? [cache.redisPort, cache.sentinelPort] : []),
      ...[database.port, ...(files ? [files.port] : [])],
      ...(spec.signIn
        ? [worldAt(spec.signIn.issuer), ...spec.signIn.hosts.map((each) => worldAt(`https://${each}`))]
        : []),
      // Its key opens no more; that it cannot even ask for more is for the day the master key is known.
      ...(gateway ? [gateway.gatewayPort] : serversOf(props)).map((port) => only(port, ...modelRequests)),
      ...(reranker ? [only(reranker.reranker.port, { method: 'POST', path: '/v1/rerank' })] : []),
      ...(props.traces ? [props.traces.otlpPort] : []),
    );
  }
}

/** Where it keeps what people upload when it is told of no other place. */
const uploads = '/app/backend/data/uploads';

const firstReplicaMigrates =
  'if [ "$POD_INDEX" = 0 ]; then export ENABLE_DB_MIGRATIONS=True; else export ENABLE_DB_MIGRATIONS=False; fi; exec bash start.sh';

function databaseEnv(
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

function fileEnv({ endpoint, bucket, region, accessKey, secretKey }: S3Bucket): Record<string, EnvValue> {
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
function redisEnv(cache: RedisSentinel): Record<string, EnvValue> {
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

/** Ports of all model servers, for who asks them without a gateway. */
function serversOf({ chat, secondChat, embedding }: OpenWebuiProps): PodPort[] {
  const served = [chat.chat, ...(secondChat ? [secondChat.chat] : []), embedding.embeddings];
  return served.flatMap(({ servers }) => servers.map(({ port }) => port));
}

/** Through the gateway, with a key of its own; without one each server by itself, of which each model has one. */
function doorsEnv({ gateway, chat, secondChat, embedding }: OpenWebuiProps): Record<string, EnvValue> {
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

function modelEnv(props: OpenWebuiProps): Record<string, EnvValue> {
  const { embedding, reranker } = props;
  const { model, prefixes, servers } = embedding.embeddings;
  return {
    ...doorsEnv(props),
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

/** Spans, and metrics where somebody passes them on: this program cannot be scraped. */
function traceEnv({ otlpEndpoint, takesMetrics }: OtlpReceiver): Record<string, EnvValue> {
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
const fixedEnv: Record<string, EnvValue> = {
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
