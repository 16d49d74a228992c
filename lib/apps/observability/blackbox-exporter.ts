import { Construct } from 'constructs';
import * as z from 'zod';
import { type Gathered, app } from '../../kit/app';
import { CertificateIssuer, InternalCertificateIssuer } from '../../kit/peers';
import { worldAt } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Scrape } from '../../kit/scrape';
import { servingCertificate } from '../../kit/serving-certificate';
import { Workload } from '../../kit/workload';
import { yamlText } from '../../kit/yaml-text';
import { probeAlerts } from './blackbox-exporter.alerts';

const namespace = 'monitoring';
const name = 'blackbox-exporter';

export const blackboxExporter = app({
  name: 'blackbox-exporter',
  area: 'observability',
  summary: 'Opens what people open, the way they do: by name, through the gateway, over TLS',
  spec: z.strictObject({}),
  needs: { issuer: CertificateIssuer, authority: InternalCertificateIssuer },
  namespaces: { [namespace]: 'restricted' },
  build: (scope, given) => new BlackboxExporter(scope, given),
  whenAllBuilt: (built, { openAddresses }) => built.watch(openAddresses),
});

export class BlackboxExporter extends Construct {
  private readonly prober: Workload<'http'>;
  private addresses: string[] = [];

  constructor(
    scope: Construct,
    { issuer: { issuer }, authority }: { issuer: CertificateIssuer; authority: InternalCertificateIssuer },
  ) {
    super(scope, name);
    const isPrivate = issuer.name === authority.internalIssuer.name;
    // Shown to nobody: with it cert-manager hands over the authority that signed the gateway's.
    const certificate = isPrivate && servingCertificate(this, authority, { name, namespace });
    this.prober = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name,
      tier: 'serving',
      user: { uid: 65_534, gid: 65_534 },
      config: { 'blackbox.yaml': yamlText(blackboxConfig(isPrivate ? '/run/authority/ca.crt' : undefined)) },
      alerts: probeAlerts,
      containers: {
        [name]: {
          image: name,
          args: [`--config.file=/etc/${name}/blackbox.yaml`, '--web.listen-address=:9115'],
          ports: { http: { port: 9115, http: true } },
          scrape: { port: 'http', drop: { names: ['go_.*', 'promhttp_.*'], reason: 'of the prober itself' } },
          cpu: '20m',
          memory: '64Mi',
          ...(certificate && { mounts: { '/run/authority': certificate } }),
          ready: httpGet('/-/healthy', 'http'),
          live: httpGet('/-/healthy', 'http', { failureThreshold: 6 }),
        },
      },
    });
    new Scrape(this, {
      kind: 'probes',
      name: 'opened-by-people',
      prober: this.prober.ports.http,
      path: '/probe',
      module: 'https',
      urls: () => this.addresses,
      exporter: 'blackbox-probe',
    });
  }

  watch(opened: Gathered['openAddresses']): void {
    this.addresses = opened.map(({ url }) => url);
    this.prober.connectsTo(...this.addresses.map(worldAt));
  }
}

/** One module: an answer 200 over verified TLS within eight seconds, which is less than Prometheus waits. */
export function blackboxConfig(authorityFile: string | undefined): object {
  return {
    modules: {
      https: {
        prober: 'http',
        timeout: '8s',
        http: {
          method: 'GET',
          valid_status_codes: [200],
          fail_if_not_ssl: true,
          preferred_ip_protocol: 'ip4',
          ip_protocol_fallback: false,
          follow_redirects: true,
          ...(authorityFile !== undefined && { tls_config: { ca_file: authorityFile } }),
        },
      },
    },
  };
}
