import { isIPv4, isIPv6 } from 'node:net';

export type Protocol = 'TCP' | 'UDP';

/** Pods that policies can name, as those on the other side of a connection see them. */
export interface NamedPods {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether they share the addresses of their blade. */
  readonly isOnHost: boolean;
  readonly ports: Ports;
  /** What Prometheus reads of them. */
  readonly scrapeTargets: readonly { port: PodPort; path?: string }[];
  /** Lets something that is no pod connect to one of their ports. */
  acceptsFrom(entity: Entity, ...ports: PodPort[]): void;
  /** Lets a client in; the client's `connectsTo` calls it, so that neither side is forgotten. */
  admit(client: NamedPods, port: PodPort): void;
}

/** A port that pods listen on: what `connectsTo` takes, so that number and protocol come from the peer. */
export interface PodPort {
  readonly kind: 'pods';
  readonly pods: NamedPods;
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Last port of a range that starts at `port`. @default - one port */
  readonly endPort?: number;
  /** It speaks HTTP, and every request passes Cilium's Envoy, which sees and judges it. @default - plain layer 4 */
  readonly http?: boolean;
  /** The only requests that a connection may make, as `only` says. @default - all */
  readonly requests?: readonly HttpRequest[];
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/metrics`, with or without a query behind it; `/v1/*` is everything below. */
  path: string;
}

/** A port for a client that needs no more than some requests of it: `connectsTo(only(port, { … }))`. */
export function only(port: PodPort, ...requests: HttpRequest[]): PodPort {
  if (!port.http) throw new Error(`${port.pods.id} does not say that port "${port.name}" speaks HTTP`);
  return { ...port, requests };
}

/** Something outside any pod network policy can select: Cilium's entities and names of the world. */
export interface OutsidePort {
  readonly kind: 'outside';
  readonly to: { entity: Entity } | { dnsName: string } | { cidr: string };
  readonly port: number;
  readonly protocol: Protocol;
}

/** Cilium's own words for what is no pod. `host` is the pod's own blade, `remote-node` every other. */
export type Entity = 'kube-apiserver' | 'host' | 'remote-node' | 'ingress' | 'world' | 'all';

/** Ports of a workload by name. */
export type Ports<Name extends string = string> = Readonly<Record<Name, PodPort>>;

/** The API server as pods reach it: Cilium judges after the Service address is translated, so it is 6443, not 443. */
export const kubeApiServer: OutsidePort = {
  kind: 'outside',
  to: { entity: 'kube-apiserver' },
  port: 6443,
  protocol: 'TCP',
};

/** The rack's own gateway: to Cilium it is neither pod nor world. */
export const gateway: OutsidePort = { kind: 'outside', to: { entity: 'ingress' }, port: 443, protocol: 'TCP' };

/** A host of the world by DNS name; Cilium learns its addresses from the pod's own DNS answers. */
export function world(dnsName: string, port = 443, protocol: Protocol = 'TCP'): OutsidePort {
  return { kind: 'outside', to: { dnsName }, port, protocol };
}

/** Port that an address without one means. */
const portOfScheme: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ssh:': 22,
  'smtp:': 25,
  'dns:': 53,
};

/**
 * The host and port that an address names, `https://git.example.org:3000/you/rack`. A host that is an IP address becomes
 * a range of one: no answer of DNS would ever name it.
 *
 * @throws when the address has no port and its scheme means none
 */
export function worldAt(url: string): OutsidePort {
  const { hostname, port, protocol } = new URL(url);
  const number = Number(port) || portOfScheme[protocol];
  if (number === undefined) throw new Error(`${url} names no port, and ${protocol} means none`);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isAddress(host) ? lan(host, number) : world(host, number);
}

/** Node's pattern of IPv6 takes 5 ms to compile, and a name has no colon. */
function isAddress(host: string): boolean {
  return isIPv4(host) || (host.includes(':') && isIPv6(host));
}

/** A machine of the office network by address. */
export function lan(address: string, port: number, protocol: Protocol = 'TCP'): OutsidePort {
  return {
    kind: 'outside',
    to: { cidr: `${address}/${address.includes(':') && isIPv6(address) ? 128 : 32}` },
    port,
    protocol,
  };
}

/** A port of the blades themselves (kubelet, host-network pods), on the own blade and on all others. */
export function blades(port: number, protocol: Protocol = 'TCP'): OutsidePort[] {
  return (['host', 'remote-node'] as const).map((entity) => ({ kind: 'outside', to: { entity }, port, protocol }));
}

export function describePort(port: PodPort | OutsidePort): string {
  const where =
    port.kind === 'pods'
      ? port.pods.id
      : 'entity' in port.to
        ? port.to.entity
        : 'dnsName' in port.to
          ? port.to.dnsName
          : port.to.cidr;
  return `${where}:${port.port}/${port.protocol}`;
}
