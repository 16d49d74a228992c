import { Construct } from 'constructs';
import * as z from 'zod';
import type { Certificate, ClusterIssuer } from '../../../imports/cert-manager';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { CertificateIssuer, CertificateOperator, InternalCertificateIssuer } from '../../kit/peers';
import { world, worldAt } from '../../kit/ports';
import { OperatorSecret, SecretKeys } from '../../kit/secrets';
import type { Acme, DnsProvider, RackSpec } from '../../rack-file/rack';

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

  constructor(scope: Construct, { certificates: { acme }, network }: RackSpec, operator: CertificateOperator) {
    super(scope, 'certificates');
    this.privateAuthority(network.domain);
    this.issuer = acme ? this.authorityOfTheWorld(acme, operator) : this.internalIssuer;
  }

  private privateAuthority(domain: string): void {
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
        // People trust it on their telephones: a thief of its key can pass for the rack, and for nobody's bank.
        nameConstraints: {
          critical: true,
          permitted: { dnsDomains: [domain, 'svc'] },
          excluded: { ipRanges: ['0.0.0.0/0', '::/0'] },
        },
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
          solvers: [{ dns01: this.solver(dns, operator) }],
        },
      },
    });
    operator.controllerPods.connectsTo(worldAt(server));
    return { name: 'acme', kind: 'ClusterIssuer' };
  }

  private solver(dns: DnsProvider, operator: CertificateOperator): Dns01 {
    switch (dns.provider) {
      case 'cloudflare':
        return this.cloudflare(operator);
      case 'digitalocean':
        return this.digitalocean(operator);
      case 'route53':
        return this.route53(dns, operator);
      case 'google':
        return this.google(dns, operator);
      case 'acme-dns':
        return this.acmeDns(dns, operator);
      case 'rfc2136':
        return this.ownServer(dns, operator);
    }
  }

  private digitalocean({ controllerPods }: CertificateOperator): Dns01 {
    const { name } = this.dnsSecret({ token: 'API token of DigitalOcean that may write the domain' });
    controllerPods.connectsTo(world('api.digitalocean.com'));
    return { digitalocean: { tokenSecretRef: { name, key: 'token' } } };
  }

  private route53({ region, zone }: Of<'route53'>, { controllerPods }: CertificateOperator): Dns01 {
    const { name } = this.dnsSecret({
      'access-key-id': 'access key id of an AWS user that may change the hosted zone',
      'secret-access-key': 'secret access key of that AWS user',
    });
    controllerPods.connectsTo(world('route53.amazonaws.com'));
    return {
      route53: {
        region,
        ...(zone !== undefined && { hostedZoneID: zone }),
        accessKeyIDSecretRef: { name, key: 'access-key-id' },
        secretAccessKeySecretRef: { name, key: 'secret-access-key' },
      },
    };
  }

  private google({ project }: Of<'google'>, { controllerPods }: CertificateOperator): Dns01 {
    const { name } = this.dnsSecret({
      'key.json': `key of a service account of ${project} with the role DNS Administrator, as JSON`,
    });
    controllerPods.connectsTo(world('dns.googleapis.com'), world('oauth2.googleapis.com'));
    return { cloudDNS: { project, serviceAccountSecretRef: { name, key: 'key.json' } } };
  }

  private acmeDns({ host }: Of<'acme-dns'>, { controllerPods }: CertificateOperator): Dns01 {
    const { name } = this.dnsSecret({ 'accounts.json': `accounts of the acme-dns server ${host} by domain, as JSON` });
    controllerPods.connectsTo(worldAt(host));
    return { acmeDNS: { host, accountSecretRef: { name, key: 'accounts.json' } } };
  }

  private cloudflare({ controllerPods }: CertificateOperator): Dns01 {
    const hint = 'API token of Cloudflare with Zone.DNS:Edit and Zone.Zone:Read for the domain';
    const { name } = this.dnsSecret({ token: hint });
    controllerPods.connectsTo(world('api.cloudflare.com'));
    return { cloudflare: { apiTokenSecretRef: { name, key: 'token' } } };
  }

  private ownServer({ nameserver, key, algorithm }: Of<'rfc2136'>, { controllerPods }: CertificateOperator): Dns01 {
    const { name } = this.dnsSecret({
      secret: `secret of TSIG key ${key} of the DNS server ${nameserver}, in base64`,
    });
    const overTcp = worldAt(`dns://${nameserver}`);
    controllerPods.connectsTo(overTcp, { ...overTcp, protocol: 'UDP' });
    return {
      rfc2136: {
        nameserver,
        tsigKeyName: key,
        tsigAlgorithm: algorithm,
        tsigSecretSecretRef: { name, key: 'secret' },
      },
    };
  }

  private dnsSecret(hints: Record<string, string>): SecretKeys {
    const keys = Object.fromEntries(Object.entries(hints).map(([key, hint]) => [key, { make: 'ask' as const, hint }]));
    return new SecretKeys(this, 'dns-secret', { namespace, name: 'acme-dns', keys });
  }
}

type Of<Name extends DnsProvider['provider']> = Extract<DnsProvider, { provider: Name }>;
type Dns01 = NonNullable<NonNullable<NonNullable<ClusterIssuer['spec']['acme']>['solvers']>[number]['dns01']>;
