import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { chartMirrors } from '../../kit/chart-mirrors';
import { HelmRelease } from '../../kit/helm-release';
import { closed, fluxNamespace } from '../../kit/namespace';
import { Pods } from '../../kit/pods';
import { type OutsidePort, kubeApiServer, worldAt } from '../../kit/ports';
import { controllerTrim } from '../../kit/scrape';
import { leavesDeadBlades, tiers } from '../../kit/tiers';
import type { RackSpec } from '../../rack-file/rack';
import { fluxAlerts } from './flux-operator.alerts';
import { fluxDashboard } from './flux-operator.dashboard';

const namespace = fluxNamespace;

export const fluxOperator = app({
  name: 'flux-operator',
  area: 'platform',
  summary: 'Installs and upgrades Flux, and says who may talk to its controllers',
  spec: z.strictObject({}),
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope, { rack }) => new FluxOperator(scope, rack),
});

const fluxControllers = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
] as const;

/** Git and registries hand out their bytes from more host names than could be listed and kept right. */
const anyHost = (port: number): OutsidePort => ({ kind: 'outside', to: { entity: 'world' }, port, protocol: 'TCP' });

export class FluxOperator extends Construct {
  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'flux-operator');
    new Dashboard(this, fluxDashboard);
    closed(this, namespace);
    const memory = rack.size === 'small' ? '128Mi' : '256Mi';
    const resources = { requests: { cpu: '20m', memory }, limits: { memory: '512Mi' } };
    new HelmRelease(this, {
      namespace,
      name: 'flux-operator',
      chart: { oci: 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator', version: '0.58.1' },
      values: {
        resources,
        priorityClassName: tiers.serving.priorityClass,
        installCRDs: true,
        tolerations: leavesDeadBlades('serving'),
        // Its page would be open to every namespace, by a NetworkPolicy of the chart that no connection declares.
        web: { enabled: false },
      },
      provides: { crdGroups: ['fluxcd.controlplane.io'] },
      footprint: {
        workloads: [
          {
            kind: 'Deployment',
            name: 'flux-operator',
            priorityClass: tiers.serving.priorityClass,
            replicas: 1,
            cpu: '20m',
            memory,
            images: ['ghcr.io/controlplaneio-fluxcd/flux-operator:v0.58.1'],
          },
        ],
        source: 'chart flux-operator 0.58.1; figures from the values beside it',
      },
      neverPrune: true,
    });
    this.policies(rack);
    new Alerts(this, fluxAlerts);
  }

  private policies(rack: RackSpec): void {
    const operator = this.group('flux-operator', { 'app.kubernetes.io/name': 'flux-operator' });
    operator.connectsTo(kubeApiServer, anyHost(443));
    operator.exposesMetrics('metrics', { exporter: 'flux-operator', targets: 1, drop: controllerTrim });
    const group = Object.fromEntries(fluxControllers.map((name) => [name, this.group(name, { app: name })]));
    for (const [name, pods] of Object.entries(group)) {
      pods.connectsTo(kubeApiServer);
      pods.exposesMetrics('metrics', { exporter: name, targets: 1, drop: controllerTrim });
    }
    const source = group['source-controller']!;
    source.connectsTo(anyHost(443), worldAt(rack.git.url), ...chartMirrors(rack).map((url) => worldAt(url)));
    for (const reader of ['kustomize-controller', 'helm-controller']) group[reader]!.connectsTo(source.ports.artifacts);
    for (const pods of Object.values(group)) pods.connectsTo(group['notification-controller']!.ports.events);
    group['notification-controller']!.connectsTo(anyHost(443));
  }

  private group(name: string, labels: Record<string, string>): Pods<'metrics' | 'artifacts' | 'events'> {
    return new Pods(this, `${name}-pods`, {
      namespace,
      name,
      labels,
      ports: { metrics: { port: 8080 }, artifacts: { port: 9090 }, events: { port: 9090 } },
      source: 'Flux 2.9, flux-operator 0.58',
    });
  }
}
