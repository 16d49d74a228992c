import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { HelmRelease } from '../../kit/helm-release';
import { CertificateOperator } from '../../kit/peers';
import { Pods, type PodsPort } from '../../kit/pods';
import { kubeApiServer } from '../../kit/ports';
import { controllerTrim } from '../../kit/scrape';
import { leavesDeadBlades, tiers } from '../../kit/tiers';
import type { Size } from '../../kit/size';
import { certManagerAlerts } from './cert-manager.alerts';

const namespace = 'cert-manager';
const version = 'v1.21.1';

export const certManager = app({
  name: 'cert-manager',
  area: 'platform',
  summary: 'Makes and renews certificates',
  spec: z.strictObject({}),
  offers: [CertificateOperator],
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope, { rack }) => new CertManager(scope, rack.size),
});

const parts = {
  controller: { memory: '128Mi' },
  webhook: { memory: '64Mi' },
  // It keeps every CustomResourceDefinition of the cluster in memory, some 85 of them, 4 MB as YAML.
  cainjector: { memory: '384Mi', atRest: '192Mi' },
} as const;

export class CertManager extends Construct implements CertificateOperator {
  readonly controllerPods: Pods;

  constructor(scope: Construct, size: Size) {
    super(scope, 'cert-manager');
    this.release(size);
    new Alerts(this, certManagerAlerts);
    const metrics = { port: 9402 };
    const pods = <Port extends string>(part: keyof typeof parts, ports: Record<Port | 'metrics', PodsPort>) => {
      const made = new Pods(this, `${part}-pods`, {
        namespace,
        name: `cert-manager-${part}`,
        labels: { 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': part },
        ports,
        source: `chart cert-manager ${version}`,
      });
      made.connectsTo(kubeApiServer);
      made.exposesMetrics('metrics', {
        exporter: `cert-manager-${part}`,
        targets: 1,
        drop: controllerTrim,
        // A certificate's own namespace, not that of the controller that watches it.
        honorLabels: true,
      });
      return made;
    };
    this.controllerPods = pods('controller', { metrics });
    const webhook = pods('webhook', { webhook: { port: 10_250 }, metrics });
    webhook.acceptsFrom('kube-apiserver', webhook.ports.webhook);
    pods('cainjector', { metrics });
  }

  private release(size: Size): void {
    const tolerations = leavesDeadBlades('serving');
    const resources = (memory: string, request = memory) => ({
      requests: { cpu: '20m', memory: request },
      limits: { memory },
    });
    const { cainjector } = parts;
    const request = size === 'small' ? cainjector.atRest : cainjector.memory;
    new HelmRelease(this, {
      namespace,
      name: 'cert-manager',
      neverPrune: true,
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
        // Proofs by DNS are looked at through the cluster's own resolver: nothing else of the world has to be reached.
        dns01RecursiveNameserversOnly: true,
        prometheus: { enabled: true, servicemonitor: { enabled: false } },
        resources: resources(parts.controller.memory),
        tolerations,
        webhook: { resources: resources(parts.webhook.memory), tolerations },
        cainjector: { resources: resources(cainjector.memory, request), tolerations },
      },
      figures: { 'cert-manager-cainjector': { memory: request } },
    });
  }
}
