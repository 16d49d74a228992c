import type * as z from 'zod';
import { printCidr, printIpv4 } from '../units/ipv4';
import { printCidr6, printIpv6 } from '../units/ipv6';
import { checkCurve } from '../../thermal-daemon/src/curve';
import { boardTaken } from './boards';
import type { Draft } from './draft';
import { machinesOf, replicaBladesAsked } from './asking';
import { type HelperMachine, cacheMirrors, documentsPort, helperThat, publicTime } from './helper-machines';
import type { Acme, Hardware, Network, PoeSwitch, RackSpec, Thermal } from './rack';
import type { OneFamily, Second } from './families';
import type { certificates, hardware, helper, network, outsideObjects, poeSwitch } from './schema';

/** A draft without errors is whole; this is where the types learn it. */
type Whole = { [K in keyof Draft]-?: NonNullable<Draft[K]> };

const defaultHold = { min: 50, max: 60 };

export function rackOf(draft: Draft): RackSpec {
  const whole = draft as Whole;
  const { name, talos, kubernetes, git, room, mirrors, certificates: signers, backups, recipients, accept } = whole;
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
    blades: whole.blades.map(({ name: blade, address, address6, role, schedulable, mac, hardware: kind, feed }) => ({
      name: blade as string,
      address: printIpv4(address as number),
      ...(address6 !== undefined && { address6: printIpv6(address6) }),
      role: role ?? 'worker',
      hardware: kind as string,
      ...(schedulable && { schedulable }),
      ...(mac !== undefined && { mac }),
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

function helpersOf(helpers: Record<string, z.output<typeof helper>>): HelperMachine[] {
  return Object.entries(helpers).map(([name, { address, does }]) => ({
    name,
    address: printIpv4(address),
    does: [...new Set(does)],
  }));
}

/** Where the second copy of documents goes, where a helper keeps one. */
function storeBeside(rack: string, helpers: readonly HelperMachine[]): Pick<RackSpec['backups'], 'beside'> {
  const helper = helperThat('documents', helpers);
  if (!helper) return {};
  const endpoint = `http://${helper.address}:${documentsPort}`;
  return { beside: { helper: helper.name, endpoint, bucket: rack, region: 'us-east-1' } };
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

function networkOf(
  {
    nodes,
    gateway,
    dns,
    time,
    controlPlane,
    loadBalancers,
    domain,
    pods,
    services,
    ipv6,
  }: OneFamily<z.output<typeof network>>,
  helpers: readonly HelperMachine[],
): Network {
  const clocks = helpers.filter(({ does }) => does.includes('clock')).map(({ address }) => address);
  return {
    nodes: printCidr(nodes),
    gateway: printIpv4(gateway),
    dns: dns ?? [printIpv4(gateway)],
    time: time ?? [...clocks, printIpv4(gateway), ...publicTime],
    controlPlane: printIpv4(controlPlane),
    loadBalancers: { first: printIpv4(loadBalancers.first), last: printIpv4(loadBalancers.last) },
    domain,
    pods: printCidr(pods),
    services: printCidr(services),
    ...(ipv6 && { ipv6: secondOf(ipv6) }),
  };
}

function secondOf({ nodes, pods, services, loadBalancers: pool }: Second): NonNullable<Network['ipv6']> {
  return {
    pods: printCidr6(pods as NonNullable<typeof pods>),
    services: printCidr6(services as NonNullable<typeof services>),
    ...(nodes && { nodes: printCidr6(nodes) }),
    ...(pool && { loadBalancers: { first: printIpv6(pool.first), last: printIpv6(pool.last) } }),
  };
}

function hardwareOf(
  name: string,
  { memory, disk, data, board, overlay, port, fan, ...rest }: z.output<typeof hardware>,
): Hardware {
  const taken = board ?? boardTaken(name, { arch: rest.arch, cores: rest.cores, memoryBytes: memory });
  return {
    ...rest,
    board: taken ?? 'generic',
    memoryBytes: memory,
    // Whatever is not Talos itself lies on the second disk where there is one.
    diskBytes: data?.disk ?? disk,
    ...(data && { dataDisk: data.device }),
    ...(overlay && { overlay }),
    ...(port && { port: port as NonNullable<Hardware['port']> }),
    ...(fan && { fan: stated(fan) }),
  };
}

function switchOf({ ports, perPort, total, unifi }: z.output<typeof poeSwitch>): PoeSwitch {
  return { ports, perPortWatts: perPort, totalWatts: total, ...(unifi && { unifi }) };
}

/** Only the fields that stand in the file. */
const stated = (fan: z.output<typeof hardware>['fan']): Hardware['fan'] =>
  Object.fromEntries(Object.entries(fan ?? {}).filter(([, value]) => value !== undefined)) as Hardware['fan'] & object;

function thermalOf({ hold = defaultHold, curve, hysteresis }: Whole['thermal']): Thermal {
  const checked = checkCurve((curve ?? []).map(([tempCelsius, dutyRatio]) => ({ tempCelsius, dutyRatio })));
  if (curve && checked.ok) {
    return { law: 'curve', points: checked.curve, ...(hysteresis !== undefined && { hysteresisKelvin: hysteresis }) };
  }
  return { law: 'hold', minCelsius: hold.min, maxCelsius: hold.max };
}

function mapValues<T, U>(record: Record<string, T>, convert: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));
}
