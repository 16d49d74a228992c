import { bladesOfChart, possibleBlades } from '../checks/possible-blades';
import type { RackView } from '../checks/rack-view';
import type { Labels } from '../manifest/labels';

/** Pods of which one stands on each of its blades, so that others can count on it. */
export interface Daemon {
  namespace: string;
  labels: Labels;
  blades: ReadonlySet<string>;
}

/** DaemonSets of ours and of charts. */
export function daemonsOf({ workloads, releases, rack }: RackView): Daemon[] {
  const own = workloads
    .filter(({ kind }) => kind === 'DaemonSet')
    .map(({ namespace, podLabels, template }) => ({
      namespace,
      labels: podLabels,
      blades: new Set(possibleBlades(template.spec, rack).map(({ name }) => name)),
    }));
  const ofCharts = releases.flatMap(({ id, footprint }) =>
    (footprint?.workloads ?? [])
      .filter(({ kind, labels }) => kind === 'DaemonSet' && labels !== undefined)
      .map(({ labels = {}, nodeSelector = {}, toleratesControlPlane = false }) => ({
        namespace: id.split('/')[0] ?? '',
        labels,
        blades: new Set(bladesOfChart(nodeSelector, toleratesControlPlane, rack)),
      })),
  );
  return [...own, ...ofCharts];
}
