import { Construct } from 'constructs';
import { MadeElsewhere } from './made-elsewhere';
import { PolicyBook } from './network-policies';
import type { Entity, NamedPods, OutsidePort, PodPort, Ports, Protocol } from './ports';
import { blades, describePort, gateway } from './ports';
import type { Exposition, PodScrape, TargetCount } from './scrape';

export interface PodsPort {
  port: number;
  /** Last port of a range that starts at `port`. @default - one port */
  endPort?: number;
  /** @default TCP */
  protocol?: Protocol;
  http?: boolean;
}

export interface PodsProps<Port extends string = string> {
  namespace: string;
  /** Name of the group and of its policies. */
  name: string;
  /** Labels that select exactly these pods; a selector is immutable, so they never change. */
  labels: Record<string, string>;
  ports: Record<Port, PodsPort>;
  /** Id in findings and in the index. @default - `<namespace>/Pods/<name>`, for pods that somebody else makes */
  id?: string;
  /** Who makes them, for pods that are no Workload's: a chart's file, an operator's documentation. */
  source?: string;
  /**
   * What stands between them and the rest. `closed`: the policies that connections make. `open`: nothing of ours, in a
   * namespace that is not ours to close. `host`: no policy selects them, since they have the addresses of their blade.
   * @default closed
   */
  network?: 'closed' | 'open' | 'host';
}

/**
 * Pods that policies can name: those of a Workload, or those that an operator makes later. Declaring a connection adds
 * the rule on both sides, so neither can be forgotten.
 */
export class Pods<Port extends string = never> extends Construct implements NamedPods {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: Ports<Port>;
  readonly scrapeTargets: PodScrape[] = [];
  private readonly network: NonNullable<PodsProps['network']>;
  private readonly policies: PolicyBook;
  private readonly connections = new Set<string>();

  constructor(scope: Construct, id: string, props: PodsProps<Port>) {
    super(scope, id);
    this.namespace = props.namespace;
    this.name = props.name;
    this.labels = props.labels;
    this.id = props.id ?? `${props.namespace}/Pods/${props.name}`;
    const ports = Object.entries<PodsPort>(props.ports).map(
      ([name, { port, endPort, protocol = 'TCP', http }]): [string, PodPort] => [
        name,
        { kind: 'pods', pods: this, name, port, endPort, protocol, http },
      ],
    );
    this.ports = Object.fromEntries(ports) as Ports<Port>;
    if (props.source !== undefined) {
      const { namespace, name, labels, source } = props;
      const stated = ports.map(([, { name: port, port: number, protocol }]) => ({
        name: port,
        port: number,
        protocol,
      }));
      const onHost = props.network === 'host' ? { onHost: true } : {};
      new MadeElsewhere(this, 'made-elsewhere', {
        ...{ kind: 'Pods', namespace, name, labels, ports: stated, ...onHost, source },
      });
    }
    this.network = props.network ?? 'closed';
    this.policies = new PolicyBook(this);
    if (this.network === 'closed') this.policies.emit(this);
  }

  /** Lets these pods open connections to the given ports, and the pods behind them accept. */
  connectsTo(...ports: (PodPort | OutsidePort)[]): void {
    for (const port of ports.flatMap(asPoliciesSeeIt)) {
      this.connections.add(describePort(port));
      if (port.kind === 'outside') this.policies.reachOutside(port);
      else {
        this.policies.reach(port);
        port.pods.admit(this, port);
      }
    }
  }

  admit(client: NamedPods, port: PodPort): void {
    this.policies.admit(client, port);
  }

  /**
   * Lets these pods reach, through a gateway, what answers behind it. Cilium's Envoy judges a client of a gateway by what
   * the client may reach itself, and answers 403 where that is not the pod behind the route (cilium/cilium#47617).
   */
  opensThroughGateway(...behind: PodPort[]): void {
    this.connectsTo(gateway);
    for (const port of behind) this.policies.reachBehindGateway(port);
  }

  /** Whether they were said to connect to it. */
  reaches(port: OutsidePort): boolean {
    return this.connections.has(describePort(port));
  }

  /** Lets something that is no pod connect to one of these pods' ports: the API server to a webhook, say. */
  acceptsFrom(entity: Entity, ...ports: PodPort[]): void {
    for (const port of ports) this.policies.admitOutside(entity, port);
  }

  /** Declares that Prometheus shall read metrics from one of these pods' ports; `targets` says how many pods answer. */
  exposesMetrics(port: Port, exposition: Exposition & { targets: TargetCount; part?: string }): void {
    const declared = this.ports[port];
    if (!declared) throw new Error(`${this.id} has no port "${port}" to scrape; it has ${Object.keys(this.ports)}`);
    this.scrapeTargets.push({ ...exposition, kind: 'pods', pods: this, port: declared });
  }

  /** Everything these pods connect to, sorted. */
  get connects(): string[] {
    return [...this.connections].sort();
  }

  /** Whether they share the addresses of their blade. */
  get isOnHost(): boolean {
    return this.network === 'host';
  }
}

/** To a policy, pods with the addresses of their blade are the blade. */
function asPoliciesSeeIt(port: PodPort | OutsidePort): (PodPort | OutsidePort)[] {
  return port.kind === 'pods' && port.pods.isOnHost ? blades(port.port, port.protocol) : [port];
}
