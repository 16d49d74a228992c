import { type TreeObject } from '../dry-run/read-tree';
import { isSealed } from '../dry-run/stand-in-secret';
import { objectId } from '../kube/object';
import { appObjects, appOf, editObject } from './edit-tree';
import type { ScenarioContext } from './scenario';

const annotation = 'bench.rackwright.dev/commit';

/** Where the pod template of a kind stands; a Job's is missing, since it can never change. */
const templates: Record<string, string[]> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

export interface Touched {
  apps: number;
  workloads: number;
  objects: TreeObject[];
}

/**
 * A new annotation in every pod template, which replaces all pods as an image update would do, and on one object of
 * every app, so that apps without pods have something to land, too.
 */
export function touchEveryApp({ rackBench: { worktree } }: ScenarioContext, value: string): Touched {
  const all = appObjects(worktree).filter(({ object }) => !isSealed(object));
  const workloads = all.filter(({ object }) => object.kind in templates);
  const firsts = new Map(all.map((each) => [appOf(each.file), each] as const).reverse());
  for (const workload of workloads) {
    const path = [...templates[workload.object.kind]!, 'metadata', 'annotations', annotation];
    editObject(worktree, workload, (document) => document.setIn(path, value));
  }
  for (const first of firsts.values())
    editObject(worktree, first, (document) => document.setIn(['metadata', 'annotations', annotation], value));
  return { apps: firsts.size, workloads: workloads.length, objects: [...firsts.values()] };
}

/** Objects on the server that do not carry the annotation of a commit that has landed. */
export async function untouched(
  { rackBench: { bench } }: ScenarioContext,
  { objects }: Touched,
  value: string,
  except: ReadonlySet<string>,
): Promise<string[]> {
  const failures: string[] = [];
  for (const { object, file } of objects.filter((each) => !except.has(appOf(each.file)))) {
    const { apiVersion, kind, metadata } = object;
    const stored = await bench.client.get(apiVersion, kind, metadata.namespace, metadata.name);
    if (stored?.metadata.annotations?.[annotation] !== value)
      failures.push(`${objectId(object)} (${file}) does not have what the commit says`);
  }
  return failures;
}
