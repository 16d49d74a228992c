import { Construct } from 'constructs';
import * as z from 'zod';
import type { Affinity } from '../../../imports/k8s';
import { app } from '../../kit/app';
import { HelmRelease } from '../../kit/helm-release';
import { PostgresOperator } from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { kubeApiServer } from '../../kit/ports';
import type { Size } from '../../kit/size';
import { controllerTrim } from '../../kit/scrape';
import { leavesDeadBlades, tiers } from '../../kit/tiers';

const namespace = 'cnpg-system';

export const cloudnativePg = app({
  name: 'cloudnative-pg',
  area: 'platform',
  summary: 'Operator that runs PostgreSQL, with the plugin that backs it up',
  spec: z.strictObject({}),
  offers: [PostgresOperator],
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { rack }) => new CloudnativePg(scope, rack.size),
});

/** Of small size one, which a dead blade takes along for half a minute: that long no failover happens. */
const operators = {
  standard: { replicas: 2, request: '384Mi' },
  small: { replicas: 1, request: '160Mi' },
} as const;

/** Replaced elsewhere after half a minute instead of five: no failover happens while operator or plugin are away. */
const leavesSoon = leavesDeadBlades('serving');

const databases = { labelSelector: { matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'Exists' }] } };

/**
 * A blade of its own, if there is one: the operator that replaces a dead primary must not die with it. Preferred, not required:
 * on a rack of few blades a shared one is better than none.
 */
function awayFrom(pods: object, replicas?: Record<string, string>): Affinity {
  const topologyKey = 'kubernetes.io/hostname';
  const terms = [
    { ...pods, namespaceSelector: {}, topologyKey },
    ...(replicas ? [{ labelSelector: { matchLabels: replicas }, topologyKey }] : []),
  ];
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: terms.map((podAffinityTerm) => ({
        weight: 100,
        podAffinityTerm,
      })),
    },
  };
}

/**
 * Operator and backup plugin share a namespace, since the operator only trusts plugins of its own. The operator loads the
 * plugin before it looks at a cluster, so a failover needs both. There is one pod of the plugin: a second would be ready
 * without serving (it serves only while it leads, and its probe asks another port), and every other call would fail.
 */
export class CloudnativePg extends Construct implements PostgresOperator {
  readonly operatorPods: Pods<'webhook' | 'metrics'>;

  constructor(
    scope: Construct,
    private readonly size: Size,
  ) {
    super(scope, 'cloudnative-pg');
    this.operatorPods = this.operator();
    const plugin = this.barmanPlugin();
    this.operatorPods.connectsTo(kubeApiServer, plugin.ports.grpc);
    this.operatorPods.acceptsFrom('kube-apiserver', this.operatorPods.ports.webhook);
    const targets = operators[size].replicas;
    this.operatorPods.exposesMetrics('metrics', { exporter: 'cloudnative-pg', targets, drop: controllerTrim });
    plugin.connectsTo(kubeApiServer);
  }

  private operator(): Pods<'webhook' | 'metrics'> {
    const { replicas, request } = operators[this.size];
    new HelmRelease(this, {
      namespace,
      name: 'cloudnative-pg',
      chart: { oci: 'oci://ghcr.io/cloudnative-pg/charts/cloudnative-pg', version: '0.29.0' },
      values: {
        crds: { create: true },
        image: { tag: '1.30.1' },
        // One leads; the other takes over the lease within seconds.
        replicaCount: replicas,
        priorityClassName: tiers.data.priorityClass,
        tolerations: leavesSoon,
        affinity: awayFrom(databases, { 'app.kubernetes.io/name': 'cloudnative-pg' }),
        resources: { requests: { cpu: '100m', memory: request }, limits: { memory: '384Mi' } },
        monitoring: { podMonitorEnabled: false, grafanaDashboard: { create: false } },
      },
      footprint: {
        workloads: [
          {
            kind: 'Deployment',
            name: 'cloudnative-pg',
            priorityClass: tiers.data.priorityClass,
            replicas,
            cpu: '100m',
            memory: request,
            images: ['ghcr.io/cloudnative-pg/cloudnative-pg:1.30.1'],
          },
        ],
        source: 'chart cloudnative-pg 0.29.0; figures from the values beside it',
      },
      // Uninstalling the operator takes the CRDs along, and with them every database.
      neverPrune: true,
    });
    return new Pods(this, 'operator-pods', {
      namespace,
      name: 'cloudnative-pg',
      labels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
      ports: { webhook: { port: 9443 }, metrics: { port: 8080 } },
      source: 'chart cloudnative-pg 0.29.0',
    });
  }

  private barmanPlugin(): Pods<'grpc'> {
    new HelmRelease(this, {
      namespace,
      name: 'plugin-barman-cloud',
      chart: { oci: 'oci://ghcr.io/cloudnative-pg/charts/plugin-barman-cloud', version: '0.7.0' },
      values: {
        crds: { create: true },
        priorityClassName: tiers.data.priorityClass,
        tolerations: leavesSoon,
        affinity: awayFrom(databases),
        resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '128Mi' } },
      },
      provides: { crdGroups: ['barmancloud.cnpg.io'], needsGroups: ['cert-manager.io'] },
      footprint: {
        workloads: [
          {
            kind: 'Deployment',
            name: 'plugin-barman-cloud',
            priorityClass: tiers.data.priorityClass,
            replicas: 1,
            cpu: '20m',
            memory: '128Mi',
            images: ['ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.13.0'],
          },
        ],
        source: 'chart plugin-barman-cloud 0.7.0 (app 0.13.0); figures from the values beside it',
      },
      neverPrune: true,
    });
    return new Pods(this, 'plugin-pods', {
      namespace,
      name: 'plugin-barman-cloud',
      labels: { 'app.kubernetes.io/name': 'plugin-barman-cloud' },
      ports: { grpc: { port: 9090 } },
      source: 'chart plugin-barman-cloud 0.7.0',
    });
  }
}
