import type { KubeClient } from '../kube/client';
import { Informer } from '../kube/informer';
import { type KubeObject, type Node, type Pod, type PodTemplate, conditionOf, isTrue, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import { type Kustomization, kustomizations } from '../flux/flux';
import type { Timeline } from './timeline';

interface Event extends KubeObject {
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  involvedObject: { kind: string; name: string; namespace?: string };
}

/** One state of a Kustomization's Ready condition. */
export interface Transition {
  seconds: number;
  name: string;
  status: string;
  reason: string;
  message: string;
}

/** Local copies of what scenarios ask for again and again, and a record of what went by between two questions. */
export interface Recorder {
  kustomizations: Informer<Kustomization>;
  pods: Informer<Pod>;
  nodes: Informer<Node>;
  deployments: Informer<Replicated>;
  statefulSets: Informer<Replicated>;
  daemonSets: Informer<OnEachNode>;
  budgets: Informer<Budget>;
  /** Every change of a Kustomization's Ready condition. */
  transitions: Transition[];
  /** Warning events of controllers, each object, reason and message once. */
  warnings: { seconds: number; object: string; reason: string; message: string }[];
  /** Resolves when anything of this changes, or after a while: what a wait sleeps on. */
  changed(atMostMilliseconds: number): Promise<void>;
  stop(): void;
}

/** A Deployment or StatefulSet. */
export interface Replicated extends KubeObject {
  spec: { replicas?: number; template: PodTemplate };
  status?: { readyReplicas?: number; updatedReplicas?: number; observedGeneration?: number };
}

/** A DaemonSet. */
export interface OnEachNode extends KubeObject {
  spec: { template: PodTemplate };
  status?: {
    desiredNumberScheduled?: number;
    numberReady?: number;
    updatedNumberScheduled?: number;
    observedGeneration?: number;
  };
}

export interface Budget extends KubeObject {
  spec: { selector?: { matchLabels?: Record<string, string> } };
  status?: { currentHealthy?: number; desiredHealthy?: number; expectedPods?: number; observedGeneration?: number };
}

/** Changes come in bursts: a wait that looked at each of them would do little else. */
const burstMilliseconds = 100;

export async function startRecorder(client: KubeClient, timeline: Timeline): Promise<Recorder> {
  const transitions: Transition[] = [];
  const warnings: Recorder['warnings'] = [];
  const watched = new Informer<Kustomization>(client, kustomizations.apiVersion, kustomizations.kind);
  watched.onChange(({ type, object, before }) => {
    const { name } = object.metadata;
    if (type === 'DELETED') return timeline.add(`Kustomization ${name} is gone`);
    const now = conditionOf(object, 'Ready');
    const then = before && conditionOf(before, 'Ready');
    if (
      now === undefined ||
      (now.status === then?.status && now.reason === then.reason && now.message === then.message)
    )
      return;
    const { status, reason = '', message = '' } = now;
    transitions.push({ seconds: timeline.now(), name, status, reason, message });
    if (reason !== 'Progressing')
      timeline.add(`Kustomization ${name} Ready=${status} ${reason}: ${message.slice(0, 300)}`);
  });
  const nodes = new Informer<Node>(client, 'v1', 'Node');
  nodes.onChange(({ object, before }) => {
    if (before === undefined || isTrue(object, 'Ready') === isTrue(before, 'Ready')) return;
    timeline.add(`Node ${object.metadata.name} Ready=${conditionOf(object, 'Ready')?.status}`);
  });
  const seen = new Set<string>();
  const events = new Informer<Event>(client, 'v1', 'Event');
  events.onChange(({ type, object: { type: level, reason = '', message = '', involvedObject } }) => {
    if (type === 'DELETED' || level !== 'Warning') return;
    const { kind, name, namespace } = involvedObject;
    const object = objectId({ apiVersion: '', kind, metadata: { name, ...(namespace && { namespace }) } });
    const key = `${object} ${reason} ${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    warnings.push({ seconds: timeline.now(), object, reason, message });
  });
  const pods = new Informer<Pod>(client, 'v1', 'Pod');
  const deployments = new Informer<Replicated>(client, 'apps/v1', 'Deployment');
  const statefulSets = new Informer<Replicated>(client, 'apps/v1', 'StatefulSet');
  const daemonSets = new Informer<OnEachNode>(client, 'apps/v1', 'DaemonSet');
  const budgets = new Informer<Budget>(client, 'policy/v1', 'PodDisruptionBudget');
  const all = [watched, nodes, events, pods, deployments, statefulSets, daemonSets, budgets];
  const sleepers = new Set<() => void>();
  for (const informer of all) informer.onChange(() => sleepers.forEach((wake) => wake()));
  await Promise.all(all.map((informer) => informer.start()));
  return {
    kustomizations: watched,
    pods,
    nodes,
    deployments,
    statefulSets,
    daemonSets,
    budgets,
    transitions,
    warnings,
    async changed(atMostMilliseconds) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, atMostMilliseconds);
        sleepers.add(wake);
      });
      await sleep(burstMilliseconds);
    },
    stop: () => all.forEach((informer) => informer.stop()),
  };
}
