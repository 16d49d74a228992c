import { enforceLabel } from '../manifest/pod-security';
import { recordOf, textOf } from '../manifest/field-path';
import type { FootprintWorkload } from '../facts/footprint';
import { bladesOfChart, possibleBlades } from './possible-blades';
import type { RackView } from './rack-view';
import type { Rule } from './rule';

export const chartPolicies: Rule = {
  id: 'charts/network-policies',
  level: 'error',
  why: 'Policies add up: one that a chart makes lets in what our own policies, made from declared connections, keep out.',
  fixHint: 'switch it off in the chart’s values, and declare the connection that it was for',
  exceptable: true,
  check: ({ releases = [] }) =>
    releases.flatMap(({ id, footprint }) =>
      Object.entries(footprint?.policies ?? {}).map(([kind, count]) => ({
        object: id,
        path: 'spec.values',
        message: `makes ${count} of kind ${kind}, which is not declared`,
      })),
    ),
};

/** What Pod Security refuses unless the namespace says `privileged`. */
function privilegesOf({ isPrivileged, hostNetwork, hostPorts = [] }: FootprintWorkload): string[] {
  return [
    ...(isPrivileged ? ['more than a restricted container may'] : []),
    ...(hostNetwork ? ['the network of the blade'] : []),
    ...(hostPorts.length > 0 ? [`port ${hostPorts.join(', ')} of the blade`] : []),
  ];
}

export const chartPodSecurity: Rule = {
  id: 'charts/pod-security',
  level: 'error',
  why: 'The API server refuses such pods in a namespace that does not allow them: the release is installed, and nothing runs.',
  fixHint: 'declare the namespace privileged, with the reason, or take the privilege away in the chart’s values',
  exceptable: false,
  check: (view) =>
    (view.releases ?? []).flatMap(({ id, footprint }) => {
      const namespace = namespaceOf(id, view);
      const declared = view.ofKind('Namespace').find(({ name }) => name === namespace);
      const level = declared?.manifest.metadata.labels?.[enforceLabel];
      // A namespace that is not ours, such as kube-system, is what Talos makes it.
      if (level === undefined || level === 'privileged') return [];
      return (footprint?.workloads ?? []).flatMap((workload) => {
        const wanted = privilegesOf(workload);
        if (wanted.length === 0) return [];
        return [
          {
            object: id,
            path: 'spec.values',
            message: `makes ${workload.kind} ${workload.name}, which takes ${wanted.join(' and ')}; namespace ${namespace} is declared ${level}`,
          },
        ];
      });
    }),
};

/** `targetNamespace`, or that of the release itself. */
function namespaceOf(release: string, { ofKind }: RackView): string {
  const [own = ''] = release.split('/');
  const object = ofKind('HelmRelease').find(({ id }) => id === release);
  return textOf(recordOf(object?.spec).targetNamespace) ?? own;
}

/** What takes ports of blades, and of which. */
interface PortTaker {
  object: string;
  what: string;
  ports: readonly number[];
  blades: readonly string[];
}

function takersOf({ releases = [], workloads, rack }: RackView): PortTaker[] {
  const ofCharts = releases.flatMap(({ id, footprint }) =>
    (footprint?.workloads ?? []).map(
      ({ kind, name, hostPorts = [], nodeSelector = {}, toleratesControlPlane = true }) => ({
        object: id,
        what: `${kind} ${name} of ${id}`,
        ports: hostPorts,
        blades: bladesOfChart(nodeSelector, toleratesControlPlane, rack),
      }),
    ),
  );
  const ours = workloads.map(({ id, containers, template }) => ({
    object: id,
    what: id,
    ports: containers.flatMap(({ container: { ports = [] } }) =>
      ports.flatMap(({ hostPort, containerPort }) => (template.spec.hostNetwork ? containerPort : hostPort) ?? []),
    ),
    blades: possibleBlades(template.spec, rack).map(({ name }) => name),
  }));
  return [...ofCharts, ...ours].filter(({ ports }) => ports.length > 0);
}

export const hostPortsTaken: Rule = {
  id: 'charts/host-ports',
  level: 'error',
  why: 'A port of a blade is taken once: the second pod finds no blade, or dies at once and again.',
  fixHint: 'give one of the two another port',
  exceptable: true,
  check: (view) => {
    const takers = takersOf(view);
    return takers.flatMap((taker, index) =>
      takers.slice(0, index).flatMap((other) => {
        const shared = taker.ports.filter((port) => other.ports.includes(port));
        const isTogether = taker.blades.some((blade) => other.blades.includes(blade));
        if (shared.length === 0 || !isTogether) return [];
        return [
          {
            object: taker.object,
            message: `takes port ${[...new Set(shared)].join(', ')} of the blade, as ${other.what} does`,
          },
        ];
      }),
    );
  },
};

export const chartPrivilegeRules: readonly Rule[] = [chartPolicies, chartPodSecurity, hostPortsTaken];
