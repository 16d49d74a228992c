import { tierMark } from '../../../lib/facts/marks';
import { type Tier, tiers } from '../../../lib/kit/tiers';
import { type Pod, objectId } from '../kube/object';
import type { Recorder } from './recorder';

/** DaemonSets without a blade, budgets without pods, and pods whose class is not that of their tier. */
export function placementFaults({ daemonSets, budgets, pods }: Recorder): string[] {
  const nowhere = [...daemonSets.objects.values()]
    .filter(({ status }) => (status?.desiredNumberScheduled ?? 0) === 0)
    .map((each) => `${objectId(each)} wants no pod: no blade has the labels that it asks for and room for it`);
  const idle = [...budgets.objects.values()]
    .filter(({ status }) => (status?.expectedPods ?? 0) === 0)
    .map((each) => `${objectId(each)} guards no pod: nothing has the labels that it selects`);
  return [...nowhere, ...idle, ...new Set([...pods.objects.values()].flatMap(misplaced))];
}

function misplaced({ metadata, spec }: Pod): string[] {
  const rule = tiers[tierMark.in(metadata.labels) as Tier];
  if (rule === undefined || spec.priorityClassName === rule.priorityClass) return [];
  const owner = metadata.ownerReferences?.[0];
  const name = owner ? `${metadata.namespace}/${owner.kind}/${owner.name}` : `${metadata.namespace}/${metadata.name}`;
  return [
    `${name} is of tier ${tierMark.in(metadata.labels)} and has the class ${spec.priorityClassName}: its tier says ${rule.priorityClass}`,
  ];
}
