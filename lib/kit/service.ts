import type { Construct } from 'constructs';
import type { ServicePort } from '../../imports/k8s';
import { podNameLabel } from '../manifest/labels';
import { parseCidr, printIpv4 } from '../units/ipv4';
import { rackContext } from './context';
import { KitObject } from './kit-object';
import type { Ports } from './ports';
import type { WorkloadProps } from './workload-props';
import { headlessName } from './workload-spec';

/** A ClusterIP for what serves; of a StatefulSet also the governing headless Service and, if asked for, one a pod. */
export function services(
  scope: Construct,
  { kind, namespace, name, publishNotReadyAddresses, firstPodAddress, sticky, replicas = 1 }: WorkloadProps,
  selector: Record<string, string>,
  ports: Ports,
): void {
  const servicePorts: ServicePort[] = Object.values(ports).map(({ name: portName, port, protocol }) => ({
    name: portName,
    port,
    targetPort: portName,
    protocol,
  }));
  if (servicePorts.length === 0 || (kind !== 'Deployment' && kind !== 'StatefulSet')) return;
  const service = (id: string, serviceName: string, spec: object) =>
    new KitObject(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: serviceName, namespace },
      spec: { selector, ...spec, ports: servicePorts },
    });
  service('service', name, { type: 'ClusterIP', ...(sticky && { sessionAffinity: 'ClientIP' }) });
  if (kind === 'StatefulSet') {
    service('headless-service', headlessName(name), {
      clusterIP: 'None',
      ...(publishNotReadyAddresses && { publishNotReadyAddresses }),
    });
  }
  if (firstPodAddress === undefined) return;
  for (const [ordinal, clusterIP] of podAddresses(scope, firstPodAddress, replicas).entries()) {
    const pod = `${name}-${ordinal}`;
    service(`service-${ordinal}`, pod, {
      type: 'ClusterIP',
      clusterIP,
      ...(publishNotReadyAddresses && { publishNotReadyAddresses }),
      selector: { ...selector, [podNameLabel]: pod },
    });
  }
}

/**
 * Addresses in the Services' network that outlast every pod, in order: the `first`, the one after it, and so on. From 11
 * to 15, since 10 is the cluster's DNS and the API server hands out none of the first sixteen by itself, however small
 * the network: https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
 */
export function podAddresses(scope: Construct, first: number, replicas: number): string[] {
  const { services: network } = rackContext(scope).rack.network;
  const from = parseCidr(network)!.first + first;
  return Array.from({ length: replicas }, (_, ordinal) => printIpv4(from + ordinal));
}

/** Host name of a Service inside the cluster; short enough to be found by the pods' search path. */
export function serviceHost(namespace: string, name: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** What follows the pod's own name in the host names of a StatefulSet's pods. */
export function headlessHost(namespace: string, name: string): string {
  return serviceHost(namespace, headlessName(name));
}

/** Stable host names of a StatefulSet's pods, in order. */
export function podHosts(namespace: string, name: string, replicas: number): string[] {
  return Array.from({ length: replicas }, (_, ordinal) => `${name}-${ordinal}.${headlessHost(namespace, name)}`);
}

/** Keeps a quorum through drains; a pod that is broken anyway never holds one up. */
export function disruptionBudget(
  scope: Construct,
  { kind, namespace, name, replicas = 1, quorum = replicas - 1 }: WorkloadProps,
  matchLabels: Record<string, string>,
): void {
  if (replicas < 2 || (kind !== 'Deployment' && kind !== 'StatefulSet')) return;
  new KitObject(scope, 'disruption-budget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace },
    spec: {
      maxUnavailable: replicas - quorum,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels },
    },
  });
}
