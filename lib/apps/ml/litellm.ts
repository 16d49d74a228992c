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
import { litellmConfig } from './litellm.config';
import { type Key, consumersSpec, limitsOf, wantedBy } from './litellm.consumers';
import { modelsDashboard } from './litellm.dashboard';
import { forPeople, furtherModels, namesOf, providerKeys, statedEndpoints, whereTheyAre } from './litellm.models';
import { alikeEnv, cacheEnv, databaseEnv, deadServerEnv, traceEnv } from './litellm.env';
import { migrateSchema } from './litellm.migration';
import { answerSeconds } from './litellm.routes';

const namespace = 'ml';
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
      config: {
        'config.yaml': yamlText(
          litellmConfig({
            chats: this.chats(),
            embeddings: props.embedding.embeddings,
            further: spec.models,
            ...(cache && { cache }),
            isTraced: props.traces !== undefined,
          }),
        ),
      },
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
            ...(cache && cacheEnv(cache, namespace)),
            LITELLM_MODE: 'PRODUCTION',
            DISABLE_SCHEMA_UPDATE: 'true',
            STORE_MODEL_IN_DB: 'False',
            NO_DOCS: 'True',
            NO_REDOC: 'True',
            DISABLE_ADMIN_UI: 'True',
            ...deadServerEnv,
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
    migrateSchema(this, { database, namespace, size: spec.size });
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
