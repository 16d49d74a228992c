import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** A dead blade or two, or slow downloads at a cold start, make this many apps wait for their health at once. */
const sickApps = 6;
/** What kustomize-controller has without the flag. */
const workersByDefault = 4;

export const enoughWorkers: Rule = {
  id: 'flux/workers',
  level: 'error',
  why: 'Each app that does not get healthy holds a worker of Flux until its time-out: with as many sick apps as workers nothing moves.',
  fixHint: `patch kustomize-controller with --concurrent=20; more than ${sickApps} is the least`,
  exceptable: true,
  check: (view: RackView) =>
    view.ofKind('FluxInstance').flatMap(({ id, spec }): RuleHit[] => {
      const patches = recordsOf(recordOf(spec.kustomize).patches);
      const at = patches.findLastIndex((each) => concurrencyIn(each) !== undefined);
      const workers = at < 0 ? workersByDefault : concurrencyIn(patches[at]!)!;
      const apps = view.ofKind('Kustomization').length;
      if (workers > sickApps || workers >= apps) return [];
      return [
        {
          object: id,
          path: at < 0 ? 'spec.kustomize.patches' : `spec.kustomize.patches[${at}].patch`,
          message: `applies ${workers} of ${apps} Kustomizations at a time, and ${sickApps} sick apps hold ${sickApps}`,
        },
      ];
    }),
};

/** Of a patch of kustomize-controller's Deployment. */
function concurrencyIn(patch: Record<string, unknown>): number | undefined {
  const { kind, name } = recordOf(patch.target);
  if (kind !== 'Deployment' || !(textOf(name) ?? '').includes('kustomize-controller')) return undefined;
  const stated = /value: ['"]?--concurrent=(\d+)/.exec(textOf(patch.patch) ?? '')?.[1];
  return stated === undefined ? undefined : Number(stated);
}

export const fluxWorkerRules: readonly Rule[] = [enoughWorkers];
