import type * as z from 'zod';
import type { Ipv4 } from '../units/ipv4';
import { type Ipv6, sizeOf6 } from '../units/ipv6';
import type { AppBlock } from './app-block';
import type { OneFamily } from './families';
import { maxBladesPerEntry } from './fields/names';
import type { Size } from './size';
import type { accepted } from './sections/accept';
import type { backups } from './sections/backups';
import type { bladeEntry } from './sections/blades';
import type { certificates } from './sections/certificates';
import type { git } from './sections/git';
import type { hardware } from './sections/hardware';
import type { helper } from './sections/helpers';
import type { images } from './sections/images';
import type { network } from './sections/network';
import type { outsideObjects } from './sections/objects';
import type { room } from './sections/room';
import type { poeSwitch } from './sections/switches';
import type { thermal } from './sections/thermal';

/** A part of which some fields may be missing because what stands there is broken, and already told. */
export type Sound<T> = { [K in keyof T]?: T[K] };
type SoundPart<Schema extends z.ZodType> = Sound<z.output<Schema>>;

/** A rack file as far as it is sound: what cross-field rules look at. They check what is there and skip what is not. */
export interface Draft {
  name?: string;
  talos?: string;
  kubernetes?: string;
  git?: SoundPart<typeof git>;
  network?: OneFamily<SoundPart<typeof network>>;
  hardware?: Record<string, SoundPart<typeof hardware> | undefined>;
  switches?: Record<string, SoundPart<typeof poeSwitch> | undefined>;
  /** As they stand in the file, by position. */
  entries: (OneFamily<SoundPart<typeof bladeEntry>> | undefined)[];
  /** Every entry expanded. */
  blades: DraftBlade[];
  room?: SoundPart<typeof room>;
  thermal?: SoundPart<typeof thermal>;
  apps: DraftApp[];
  mirrors?: Record<string, string | undefined>;
  helpers?: Record<string, SoundPart<typeof helper> | undefined>;
  images?: SoundPart<typeof images>;
  certificates?: SoundPart<typeof certificates>;
  backups?: SoundPart<typeof backups>;
  recipients?: (string | undefined)[];
  size?: Size;
  objects?: SoundPart<typeof outsideObjects>;
  accept?: (SoundPart<typeof accepted> | undefined)[];
}

export interface DraftBlade {
  /** Position of its entry under `blades`. */
  entry: number;
  name?: string;
  address?: Ipv4;
  address6?: Ipv6;
  /** Place in the rack, where it is stated. */
  bay?: number;
  feed?: { switch: string; port: number };
  hardware?: string;
  role?: 'control-plane' | 'worker';
  schedulable?: boolean;
  mac?: string;
}

export interface DraftApp {
  app: AppBlock;
  /** undefined when what stands there is neither on, off nor a block. */
  on?: boolean;
  /** Whole, or undefined when a part of it is broken. */
  block?: unknown;
}

export const nameOfBlade = ({ name, entry }: DraftBlade): string => name ?? `a blade of entry ${entry + 1}`;

/** An entry whose ranges differ in length gives as many blades as the longest counts; what the others lack is absent. */
export function expand(entries: Draft['entries']): DraftBlade[] {
  return entries.flatMap((fields, entry): DraftBlade[] => {
    if (!fields) return [];
    const { names, addresses, ipv6, ports, bays, hardware: kind, role, schedulable, mac } = fields;
    const six = ipv6?.addresses;
    const count = Math.min(Math.max(...Object.values(lengthsOf(fields)), 0), maxBladesPerEntry);
    return Array.from({ length: count }, (_, index) => ({
      entry,
      name: names?.names[index],
      address: addresses && addresses.first + index <= addresses.last ? addresses.first + index : undefined,
      feed:
        ports && ports.first + index <= ports.last ? { switch: ports.switch, port: ports.first + index } : undefined,
      hardware: kind,
      role,
      ...(six && six.first + BigInt(index) <= six.last && { address6: six.first + BigInt(index) }),
      ...(bays && bays.first + index <= bays.last && { bay: bays.first + index }),
      ...(schedulable !== undefined && { schedulable }),
      ...(mac !== undefined && { mac }),
    }));
  });
}

export function lengthsOf({
  names,
  addresses,
  ipv6,
  ports,
  bays,
}: NonNullable<Draft['entries'][number]>): Record<string, number> {
  return {
    ...(names && { names: names.names.length }),
    ...(addresses && { addresses: addresses.last - addresses.first + 1 }),
    ...(ipv6?.addresses && { addresses6: sizeOf6(ipv6.addresses) }),
    ...(bays && { bays: bays.last - bays.first + 1 }),
    ...(ports && { ports: ports.last - ports.first + 1 }),
  };
}
