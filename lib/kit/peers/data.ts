/** Contracts of what keeps data: storage, Redis, object store, PostgreSQL, and their copies off the rack. */
import { contract } from '../contract';
import type { Pods } from '../pods';
import type { OutsidePort, PodPort } from '../ports';
import type { ReadableSecret, SecretKeyRef } from '../secrets';
import type { StorageClass, VolumeClaim } from '../storage';

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

/** Operator that runs PostgreSQL clusters, and its backup plugin. */
export interface PostgresOperator {
  readonly operatorPods: Pods;
}
export const PostgresOperator = contract<PostgresOperator>('CloudNativePG');
