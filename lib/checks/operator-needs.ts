import { recordsOf, textOf } from '../manifest/field-path';
import { parseImage } from '../manifest/image-reference';
import type { PodGroup, RackView } from './rack-view';
import { postgresClusters } from './postgres-clusters';
import { chartNameOf } from './schema/helm-values';

/** A connection that an operator's programs make by themselves: no field of any object says it. */
export interface OperatorNeed {
  client: PodGroup;
  server: PodGroup;
  port: number;
  /** Completes "cannot …". */
  otherwise: string;
}

const named = (view: RackView, name: string): PodGroup[] =>
  view.podGroups.filter(({ labels }) => labels['app.kubernetes.io/name'] === name);
const ofApp = (view: RackView, name: string): PodGroup[] =>
  view.podGroups.filter(({ labels }) => labels['app'] === name);
const each = (clients: readonly PodGroup[], servers: readonly PodGroup[], port: number, otherwise: string) =>
  clients.flatMap((client) => servers.map((server): OperatorNeed => ({ client, server, port, otherwise })));

/**
 * What CloudNativePG, Flux, Longhorn and Redis do among their own pods.
 * Sources: CloudNativePG, "Networking" and its samples/networkpolicy-example.yaml; Flux' manifests/policies; Longhorn,
 * "Network policies" of its chart.
 */
export function operatorNeeds(view: RackView): OperatorNeed[] {
  return [...postgresNeeds(view), ...fluxNeeds(view), ...longhornNeeds(view), ...redisNeeds(view)];
}

/** Members of a set of Redis copy from one another, and its Sentinels watch them all: their scripts make the names up. */
function redisNeeds(view: RackView): OperatorNeed[] {
  return view.workloads
    .filter(({ kind, replicas }) => kind === 'StatefulSet' && replicas > 1)
    .flatMap(({ id, containers }) => {
      const members = view.podGroups.filter((group) => group.id === id);
      return containers
        .filter(({ container }) => parseImage(textOf(container.image) ?? '').repository === 'docker.io/library/redis')
        .flatMap(({ container }) => recordsOf(container.ports))
        .flatMap(({ containerPort }) =>
          each(members, members, Number(containerPort), 'copy from and watch its members'),
        );
    });
}

function postgresNeeds(view: RackView): OperatorNeed[] {
  const operator = named(view, 'cloudnative-pg');
  return postgresClusters(view).flatMap(({ id, spec }) => {
    const instances = view.podGroups.filter((group) => group.id === id);
    const hasPlugins = recordsOf(spec.plugins).length > 0;
    return [
      ...each(operator, instances, 8000, 'ask the instances how they are'),
      ...each(operator, instances, 5432, 'make roles and databases'),
      ...(Number(spec.instances) > 1 ? each(instances, instances, 5432, 'replicate') : []),
      ...(hasPlugins ? each(operator, named(view, 'plugin-barman-cloud'), 9090, 'have backups made') : []),
    ];
  });
}

function fluxNeeds(view: RackView): OperatorNeed[] {
  const source = ofApp(view, 'source-controller');
  const readers = [...ofApp(view, 'kustomize-controller'), ...ofApp(view, 'helm-controller')];
  return [
    ...each(readers, source, 9090, 'fetch what it is to apply'),
    ...each([...source, ...readers], ofApp(view, 'notification-controller'), 9090, 'tell anybody what went wrong'),
  ];
}

function longhornNeeds(view: RackView): OperatorNeed[] {
  const manifests = view.objects.map(({ manifest }) => manifest);
  const homes = view
    .ofKind('HelmRelease')
    .filter(({ manifest }) => chartNameOf(manifest, manifests) === 'longhorn')
    .map(({ namespace }) => namespace);
  // The group of all of its pods: what they are called changes with volumes and versions.
  return view.podGroups
    .filter(({ namespace, labels }) => homes.includes(namespace) && Object.keys(labels).length === 0)
    .flatMap((all) => [
      ...each([all], [all], 9500, 'reach its managers'),
      ...each([all], [all], 8500, 'reach its instance managers'),
    ]);
}

/**
 * Ports at which programs of charts listen for others, from their charts and documentation. What an app declares of such pods
 * becomes policies and scrapes, so a wrong number shuts the right door.
 */
export const operatorPorts: readonly [namespace: string, name: RegExp, ports: readonly number[]][] = [
  ['cert-manager', /^cert-manager-webhook$/, [6080, 9402, 10250]],
  ['cert-manager', /^cert-manager-(?:controller|cainjector)$/, [9402, 9403]],
  ['cnpg-system', /^cloudnative-pg$/, [8080, 9443]],
  ['cnpg-system', /^plugin-barman-cloud$/, [8080, 9090]],
  ['openebs', /^openebs-lvm-/, [9500]],
  ['flux-system', /-controller$|^flux-operator$/, [8080, 9090, 9292, 9440]],
  ['longhorn-system', /^longhorn/, [1, 8500, 9500, 9501, 9502, 9503]],
  ['kube-system', /^cilium$/, [4240, 4244, 9879, 9962, 9965]],
  ['kube-system', /^cilium-envoy$/, [9878, 9964]],
  ['kube-system', /^cilium-operator$/, [9234, 9963]],
  ['kube-system', /^coredns$/, [53, 8080, 9153]],
];
