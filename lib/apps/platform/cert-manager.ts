import { Construct } from 'constructs';
import { z } from 'zod';
import type { Certificate, ClusterIssuer } from '../../../imports/cert-manager';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { HelmRelease } from '../../kit/helm-release';
import { CertificateIssuer } from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { kubeApiServer } from '../../kit/ports';
import { OperatorSecret } from '../../kit/secrets';
import { tiers } from '../../kit/tiers';

const namespace = 'cert-manager';
const version = 'v1.21.1';

export const certManager = app({
  name: 'cert-manager',
  area: 'platform',
  summary: 'Certificates inside the rack, from a private authority of its own',
  spec: z.strictObject({}),
  offers: [CertificateIssuer],
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope) => new CertManager(scope),
});

const parts = {
  controller: { ports: { metrics: { port: 9402 } }, memory: '128Mi' },
  webhook: { ports: { webhook: { port: 10_250 }, metrics: { port: 9402 } }, memory: '64Mi' },
  cainjector: { ports: { metrics: { port: 9402 } }, memory: '128Mi' },
} as const;

/** The private authority signs itself once; its key stays in the cluster and in etcd snapshots. */
export class CertManager extends Construct implements CertificateIssuer {
  readonly issuer = { name: 'rack-ca', kind: 'ClusterIssuer' } as const;

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
      pods.exposesMetrics('metrics');
      if (pods.ports['webhook']) pods.acceptsFrom('kube-apiserver', pods.ports['webhook']);
    }
    this.authority();
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

  private authority(): void {
    const apiVersion = 'cert-manager.io/v1';
    emit<ClusterIssuer>(this, 'self-signed', {
      apiVersion,
      kind: 'ClusterIssuer',
      metadata: { name: 'self-signed' },
      spec: { selfSigned: {} },
    });
    const secret = new OperatorSecret(this, 'authority-secret', {
      namespace,
      name: 'rack-ca',
      keys: ['tls.crt', 'tls.key', 'ca.crt'],
      source: 'cert-manager, from Certificate rack-ca',
    });
    emit<Certificate>(this, 'authority', {
      apiVersion,
      kind: 'Certificate',
      metadata: { name: 'rack-ca', namespace },
      spec: {
        isCA: true,
        commonName: 'rack-ca',
        secretName: secret.name,
        duration: '87600h',
        renewBefore: '8760h',
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
        issuerRef: { name: 'self-signed', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    });
    emit<ClusterIssuer>(this, 'issuer', {
      apiVersion,
      kind: 'ClusterIssuer',
      metadata: { name: this.issuer.name },
      spec: { ca: { secretName: secret.name } },
    });
  }
}
