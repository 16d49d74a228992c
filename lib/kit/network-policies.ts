import { type ApiObject, type ApiObjectProps, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../imports/k8s';
import { KitObject } from './kit-object';
import type { Entity, HttpRequest, NamedPods, OutsidePort, PodPort } from './ports';

interface CiliumRule {
  fromEndpoints?: { matchLabels: Record<string, string> }[];
  fromEntities?: string[];
  toEntities?: string[];
  toFQDNs?: { matchName: string }[];
  toCIDR?: string[];
  toEndpoints?: { matchLabels: Record<string, string> }[];
  toPorts: {
    ports: { port: string; protocol: string }[];
    rules?: { dns: { matchPattern: string }[] } | { http: { method?: string; path?: string }[] };
  }[];
}

/** Labels of the pods that answer DNS: Talos' own CoreDNS. */
export const dnsPods = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } } as const;

/**
 * The policies of one group of pods, grown by connections and rendered once: a NetworkPolicy for what is between pods,
 * and a CiliumNetworkPolicy for what Kubernetes' own kind cannot name (API server, blades, DNS names, HTTP requests).
 *
 * Who may come in over HTTP stands in the CiliumNetworkPolicy alone. The two kinds add up: a NetworkPolicy that lets the
 * same client in on the same port would let every request through (docs/decisions/0008-http.md).
 */
export class PolicyBook {
  private readonly ingress = new Map<string, NetworkPolicyIngressRule>();
  private readonly egress = new Map<string, NetworkPolicyEgressRule>();
  private readonly ciliumIngress = new Map<string, CiliumRule>();
  /** Requests that each client may make of each HTTP port. */
  private readonly httpIngress = new Map<
    string,
    { client: NamedPods; port: PodPort; requests: HttpRequest[] | 'all' }
  >();
  private readonly ciliumEgress = new Map<string, CiliumRule>();

  constructor(private readonly pods: NamedPods) {}

  admit(client: NamedPods, port: PodPort): void {
    if (port.http) this.admitRequests(client, port);
    else this.admitConnection(client, port);
  }

  private admitRequests(client: NamedPods, port: PodPort): void {
    const key = `${client.id}>${portKey(port)}`;
    const before = this.httpIngress.get(key)?.requests ?? [];
    const requests = before === 'all' || !port.requests ? 'all' : [...before, ...port.requests];
    this.httpIngress.set(key, { client, port, requests });
    this.ciliumIngress.set(key, {
      fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': client.namespace, ...client.labels } }],
      toPorts: [
        {
          ports: [{ port: String(port.port), protocol: port.protocol }],
          // One empty rule: every request passes, and every one is seen.
          rules: { http: requests === 'all' ? [{}] : httpRules(requests) },
        },
      ],
    });
  }

  private admitConnection(client: NamedPods, port: PodPort): void {
    this.ingress.set(`${client.id}>${portKey(port)}`, {
      from: [peer(client, this.pods)],
      ports: [policyPort(port)],
    });
  }

  reach(port: PodPort): void {
    this.egress.set(`${port.pods.id}:${portKey(port)}`, {
      to: [peer(port.pods, this.pods)],
      ports: [policyPort(port)],
    });
  }

  reachOutside(port: OutsidePort): void {
    const toPorts = [{ ports: [{ port: String(port.port), protocol: port.protocol }] }];
    const key = `${JSON.stringify(port.to)}:${portKey(port)}`;
    if ('entity' in port.to) this.ciliumEgress.set(key, { toEntities: [port.to.entity], toPorts });
    else if ('cidr' in port.to) this.ciliumEgress.set(key, { toCIDR: [port.to.cidr], toPorts });
    else {
      this.ciliumEgress.set(key, { toFQDNs: [{ matchName: port.to.dnsName }], toPorts });
      this.ciliumEgress.set('dns', seenByDnsProxy);
    }
  }

  reachBehindGateway(port: PodPort): void {
    const { namespace, labels } = port.pods;
    this.ciliumEgress.set(`behind:${port.pods.id}:${portKey(port)}`, {
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace, ...labels } }],
      toPorts: [{ ports: [{ port: String(port.port), protocol: port.protocol }] }],
    });
  }

  admitOutside(from: Entity, port: Pick<PodPort, 'port' | 'protocol'>): void {
    this.ciliumIngress.set(`${from}>${portKey(port)}`, {
      fromEntities: [from],
      toPorts: [{ ports: [{ port: String(port.port), protocol: port.protocol }] }],
    });
  }

  /** Declares the objects; what they hold is read when they render, after every connection was made. */
  emit(scope: Construct): void {
    const { name, namespace, labels } = this.pods;
    new KitObject(scope, 'network-policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: Lazy.any({
        produce: () => ({
          podSelector: { matchLabels: labels },
          policyTypes: ['Ingress', 'Egress'],
          ingress: inOrder(this.ingress),
          egress: inOrder(this.egress),
        }),
      }),
    });
    new OptionalApiObject(
      scope,
      'cilium-network-policy',
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name, namespace },
        spec: Lazy.any({
          produce: () => ({
            endpointSelector: { matchLabels: labels },
            ...(this.ciliumIngress.size > 0 && { ingress: inOrder(this.ciliumIngress) }),
            ...(this.ciliumEgress.size > 0 && { egress: inOrder(this.ciliumEgress) }),
          }),
        }),
      },
      () => this.ciliumIngress.size + this.ciliumEgress.size > 0,
    );
  }
}

/** An object that only exists if, at the end, there is something to say. */
export class OptionalApiObject extends KitObject {
  constructor(
    scope: Construct,
    id: string,
    props: ApiObjectProps,
    readonly isWanted: () => boolean,
  ) {
    super(scope, id, props);
  }
}

/** Asked by structure: ApiObject answers `instanceof` by a symbol that its subclasses inherit. */
export function isWanted(object: ApiObject): boolean {
  return !('isWanted' in object) || (object as OptionalApiObject).isWanted();
}

/**
 * Cilium only knows which addresses a DNS name has if it watches the answers, so a pod that connects to a name of the
 * world sends its DNS questions through Cilium's DNS proxy.
 */
const seenByDnsProxy: CiliumRule = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': dnsPods.namespace, ...dnsPods.labels } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
};

function peer(other: NamedPods, own: NamedPods): NetworkPolicyPeer {
  const podSelector = { matchLabels: other.labels };
  if (other.namespace === own.namespace) return { podSelector };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': other.namespace } }, podSelector };
}

/** Envoy compares the whole path, query included, with an expression. Sorted, since the order of apps must not show. */
function httpRules(requests: HttpRequest[]): { method: string; path: string }[] {
  const rules = new Map(
    requests.map(({ method, path }) => {
      const plain = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      const expression = plain.endsWith('*') ? `${plain.slice(0, -1)}.*` : `${plain}(\\?.*)?`;
      return [`${method} ${path}`, { method, path: expression }];
    }),
  );
  return inOrder(rules);
}

function policyPort({ port, endPort, protocol }: PodPort): NetworkPolicyPort {
  return { port, ...(endPort !== undefined && { endPort }), protocol };
}

function portKey({ port, protocol }: Pick<PodPort, 'port' | 'protocol'>): string {
  return `${port}/${protocol}`;
}

/** Sorted by key: the order in which apps are built must not show. */
function inOrder<T>(rules: Map<string, T>): T[] {
  return [...rules.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
