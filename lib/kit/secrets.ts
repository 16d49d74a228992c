import { Construct } from 'constructs';
import { decryptionSecret } from '../facts/decryption-secret';
import { type Fields, refuseUnknown } from './fields';
import { MadeElsewhere } from './made-elsewhere';
import type { SecretDeclaration, SecretValue } from '../facts/secret-declaration';

/** One key of one Secret, as an environment variable or a file of a pod may read it. */
export interface SecretKeyRef {
  readonly kind: 'secret-key';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** A Secret that a pod may read, no matter what makes it. */
export interface ReadableSecret {
  readonly namespace: string;
  readonly name: string;
  key(name: string): SecretKeyRef;
}

export interface SecretKeysProps {
  namespace: string;
  name: string;
  /** @default Opaque */
  type?: string;
  labels?: Record<string, string>;
  keys: Record<string, SecretValue>;
  /** What a new value asks of a person beside a push, by key, in a sentence. @default - nothing */
  cautions?: Record<string, string>;
}

const fields: Fields<SecretKeysProps> = {
  namespace: true,
  name: true,
  type: true,
  labels: true,
  keys: true,
  cautions: true,
};

/**
 * A Secret whose values are created once, encrypted, and kept in `secrets/<rack>/`. The construct renders nothing: it
 * declares which keys are wanted and how each is made, and hands out references to them.
 */
export class SecretKeys extends Construct implements ReadableSecret {
  readonly namespace: string;
  readonly name: string;
  private readonly keys: Record<string, SecretValue>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecretKeysProps,
  ) {
    refuseUnknown(`SecretKeys ${props.namespace}/${props.name}`, props, fields);
    super(scope, id);
    this.namespace = props.namespace;
    this.name = props.name;
    this.keys = { ...props.keys };
  }

  /** Wants one more key; the same key with another recipe is a mistake of the app and throws. */
  add(key: string, value: SecretValue): SecretKeyRef {
    const before = this.keys[key];
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) {
      throw new Error(`Secret ${this.namespace}/${this.name} is asked to make key "${key}" in two ways`);
    }
    this.keys[key] = value;
    return this.key(key);
  }

  key(key: string): SecretKeyRef {
    if (this.keys[key] === undefined) {
      throw new Error(`Secret ${this.namespace}/${this.name} has no key "${key}"; it has ${Object.keys(this.keys)}`);
    }
    return { kind: 'secret-key', namespace: this.namespace, name: this.name, key };
  }

  declaration(app: string, restarts: string[]): SecretDeclaration {
    const { namespace, name, type, labels, cautions } = this.props;
    return { namespace, name, app, type, labels, keys: { ...this.keys }, restarts, cautions };
  }
}

/** The value of another key, which stays equal to it. */
export function sameAs({ namespace, name, key }: SecretKeyRef): SecretValue {
  return { make: 'same-as', namespace, name, key };
}

/** Pods read Secrets of their own namespace alone: the key itself there, a Secret with the same value elsewhere. */
export function readableIn(
  scope: Construct,
  namespace: string,
  own: SecretKeyRef,
  copy: { name: string; key: string },
): SecretKeyRef {
  if (own.namespace === namespace) return own;
  const { name, key } = copy;
  return new SecretKeys(scope, `${namespace}-${name}`, { namespace, name, keys: { [key]: sameAs(own) } }).key(key);
}

/** A Secret that an operator makes in the cluster; nothing of it is in git. */
export class OperatorSecret extends MadeElsewhere implements ReadableSecret {
  readonly namespace: string;
  readonly name: string;
  private readonly keys: string[];

  constructor(
    scope: Construct,
    id: string,
    props: { namespace: string; name: string; keys: string[]; source: string },
  ) {
    super(scope, id, { kind: 'Secret', ...props });
    this.namespace = props.namespace;
    this.name = props.name;
    this.keys = props.keys;
  }

  key(key: string): SecretKeyRef {
    if (!this.keys.includes(key)) throw new Error(`${this.props.source} puts no key "${key}" into Secret ${this.name}`);
    return { kind: 'secret-key', namespace: this.namespace, name: this.name, key };
  }
}

export { decryptionSecret };
export type { SecretValue };
