import { ApiObject, type ApiObjectProps, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import type { WrittenPlace } from '../manifest/written-place';
import { writtenAt } from './written-at';

/**
 * An object that the kit writes. It renders to what ApiObject renders to; but where cdk8s asks every field of every
 * object for tokens, unions and constructs, the kit knows that it only ever leaves a Lazy behind.
 */
export class KitObject extends ApiObject {
  readonly written: WrittenPlace | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: ApiObjectProps,
  ) {
    super(scope, id, given);
    this.written = writtenAt(this);
  }

  override toJson(): Manifest {
    const { metadata: _metadata, ...fields } = this.given;
    const { apiVersion, kind, ...rest } = settled(fields) as ApiObjectProps;
    return { apiVersion, kind, metadata: this.metadata.toJson(), ...rest } as Manifest;
  }

  override addJsonPatch(): never {
    throw new Error('an object of the kit takes no patches: change what writes it');
  }
}

/** Plain data: what was left for the end is asked now, what is null or undefined is gone. */
function settled(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(settled);
  if (value instanceof Lazy) return settled(value.produce());
  const fields: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const plain = settled(inner);
    if (plain !== undefined) fields[key] = plain;
  }
  return fields;
}
