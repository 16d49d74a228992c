import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { HelmRelease } from '../../kit/helm-release';
import { Pods } from '../../kit/pods';
import { kubeApiServer } from '../../kit/ports';
import { tiers } from '../../kit/tiers';

const namespace = 'cert-manager';
const version = 'v1.21.1';

export const certManager = app({
  name: 'cert-manager',
  area: 'platform',
  summary: 'Makes and renews certificates',
  spec: z.strictObject({}),
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope) => new CertManager(scope),
});

const parts = {
  controller: { ports: { metrics: { port: 9402 } }, memory: '128Mi' },
  webhook: { ports: { webhook: { port: 10_250 }, metrics: { port: 9402 } }, memory: '64Mi' },
  cainjector: { ports: { metrics: { port: 9402 } }, memory: '128Mi' },
} as const;

export class CertManager extends Construct {
  constructor(scope: Construct) {
    super(scope, 'cert-manager');
    this.release();
    for (const [part, { ports }] of Object.entries(parts)) {
      const pods = new Pods(this, `${part}-pods`, {
        namespace,
        name: `cert-manager-${part}`,
        labels: { 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': part },
        ports,
        source: `chart cert-manager ${version}`,
      });
      pods.connectsTo(kubeApiServer);
      pods.exposesMetrics('metrics', { exporter: `cert-manager-${part}`, targets: 1 });
      if (pods.ports['webhook']) pods.acceptsFrom('kube-apiserver', pods.ports['webhook']);
    }
  }

  private release(): void {
    const resources = (memory: string) => ({ requests: { cpu: '20m', memory }, limits: { memory } });
    new HelmRelease(this, {
      namespace,
      name: 'cert-manager',
      chart: { oci: 'oci://quay.io/jetstack/charts/cert-manager', version },
      values: {
        crds: { enabled: true, keep: true },
        global: { priorityClassName: tiers.serving.priorityClass },
        config: {
          apiVersion: 'controller.config.cert-manager.io/v1alpha1',
          kind: 'ControllerConfiguration',
          gatewayAPI: { enabled: true },
        },
        startupapicheck: { enabled: false },
        prometheus: { enabled: true, servicemonitor: { enabled: false } },
        resources: resources(parts.controller.memory),
        webhook: { resources: resources(parts.webhook.memory) },
        cainjector: { resources: resources(parts.cainjector.memory) },
      },
      provides: { crdGroups: ['cert-manager.io', 'acme.cert-manager.io'], webhookGroups: ['cert-manager.io'] },
      footprint: {
        workloads: Object.entries(parts).map(([part, { memory }]) => ({
          kind: 'Deployment' as const,
          name: part === 'controller' ? 'cert-manager' : `cert-manager-${part}`,
          replicas: 1,
          cpu: '20m',
          memory,
          images: [`quay.io/jetstack/cert-manager-${part}:${version}`],
        })),
        source: `chart cert-manager ${version}; figures from the values beside it`,
      },
    });
  }
}
