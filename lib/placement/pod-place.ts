import { recordOf, recordsOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import type { PodSpec } from '../manifest/pod-spec';
import type { Daemon } from './daemons';
import type { Draft } from './draft';

/** Ports of the blade that a pod takes. */
export function hostPortsOf({ containers = [], hostNetwork }: PodSpec): string[] {
  return containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, containerPort, protocol = 'TCP' }) => {
      const port = hostPort ?? (hostNetwork ? containerPort : undefined);
      return port === undefined ? [] : [`${protocol}/${port}`];
    }),
  );
}

type Selects = Draft['keepsOffPods'];

/** Required anti-affinity: on the blade itself, and by any other measure. */
export function antiAffinityOf({ affinity }: PodSpec, namespace: string): { near: Selects; far: Selects } {
  const terms = recordsOf(affinity?.podAntiAffinity?.['requiredDuringSchedulingIgnoredDuringExecution']);
  const selectsOf = (wanted: (topology: unknown) => boolean): Selects => {
    const parsed = terms
      .filter(({ topologyKey }) => wanted(topologyKey))
      .map(({ labelSelector, namespaces, namespaceSelector }) => ({
        selector: toSelector(labelSelector),
        // A selector of namespaces is taken for all of them: too many pods keep off, never too few.
        isEverywhere: namespaceSelector !== undefined,
        namespaces: Array.isArray(namespaces) ? namespaces.map(String) : [namespace],
      }));
    return (other) =>
      parsed.some(
        ({ selector, isEverywhere, namespaces }) =>
          (isEverywhere || namespaces.includes(other.namespace)) && selects(selector, other.labels),
      );
  };
  return { near: selectsOf((key) => key === byBlade), far: selectsOf((key) => key !== byBlade) };
}

const byBlade = 'kubernetes.io/hostname';

/** Where a pod may stand, and which daemons it finds there. */
interface Surroundings {
  namespace: string;
  blades: readonly string[];
  daemons: readonly Daemon[];
}

/** Requests for a place that depend on where others stand: an arrangement of the others decides them too. */
export function whyUnsure(
  { affinity, topologySpreadConstraints = [] }: PodSpec,
  { namespace, blades, daemons }: Surroundings,
): string | undefined {
  const near = recordsOf(recordOf(recordOf(affinity)['podAffinity'])['requiredDuringSchedulingIgnoredDuringExecution']);
  // A daemon that runs on every blade that it could have: each of them will do, whatever the scheduler does.
  const isEverywhere = ({ topologyKey, labelSelector, namespaces }: Record<string, unknown>) =>
    topologyKey === byBlade &&
    daemons.some(
      (daemon) =>
        (Array.isArray(namespaces) ? namespaces : [namespace]).includes(daemon.namespace) &&
        selects(toSelector(labelSelector), daemon.labels) &&
        blades.every((blade) => daemon.blades.has(blade)),
    );
  if (!near.every(isEverywhere)) return 'it must stand beside other pods, wherever those are';
  const strict = recordsOf(topologySpreadConstraints).some(
    // Kubernetes' default is the strict one.
    ({ whenUnsatisfiable = 'DoNotSchedule' }) => whenUnsatisfiable === 'DoNotSchedule',
  );
  return strict ? 'it must be spread evenly, so a dead blade can hold its place open' : undefined;
}

/** Pods that a roll-out starts beside those that run. */
export function surgeOf(value: unknown, replicas: number): number {
  const text = String(value);
  return text.endsWith('%') ? Math.ceil((Number.parseFloat(text) / 100) * replicas) : Number(text) || 0;
}
