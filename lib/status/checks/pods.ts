import { fieldAt, recordsOf, textOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { counted } from '../../units/words';
import { ageOf, forHowLong, timeOf } from '../ages';
import { appOf, kustomizationIds } from '../apps';
import type { Found, Situation, StatusCheck } from '../line';
import { conditionOf, numberAt, ofKind, ownersOf } from '../seen';
import { opinionOf } from '../waiting-pod';

/** Longer than an image takes to be pulled here, or a volume to be attached. */
const startingMs = 5 * 60_000;

/** Pods that cannot start or do not stay, those of one workload and one reason together. */
export const pods: StatusCheck = {
  id: 'pods',
  finds: 'pods that find no blade, cannot start, end again and again, or do not go',
  check(situation) {
    const troubles = ofKind(situation.seen, 'Pod', '').flatMap((pod) => troubleOf(pod, situation));
    const groups = new Map<string, Trouble[]>();
    for (const trouble of troubles) {
      const key = `${trouble.workload}|${trouble.kind}`;
      groups.set(key, [...(groups.get(key) ?? []), trouble]);
    }
    return [...groups.values()].map((group) => lineOf(group, situation));
  },
};

interface Trouble {
  pod: Manifest;
  /** Topmost owner that dist/ has, or the pod itself. */
  workload: string;
  kind: string;
  message: string;
  command: 'describe' | 'logs';
  since?: string;
}

function troubleOf(pod: Manifest, situation: Situation): Trouble[] {
  const owners = ownersOf(pod, situation.byId);
  const base = { pod, workload: owners.at(-1) ?? objectId(pod) };
  const deleted = textOf(fieldAt(pod, 'metadata.deletionTimestamp'));
  if (deleted !== undefined) return terminating(base, deleted, situation);
  const failing = failingContainer(pod);
  if (failing) return [{ ...base, ...failing }];
  if (fieldAt(pod, 'status.phase') !== 'Pending') return [];
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False') {
    const opinion = opinionOf(base.workload, pod, situation);
    return [
      {
        ...base,
        kind: 'unschedulable',
        message: `finds no blade${forHowLong(scheduled.since, situation.nowMs)}: ${firstSentence(scheduled.message)}; ${opinion}`,
        command: 'describe',
        ...(scheduled.since && { since: scheduled.since }),
      },
    ];
  }
  const since = textOf(fieldAt(pod, 'metadata.creationTimestamp'));
  const age = situation.nowMs - (timeOf(since) ?? situation.nowMs);
  if (age < startingMs || owners.some((id) => situation.byId.get(id)?.kind === 'Job')) return [];
  const message = `has been starting${forHowLong(since, situation.nowMs)} on ${String(fieldAt(pod, 'spec.nodeName'))}`;
  return [{ ...base, kind: 'starting', message, command: 'describe', ...(since && { since }) }];
}

/** Past its grace and still there: nobody on its blade says that it stopped. */
function terminating(base: Pick<Trouble, 'pod' | 'workload'>, since: string, { nowMs }: Situation): Trouble[] {
  // The time stamp already has the grace in it.
  if (nowMs - (timeOf(since) ?? nowMs) < startingMs) return [];
  const message = `should have gone ${ageOf(timeOf(since)!, nowMs)} ago and is still on ${String(fieldAt(base.pod, 'spec.nodeName'))}`;
  return [{ ...base, kind: 'terminating', message, command: 'describe', since }];
}

const startErrors: Readonly<Record<string, string>> = {
  ImagePullBackOff: 'its image cannot be pulled',
  ErrImagePull: 'its image cannot be pulled',
  InvalidImageName: 'its image has no valid name',
  CreateContainerConfigError: 'a Secret or ConfigMap that it names is not there',
  CreateContainerError: 'its container cannot be made',
  RunContainerError: 'its container cannot be run',
};

function failingContainer(pod: Manifest): Omit<Trouble, 'pod' | 'workload'> | undefined {
  const all = ['initContainerStatuses', 'containerStatuses'].flatMap((list) =>
    recordsOf(fieldAt(pod, `status.${list}`)),
  );
  for (const container of all) {
    const reason = textOf(fieldAt(container, 'state.waiting.reason')) ?? '';
    const said = textOf(fieldAt(container, 'state.waiting.message')) ?? '';
    const name = String(container['name']);
    if (reason === 'CrashLoopBackOff') {
      const ended = recordsOf([fieldAt(container, 'lastState.terminated')])[0];
      const isShort = ended?.['reason'] === 'OOMKilled';
      const how = isShort ? 'it ran out of memory' : `exit code ${String(ended?.['exitCode'] ?? 'unknown')}`;
      return {
        kind: 'crashing',
        message: `ends again and again (${name}, ${counted(numberAt(container, 'restartCount'), 'restart')}, ${how})`,
        command: 'logs',
      };
    }
    const error = startErrors[reason];
    if (error !== undefined) {
      const text = said === '' ? '' : `: ${firstSentence(said)}`;
      return { kind: reason, message: `cannot start: ${error} (${name}${text})`, command: 'describe' };
    }
  }
  return undefined;
}

/** Schedulers and runtimes repeat themselves behind the first full stop. */
function firstSentence(text: string): string {
  const [line = ''] = text.split('\n');
  return line
    .replace(/\.? preemption: .*$/, '')
    .replace(/\.$/, '')
    .slice(0, 240);
}

function lineOf(group: readonly Trouble[], { view, byId }: Situation): Found {
  const [{ pod, workload, message, command, since }] = group as [Trouble];
  const { name, namespace = '' } = pod.metadata;
  const more = group.length > 1 ? ` and ${group.length - 1} more of ${workload}` : '';
  const ids = group.flatMap((each) => [objectId(each.pod), ...ownersOf(each.pod, byId)]);
  const verb = command === 'logs' ? `logs ${name} --previous --all-containers --tail 50` : `describe pod ${name}`;
  return {
    level: 'broken',
    object: objectId(pod),
    message: `${namespace}/${name}${more} ${message}`,
    ...(since && { since }),
    command: `kubectl --namespace ${namespace} ${verb}`,
    page: appOf(workload, view, byId.get(workload) ?? pod) ?? 'README',
    explains: [...ids, ...kustomizationIds(ids, view)],
  };
}
