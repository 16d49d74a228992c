import { fieldAt, textOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { ageOf, timeOf } from '../ages';
import type { Found, Situation, StatusCheck } from '../line';
import { ofKind, ownersOf } from '../seen';

/** Shares of a file system from which on somebody should act, and from which on programs stop. */
const filling = 0.85;
const full = 0.95;
/** A claim gets its volume within seconds once its pod has a blade. */
const bindingMs = 3 * 60_000;

export const volumes: StatusCheck = {
  id: 'volumes',
  finds: 'full volumes, claims without one, copies that are missing or lost, volumes without a claim',
  check: (situation) => [...uses(situation), ...claims(situation), ...replicated(situation), ...released(situation)],
};

function uses({ seen, byId }: Situation): Found[] {
  return seen.volumeUses.flatMap(({ namespace, claim, usedBytes, capacityBytes }): Found[] => {
    const share = capacityBytes > 0 ? usedBytes / capacityBytes : 0;
    if (share < filling) return [];
    const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
    return [
      {
        level: share >= full ? 'down' : 'risk',
        object: `${namespace}/PersistentVolumeClaim/${claim}`,
        message: `the volume of ${namespace}/${claim} is ${Math.floor(share * 100)} % full (${gib(usedBytes)} of ${gib(capacityBytes)} GiB)`,
        command: `kubectl --namespace ${namespace} describe persistentvolumeclaim/${claim}`,
        page: 'volumes',
        explains: usersOf(namespace, claim, seen.objects, byId),
      },
    ];
  });
}

function claims({ seen, byId, nowMs }: Situation): Found[] {
  return ofKind(seen, 'PersistentVolumeClaim', '').flatMap((claim): Found[] => {
    const { name, namespace = '' } = claim.metadata;
    const phase = textOf(fieldAt(claim, 'status.phase'));
    const made = timeOf(fieldAt(claim, 'metadata.creationTimestamp')) ?? nowMs;
    const users = usersOf(namespace, name, seen.objects, byId);
    const isWaiting = phase === 'Pending' && nowMs - made > bindingMs;
    // A claim that binds with its first consumer waits for that pod, and the pod says why.
    const isAwaited = users.some((id) => textOf(fieldAt(byId.get(id), 'spec.nodeName')) !== undefined);
    if (phase !== 'Lost' && !(isWaiting && isAwaited)) return [];
    return [
      {
        level: phase === 'Lost' ? 'down' : 'broken',
        object: objectId(claim),
        message:
          phase === 'Lost'
            ? `the volume of ${namespace}/${name} is gone`
            : `${namespace}/${name} has had no volume for ${ageOf(made, nowMs)}`,
        command: `kubectl --namespace ${namespace} describe persistentvolumeclaim/${name}`,
        page: 'volumes',
        explains: users,
      },
    ];
  });
}

/** Longhorn's own word for what is left of a volume's copies. */
function replicated({ seen, byId }: Situation): Found[] {
  return ofKind(seen, 'Volume', 'longhorn.io').flatMap((volume): Found[] => {
    const robustness = textOf(fieldAt(volume, 'status.robustness'));
    if (robustness !== 'faulted' && robustness !== 'degraded') return [];
    const namespace = textOf(fieldAt(volume, 'status.kubernetesStatus.namespace')) ?? '';
    const claim = textOf(fieldAt(volume, 'status.kubernetesStatus.pvcName')) ?? volume.metadata.name;
    const isLost = robustness === 'faulted';
    return [
      {
        level: isLost ? 'down' : 'risk',
        object: objectId(volume),
        message: isLost
          ? `no usable copy is left of the volume of ${namespace}/${claim}`
          : `the volume of ${namespace}/${claim} lacks a copy: no other blade may go until it is made anew`,
        command: `kubectl --namespace longhorn-system describe volumes.longhorn.io/${volume.metadata.name}`,
        page: isLost ? 'restore-volume' : 'longhorn',
        explains: usersOf(namespace, claim, seen.objects, byId),
      },
    ];
  });
}

function released({ seen }: Situation): Found[] {
  const left = ofKind(seen, 'PersistentVolume', '').filter((each) => fieldAt(each, 'status.phase') === 'Released');
  const [first] = left;
  if (!first) return [];
  return [
    {
      level: 'note',
      object: objectId(first),
      message: `${left.length} volumes have no claim any more and keep their room`,
      command: 'kubectl get persistentvolumes',
      page: 'volumes',
    },
  ];
}

function usersOf(
  namespace: string,
  claim: string,
  objects: readonly Manifest[],
  byId: ReadonlyMap<string, Manifest>,
): string[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'Pod' && metadata.namespace === namespace)
    .filter((pod) => JSON.stringify(fieldAt(pod, 'spec.volumes') ?? '').includes(`"claimName":"${claim}"`))
    .flatMap((pod) => [objectId(pod), ...ownersOf(pod, byId)]);
}
