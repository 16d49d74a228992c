import type * as z from 'zod';
import { printCidr, printIpv4 } from '../units/ipv4';
import { checkCurve } from '../../thermal-daemon/src/curve';
import type { Draft } from './draft';
import { machinesOf, replicaBladesAsked } from './asking';
import type { Acme, Hardware, Network, PoeSwitch, RackSpec, Thermal } from './rack';
import type { certificates, hardware, network, poeSwitch } from './schema';

/** A draft without errors is whole; this is where the types learn it. */
type Whole = { [K in keyof Draft]-?: NonNullable<Draft[K]> };

const defaultHold = { min: 50, max: 60 };

export function rackOf(draft: Draft): RackSpec {
  const whole = draft as Whole;
  const { name, talos, kubernetes, git, room, mirrors, certificates: signers, backups, recipients, accept } = whole;
  return {
    name,
    talos,
    kubernetes,
    git: git as RackSpec['git'],
    network: networkOf(whole.network as z.output<typeof network>),
    hardware: mapValues(whole.hardware as Record<string, z.output<typeof hardware>>, hardwareOf),
    switches: mapValues(whole.switches as Record<string, z.output<typeof poeSwitch>>, switchOf),
    blades: whole.blades.map(({ name: blade, address, role, hardware: kind, feed }) => ({
      name: blade as string,
      address: printIpv4(address as number),
      role: role ?? 'worker',
      hardware: kind as string,
      ...(feed && { feed }),
    })),
    replicaBlades: replicaBladesOf(draft),
    room: {
      minCelsius: room.temperature?.min ?? 0,
      maxCelsius: room.temperature?.max ?? 0,
      noiseDecibelA: room.noise ?? 0,
    },
    thermal: thermalOf(whole.thermal),
    apps: Object.fromEntries(whole.apps.filter(({ on }) => on).map(({ app, block }) => [app.name, block])),
    mirrors: mirrors as RackSpec['mirrors'],
    certificates: certificatesOf(signers as z.output<typeof certificates>),
    backups: backups as RackSpec['backups'],
    recipients: recipients as string[],
    accept: accept as RackSpec['accept'],
  };
}

function replicaBladesOf(draft: Draft): string[] {
  const machines = machinesOf(draft);
  return machines ? replicaBladesAsked(draft, machines) : [];
}

function certificatesOf({ acme }: z.output<typeof certificates>): { acme?: Acme } {
  if (!acme) return {};
  const { email, server, dns, rfc2136 } = acme;
  if (dns === 'cloudflare' || !rfc2136) return { acme: { email, server, dns: { provider: 'cloudflare' } } };
  const { nameserver, ...key } = rfc2136;
  return { acme: { email, server, dns: { provider: dns, nameserver: printIpv4(nameserver), ...key } } };
}

function networkOf({
  nodes,
  gateway,
  dns,
  time,
  controlPlane,
  loadBalancers,
  domain,
  pods,
  services,
}: z.output<typeof network>): Network {
  return {
    nodes: printCidr(nodes),
    gateway: printIpv4(gateway),
    dns: (dns ?? [gateway]).map(printIpv4),
    time: time ?? [printIpv4(gateway)],
    controlPlane: printIpv4(controlPlane),
    loadBalancers: { first: printIpv4(loadBalancers.first), last: printIpv4(loadBalancers.last) },
    domain,
    pods: printCidr(pods),
    services: printCidr(services),
  };
}

function hardwareOf({ memory, disk, fan, ...rest }: z.output<typeof hardware>): Hardware {
  return { ...rest, memoryBytes: memory, diskBytes: disk, ...(fan && { fan }) };
}

function switchOf({ ports, perPort, total, unifi }: z.output<typeof poeSwitch>): PoeSwitch {
  return { ports, perPortWatts: perPort, totalWatts: total, ...(unifi && { unifi }) };
}

function thermalOf({ hold = defaultHold, calm = false, curve }: Whole['thermal']): Thermal {
  const checked = checkCurve((curve ?? []).map(([tempCelsius, dutyRatio]) => ({ tempCelsius, dutyRatio })));
  if (curve && checked.ok) return { law: 'curve', points: checked.curve };
  return { law: 'hold', minCelsius: hold.min, maxCelsius: hold.max, calm };
}

function mapValues<T, U>(record: Record<string, T>, convert: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));
}
