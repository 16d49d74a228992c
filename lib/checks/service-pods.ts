import { recordOf } from '../manifest/field-path';
import type { LabelSelector } from '../manifest/labels';
import { podNameLabel, selects } from '../manifest/labels';
import type { PodGroup, RackObject, ObjectView } from './rack-view';

/** What a Service selects by; empty for one whose endpoints somebody else writes. */
export function selectorOf({ spec }: RackObject): LabelSelector {
  return { matchLabels: recordOf(spec.selector) as Record<string, string> };
}

/** The pods behind a Service: those of whole workloads, or the one pod of a StatefulSet that it names. */
export function podsOf(service: RackObject, { podGroups }: ObjectView): PodGroup[] {
  const { [podNameLabel]: pod, ...matchLabels } = selectorOf(service).matchLabels!;
  return podGroups.filter(
    ({ namespace, labels, podNames = [] }) =>
      namespace === service.namespace &&
      selects({ matchLabels }, labels) &&
      (pod === undefined || podNames.includes(pod)),
  );
}
