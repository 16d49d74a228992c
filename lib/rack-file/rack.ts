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
  git: { url: string; branch: string };
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
  /** Address of a mirror by image registry, `docker.io`. */
  mirrors: Record<string, string>;
  certificates: { acme?: Acme };
  backups: { offsite?: OffsiteBucket };
  /** age recipients that may decrypt `secrets/<rack>/`. */
  recipients: string[];
  accept: Accepted[];
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
}

export interface Hardware {
  arch: 'arm64' | 'amd64';
  cores: number;
  memoryBytes: number;
  diskBytes: number;
  /** Device that Talos is installed on, `/dev/nvme0n1`. */
  installDisk: string;
  watts: { min: number; max: number };
  /** Absent: nothing on this machine that the thermal daemon could drive. */
  fan?: { chip: 'emc2301' | 'emc2101' | 'pwm'; bus: string };
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
  role: 'control-plane' | 'worker';
  /** Key of `hardware`. */
  hardware: string;
  /** Absent for machines that no PoE switch feeds (a VM). */
  feed?: { switch: string; port: number };
}

export type Thermal =
  { law: 'hold'; minCelsius: number; maxCelsius: number; calm: boolean } | { law: 'curve'; points: Curve };

export interface OffsiteBucket {
  endpoint: string;
  bucket: string;
  region: string;
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

/** Blades that take ordinary pods: all workers; a rack without workers runs them on its control plane. */
export function workersOf(rack: Pick<RackSpec, 'blades'>): Blade[] {
  const workers = rack.blades.filter((blade) => blade.role === 'worker');
  return workers.length > 0 ? workers : rack.blades;
}
