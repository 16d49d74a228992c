import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { optional } from '../../kit/contract';
import { Dashboard } from '../../kit/dashboards';
import { jsonText } from '../../kit/json-text';
import {
  EmbeddingModel,
  LlmGateway,
  type S3Bucket,
  S3ObjectStore,
  type SqlDatabase,
  SqlServer,
  WebGateway,
} from '../../kit/peers';
import { only, worldAt } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import { bytesOf } from '../../units/quantity';
import { quantity, url } from '../../units/fields';
import { ingestAlerts, searchAlerts } from './ingest.alerts';
import { ingestDashboard } from './ingest.dashboard';
import ingestPy from './ingest/ingest.py';
import readTextPy from './ingest/read_text.py';
import schemaSql from './ingest/schema.sql';
import searchPy from './ingest/search.py';
import settingsPy from './ingest/settings.py';
import sourcesPy from './ingest/sources.py';
import storePy from './ingest/store.py';
import vectorsPy from './ingest/vectors.py';

const namespace = 'ml';
const name = 'ingest';
const search = 'ingest-search';
/** Bucket and database, as the object store and PostgreSQL offer them by default. */
const place = 'rag';
const mebibyte = 1024 * 1024;

/** When it runs, in UTC, and how long it may: it ends by itself before, and the next run goes on. */
const schedules = {
  hourly: { schedule: '40 * * * *', deadlineSeconds: 55 * 60 },
  nightly: { schedule: '15 23 * * *', deadlineSeconds: 6 * 3600 },
} as const;
/** For the last request under way, and the index. */
const spareSeconds = 10 * 60;

export const ingestSpec = z.strictObject({
  runs: z.enum(['hourly', 'nightly']).default('hourly').describe('when documents are looked at'),
  pages: z.array(url).default([]).describe('pages of the web that are read beside the bucket, each by its address'),
  passage: z
    .int()
    .min(200)
    .max(1800)
    .default(800)
    .describe(
      'characters of a passage; the models read no more than 2,048 tokens, and some languages take one for each',
    ),
  overlap: z.int().min(0).max(100).default(80).describe('characters that a passage has in common with the one before'),
  largest: quantity.default('50Mi').describe('size above which a document is not read'),
  replicas: z.int().min(1).max(4).default(2).describe('servers that answer searches'),
});

type IngestSpec = z.infer<typeof ingestSpec>;

interface IngestProps {
  spec: IngestSpec;
  bucket: S3Bucket;
  owner: SqlDatabase;
  reader: SqlDatabase;
  gateway: LlmGateway;
  embedding: EmbeddingModel;
  web?: WebGateway;
}

export const ingest = app({
  name,
  area: 'ml',
  summary: 'Retrieval for programs: documents of a bucket as passages with vectors, and a search over them',
  spec: ingestSpec,
  needs: {
    objects: S3ObjectStore,
    sql: SqlServer,
    gateway: LlmGateway,
    embedding: EmbeddingModel,
    web: optional(WebGateway),
  },
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  build: (scope, { objects, sql, ...given }) =>
    new Ingest(scope, {
      ...given,
      bucket: objects.bucket(place, namespace, { ofPeople: true }),
      owner: sql.database(place, namespace, { extensions: ['vector'] }),
      reader: sql.reader(place, namespace),
    }),
});

/**
 * A program of ours in the image of Open WebUI, which has the libraries that read documents (decision 0025). It yields: of the
 * lowest tier, one request for vectors at a time, which leaves all other servers of the embedding model free, and a rest as
 * long as each request where there is no other.
 */
class Ingest extends Construct {
  constructor(
    scope: Construct,
    private readonly props: IngestProps,
  ) {
    super(scope, name);
    new Dashboard(this, ingestDashboard);
    this.run();
    this.answer();
  }

  private run(): void {
    const { spec, bucket, owner, reader, gateway, embedding } = this.props;
    const { servers, model, prefixes } = embedding.embeddings;
    const { schedule, deadlineSeconds } = schedules[spec.runs];
    const job = new Workload(this, {
      kind: 'CronJob',
      namespace,
      name,
      tier: 'batch',
      schedule,
      deadlineSeconds,
      user: { uid: 1000, gid: 1000 },
      alerts: ingestAlerts,
      config: {
        ...{ 'ingest.py': ingestPy, 'read_text.py': readTextPy, 'schema.sql': schemaSql, 'settings.py': settingsPy },
        ...{ 'sources.py': sourcesPy, 'store.py': storePy, 'vectors.py': vectorsPy },
        'settings.json': jsonText({
          ...this.common(),
          bucket: { endpoint: bucket.endpoint, region: bucket.region, bucket: bucket.bucket },
          pages: spec.pages,
          database: connection(owner),
          reader: reader.user,
          passage: { characters: spec.passage, overlap: spec.overlap },
          batch: 8,
          rest: servers.length > 1 ? 0 : 1,
          largest: bytesOf(spec.largest),
          reader_memory: 640 * mebibyte,
          seconds: deadlineSeconds - spareSeconds,
          prefixes: { passage: prefixes?.passage ?? '' },
        }),
      },
      containers: {
        ingest: {
          image: 'open-webui',
          command: ['python', '-u', `/etc/${name}/ingest.py`],
          env: {
            DATABASE_PASSWORD: owner.password,
            GATEWAY_KEY: gateway.key(name, namespace, [model], 1),
            ACCESS_KEY_ID: bucket.accessKey,
            ACCESS_SECRET_KEY: bucket.secretKey,
            HOME: '/tmp',
          },
          cpu: '100m',
          memory: '1Gi',
          memoryRequest: '384Mi',
          scratch: { '/tmp': `${Math.ceil((2 * bytesOf(spec.largest)) / mebibyte) + 64}Mi` },
        },
      },
    });
    const pages = [...new Set(spec.pages.map((page) => new URL(page).origin))];
    job.connectsTo(
      bucket.port,
      owner.port,
      only(gateway.gatewayPort, { method: 'POST', path: '/v1/embeddings' }),
      ...pages.map(worldAt),
    );
  }

  private answer(): void {
    const { spec, reader, gateway, embedding, web } = this.props;
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name: search,
      tier: 'serving',
      replicas: spec.replicas,
      user: { uid: 1000, gid: 1000 },
      alerts: searchAlerts,
      config: {
        'search.py': searchPy,
        'settings.py': settingsPy,
        'settings.json': jsonText({
          ...this.common(),
          database_of_reader: connection(reader),
          seconds: 0,
          prefixes: { query: embedding.embeddings.prefixes?.query ?? '' },
        }),
      },
      containers: {
        search: {
          image: 'open-webui',
          command: ['python', '-u', `/etc/${search}/search.py`],
          env: { DATABASE_PASSWORD: reader.password },
          ports: { http: { port: 8080, http: true } },
          scrape: { port: 'http', exporter: name },
          cpu: '50m',
          memory: '192Mi',
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
          startup: httpGet('/health', 'http', { failureThreshold: 60 }),
        },
      },
    });
    server.connectsTo(reader.port, only(gateway.gatewayPort, { method: 'POST', path: '/v1/embeddings' }));
    web?.expose({
      host: 'search',
      namespace,
      service: search,
      paths: ['/v1'],
      alive: '/health',
      port: server.ports.http,
      requestSeconds: 120,
    });
  }

  private common(): object {
    const { gateway, embedding } = this.props;
    const { model, dimensions } = embedding.embeddings;
    return { gateway: gateway.baseUrl, model, dimensions };
  }
}

function connection({ host, port, database, user }: SqlDatabase): string {
  return `postgresql://${user}@${host}:${port.port}/${database}`;
}
