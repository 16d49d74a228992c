import { recordOf } from '../manifest/field-path';
import type { Container } from '../manifest/pod-spec';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** A CM4 reads its program from a cold disk, beside every other pod of the blade after a power cut. */
const startSeconds = 60;
/** What a program gets that has no startup probe, because it is up at once. */
const lightStartSeconds = 30;

export const probePatience: Rule = {
  id: 'availability/patience',
  level: 'error',
  why: 'The kubelet kills a program that is still starting, and starts it again, for ever: the slower the blade, the surer.',
  fixHint: 'raise failureThreshold: it costs nothing once the program is up',
  exceptable: true,
  check: ({ workloads }: RackView) =>
    workloads.flatMap(({ id, containers }) =>
      containers.flatMap(({ container, path }): RuleHit[] => {
        const { probe, wanted } = firstToKill(container);
        const given = secondsOf(recordOf(container[probe]));
        if (container[probe] === undefined || given >= wanted) return [];
        return [
          {
            object: id,
            path: `${path}.${probe}.failureThreshold`,
            message: `kills ${container.name} when it is not up after ${given} s; ${wanted} s is the least`,
          },
        ];
      }),
    ),
};

/** Until the startup probe has succeeded nothing else is asked. */
function firstToKill(container: Container): { probe: 'startupProbe' | 'livenessProbe'; wanted: number } {
  return container.startupProbe === undefined
    ? { probe: 'livenessProbe', wanted: lightStartSeconds }
    : { probe: 'startupProbe', wanted: startSeconds };
}

/** What the API server fills in where nothing is said: three times, ten seconds apart. */
function secondsOf({ initialDelaySeconds, periodSeconds, failureThreshold }: Record<string, unknown>): number {
  const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  return number(initialDelaySeconds, 0) + number(periodSeconds, 10) * number(failureThreshold, 3);
}

export const patienceRules: readonly Rule[] = [probePatience];
