import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { HelmRelease } from '../../kit/helm-release';
import { PostgresOperator } from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { kubeApiServer } from '../../kit/ports';
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
  build: (scope) => new CloudnativePg(scope),
});

/** Operator and backup plugin share a namespace, since the operator only trusts plugins of its own. */
export class CloudnativePg extends Construct implements PostgresOperator {
  readonly operatorPods: Pods;

  constructor(scope: Construct) {
    super(scope, 'cloudnative-pg');
    this.operatorPods = this.operator();
    const plugin = this.barmanPlugin();
    this.operatorPods.connectsTo(kubeApiServer, plugin.ports['grpc']!);
    this.operatorPods.acceptsFrom('kube-apiserver', this.operatorPods.ports['webhook']!);
    this.operatorPods.exposesMetrics('metrics', { exporter: 'cloudnative-pg', targets: 1, drop: controllerTrim });
    plugin.connectsTo(kubeApiServer);
  }

  private operator(): Pods {
    new HelmRelease(this, {
      namespace,
      name: 'cloudnative-pg',
      chart: { oci: 'oci://ghcr.io/cloudnative-pg/charts/cloudnative-pg', version: '0.29.0' },
      values: {
        crds: { create: true },
        image: { tag: '1.30.1' },
        replicaCount: 1,
        priorityClassName: tiers.data.priorityClass,
        resources: { requests: { cpu: '100m', memory: '384Mi' }, limits: { memory: '384Mi' } },
        tolerations: leavesDeadBlades('serving'),
        monitoring: { podMonitorEnabled: false, grafanaDashboard: { create: false } },
      },
      footprint: {
        workloads: [
          {
            kind: 'Deployment',
            name: 'cloudnative-pg',
            replicas: 1,
            cpu: '100m',
            memory: '384Mi',
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

  private barmanPlugin(): Pods {
    new HelmRelease(this, {
      namespace,
      name: 'plugin-barman-cloud',
      chart: { oci: 'oci://ghcr.io/cloudnative-pg/charts/plugin-barman-cloud', version: '0.7.0' },
      values: {
        crds: { create: true },
        resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '128Mi' } },
        // The operator asks it before a failover: while it is away, nobody is promoted.
        tolerations: leavesDeadBlades('serving'),
      },
      provides: { crdGroups: ['barmancloud.cnpg.io'], needsGroups: ['cert-manager.io'] },
      footprint: {
        workloads: [
          {
            kind: 'Deployment',
            name: 'plugin-barman-cloud',
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
