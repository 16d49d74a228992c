import { Construct } from 'constructs';
import * as z from 'zod';
import type { Certificate, ClusterIssuer } from '../../../imports/cert-manager';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { CertificateIssuer, InternalCertificateIssuer } from '../../kit/peers';
import { OperatorSecret } from '../../kit/secrets';

const namespace = 'cert-manager';

export const certificates = app({
  name: 'certificates',
  area: 'platform',
  summary: 'A private certificate authority of the rack’s own',
  spec: z.strictObject({}),
  offers: [CertificateIssuer, InternalCertificateIssuer],
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope) => new Certificates(scope),
});

/**
 * The private authority signs itself once; its key stays in the cluster and in etcd snapshots. An app apart from
 * cert-manager, because Flux checks all objects of a Kustomization before the chart in it could bring their kinds.
 */
export class Certificates extends Construct implements CertificateIssuer, InternalCertificateIssuer {
  readonly internalIssuer = { name: 'rack-ca', kind: 'ClusterIssuer' } as const;
  readonly issuer = this.internalIssuer;

  constructor(scope: Construct) {
    super(scope, 'certificates');
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
