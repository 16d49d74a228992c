import { Construct } from 'constructs';
import * as z from 'zod';
import type { Gateway as GatewayObject, HTTPRoute } from '../../../imports/gateway-api';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { type Fields, refuseUnknown } from '../../kit/fields';
import { OpenAddress } from '../../kit/open-address';
import { CertificateIssuer, type Exposed, WebGateway } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { OperatorSecret } from '../../kit/secrets';
import type { Network } from '../../rack-file/rack';

const namespace = 'gateway';
const name = 'office';

export const gateway = app({
  name: 'gateway',
  area: 'platform',
  summary: 'Where the office network comes in: one address, TLS, a host name for each app',
  spec: z.strictObject({}),
  needs: { certificates: CertificateIssuer },
  offers: [WebGateway],
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { rack, certificates }) => new Gateway(scope, rack.network, certificates),
});

const exposedFields: Fields<Exposed> = {
  host: true,
  namespace: true,
  service: true,
  port: true,
  requestSeconds: true,
  paths: true,
  closed: true,
  leads: true,
  alive: true,
};

/** One Gateway for the whole rack: Cilium gives it an address of the pool and answers for it by ARP. */
export class Gateway extends Construct implements WebGateway {
  /** Ids of the pods that have each host name, `ledger/Deployment/ledger`. */
  private readonly hosts = new Map<string, string>();

  constructor(
    scope: Construct,
    private readonly network: Network,
    { issuer }: CertificateIssuer,
  ) {
    super(scope, 'gateway');
    const secret = new OperatorSecret(this, 'certificate', {
      namespace,
      name: 'gateway-tls',
      keys: ['tls.crt', 'tls.key', 'ca.crt'],
      source: 'cert-manager, asked by the annotation of the Gateway',
    });
    const hostname = `*.${network.domain}`;
    const allowedRoutes = { namespaces: { from: 'All' as const } };
    emit<GatewayObject>(this, 'gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name, namespace, annotations: { 'cert-manager.io/cluster-issuer': issuer.name } },
      spec: {
        gatewayClassName: 'cilium',
        // The DNS of the office points at it, so it must not depend on who asked the pool first.
        infrastructure: { annotations: { 'lbipam.cilium.io/ips': firstAddresses(network).join(',') } },
        listeners: [
          { name: 'http', port: 80, protocol: 'HTTP', hostname, allowedRoutes: { namespaces: { from: 'Same' } } },
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            hostname,
            allowedRoutes,
            tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: secret.name }] },
          },
        ],
      },
    });
    this.redirectToTls();
  }

  expose(exposed: Exposed): string {
    const {
      host,
      namespace: from,
      service,
      port,
      requestSeconds,
      paths,
      closed = [],
      leads = {},
      alive = '/',
    } = exposed;
    refuseUnknown(`expose of ${host}`, exposed, exposedFields);
    this.takeHost(host, port);
    const hostname = `${host}.${this.network.domain}`;
    const home = paths ? [] : [...new Set([...metricsOf(port), ...closed])];
    emit<HTTPRoute>(this, `route-${host}`, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: host, namespace: from },
      spec: {
        parentRefs: [{ name, namespace, sectionName: 'https' }],
        hostnames: [hostname],
        rules: [
          {
            ...(paths && { matches: [...paths.map(below), exactly(alive)] }),
            backendRefs: [{ name: service, port: port.port }],
            ...(requestSeconds !== undefined && { timeouts: { request: `${requestSeconds}s` } }),
          },
          ...(home.length > 0 ? [leadTo('/', home)] : []),
          ...Object.entries(leads).map(([path, to]) => leadTo(to, [path])),
        ],
      },
    });
    port.pods.acceptsFrom('ingress', port);
    new OpenAddress(this, `address-${host}`, `https://${hostname}${alive}`, port);
    return `https://${hostname}`;
  }

  /** @throws Error that names the pods which have the host already */
  private takeHost(host: string, { pods }: PodPort): void {
    const before = this.hosts.get(host);
    if (before !== undefined)
      throw new Error(`host "${host}" is that of ${before} already: give one of the two another host`);
    this.hosts.set(host, pods.id);
  }

  private redirectToTls(): void {
    emit<HTTPRoute>(this, 'redirect', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'to-https', namespace },
      spec: {
        parentRefs: [{ name, sectionName: 'http' }],
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
      },
    });
  }
}

/** One of each family; Cilium asks for both where the cluster has them (PreferDualStack). */
function firstAddresses({ loadBalancers, ipv6 }: Network): string[] {
  return [loadBalancers.first, ...(ipv6?.loadBalancers ? [ipv6.loadBalancers.first] : [])];
}

type Rule = NonNullable<NonNullable<HTTPRoute['spec']>['rules']>[number];
type Match = NonNullable<Rule['matches']>[number];

function below(value: string): Match {
  return { path: { type: 'PathPrefix', value } };
}

function exactly(value: string): Match {
  return { path: { type: 'Exact', value } };
}

/** Paths at which Prometheus reads this port. */
function metricsOf({ pods, name: portName }: PodPort): string[] {
  const paths = pods.scrapeTargets.filter(({ port }) => port.name === portName).map(({ path = '/metrics' }) => path);
  return [...new Set(paths)].sort();
}

/** A longer match wins over that of every path, and nobody answers behind it. */
function leadTo(replaceFullPath: string, paths: readonly string[]): Rule {
  return {
    matches: paths.map((path) => below(path.replace(/\/$/, ''))),
    filters: [
      {
        type: 'RequestRedirect',
        requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath }, statusCode: 302 },
      },
    ],
  };
}
