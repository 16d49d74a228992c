import { type Tier, tiers } from '../../../lib/kit/tiers';
import { restrictedContainer, restrictedPod } from '../actors/restricted-pod';
import { type Node, type Pod, conditionOf, isTrue, objectId } from '../kube/object';
import { bytesOf } from '../../../lib/units/quantity';
import type { Recorder } from './recorder';
import { memoryRequestOf, sum } from './requests';

export const pressureNamespace = 'bench-pressure';

/** From here on a priority is one of Kubernetes' own classes: nothing of ours may be that important. */
export const criticalPriority = 2_000_000_000;

/** Left free on a blade that is filled, for what the bench does not know of. */
const marginBytes = 16 * 1024 * 1024;

/** A pod of a tier, of a size, for one blade; the real scheduler decides whether it gets there. */
export function pressurePod(name: string, tier: Tier, node: string, memoryBytes: number): Pod {
  const memory = String(Math.floor(memoryBytes));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${node}`, namespace: pressureNamespace },
    spec: {
      priorityClassName: tiers[tier].priorityClass,
      terminationGracePeriodSeconds: 0,
      nodeSelector: { 'kubernetes.io/hostname': node },
      securityContext: restrictedPod,
      containers: [
        {
          name: 'pressure',
          image: 'example.org/pressure:1.0',
          securityContext: restrictedContainer,
          resources: { requests: { cpu: '1m', memory }, limits: { memory } },
        },
      ],
    },
  };
}

/** Memory that pods may still ask for on each blade that takes pods without a toleration. */
export function freeMemory({ nodes, pods }: Recorder): Map<string, number> {
  const open = [...nodes.objects.values()].filter(takesPods);
  return new Map(
    open.map((node) => {
      const { name } = node.metadata;
      const used = sum([...pods.objects.values()].filter((pod) => livesOn(pod, name)).map(memoryRequestOf));
      return [name, bytesOf(node.status?.allocatable?.['memory'] ?? '0') - used - marginBytes];
    }),
  );
}

function takesPods({ spec, status }: Node): boolean {
  const taints = spec.taints ?? [];
  return spec.unschedulable !== true && taints.length === 0 && isTrue({ status }, 'Ready');
}

export function livesOn({ spec, status }: Pod, node: string): boolean {
  return spec.nodeName === node && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

export function priorityOf(pod: Pod): number {
  return (pod.spec['priority'] as number | undefined) ?? 0;
}

/** `ml/Pod/chat-0 (rackwright-serving)` */
export function withClass(pod: Pod): string {
  return `${objectId(pod)} (${pod.spec.priorityClassName ?? 'no priority class'})`;
}

/** A pod that the scheduler took away for a more important one. */
export interface Victim {
  pod: Pod;
  node: string;
}

/** Notes every pod that the scheduler preempts from now on: it marks each before it deletes it. */
export function watchVictims({ pods }: Recorder): Map<string, Victim> {
  const victims = new Map<string, Victim>();
  pods.onChange(({ object }) => {
    if (conditionOf(object, 'DisruptionTarget')?.reason !== 'PreemptionByScheduler') return;
    victims.set(object.metadata.uid!, { pod: object, node: object.spec.nodeName ?? '' });
  });
  return victims;
}
