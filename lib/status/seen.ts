import { fieldAt, recordsOf, textOf } from '../manifest/field-path';
import { type Manifest, groupOf, objectId } from '../manifest/manifest';

/** What was read of a cluster at one moment. Plain data, so that the same objects give the same lines. */
export interface Seen {
  /** ISO 8601, UTC. */
  at: string;
  /** Every object that was read, whatever its kind. */
  objects: readonly Manifest[];
  /** Questions that got no answer. */
  unread: readonly Unread[];
  /** Absent when the cluster did not answer. */
  alerts?: readonly FiringAlert[];
  /** File systems of claims, as kubelets count them. */
  volumeUses: readonly VolumeUse[];
  /** How this checkout relates to what Flux applied last; absent outside git. */
  checkout?: Checkout;
}

export interface Unread {
  what: 'api-server' | 'objects' | 'volumes' | 'alerts';
  /** Which, `nodes`. */
  name: string;
  why: string;
}

export interface FiringAlert {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** ISO 8601. */
  startsAt: string;
}

export interface VolumeUse {
  namespace: string;
  claim: string;
  usedBytes: number;
  capacityBytes: number;
}

export interface Checkout {
  /** Revision that Flux applied last, `main@sha1:0a1b…`. */
  applied: string;
  /** Whether this repository has that commit. */
  knowsApplied: boolean;
  /** Apps whose files in `dist/` are not as in that commit. */
  changedApps: readonly string[];
}

/** Objects of a kind. The group tells CloudNativePG's Cluster from another's. */
export function ofKind({ objects }: Pick<Seen, 'objects'>, kind: string, group: string): Manifest[] {
  return objects.filter((each) => each.kind === kind && groupOf(each.apiVersion) === group);
}

export const fluxGroup = 'kustomize.toolkit.fluxcd.io';

export interface Condition {
  status: string;
  reason: string;
  message: string;
  /** ISO 8601; absent when the controller does not say. */
  since?: string;
}

export function conditionOf(object: Manifest, type: string): Condition | undefined {
  const found = recordsOf(fieldAt(object, 'status.conditions')).find((each) => each['type'] === type);
  if (!found) return undefined;
  const since = textOf(found['lastTransitionTime']);
  return {
    status: textOf(found['status']) ?? 'Unknown',
    reason: textOf(found['reason']) ?? '',
    message: textOf(found['message']) ?? '',
    ...(since && { since }),
  };
}

export function isTrue(object: Manifest, type: string): boolean {
  return conditionOf(object, type)?.status === 'True';
}

/** Ids of an object's owners up to the topmost, nearest first: a pod's ReplicaSet, then its Deployment. */
export function ownersOf(object: Manifest, byId: ReadonlyMap<string, Manifest>): string[] {
  const ids: string[] = [];
  for (let at: Manifest | undefined = object; at && ids.length < 5;) {
    const [owner] = recordsOf(fieldAt(at, 'metadata.ownerReferences'));
    if (!owner) break;
    const { namespace } = at.metadata;
    const id = objectId({
      apiVersion: '',
      kind: String(owner['kind']),
      metadata: { name: String(owner['name']), ...(namespace !== undefined && { namespace }) },
    });
    ids.push(id);
    at = byId.get(id);
  }
  return ids;
}

export function numberAt(object: unknown, path: string): number {
  const value = fieldAt(object, path);
  return typeof value === 'number' ? value : 0;
}
