import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';

/** Declares one typed object. cdk8s' own props know nothing beside `spec`, so the type is checked here instead. */
export function emit<T extends { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }>(
  scope: Construct,
  id: string,
  object: T,
): ApiObject {
  return new ApiObject(scope, id, object as ApiObjectProps);
}
