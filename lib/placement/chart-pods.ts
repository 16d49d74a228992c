import { sumOf } from '../checks/pod-sums';
import { bladesOfChart, possibleBlades, whyBladesUnsure } from '../checks/possible-blades';
import type { RackView } from '../checks/rack-view';
import type { FootprintWorkload } from '../facts/footprint';
import type { PodSpec } from '../manifest/pod-spec';
import type { RackSpec } from '../rack-file/rack';
import { type Daemon, daemonsOf } from './daemons';
import { type Draft, UNKNOWN, noPods, nothing } from './draft';
import { antiAffinityOf, surgeOf, whyUnsure } from './pod-place';
import { priorities } from './priorities';

/** Pods of charts, as their footprints tell: no object of `dist/` shows them. */
export function chartPods(view: RackView): Draft[] {
  const { classes, priorityOf } = priorities(view);
  const daemons = daemonsOf(view);
  return view.releases.flatMap(({ id, app, footprint }) =>
    (footprint?.workloads ?? [])
      .filter(({ kind }) => kind !== 'DaemonSet')
      .map((workload): Draft => {
        const {
          kind,
          name,
          replicas: rendered = 1,
          cpu,
          memory,
          priorityClass,
          hostPorts = [],
          labels = {},
        } = workload;
        const { cpuMillicores, memoryBytes } = sumOf({ requests: { cpu, memory } });
        const namespace = id.split('/')[0] ?? '';
        const where = whereOf(workload, namespace, view.rack, daemons);
        // Rendered with the values of another rack, which may have more blades: ours asks for no more than it has.
        const replicas = footprint?.isStale ? Math.min(rendered, Math.max(1, where.blades.length)) : rendered;
        return {
          id: `${namespace}/${kind}/${name}`,
          app,
          namespace,
          labels,
          controller: kind,
          replicas,
          count: replicas + (kind === 'Deployment' ? surgeOfChart(workload, replicas) : 0),
          request: { ...nothing, cpuMillicores, memoryBytes },
          // A class that a chart brings along has a value that nobody read.
          ...(priorityClass === undefined || classes.has(priorityClass)
            ? { priority: priorityOf(priorityClass), preempts: classes.get(priorityClass ?? '')?.preempts ?? true }
            : UNKNOWN),
          blades: new Set(where.blades),
          isPinned: false,
          keepsOffPods: where.near,
          keepsFarOff: where.far,
          hostPorts: hostPorts.map((port) => `TCP/${port}`),
          unsure: where.unsure,
        };
      }),
  );
}

/** What a footprint by hand does not say is taken for the careful side: workers only, and nothing kept off. */
function whereOf(
  { place, nodeSelector = {} }: FootprintWorkload,
  namespace: string,
  rack: RackSpec,
  daemons: readonly Daemon[],
) {
  if (!place) return { blades: bladesOfChart(nodeSelector, false, rack), near: noPods, far: noPods, unsure: undefined };
  const pod: PodSpec = { ...place, nodeSelector };
  const blades = possibleBlades(pod, rack).map(({ name }) => name);
  return {
    ...antiAffinityOf(pod, namespace),
    blades,
    unsure: whyBladesUnsure(pod, rack) ?? whyUnsure(pod, { namespace, blades, daemons }),
  };
}

/** A Deployment starts a quarter more pods before it ends old ones, unless its strategy says otherwise. */
function surgeOfChart({ strategy }: FootprintWorkload, replicas: number): number {
  if (strategy?.type === 'Recreate') return 0;
  return surgeOf(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas);
}
