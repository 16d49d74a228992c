import { fieldAt } from '../../manifest/field-path';
import { quorumMark } from '../../facts/marks';
import { quorumSets } from '../../placement/quorum';
import { appOf, kustomizationIds } from '../apps';
import type { Found, Situation, StatusCheck } from '../line';
import { numberAt } from '../seen';

/** Deployments, StatefulSets and DaemonSets of dist/ with fewer ready pods than they should have. */
export const workloads: StatusCheck = {
  id: 'workloads',
  finds: 'workloads of dist/ that are not there, or have fewer ready pods than they ask for',
  check(situation) {
    // Of sets the proof knows how many they need, and has said so.
    const known = new Set(quorumSets(situation.view).map(({ id }) => id));
    const ours = situation.view.workloads.filter(
      ({ id, kind }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind) && !known.has(id),
    );
    return ours.flatMap(({ id }) => lineOf(id, situation));
  },
};

function lineOf(id: string, { byId, view, seen }: Situation): Found[] {
  const object = byId.get(id);
  const [namespace, kind = '', name] = id.split('/');
  const common = {
    object: id,
    command: `kubectl --namespace ${namespace} describe ${kind.toLowerCase()}/${name}`,
    page: appOf(id, view) ?? 'README',
    explains: kustomizationIds([id], view),
  };
  if (!object) {
    if (!seen.objects.some((each) => each.kind === kind)) return [];
    return [{ level: 'broken', message: `${id} is in dist/ and not in the cluster`, ...common }];
  }
  const isDaemon = kind === 'DaemonSet';
  const wanted = isDaemon
    ? numberAt(object, 'status.desiredNumberScheduled')
    : Number(fieldAt(object, 'spec.replicas') ?? 1);
  const ready = numberAt(object, isDaemon ? 'status.numberReady' : 'status.readyReplicas');
  if (ready >= wanted) return [];
  const enough = Number(quorumMark.in(object.metadata.annotations) ?? 1);
  const isGone = ready < Math.min(enough, wanted) && !isDaemon;
  return [
    {
      level: isGone ? 'down' : 'risk',
      message: `${id} has ${ready} of ${wanted} pods ready${isGone ? `, fewer than it needs to serve (${enough})` : ''}`,
      ...common,
    },
  ];
}
