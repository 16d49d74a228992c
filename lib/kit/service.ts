import type { Construct } from 'constructs';
import type { ServicePort } from '../../imports/k8s';
import { KitObject } from './kit-object';
import type { Ports } from './ports';
import type { WorkloadProps } from './workload-props';
import { headlessName } from './workload-spec';

/** A ClusterIP for whoever serves; a StatefulSet's governing headless Service besides. */
export function services(
  scope: Construct,
  { kind, namespace, name, publishNotReadyAddresses }: WorkloadProps,
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
      spec: { ...spec, selector, ports: servicePorts },
    });
  service('service', name, { type: 'ClusterIP' });
  if (kind === 'StatefulSet') {
    service('headless-service', headlessName(name), {
      clusterIP: 'None',
      ...(publishNotReadyAddresses && { publishNotReadyAddresses }),
    });
  }
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
