import type { HelperMachine } from './helper-machines';
import type { Accepted } from './sections/accept';
import type { OffsiteBucket } from './sections/backups';
import type { Acme, DnsProvider } from './sections/certificates';
import type { GitRepository } from './sections/git';
import type { Hardware, Measured } from './sections/hardware';
import type { Network } from './sections/network';
import type { OutsideObjects } from './sections/objects';
import type { Room } from './sections/room';
import type { PoeSwitch, PortGroup, SwitchControl } from './sections/switches';
import type { Thermal } from './sections/thermal';
import type { Size } from './size';

export type {
  Accepted,
  Acme,
  DnsProvider,
  GitRepository,
  Hardware,
  Measured,
  Network,
  OffsiteBucket,
  OutsideObjects,
  PoeSwitch,
};
export type { PortGroup, SwitchControl, Thermal };

/**
 * A rack after loading: every shorthand expanded, every default filled in, every number in its base unit.
 * Apps, checks and Talos read this; only lib/rack-file writes it.
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
  room: Room;
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

export interface Blade {
  name: string;
  address: string;
  /** Of the second family, where the nodes have one. */
  address6?: string;
  /** Place in the rack from the left. @default - its place in the file, from 1 */
  bay?: number;
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

/** Blades that take ordinary pods: workers, and the control plane where it is schedulable or there are no workers. */
export function workersOf(rack: Pick<RackSpec, 'blades'>): Blade[] {
  const carriers = rack.blades.filter(({ role, schedulable }) => role === 'worker' || schedulable === true);
  return carriers.length > 0 ? carriers : rack.blades;
}

/** Place of a blade in the rack, counted from 1: as stated, or in the order of the rack file. */
export function bayOf(blades: readonly Blade[], blade: Blade): number {
  return blade.bay ?? blades.indexOf(blade) + 1;
}
