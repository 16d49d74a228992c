/** What may stand in a rack file, part by part. `describe` is what editors and the reference page show. */
import * as z from 'zod';
import { boardNames } from './boards';
import { fanChips } from './fans';
import { helperDuties } from './helper-machines';
import { sizes } from './size';
import { dnsLabel, hostname, url, written } from '../units/fields';
import {
  addressRange,
  bytes,
  degreeRange,
  degrees,
  host,
  ipAddress,
  ipv4Address,
  ipv4Network,
  ipv6Network,
  ipv6Range,
  isoDate,
  nameRange,
  noise,
  portRange,
  ratio,
  version,
  wattRange,
  watts,
} from './shorthand';

/** SSH takes a user name and never a password; over https either may be a token. */
const hasLogin = (text: string): boolean => /^https:\/\/[^/]*@|^ssh:\/\/[^/]*:[^/]*@/.test(text);

const gitUrl = written({
  what: 'the address of a Git repository',
  how: 'an https:// or ssh:// address, as Flux reads them, without a password',
  examples: ['https://git.example.org/you/homelab', 'ssh://git@git.example.org/you/homelab'],
  pattern: /^(https|ssh):\/\/\S+$/,
  read: (text) =>
    /^(https|ssh):\/\/[^\s/]+\/\S+$/.test(text) &&
    URL.canParse(text) &&
    !hasLogin(text) &&
    !/[\s'"`$;|&<>\\]/.test(text)
      ? text
      : undefined,
  why: (text) => (hasLogin(text) ? 'carries a user name, a password or a token, which everybody reads' : undefined),
  repair: (text) =>
    text.includes('://')
      ? text.replace(/^(http|git):\/\//, 'https://').replace(/^https:\/\/[^/]*@/, 'https://')
      : text.replace(/^([^/@]+@[^:/]+):/, 'ssh://$1/').replace(/^(?!ssh:)/, 'https://'),
});

/** git check-ref-format, and no longer than a message can show. */
const branchShape = /^(?![-./])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock$))[\w./@+#=-]{1,200}(?<![./])$/;

const gitBranch = written({
  what: 'a branch',
  how: 'a name that git takes: letters, digits, dots, dashes and slashes, such as main',
  examples: ['main'],
  pattern: /^[\w./@+#=-]{1,200}$/,
  read: (text) => (branchShape.test(text) ? text : undefined),
  repair: (text) => text.replace(/^refs\/heads\//, '').replaceAll(/\s+/g, '-'),
});

const bus = written({
  what: 'a bus',
  how: 'the name of the device under /dev for a chip on I2C or a serial line, the pin for PWM, or the name of the hwmon device, such as i2c-1',
  examples: ['i2c-1', 'gpio12', 'pwmfan', 'ttyAMA5'],
  pattern: /^[A-Za-z][A-Za-z0-9_-]*$/,
  read: (text) => (/^[A-Za-z][A-Za-z0-9_-]*$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^\/dev\//, '').replace(/^(?:i2c)?[-_]?(\d+)$/i, 'i2c-$1'),
});

const kelvin = written({
  what: 'a difference of temperature',
  how: 'whole kelvins from 1K to 15K, such as 4K',
  examples: ['4K'],
  pattern: /^([1-9]|1[0-5]) ?K$/,
  read: (text) => (/^([1-9]|1[0-5]) ?K$/.test(text) ? text.replace(' ', '') : undefined),
  repair: (text) => text.replace(/^(\d+) ?(\u00b0?C|k)?$/, '$1K'),
}).transform((text) => Number.parseInt(text, 10));

const device = written({
  what: 'a block device',
  how: 'a path under /dev, such as /dev/nvme0n1',
  examples: ['/dev/nvme0n1'],
  pattern: /^\/dev\/[\w.\/:+-]+$/,
  read: (text) => (/^\/dev\/\w[\w./:+-]*$/.test(text) ? text : undefined),
  repair: (text) => `/dev/${text}`,
});

const ageRecipient = written({
  what: 'an age recipient',
  how: 'the public key that age-keygen prints: age1 and 58 lower-case letters and digits',
  examples: ['age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'],
  pattern: /^age1[02-9ac-hj-np-z]{58}$/,
  read: (text) => (/^age1[02-9ac-hj-np-z]{58}$/.test(text) ? text : undefined),
  why: (text) => (/^age-secret-key-/i.test(text) ? 'is a private key, and this file is public' : undefined),
});

const bucket = written({
  what: 'the name of a bucket',
  how: '3 to 63 lower-case letters, digits and dashes',
  examples: ['homelab'],
  pattern: /^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/,
  read: (text) => (/^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/.test(text) ? text : undefined),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/^s3:\/\//, '')
      .replaceAll(/[^a-z0-9-]+/g, '-'),
});

const ruleId = written({
  what: 'the id of a rule',
  how: 'family and name, such as power/one-switch; findings print it',
  examples: ['power/one-switch'],
  pattern: /^[a-z][-a-z0-9]*\/[a-z][-a-z0-9]*$/,
  read: (text) => (/^[a-z][-a-z0-9]*\/[a-z][-a-z0-9]*$/.test(text) ? text : undefined),
  repair: (text) => text.toLowerCase().replaceAll(/[ _]/g, '-').replace('.', '/'),
});

const key = dnsLabel;

export const git = z.strictObject({
  url: gitUrl.describe('repository that holds dist/; Flux pulls from it'),
  branch: gitBranch.default('main').describe('branch that Flux follows; the one that most repositories have'),
  private: z
    .boolean()
    .default(false)
    .describe(
      'whether an https:// repository asks for a user and a token, which rackwright secrets create then asks you for; for ssh:// it makes a deploy key in any case',
    ),
});

/** IPv4 alone, or a list of both families. */
function families<Four extends z.ZodType, Six extends z.ZodType>(four: Four, six: Six) {
  return z.union([four, z.tuple([four, six]).describe('a list is of two: IPv4 first, IPv6 second')]);
}

export const network = z.strictObject({
  nodes: families(ipv4Network, ipv6Network).describe(
    'network of the blades, such as 192.168.1.0/24, or of both families, such as [192.168.1.0/24, "fd00:1::/64"]; each blade then has an address of both',
  ),
  gateway: ipv4Address.describe('router of that network, such as 192.168.1.1'),
  dns: z
    .array(ipAddress)
    .min(1)
    .optional()
    .describe('DNS servers; the gateway if absent, as in most homes and offices'),
  time: z
    .array(host)
    .min(1)
    .optional()
    .describe(
      'time servers, addresses or names, asked in this order; if absent the clocks among helpers, the gateway, then time.cloudflare.com by its addresses: a CM4 has no clock, and nothing starts before one answers. Not every router does',
    ),
  controlPlane: ipv4Address.describe(
    'address of the Kubernetes API: shared by the control-plane blades, or that of the only one',
  ),
  loadBalancers: families(addressRange, ipv6Range).describe(
    'addresses handed to Services and Gateways, such as 192.168.1.200-219 or [192.168.1.200-219, "fd00:1::200-219"]; keep your DHCP server away from them',
  ),
  domain: hostname.describe(
    'domain under which the rack answers, such as rack.home.arpa (RFC 8375 keeps home.arpa for this)',
  ),
  pods: families(ipv4Network, ipv6Network)
    .prefault('10.244.0.0/16')
    .describe(
      'network of the pods, a /24 of it for each blade; what Talos takes by itself, and far from home networks. Of both families: [10.244.0.0/16, "fd00:10:244::/56"], a /64 of the second for each blade',
    ),
  services: families(ipv4Network, ipv6Network)
    .prefault('10.96.0.0/12')
    .describe(
      'network of the Services; what Talos takes by itself. Of both families, as pods: [10.96.0.0/12, "fd00:10:96::/112"]',
    ),
});

const fan = z.strictObject({
  chip: z
    .enum(fanChips)
    .describe('what drives the fan; the table of carriers on this page says what to write for which'),
  bus: bus.describe('where it is reached: i2c-1 is GPIO2/3 of a CM4, gpio12 a PWM pin, pwmfan a device of the kernel'),
  channel: z
    .int()
    .min(0)
    .max(32)
    .optional()
    .describe('output of the chip, where it has several: for hwmon the N of pwmN, for pwmchip0 0 or 1'),
  floor: ratio.optional().describe('lowest duty at which the fan turns reliably, such as 25%; 20% if absent'),
  neverStop: z
    .boolean()
    .optional()
    .describe(
      'keep the fan at its floor instead of letting it stand; if absent, only a fan behind an emc2301 may stand, whose own watchdog gives full speed when the daemon is gone',
    ),
  sharedWith: z
    .enum(['next', 'previous'])
    .optional()
    .describe(
      'the fan cools two blades, which follow each other in the file, and hangs on the pin of one: next if the first of each two drives it, previous if the second. It cools for the hotter one, and gives full speed while that blade cannot be asked',
    ),
});

const linkName = written({
  what: 'the name of a network port',
  how: 'as the kernel calls it, such as enp1s0; talosctl get links shows it',
  examples: ['enp1s0'],
  pattern: /^[a-z][a-z0-9]{1,14}$/,
  read: (text) => (/^[a-z][a-z0-9]{1,14}$/.test(text) ? text : undefined),
});

const driverName = written({
  what: 'the name of a driver',
  how: 'as the kernel calls it, such as igc; talosctl get links --output yaml shows it',
  examples: ['igc'],
  pattern: /^[a-z0-9][-_a-z0-9]*$/,
  read: (text) => (/^[a-z0-9][-_a-z0-9]*$/.test(text) ? text : undefined),
});

const macAddress = written({
  what: 'a MAC address',
  how: 'six pairs of hexadecimal digits, such as d8:3a:dd:01:02:03; it is printed on most boards',
  examples: ['d8:3a:dd:01:02:03'],
  pattern: /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/,
  read: (text) => (/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/.test(text) ? text.toLowerCase() : undefined),
  repair: (text) => text.replaceAll('-', ':').toLowerCase(),
});

const extensionName = written({
  what: 'a system extension of Talos',
  how: 'as the image factory lists it, such as siderolabs/intel-ucode',
  examples: ['siderolabs/intel-ucode'],
  pattern: /^[a-z0-9][-.a-z0-9]*\/[a-z0-9][-._a-z0-9]*$/,
  read: (text) => (/^[a-z0-9][-.a-z0-9]*\/[a-z0-9][-._a-z0-9]*$/.test(text) ? text : undefined),
});

const kernelModule = written({
  what: 'the name of a kernel module',
  how: 'letters, digits, dashes and underscores, such as nvme_tcp',
  examples: ['nvme_tcp'],
  pattern: /^[a-z0-9][-_a-z0-9]*$/,
  read: (text) => (/^[a-z0-9][-_a-z0-9]*$/.test(text) ? text : undefined),
});

const port = z.strictObject({
  driver: driverName.optional().describe('the wired port with this driver; of several the one with a cable in'),
  name: linkName.optional().describe('the port of this name'),
  mtu: z
    .int()
    .min(1280)
    .max(9216)
    .optional()
    .describe('largest packet in bytes; 1500 if absent. The switch must carry it, too'),
  vlan: z.int().min(1).max(4094).optional().describe('VLAN tag of the network of the nodes; absent: untagged'),
  bond: z
    .strictObject({
      links: z.array(linkName).min(2).describe('ports that act as one, such as [enp1s0, enp2s0]'),
      mode: z
        .enum(['802.3ad', 'active-backup'])
        .default('active-backup')
        .describe('802.3ad (LACP) needs a switch that is set up for it; active-backup needs nothing'),
    })
    .optional()
    .describe('two ports or more as one'),
});

const overlay = z.strictObject({
  image: extensionName.describe('image of the overlay, such as siderolabs/sbc-rockchip'),
  name: dnsLabel.describe('overlay in that image, such as rock5b'),
});

const dataDisk = z.strictObject({
  disk: bytes.describe('size of the disk'),
  device: device.describe('where it is found, such as /dev/nvme0n1; /dev/disk/by-id names stay when ports change'),
});

export const hardware = z.strictObject({
  arch: z
    .enum(['arm64', 'amd64'])
    .describe('processor architecture: arm64 for a Raspberry Pi, amd64 for Intel and AMD'),
  board: z
    .enum(boardNames)
    .optional()
    .describe(
      'board: raspberry-pi-4 (also CM4), raspberry-pi-5 (also CM5), turing-rk1, or generic for what boots by UEFI or BIOS. Absent: generic for amd64, raspberry-pi-4 for arm64 of its shape (4 cores, at most 8GB)',
    ),
  overlay: overlay.optional().describe('overlay of a board that has no name here, instead of board'),
  extensions: z.array(extensionName).prefault([]).describe('system extensions beside those that the rack needs'),
  kernelModules: z.array(kernelModule).prefault([]).describe('kernel modules that Talos loads at boot'),
  port: port.optional().describe('wired port; absent: the only one of a known board, or the first with a cable in'),
  cores: z.int().min(1).max(1024).describe('processor cores'),
  memory: bytes.describe('memory as sold; 8GB counts 8 000 000 000 bytes, close to what Linux has left of it'),
  disk: bytes.describe('the disk that Talos and all volumes share; with data, the one that Talos starts from'),
  data: dataDisk.optional().describe('a second disk for images, logs and volumes, beside a card or eMMC with Talos'),
  installDisk: device
    .default('/dev/nvme0n1')
    .describe('device of that disk; the default is the NVMe of a blade, /dev/sda is that of most virtual machines'),
  watts: wattRange
    .prefault('0W-0W')
    .describe('what the machine draws idle and at worst, such as 3W-12W; needed only where a switch feeds it'),
  fan: fan.optional().describe('fan that the thermal daemon drives; absent: the daemon stays away from the machine'),
});

export const poeSwitch = z.strictObject({
  ports: z.int().min(1).max(512).describe('number of ports, counted from 1'),
  perPort: watts.describe('most that one port delivers, such as 25W'),
  total: watts.describe('power budget of all ports together, such as 400W'),
  unifi: url.optional().describe('address of the UniFi controller, if its port readings are to be watched'),
});

export const bladeEntry = z.strictObject({
  names: nameRange.describe('a name, or a range such as blade-04..20'),
  addresses: families(addressRange, ipv6Range).describe(
    'as many addresses as names, such as 192.168.1.14-30, or [192.168.1.14-30, "fd00:1::14-24"] where network.nodes is of both families',
  ),
  ports: portRange
    .optional()
    .describe('as many switch ports as names, such as usw-pro-24/4-20; absent: no PoE switch feeds the machine'),
  hardware: key.describe('which of the hardware above'),
  role: z
    .enum(['control-plane', 'worker'])
    .default('worker')
    .describe('one, three or five blades are control-plane, all others workers'),
  mac: macAddress.optional().describe('MAC address of the wired port, for an entry that names one blade with several'),
  schedulable: z
    .boolean()
    .optional()
    .describe(
      'whether control-plane blades carry ordinary pods, too; absent: only in a rack without workers. Their volumes and models then compete with etcd for the disk',
    ),
});

export const room = z.strictObject({
  temperature: degreeRange
    .prefault('18C-28C')
    .describe('air that the blades breathe, coldest to warmest; the default is an office over the year'),
  noise: noise.prefault('30dB').describe('what the fans may be heard with, in dB(A); the default is a quiet office'),
});

export const curvePoint = z.tuple([degrees, ratio]).describe('a point is [temperature, duty], such as [40C, 30%]');

export const thermal = z.strictObject({
  hold: degreeRange
    .optional()
    .describe(
      'keep the processors in this range with as little noise as possible (50C-60C if neither is given: far from throttling at 80C, and slow fans reach it)',
    ),
  curve: z
    .array(curvePoint)
    .optional()
    .describe(
      'instead of hold: duty from each temperature on, such as [ [40C, 30%], [50C, 50%], [60C, 75%], [70C, 100%] ]',
    ),
  hysteresis: kelvin
    .optional()
    .describe('with curve: how far below a point the temperature must fall before that point lets go, such as 4K'),
});

const offsite = z.strictObject({
  endpoint: url.describe('S3 endpoint outside the rack'),
  bucket: bucket.describe('bucket that already exists there'),
  region: z.string().min(1).default('us-east-1').describe('region; most servers other than AWS take this one'),
});

export const outsideObjects = z.strictObject({
  endpoint: url.describe('S3 endpoint outside the rack, such as https://nas.example.org:9000'),
  region: z.string().min(1).default('us-east-1').describe('region; most servers other than AWS take this one'),
  prefix: bucket
    .refine((text) => text.length <= 40, 'at most 40 characters: the name of what lies there follows')
    .optional()
    .describe('how names of buckets begin, such as homelab for homelab-models; the name of the rack if absent'),
});

export const accepted = z.strictObject({
  rule: ruleId.describe('rule whose findings are accepted, such as power/one-switch'),
  object: z
    .string()
    .min(1)
    .optional()
    .describe('only for this object, as the finding prints it; absent: for every one'),
  reason: z.string().min(10).describe('why, for whoever reads it in a year'),
  until: isoDate.optional().describe('day after which the acceptance is itself a finding; absent: it never lapses'),
});

const mailAddress = written({
  what: 'a mail address',
  how: 'a name, an at sign and a host name, such as you@example.org',
  examples: ['you@example.org'],
  pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  read: (text) => (/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1'),
});

const rfc2136 = z.strictObject({
  nameserver: ipv4Address.describe('DNS server that takes updates of the zone, such as 192.0.2.53'),
  key: z.string().min(1).describe('name of the TSIG key, as the DNS server knows it'),
  algorithm: z.enum(['HMACSHA256', 'HMACSHA512']).default('HMACSHA256').describe('algorithm of that key'),
});

const acme = z.strictObject({
  email: mailAddress.describe('who is told when a certificate cannot be renewed'),
  server: url
    .default('https://acme-v02.api.letsencrypt.org/directory')
    .describe('directory of the authority; try with https://acme-staging-v02.api.letsencrypt.org/directory first'),
  dns: z
    .enum(['cloudflare', 'rfc2136'])
    .describe('who answers for the domain: the rack proves there that it is ours, so nobody outside has to reach it'),
  rfc2136: rfc2136.optional().describe('your own DNS server, with dns: rfc2136'),
});

export const certificates = z.strictObject({
  acme: acme
    .optional()
    .describe(
      'certificates that every browser trusts; needs a registered domain. Without it a private authority signs',
    ),
});

export const backups = z.strictObject({
  offsite: offsite.optional().describe('where copies of the backups go; without it they die with the rack'),
});

export const helper = z.strictObject({
  address: ipv4Address.describe('its address, which must never change, such as 192.168.1.5'),
  does: z
    .array(z.enum(helperDuties))
    .min(1)
    .prefault([...helperDuties])
    .describe(
      'what it is for: image-cache keeps images so that each crosses the line once, clock gives the time, etcd-snapshots takes one every night, documents holds a second copy of people’s; all of them if absent',
    ),
});

const imagePrefix = written({
  what: 'a place in an image registry',
  how: 'registry and path, as an image name begins, such as ghcr.io/you',
  examples: ['ghcr.io/you'],
  pattern: /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/,
  read: (text) => (/^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[a-z0-9._-]+)+$/.test(text) ? text : undefined),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/+$/, ''),
});

export const images = z.strictObject({
  own: imagePrefix
    .optional()
    .describe(
      'where the images lie that you build yourself, such as ghcr.io/you: the thermal daemon is published by nobody else',
    ),
});

/** `apps` is not among it: its keys are the apps, and each brings its own schema. */
export const rackFile = z.strictObject({
  name: dnsLabel.describe('name of the rack, such as homelab; its folder under dist/ and secrets/'),
  talos: version.describe('version of Talos, such as 1.14.2'),
  kubernetes: version.describe('version of Kubernetes, such as 1.36.4'),
  git: git.describe('where Flux finds dist/'),
  network: network.describe('addresses of the rack and of what runs on it'),
  hardware: z.record(key, hardware).describe('kinds of machines, by a name of yours'),
  switches: z.record(key, poeSwitch).prefault({}).describe('PoE switches that feed blades, by a name of yours'),
  blades: z
    .array(bladeEntry)
    .min(1)
    .describe(
      'machines, such as { names: blade-04..20, addresses: 192.168.1.14-30, ports: usw-pro-24/4-20, hardware: cm4 }; ranges in one entry advance together',
    ),
  room: room.prefault({}).describe('where the rack stands'),
  thermal: thermal.prefault({}).describe('how warm the blades may get: hold, or curve'),
  apps: z
    .unknown()
    .optional()
    .describe(
      'an app is on when it is named here, with a block or `on`, or when one that is on needs it; an update switches nothing on',
    ),
  mirrors: z
    .record(hostname, url)
    .prefault({})
    .describe(
      'image registries of which you keep a mirror, such as { docker.io: https://mirror.example.org }; the registry itself is asked where the mirror does not answer',
    ),
  helpers: z
    .record(key, helper)
    .prefault({})
    .describe(
      'machines beside the rack that run Docker, by a name of yours, such as { nuc: { address: 192.168.1.5 } }; npm start writes a compose file for each, and the blades then use it',
    ),
  images: images.prefault({}).describe('images of your own'),
  certificates: certificates.prefault({}).describe('who signs for the names that people open'),
  backups: backups.prefault({}).describe('copies outside the rack'),
  objects: outsideObjects
    .optional()
    .describe(
      'an object store outside the rack, any S3 server, in the place of the app minio: documents, model files, traces, and backups where backups names no other bucket',
    ),
  size: z
    .enum(sizes)
    .default('standard')
    .describe(
      'small: one replica where that is honest, less memory, no object store and no cache where a small rack can do without; each app may say otherwise',
    ),
  recipients: z
    .array(ageRecipient)
    .prefault([])
    .describe('age public keys that may decrypt secrets/<rack>/; rackwright secrets init adds the first'),
  accept: z.array(accepted).prefault([]).describe('findings accepted on purpose; unused ones are findings themselves'),
});
