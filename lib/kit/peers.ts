import type { SecretValue } from '../facts/secret-declaration';
import { contract } from './contract';
import type { ModelFile } from './model-files';
import type { Pods } from './pods';
import type { HttpRequest, OutsidePort, PodPort } from './ports';
import type { ReadableSecret, SecretKeyRef } from './secrets';
import type { StorageClass, VolumeClaim } from './storage';

/** Disk that lies on the pod's own blade, one copy: for programs that replicate by themselves. */
export interface NodeLocalStorage {
  readonly nodeLocal: StorageClass;
}
export const NodeLocalStorage = contract<NodeLocalStorage>('node-local storage');

/** Disk that survives its blade, three synchronous copies: for programs that do not replicate. */
export interface ReplicatedStorage {
  readonly replicated: StorageClass;
  /** A volume of that class without snapshots and backups, for what is worth nothing an hour later. */
  passing(size: string): VolumeClaim;
  /** The group of recurring jobs that those volumes are in; that of the others is called as their class. */
  readonly passingGroup: string;
}
export const ReplicatedStorage = contract<ReplicatedStorage>('replicated storage');

/** A Redis that Sentinels watch over: clients ask any Sentinel for the primary by `masterName`. */
export interface RedisSentinel {
  readonly redisPort: PodPort;
  readonly sentinelPort: PodPort;
  readonly masterName: string;
  /** Addresses of all Sentinels, which outlast their pods. */
  readonly sentinels: string[];
  /** An ACL user for one consumer; returns the key with its password, in the consumer's own namespace. */
  grant(user: string, acl: string, consumerNamespace: string): SecretKeyRef;
}
export const RedisSentinel = contract<RedisSentinel>('Redis behind Sentinel');

/** A bucket of the object store and the only user that may touch it. */
export interface S3Bucket {
  readonly port: PodPort | OutsidePort;
  /** `http://minio.data.svc:9000`, or an address outside the rack. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: SecretKeyRef;
  readonly secretKey: SecretKeyRef;
  /** Secret with both keys, for kinds that want it by name. */
  readonly secret: ReadableSecret;
}

export interface BucketOptions {
  /** Days after which objects go. @default - never */
  expireDays?: number;
  /**
   * People's own documents lie here, and nobody else has them: what is deleted or overwritten stays for a while, and all of
   * it is copied off the rack. @default false
   */
  ofPeople?: boolean;
}

/** A user of the object store that may read, or also write, every bucket of people's documents. */
export interface DocumentAccess {
  readonly port: PodPort | OutsidePort;
  /** Whose S3 it is, in rclone's words. */
  readonly provider: 'Minio' | 'Other';
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: SecretKeyRef;
  readonly secretKey: SecretKeyRef;
  /** Names of those buckets, sorted; whole once every app is built. */
  buckets(): string[];
}

export interface S3ObjectStore {
  /** A bucket for one consumer, with credentials in the consumer's own namespace. */
  bucket(name: string, consumerNamespace: string, options?: BucketOptions): S3Bucket;
  /** For who copies documents off the rack, and who brings them back. */
  documents(user: string, consumerNamespace: string, access: 'read' | 'write'): DocumentAccess;
}
export const S3ObjectStore = contract<S3ObjectStore>('S3 object store');

/** Where the backups and the log of the SQL server lie, for who proves that they can be restored. */
export interface SqlBackups {
  /** Absent: there is nowhere to back up to. */
  readonly sqlBackups?: {
    readonly endpoint: string;
    readonly region: string;
    /** `s3://bucket/postgres`. */
    readonly destination: string;
    readonly serverName: string;
    readonly accessKey: SecretKeyRef;
    readonly secretKey: SecretKeyRef;
    readonly port: PodPort | OutsidePort;
    /** Disk of one instance, `40Gi`: a restore needs no more. */
    readonly disk: string;
    /** Names of all databases, sorted; whole once every app is built. */
    databases(): string[];
  };
}
export const SqlBackups = contract<SqlBackups>('backups of PostgreSQL');

/** How the encrypted copy of people's documents off the rack is read, by who proves that it can be. */
export interface DocumentCopies {
  /** Absent: no bucket off the rack was stated, or nobody keeps documents. */
  readonly documentCopies?: {
    /** What rclone reads to know its remotes `bucket:` and `offsite:`, the passwords still as PASSWORD and SALT. */
    readonly env: Readonly<Record<string, string | SecretKeyRef>>;
    readonly port: OutsidePort;
    /** Reads the documents in the rack. */
    readonly access: DocumentAccess;
  };
}
export const DocumentCopies = contract<DocumentCopies>('copies of documents off the rack');

/** A database of its own for one consumer; the connection string is composed in the pod. */
export interface SqlDatabase {
  readonly port: PodPort;
  readonly host: string;
  readonly database: string;
  readonly user: string;
  readonly password: SecretKeyRef;
}

export interface SqlServer {
  /** A database and its owner; `extensions` such as `vector` are created in it. */
  database(name: string, consumerNamespace: string, options?: { extensions?: string[] }): SqlDatabase;
  /** A login that may read what the owner of the database grants to it, and nothing else. */
  reader(database: string, consumerNamespace: string): SqlDatabase;
  /** A login that may vacuum, analyze and reindex what is in a database, and read none of it. */
  maintenance(database: string, consumerNamespace: string): SqlDatabase;
}
export const SqlServer = contract<SqlServer>('PostgreSQL');

/** Keeps vectors in a database, in tables of its own. */
export interface VectorTables {
  /** Name of that database, as the SQL server was asked for it. */
  readonly vectorDatabase: string;
}
export const VectorTables = contract<VectorTables>('tables of vectors');

/** Where model servers find a model file: in the object store, or at its publisher. */
export interface ModelSource {
  readonly port: PodPort | OutsidePort;
  readonly url: string;
  /** Of a bucket. @default - it is handed out to everybody */
  readonly account?: { readonly accessKey: SecretKeyRef; readonly secretKey: SecretKeyRef; readonly region: string };
}

/** Fetches each model once from the world, verifies it, and keeps it in the object store, where there is one. */
export interface ModelCache {
  source(model: ModelFile, consumerNamespace: string): ModelSource;
}
export const ModelCache = contract<ModelCache>('model cache');

/** What clients of the OpenAI API ask for. */
export const modelRequests: readonly HttpRequest[] = [
  { method: 'GET', path: '/v1/*' },
  { method: 'POST', path: '/v1/*' },
];

/** An endpoint that speaks the OpenAI API. */
export interface ModelEndpoint {
  readonly port: PodPort;
  /** `http://…/v1`. */
  readonly baseUrl: string;
}

/** A model and the servers that have it, each reached by itself. */
export interface ServedModel {
  readonly model: string;
  readonly servers: readonly ModelEndpoint[];
}

export interface ChatModel {
  readonly chat: ServedModel;
}
export const ChatModel = contract<ChatModel>('chat model');
/** Another one beside it: people may choose it, and each stands in for the other. */
export const SecondChatModel = contract<ChatModel>('second chat model');

export interface EmbeddingModel {
  readonly embeddings: ServedModel & {
    readonly dimensions: number;
    /** What the model wants to read before a question and before a passage. @default - nothing */
    readonly prefixes?: { readonly query: string; readonly passage: string };
  };
}
export const EmbeddingModel = contract<EmbeddingModel>('embedding model');

export interface RerankModel {
  readonly reranker: ModelEndpoint & { readonly model: string };
}
export const RerankModel = contract<RerankModel>('rerank model');

/** One door to all models, with a key and a budget for each consumer. */
export interface LlmGateway {
  readonly gatewayPort: PodPort;
  /** `http://…/v1`. */
  readonly baseUrl: string;
  /**
   * A key for one consumer, in its own namespace; it may use the models named and no others.
   *
   * @param atOnce requests under way at once @default - two for each server
   */
  key(consumer: string, consumerNamespace: string, models: string[], atOnce?: number): SecretKeyRef;
  /** Chat models beyond the rack that people may choose. */
  peopleModels(): string[];
}
export const LlmGateway = contract<LlmGateway>('LLM gateway');

/** Where spans go, over gRPC or over HTTP: not every program speaks both well. */
export interface OtlpReceiver {
  readonly otlpPort: PodPort;
  /** OTLP over gRPC, `http://otel-collector.….svc.cluster.local:4317`. */
  readonly otlpEndpoint: string;
  readonly otlpHttpPort: PodPort;
  /** OTLP over HTTP without a path, `http://otel-collector.….svc.cluster.local:4318`. */
  readonly otlpHttpEndpoint: string;
  /** Whether metrics that are pushed to it get anywhere. */
  readonly takesMetrics: boolean;
}
export const OtlpReceiver = contract<OtlpReceiver>('OTLP receiver');

/** Answers PromQL about everything in the rack. */
export interface MetricsStore {
  readonly metricsPort: PodPort;
  /** `http://prometheus.…:9090`: whichever server answers. */
  readonly metricsUrl: string;
  /** Address of each server, to ask one that did not miss what another did. */
  readonly metricsServers: Readonly<Record<string, string>>;
}
export const MetricsStore = contract<MetricsStore>('metrics store');

/** Answers TraceQL, and keeps what the OTLP receiver is sent. */
export interface TraceStore {
  readonly tracesPort: PodPort;
  /** `http://tempo.…:3200`. */
  readonly tracesUrl: string;
}
export const TraceStore = contract<TraceStore>('trace store');

/** Keeps spans that the OTLP receiver passes on. */
export interface SpanStore {
  readonly spansPort: PodPort;
  /** OTLP over gRPC, `tempo.….svc.cluster.local:4317`. */
  readonly spansEndpoint: string;
}
export const SpanStore = contract<SpanStore>('span store');

/** Where Grafana finds the plugin that asks the log store: in the object store, or at its publisher. */
export interface LogPlugin {
  readonly ports: readonly (PodPort | OutsidePort)[];
  /** A tar archive of the plugin's folder. */
  readonly url: string;
  readonly sha256: string;
  /** Of a bucket. @default - it is handed out to everybody */
  readonly account?: { readonly accessKey: SecretKeyRef; readonly secretKey: SecretKeyRef; readonly region: string };
}

/** Keeps lines of logs and answers LogsQL. */
export interface LogStore {
  /** `http://logs.…:9428`. */
  readonly logsUrl: string;
  /** For who searches. */
  readonly readPort: PodPort;
  readonly plugin: LogPlugin;
  /** For who collects. */
  readonly writePort: PodPort;
  readonly writeUrl: string;
}
export const LogStore = contract<LogStore>('log store');

/** Groups, silences and sends alerts: every server must hear each of them. */
export interface AlertRouter {
  readonly alertsPort: PodPort;
  /** `http://alertmanager.…:9093`. */
  readonly alertsUrl: string;
  /** Host names of all servers. */
  readonly alertsHosts: readonly string[];
}
export const AlertRouter = contract<AlertRouter>('alert router');

/** The operator that makes certificates: whoever has it ask the world declares what it must reach. */
export interface CertificateOperator {
  readonly controllerPods: Pods;
}
export const CertificateOperator = contract<CertificateOperator>('cert-manager');

/** Issues certificates for names below the rack's domain, which people open. */
export interface CertificateIssuer {
  readonly issuer: { name: string; kind: 'ClusterIssuer' | 'Issuer' };
}
export const CertificateIssuer = contract<CertificateIssuer>('certificate issuer');

/** Issues certificates for names of the cluster itself, which no authority of the world would sign. */
export interface InternalCertificateIssuer {
  readonly internalIssuer: { name: string; kind: 'ClusterIssuer' | 'Issuer' };
}
export const InternalCertificateIssuer = contract<InternalCertificateIssuer>('issuer of internal certificates');

/** What an app opens to the office network. */
export interface Exposed {
  /** First label of its host name; the rack's domain follows. */
  host: string;
  namespace: string;
  service: string;
  port: PodPort;
  /** Time a request may take. @default - the gateway's own, 15 seconds */
  requestSeconds?: number;
  /** Paths that people need, with all below them; metrics of the port are never among them. @default - every path */
  paths?: readonly string[];
  /** Paths that nobody needs, with all below them, of an app whose every other path is open: they lead home. @default - none */
  closed?: readonly string[];
  /** Paths that lead to others of the same host. @default - none */
  leads?: Readonly<Record<string, string>>;
  /** Path that answers 200 to anybody when the app serves; it is probed. @default / */
  alive?: string;
}

/** Lets people of the office reach an app by name, over TLS. */
export interface WebGateway {
  /** Returns the address to open, `https://chat.rack.home.arpa`. */
  expose(app: Exposed): string;
}
export const WebGateway = contract<WebGateway>('gateway to the office network');

/** Operator that runs PostgreSQL clusters, and its backup plugin. */
export interface PostgresOperator {
  readonly operatorPods: Pods;
}
export const PostgresOperator = contract<PostgresOperator>('CloudNativePG');

/** A device of the blade that an unprivileged pod may ask for by resource name. */
export interface DeviceAccess {
  /** Resource name of the device behind a fan by its bus, `i2c-1`: `squat.ai/i2c`. */
  resourceFor(bus: string): string;
}
export const DeviceAccess = contract<DeviceAccess>('device plugin');

/** The recipe of a random password, as every app wants it: long, and free of characters that URLs would escape. */
export const password: SecretValue = { make: 'password' };
