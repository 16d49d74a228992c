import type { ApiObject, ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import type { WrittenPlace } from '../manifest/written-place';
import { KitObject } from './kit-object';

/** Declares one typed object. cdk8s' own props know nothing beside `spec`, so the type is checked here instead. */
export function emit<T extends { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }>(
  scope: Construct,
  id: string,
  object: T,
): ApiObject {
  return new KitObject(scope, id, object as ApiObjectProps);
}

/**
 * An object that comes whole from a vendored file. cdk8s would look into every node of it for tokens that are not there,
 * and definitions of custom resources have tens of thousands.
 */
export class Vendored extends Construct {
  constructor(
    scope: Construct,
    readonly manifest: Manifest,
    id = manifest.metadata.name,
    readonly written?: WrittenPlace,
  ) {
    super(scope, id);
  }
}
