import type { BoardName } from './boards';
import type { Fan } from './fan';
import type { HelperMachine } from './helper-machines';
import type { Size } from './size';
import type { Curve } from './thermal';

/**
 * A rack after loading: every shorthand expanded, every default filled in, every number in its base unit.
 * Apps, checks and Talos read this; only lib/spec writes it.
 */
export interface RackSpec {
  /** DNS label; folder under dist/ and secrets/. */
  name: string;
  /** Talos version, `1.14.2`. */
  talos: string;
  /** Kubernetes version, `1.36.4`. */
  kubernetes: string;
  git: GitRepository;
  network: Network;
  hardware: Record<string, Hardware>;
  switches: Record<string, PoeSwitch>;
  blades: Blade[];
  /** Names of the blades that carry replicated volumes; empty when no app of the rack offers them. */
  replicaBlades: string[];
  room: { minCelsius: number; maxCelsius: number; noiseDecibelA: number };
  thermal: Thermal;
  /** Blocks of the apps that are on, by app name, as their own schemas parsed them. An app that is off is absent. */
  apps: Record<string, unknown>;
  /** Machines beside the rack, in the order of the file. */
  helpers: HelperMachine[];
  /** Address of a mirror by image registry, `docker.io`: stated, or the cache of a helper. */
  mirrors: Record<string, string>;
  /** Where the owner's own images lie, `ghcr.io/you`. */
  images: { own?: string };
  certificates: { acme?: Acme };
  /** `beside` is the store of the helper that keeps documents. */
  backups: { offsite?: OffsiteBucket; beside?: OffsiteBucket & { helper: string } };
  /** Of what no block of an app says: how large the platform itself is. */
  size: Size;
  /** An object store outside the rack, in the place of one on it. */
  objects?: OutsideObjects;
  /** age recipients that may decrypt `secrets/<rack>/`. */
  recipients: string[];
  accept: Accepted[];
}

/** Where Flux finds dist/. */
export interface GitRepository {
  /** `https://` or `ssh://`, with any port. */
  url: string;
  branch: string;
  /** An https:// address that asks for a user and a token; ssh:// always needs a key. */
  private: boolean;
}

/** An authority of the world that signs for the rack's domain; `dns` is where the rack proves that it is its own. */
export interface Acme {
  email: string;
  /** Directory, `https://acme-v02.api.letsencrypt.org/directory`. */
  server: string;
  dns: { provider: 'cloudflare' } | { provider: 'rfc2136'; nameserver: string; key: string; algorithm: string };
}

export interface Network {
  /** CIDR of the nodes, `192.168.1.0/24`. */
  nodes: string;
  gateway: string;
  dns: string[];
  time: string[];
  /** Address of the control plane: shared by several control-plane blades (VIP), or that of the only one. */
  controlPlane: string;
  loadBalancers: { first: string; last: string };
  domain: string;
  /** CIDR of pods. */
  pods: string;
  /** CIDR of Services. */
  services: string;
  /** The second family of a rack with two. */
  ipv6?: Ipv6;
}

export interface Ipv6 {
  /** CIDR of pods, `fd00:10:244::/56`. */
  pods: string;
  /** CIDR of Services, `fd00:10:96::/112`. */
  services: string;
  /** CIDR of the nodes. Absent: they have none that anybody stated. */
  nodes?: string;
  loadBalancers?: { first: string; last: string };
}

export interface Hardware {
  arch: 'arm64' | 'amd64';
  board: BoardName;
  /** Of a board without a name of its own: in place of the board's. */
  overlay?: { image: string; name: string };
  /** System extensions of Talos beside those that the rack needs. */
  extensions: string[];
  kernelModules: string[];
  /** Absent: the only wired port of a known board, or the first with a cable in. */
  port?: { driver?: string; name?: string; mtu?: number; vlan?: number; bond?: { links: string[]; mode: string } };
  cores: number;
  memoryBytes: number;
  /** The disk with images, logs and volumes. */
  diskBytes: number;
  /** Device of that disk where it is not the one with Talos, `/dev/nvme0n1`. */
  dataDisk?: string;
  /** Device that Talos is installed on, `/dev/nvme0n1`. */
  installDisk: string;
  watts: { min: number; max: number };
  /** Absent: nothing on this machine that the thermal daemon could drive. */
  fan?: Fan;
}

export interface PoeSwitch {
  ports: number;
  perPortWatts: number;
  totalWatts: number;
  /** Address of the controller that unpoller asks. */
  unifi?: string;
}

export interface Blade {
  name: string;
  address: string;
  /** Of the second family, where the nodes have one. */
  address6?: string;
  role: 'control-plane' | 'worker';
  /** A control-plane blade that carries ordinary pods beside the workers. @default false */
  schedulable?: boolean;
  /** Of the wired port, where the board has several. */
  mac?: string;
  /** Key of `hardware`. */
  hardware: string;
  /** Absent for machines that no PoE switch feeds (a VM). */
  feed?: { switch: string; port: number };
}

export type Thermal =
  { law: 'hold'; minCelsius: number; maxCelsius: number } | { law: 'curve'; points: Curve; hysteresisKelvin?: number };

export interface OffsiteBucket {
  endpoint: string;
  bucket: string;
  region: string;
}

export interface OutsideObjects {
  endpoint: string;
  region: string;
  /** Names of its buckets begin with it and a dash. */
  prefix: string;
}

export interface Accepted {
  /** Rule id, `power/one-switch`. */
  rule: string;
  /** Object id to which it is limited. @default - every object */
  object?: string;
  reason: string;
  /** ISO date after which the acceptance is itself a finding. */
  until?: string;
}

/** Blades that take ordinary pods: workers, and the control plane where it is schedulable or there are no workers. */
export function workersOf(rack: Pick<RackSpec, 'blades'>): Blade[] {
  const carriers = rack.blades.filter(({ role, schedulable }) => role === 'worker' || schedulable === true);
  return carriers.length > 0 ? carriers : rack.blades;
}
