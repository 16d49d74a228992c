import type { RackView, WorkloadView } from '../checks/rack-view';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { longestGapSeconds } from '../units/schedule';

/** A CronJob that runs by itself: what it is told in variables, and the scripts that it mounts. */
export interface RunningJob {
  name: string;
  everySeconds: number;
  env: ReadonlyMap<string, string>;
  script: string;
}

export function runningJobs(view: RackView): RunningJob[] {
  return view.workloads.flatMap((workload): RunningJob[] => {
    const { kind, name, object } = workload;
    if (kind !== 'CronJob' || object.spec.suspend === true) return [];
    const everySeconds = longestGapSeconds(String(object.spec.schedule));
    return everySeconds === undefined
      ? []
      : [{ name, everySeconds, env: envOf(workload), script: scriptOf(workload, view) }];
  });
}

function envOf({ containers }: WorkloadView): ReadonlyMap<string, string> {
  return new Map(
    containers.flatMap(({ container }) =>
      recordsOf(container.env).flatMap(({ name, value }): [string, string][] =>
        typeof value === 'string' ? [[String(name), value]] : [],
      ),
    ),
  );
}

/** Every script that a workload mounts, as one text. */
export function scriptOf({ template, namespace }: WorkloadView, view: RackView): string {
  return recordsOf(template.spec.volumes)
    .map(({ configMap }) => textOf(recordOf(configMap).name) ?? '')
    .flatMap((name) => Object.values(recordOf(view.find('ConfigMap', namespace, name)?.object?.manifest.data)))
    .map(String)
    .join('\n');
}
