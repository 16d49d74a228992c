import { Construct } from 'constructs';
import * as z from 'zod';
import type { Certificate, ClusterIssuer } from '../../../imports/cert-manager';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { CertificateIssuer, CertificateOperator, InternalCertificateIssuer } from '../../kit/peers';
import { lan, world, worldAt } from '../../kit/ports';
import { OperatorSecret, SecretKeys } from '../../kit/secrets';
import type { Acme, RackSpec } from '../../rack-file/rack';

const namespace = 'cert-manager';

export const certificates = app({
  name: 'certificates',
  area: 'platform',
  summary: 'Who signs: a private authority of the rack’s own, and one of the world if the rack file names it',
  spec: z.strictObject({}),
  needs: { operator: CertificateOperator },
  offers: [CertificateIssuer, InternalCertificateIssuer],
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope, { rack, operator }) => new Certificates(scope, rack, operator),
});

/**
 * The private authority signs itself once; its key stays in the cluster and in etcd snapshots. An app apart from
 * cert-manager, because Flux checks all objects of a Kustomization before the chart in it could bring their kinds.
 */
export class Certificates extends Construct implements CertificateIssuer, InternalCertificateIssuer {
  readonly internalIssuer = { name: 'rack-ca', kind: 'ClusterIssuer' } as const;
  readonly issuer: { name: string; kind: 'ClusterIssuer' };

  constructor(scope: Construct, { certificates: { acme } }: RackSpec, operator: CertificateOperator) {
    super(scope, 'certificates');
    this.privateAuthority();
    this.issuer = acme ? this.authorityOfTheWorld(acme, operator) : this.internalIssuer;
  }

  private privateAuthority(): void {
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
      metadata: { name: this.internalIssuer.name },
      spec: { ca: { secretName: secret.name } },
    });
  }
  /** The rack proves that the domain is its own by a record in DNS, so the world never has to reach the rack. */
  private authorityOfTheWorld(
    { email, server, dns }: Acme,
    operator: CertificateOperator,
  ): CertificateIssuer['issuer'] & {
    kind: 'ClusterIssuer';
  } {
    const account = new OperatorSecret(this, 'acme-account', {
      namespace,
      name: 'acme-account',
      keys: ['tls.key'],
      source: 'cert-manager, when it registers with the authority',
    });
    emit<ClusterIssuer>(this, 'acme', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'acme' },
      spec: {
        acme: {
          email,
          server,
          privateKeySecretRef: { name: account.name },
          solvers: [
            { dns01: dns.provider === 'cloudflare' ? this.cloudflare(operator) : this.ownServer(dns, operator) },
          ],
        },
      },
    });
    operator.controllerPods.connectsTo(worldAt(server));
    return { name: 'acme', kind: 'ClusterIssuer' };
  }

  private cloudflare({ controllerPods }: CertificateOperator): Dns01 {
    const hint = 'API token of Cloudflare with Zone.DNS:Edit and Zone.Zone:Read for the domain';
    const { name } = this.dnsSecret('token', hint);
    controllerPods.connectsTo(world('api.cloudflare.com'));
    return { cloudflare: { apiTokenSecretRef: { name, key: 'token' } } };
  }

  private ownServer(
    { nameserver, key, algorithm }: Extract<Acme['dns'], { provider: 'rfc2136' }>,
    { controllerPods }: CertificateOperator,
  ): Dns01 {
    const { name } = this.dnsSecret('secret', `secret of TSIG key ${key} of the DNS server ${nameserver}, in base64`);
    controllerPods.connectsTo(lan(nameserver, 53, 'UDP'), lan(nameserver, 53, 'TCP'));
    return {
      rfc2136: {
        nameserver,
        tsigKeyName: key,
        tsigAlgorithm: algorithm,
        tsigSecretSecretRef: { name, key: 'secret' },
      },
    };
  }

  private dnsSecret(key: string, hint: string): SecretKeys {
    return new SecretKeys(this, 'dns-secret', { namespace, name: 'acme-dns', keys: { [key]: { make: 'ask', hint } } });
  }
}

type Dns01 = NonNullable<NonNullable<NonNullable<ClusterIssuer['spec']['acme']>['solvers']>[number]['dns01']>;
