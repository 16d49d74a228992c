/**
 * What apps ask for and `rackwright secrets` makes. Plain types that import nothing, so that the kit may name them
 * without knowing how a file is encrypted.
 */

/** A Secret that an app wants: the keys its pods read and how each value is made. */
export interface SecretDeclaration {
  namespace: string;
  name: string;
  /** App that owns it: the folder under `dist/<rack>/apps/` its file is copied to. */
  app: string;
  /** `kubernetes.io/basic-auth` and the like. @default Opaque */
  type?: string;
  /** Stand in the clear in the file. @default - none */
  labels?: Record<string, string>;
  /** Stand in the clear in the file. @default - none */
  annotations?: Record<string, string>;
  keys: Record<string, SecretValue>;
  /** Ids of the objects whose pods read it, `data/StatefulSet/redis`: what a rotation restarts. */
  restarts: string[];
  /** What else a new value asks of a person, by key. @default - nothing but a push */
  cautions?: Record<string, string>;
}

/** A declared Secret, and whether there is a file for it. */
export interface SecretFacts extends SecretDeclaration {
  /** Its file can be read; until it can, another finding says so and there is nothing to rotate. */
  isSealed: boolean;
}

/** How one value comes to be. Random ones are made once and kept; derived ones follow the key they name. */
export type SecretValue =
  | PasswordValue
  | TokenValue
  | PrivateKeyValue
  | PublicKeyValue
  | HtpasswdValue
  | LiteralValue
  | SameAsValue
  | AskedValue;

/** A key that something is kept encrypted with. */
interface MayEncrypt {
  /**
   * What can be read with this value only, `virtual keys and provider credentials in the database litellm`. Such a value is
   * never replaced in passing: losing it loses the data. @default - nothing
   */
  encrypts?: string;
}

/** Letters and digits: nothing that a URL, a shell, YAML or a Redis ACL file would want escaped. */
export interface PasswordValue extends MayEncrypt {
  make: 'password';
  /** Characters. @default 32 (190 bits) */
  length?: number;
}

/** `<prefix><lower-case hex>`, as API keys look: `sk-…`. */
export interface TokenValue extends MayEncrypt {
  make: 'token';
  /** @default - none */
  prefix?: string;
  /** Random bytes; twice as many characters. @default 32 */
  bytes?: number;
}

/** PKCS#8 in PEM. */
export interface PrivateKeyValue {
  make: 'private-key';
  algorithm: 'ed25519' | 'ecdsa-p256';
}

/** Public half of another key of the same Secret. */
export interface PublicKeyValue {
  make: 'public-key';
  of: string;
  /** SubjectPublicKeyInfo in PEM, or one line of `authorized_keys` (ed25519 only). @default pem */
  format?: 'pem' | 'ssh';
}

/** `user:$2b$…`, the bcrypt hash of another key of the same Secret, as reverse proxies and Prometheus read it. */
export interface HtpasswdValue {
  make: 'htpasswd';
  user: string;
  of: string;
}

/** Not secret by itself, yet a key of the Secret: the `username` of a `kubernetes.io/basic-auth`, an endpoint. */
export interface LiteralValue {
  make: 'literal';
  value: string;
}

/** The value of a key of another Secret, which is wanted in this namespace too. Chains end at a value that is made. */
export interface SameAsValue {
  make: 'same-as';
  namespace: string;
  name: string;
  key: string;
}

/** Only a person knows it: keys of an off-site bucket, the password of a controller. */
export interface AskedValue {
  make: 'ask';
  /** The API server takes nothing else for the key. @default - one line of any text, or PEM */
  form?: 'docker-config';
  /** What to enter and where to find it. Keys with the same hint are one thing that a person knows, asked for once. */
  hint: string;
}

/** `data/redis-users`: how commands and findings name a Secret. */
export function secretId(secret: { namespace: string; name: string }): string {
  return `${secret.namespace}/${secret.name}`;
}
