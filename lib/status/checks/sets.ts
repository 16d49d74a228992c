import { type QuorumSet, quorumSets } from '../../placement/quorum';
import { fieldAt } from '../../manifest/field-path';
import { appOf, kustomizationIds } from '../apps';
import type { Found, Situation, StatusCheck } from '../line';
import { numberAt } from '../seen';

/** Sets whose members must be there in a number that the proof knows: etcd, PostgreSQL, Redis, the object store. */
export const sets: StatusCheck = {
  id: 'sets',
  finds: 'sets that have lost their quorum, or lose it with the next member',
  check: (situation) => quorumSets(situation.view).flatMap((set) => lineOf(set, situation)),
};

/** Members of a set that serve now; undefined where nothing that was seen tells. */
export function membersUp(
  { id, members, blades }: QuorumSet,
  { byId, seen, downBlades }: Situation,
): number | undefined {
  if (blades) {
    const isRead = seen.objects.some(({ kind }) => kind === 'Node');
    return isRead ? blades.filter((name) => !downBlades.includes(name)).length : undefined;
  }
  const object = byId.get(id);
  if (!object || fieldAt(object, 'status') === undefined) return undefined;
  if (object.kind === 'StatefulSet') return numberAt(object, 'status.readyReplicas');
  if (object.kind === 'Cluster') return Math.min(members.length, numberAt(object, 'status.readyInstances'));
  return undefined;
}

function lineOf(set: QuorumSet, situation: Situation): Found[] {
  const { id, what, members, needs, because } = set;
  const up = membersUp(set, situation);
  if (up === undefined || up >= members.length) return [];
  const figures = `${up} of ${members.length} members are up, ${needs} needed (${because})`;
  const [namespace, kind, name] = id.split('/');
  const isEtcd = set.blades !== undefined;
  const first = situation.view.rack.blades.find(({ role }) => role === 'control-plane');
  return [
    {
      level: up < needs ? 'down' : 'risk',
      object: id,
      message:
        up < needs
          ? `${what} has lost its quorum: ${figures}`
          : up === needs
            ? `${what} stops with the next member: ${figures}`
            : `${what} lacks members: ${figures}`,
      command: isEtcd
        ? `talosctl --nodes ${first?.address ?? ''} etcd members`
        : `kubectl --namespace ${namespace} describe ${kind?.toLowerCase()}${kind === 'Cluster' ? '.postgresql.cnpg.io' : ''}/${name}`,
      page: isEtcd ? 'cluster-metrics' : (appOf(id, situation.view) ?? 'README'),
      explains: [id, ...kustomizationIds([id], situation.view)],
    },
  ];
}
