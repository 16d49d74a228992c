import type { Kustomization } from '../flux/flux';
import { conditionOf } from '../kube/object';
import { hasLanded } from './inventory';
import type { ScenarioContext } from './scenario';
import { untilNone } from './until';

/** Waits until a commit has landed in all Kustomizations but some; returns those that did not make it, with why. */
export async function landing(
  context: ScenarioContext,
  commit: string,
  timeoutSeconds: number,
  except: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const { recorder, patienceSeconds } = context;
  const late = () =>
    [...recorder.kustomizations.objects.values()].filter(
      (each) => !except.has(each.metadata.name) && !hasLanded(each, commit),
    );
  const bound = Math.min(timeoutSeconds, patienceSeconds);
  await untilNone(context, bound, () => late().map(({ metadata }) => `Kustomization/${metadata.name}`));
  return late().map((each) => {
    const why = conditionOf(each, 'Ready')?.message ?? 'no condition';
    return `Kustomization/${each.metadata.name} did not land the commit within ${bound} s: ${why}`;
  });
}

/** Names of all Kustomizations that depend on one, directly or through others, and its own. */
export function dependentsOf(all: Iterable<Kustomization>, name: string): Set<string> {
  const list = [...all];
  const found = new Set([name]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { metadata, spec } of list) {
      if ((spec.dependsOn ?? []).some((dependency) => found.has(dependency.name))) found.add(metadata.name);
    }
  }
  return found;
}

/** Apps on which no other depends, so that what happens to them should concern nobody else. */
export function leaves(all: Iterable<Kustomization>): string[] {
  const list = [...all];
  return list
    .map(({ metadata }) => metadata.name)
    .filter((name) => name !== 'flux-system' && dependentsOf(list, name).size === 1);
}
