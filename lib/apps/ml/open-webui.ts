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
  S3ObjectStore,
  SecondChatModel,
  SqlServer,
  VectorTables,
  WebGateway,
  modelRequests,
  password,
} from '../../kit/peers';
import { only, worldAt } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Scrape } from '../../kit/scrape';
import { SecretKeys } from '../../kit/secrets';
import { clientSecretOf, outsideIssuer, signInWithHosts } from '../../kit/sign-in';
import { growing, isShared, isStandard, restingAt, sizeField } from '../../kit/size';
import { onOneDisk } from '../../kit/storage';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';
import { databaseEnv, fileEnv, fixedEnv, redisEnv, traceEnv } from './open-webui.env';
import { type ModelPeers, answerSeconds, modelEnv, serversOf } from './open-webui.models';
import { signInEnv } from './open-webui.sign-in';

const namespace = 'ml';
const host = 'chat';

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

interface OpenWebuiProps extends ModelPeers {
  rack: RackSpec;
  spec: OpenWebuiSpec;
  cache?: RedisSentinel;
  sql: SqlServer;
  objects?: S3ObjectStore;
  replicated?: ReplicatedStorage;
  local?: NodeLocalStorage;
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
      ...(!files && storage && { claims: { documents: storage.claim(spec.disk) } }),
      exceptions: {
        ...growing(spec.size).exceptions,
        ...(!files &&
          storage &&
          onOneDisk(
            spec.replicas,
            storage.copies,
            'a rack without storage that copies has the documents on one blade',
          )),
      },
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
            ...(cache && redisEnv(cache, namespace)),
            ...modelEnv(props, namespace),
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
