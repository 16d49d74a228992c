import type * as z from 'zod';
import { printIpv4 } from '../units/ipv4';
import { printIpv6 } from '../units/ipv6';
import { machinesOf, replicaBladesAsked } from './asking';
import type { Draft } from './draft';
import type { OneFamily } from './families';
import { cacheMirrors } from './helper-machines';
import type { RackSpec } from './rack';
import { storeBeside } from './sections/backups';
import { type certificates, certificatesOf } from './sections/certificates';
import { type hardware, hardwareOf } from './sections/hardware';
import { type helper, helpersOf } from './sections/helpers';
import { type network, networkOf } from './sections/network';
import type { outsideObjects } from './sections/objects';
import { type poeSwitch, switchOf } from './sections/switches';
import { type room, roomOf } from './sections/room';
import { type thermal, thermalOf } from './sections/thermal';

/** A draft without errors is whole; this is where the types learn it. */
type Whole = { [K in keyof Draft]-?: NonNullable<Draft[K]> };

export function rackOf(draft: Draft): RackSpec {
  const whole = draft as Whole;
  const { name, talos, kubernetes, git, mirrors, certificates: signers, backups, recipients, accept } = whole;
  const helpers = helpersOf(whole.helpers as Record<string, z.output<typeof helper>>);
  return {
    name,
    talos,
    kubernetes,
    git: git as RackSpec['git'],
    network: networkOf(whole.network as OneFamily<z.output<typeof network>>, helpers),
    hardware: Object.fromEntries(
      Object.entries(whole.hardware as Record<string, z.output<typeof hardware>>).map(([key, kind]) => [
        key,
        hardwareOf(key, kind),
      ]),
    ),
    switches: mapValues(whole.switches as Record<string, z.output<typeof poeSwitch>>, switchOf),
    blades: whole.blades.map(
      ({ name: blade, address, address6, bay, role, schedulable, mac, hardware: kind, feed }) => ({
        name: blade as string,
        address: printIpv4(address as number),
        ...(address6 !== undefined && { address6: printIpv6(address6) }),
        role: role ?? 'worker',
        hardware: kind as string,
        ...(schedulable && { schedulable }),
        ...(mac !== undefined && { mac }),
        ...(bay !== undefined && { bay }),
        ...(feed && { feed }),
      }),
    ),
    replicaBlades: replicaBladesOf(draft),
    room: roomOf(whole.room as z.output<typeof room>),
    thermal: thermalOf(whole.thermal as z.output<typeof thermal>),
    apps: Object.fromEntries(whole.apps.filter(({ on }) => on).map(({ app, block }) => [app.name, block])),
    helpers,
    // A mirror that the owner states is asked instead of the helper's.
    mirrors: { ...cacheMirrors(helpers), ...(mirrors as RackSpec['mirrors']) },
    images: whole.images as RackSpec['images'],
    certificates: certificatesOf(signers as z.output<typeof certificates>),
    backups: { ...(backups as RackSpec['backups']), ...storeBeside(name, helpers) },
    size: whole.size,
    ...(draft.objects && { objects: { prefix: name, ...(draft.objects as z.output<typeof outsideObjects>) } }),
    recipients: recipients as string[],
    accept: accept as RackSpec['accept'],
  };
}

function replicaBladesOf(draft: Draft): string[] {
  const machines = machinesOf(draft);
  return machines ? replicaBladesAsked(draft, machines) : [];
}

function mapValues<T, U>(record: Record<string, T>, convert: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));
}
