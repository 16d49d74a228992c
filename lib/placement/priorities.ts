import type { RackView } from '../checks/rack-view';

export interface PriorityRule {
  value: number;
  preempts: boolean;
}

/** Built into Kubernetes: https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/ */
const builtIn: readonly [string, PriorityRule][] = [
  ['system-node-critical', { value: 2_000_001_000, preempts: true }],
  ['system-cluster-critical', { value: 2_000_000_000, preempts: true }],
];

/** Priorities by class, as the API server would resolve them; a pod without a class has 0 unless one is the default. */
export function priorities(view: RackView) {
  const own = view
    .ofKind('PriorityClass')
    .map(({ name, manifest }): [string, PriorityRule] => [
      name,
      { value: Number(manifest.value), preempts: manifest.preemptionPolicy !== 'Never' },
    ]);
  const ofCharts = view.releases.flatMap(({ footprint }) =>
    Object.entries(footprint?.priorityClasses ?? {}).map(([name, value]): [string, PriorityRule] => [
      name,
      { value, preempts: true },
    ]),
  );
  const classes = new Map([...builtIn, ...ofCharts, ...own]);
  const fallback = view.ofKind('PriorityClass').find(({ manifest }) => manifest.globalDefault === true);
  const whenAbsent = fallback ? (classes.get(fallback.name)?.value ?? 0) : 0;
  return {
    classes,
    priorityOf: (name: string | undefined): number =>
      name === undefined ? whenAbsent : (classes.get(name)?.value ?? 0),
  };
}
