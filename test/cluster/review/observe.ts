import { createHash } from 'node:crypto';
import { ApiError, type KubeClient } from '../kube/client';
import { type KubeObject, objectId } from '../kube/object';

/** What became of one object. Whatever else changes in place is `other`. */
export type Happening = 'created' | 'deleted' | 'recreated' | 'restarts' | 'other';

interface Seen {
  uid: string;
  isGoing: boolean;
  /** Hash of what people state: everything but metadata that the server keeps, and status. */
  stated: string;
  /** Revision that the controllers roll out; '' where there are no pods. */
  revision: string;
}

export type Snapshot = ReadonlyMap<string, Seen>;

interface Workload extends KubeObject {
  status?: { updateRevision?: string; observedGeneration?: number };
}

/** Every object of some kinds, as it is now. A kind that is no longer served has none. */
export async function snapshot(
  client: KubeClient,
  kinds: readonly (readonly [apiVersion: string, kind: string])[],
): Promise<Snapshot> {
  const seen = new Map<string, Seen>();
  const revisions = await daemonRevisions(client);
  for (const [apiVersion, kind] of kinds) {
    for (const object of await client.list<Workload>(apiVersion, kind).catch(unlessUnknown)) {
      const { uid = '', deletionTimestamp, annotations, labels } = object.metadata;
      const { status: _status, metadata: _metadata, ...rest } = object as Workload & Record<string, unknown>;
      const marks = {
        labels,
        annotations: Object.fromEntries(
          Object.entries(annotations ?? {}).filter(
            ([key]) => !/^(deployment\.kubernetes\.io|deprecated\.daemonset)/.test(key),
          ),
        ),
      };
      seen.set(objectId(object), {
        uid,
        isGoing: deletionTimestamp !== undefined,
        stated: hash([rest, marks]),
        revision: revisionOf(object, revisions),
      });
    }
  }
  return seen;
}

/** What happened between two snapshots, by object; what stayed as it was is left out. */
export function happenings(before: Snapshot, after: Snapshot): Map<string, Happening> {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return new Map(
    ids.flatMap((id): [string, Happening][] => {
      const [old, now] = [before.get(id), after.get(id)];
      if (!old) return [[id, 'created']];
      if (!now || (now.isGoing && !old.isGoing)) return [[id, 'deleted']];
      if (now.uid !== old.uid) return [[id, 'recreated']];
      if (now.revision !== old.revision) return [[id, 'restarts']];
      return now.stated === old.stated ? [] : [[id, 'other']];
    }),
  );
}

function revisionOf(object: Workload, daemons: ReadonlyMap<string, string>): string {
  switch (object.kind) {
    case 'Deployment':
      return object.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '';
    case 'StatefulSet':
      return object.status?.updateRevision ?? '';
    case 'DaemonSet':
      return daemons.get(object.metadata.uid ?? '') ?? '';
    default:
      return '';
  }
}

/** The newest revision that the controller made for each DaemonSet. */
async function daemonRevisions(client: KubeClient): Promise<Map<string, string>> {
  const newest = new Map<string, number>();
  for (const { metadata, revision } of await client.list<KubeObject & { revision: number }>(
    'apps/v1',
    'ControllerRevision',
  )) {
    const owner = metadata.ownerReferences?.[0];
    if (owner?.kind === 'DaemonSet') newest.set(owner.uid, Math.max(newest.get(owner.uid) ?? 0, revision));
  }
  return new Map([...newest].map(([uid, revision]) => [uid, String(revision)]));
}

function unlessUnknown(error: unknown): Workload[] {
  if (error instanceof ApiError && error.status === 404) return [];
  throw error;
}

function hash(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('hex');
}
