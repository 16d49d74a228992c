import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { appBlocks } from '../lib/app-blocks';
import * as cluster from '../lib/cluster';
import { core } from '../lib/rack-file/core';
import { loadRack } from '../lib/rack-file/load';
import type { RackSpec } from '../lib/rack-file/rack';
import { rackFile } from '../lib/rack-file/schema';
import { notations } from '../lib/units/fields';

/** Every field of the rack file with other values that it may have: for tests of what follows from a change of it. */

export const root = process.cwd();
export const apps = Object.values(cluster);
export const blocks = appBlocks(apps);
export const wholeText = readFileSync(join(root, 'test', 'fixtures', 'racks', 'every-field.yaml'), 'utf8');

export interface Field {
  /** `hardware.*.fan.bus`: `*` is a name of the owner's, `0` the first entry of a list. */
  name: string;
  schema: z.ZodType;
}

export type Edit = [name: string, value: unknown];

/** Values that no notation suggests, because they must suit the rest of the rack. */
export interface Other {
  value: unknown;
  /** Edits before which the field cannot stand there at all. */
  first?: Edit[];
  /** Edits that must go with it. */
  also?: Edit[];
}

const withOverlay: Edit[] = [
  ['hardware.*.board', undefined],
  ['hardware.*.fan', undefined],
  ['hardware.*.overlay', { image: 'siderolabs/sbc-rockchip', name: 'rock5b' }],
];
const withBond: Edit[] = [['hardware.*.port', { bond: { links: ['end0', 'end1'], mode: 'active-backup' } }]];

const withIpv6: Edit[] = [
  ['network.nodes', ['172.16.0.0/23', 'fd00:1::/64']],
  ['network.loadBalancers', ['172.16.0.200-219', 'fd00:1::200-21f']],
  ['network.pods', ['10.42.0.0/16', 'fd00:42::/56']],
  ['network.services', ['10.43.0.0/16', 'fd00:43::/112']],
  ['blades.0.addresses', ['172.16.0.11-13', 'fd00:1::11-13']],
  ['blades.1.addresses', ['172.16.0.14-30', 'fd00:1::20-30']],
  ['blades.2.addresses', ['172.16.0.41-42', 'fd00:1::41-42']],
  ['blades.3.addresses', ['172.16.0.43', 'fd00:1::43']],
];

/** The mirror has every file, wherever its publisher is. */
const withoutMirror: Edit = ['apps.model-cache.mirror', undefined];
const fromUrl = (app: string): Edit[] => [
  withoutMirror,
  [`apps.${app}.own.repository`, undefined],
  [`apps.${app}.own.revision`, undefined],
  [`apps.${app}.own.url`, 'https://models.example.org/x.gguf'],
];
const fromRepository = (app: string): Edit[] => [
  withoutMirror,
  [`apps.${app}.own.url`, undefined],
  [`apps.${app}.own.repository`, 'someone/something'],
  [`apps.${app}.own.revision`, 'a'.repeat(40)],
];

const aloneInChat: Edit[] = [['apps.open-webui.replicas', 1]];
const withoutObjects: Edit[] = [
  ['objects', undefined],
  ['apps.minio', undefined],
  ['apps.document-backups', undefined],
  ['apps.tempo.size', 'small'],
  ['apps.open-webui.size', 'small'],
  ...aloneInChat,
];

const solvedBy = (provider: string, block: object): Edit[] => [
  ['certificates.acme.rfc2136', undefined],
  ['certificates.acme.dns', provider],
  [`certificates.acme.${provider}`, block],
];

export const others: Record<string, Other> = {
  'apps.longhorn.blades.0': { value: 'blade-07' },
  'network.nodes': { value: '172.16.0.0/22' },
  'network.nodes of two families': { value: ['172.16.0.0/23', 'fd00:1::/60'], first: withIpv6 },
  'network.pods of two families': { value: ['10.42.0.0/16', 'fd00:42:100::/56'], first: withIpv6 },
  'network.services of two families': { value: ['10.43.0.0/16', 'fd00:43::1:0/112'], first: withIpv6 },
  'network.loadBalancers of two families': { value: ['172.16.0.200-219', 'fd00:1::300-31f'], first: withIpv6 },
  'blades.0.addresses of two families': { value: ['172.16.0.11-13', 'fd00:1::a1-a3'], first: withIpv6 },
  'blades.0.names': { value: 'first-01..03' },
  'blades.0.addresses': { value: '172.16.0.12-14', also: [['blades.1.addresses', '172.16.0.15-31']] },
  'blades.0.ports': { value: 'usw-pro-48/21-23' },
  'blades.0.hardware': { value: 'other', also: [['hardware.*.fan.sharedWith', undefined]] },
  'blades.0.role': {
    value: 'worker',
    also: [
      ['blades.0.schedulable', undefined],
      ['blades.3.role', 'control-plane'],
    ],
  },
  'blades.0.bays': { value: '201-203' },
  'blades.0.mac': {
    value: 'd8:3a:dd:01:02:05',
    first: [
      ['blades.0.names', 'blade-01'],
      ['blades.0.addresses', '172.16.0.11'],
      ['blades.0.ports', 'usw-pro-48/1'],
      ['blades.0.bays', '101-101'],
      ['blades.0.mac', 'd8:3a:dd:01:02:04'],
      ['hardware.*.fan.sharedWith', undefined],
    ],
  },
  'hardware.*.arch': {
    value: 'amd64',
    also: [
      ['hardware.*.board', undefined],
      ['hardware.*.fan', undefined],
    ],
  },
  'hardware.*.disk': { value: '2TB', first: [['hardware.*.data', undefined]] },
  'hardware.*.overlay.image': { value: 'siderolabs/sbc-allwinner', first: withOverlay },
  'hardware.*.overlay.name': { value: 'rock5a', first: withOverlay },
  'hardware.*.port.driver': { value: 'r8169', first: [['hardware.*.port', { driver: 'igc' }]] },
  'hardware.*.port.bond.links.0': { value: 'end2', first: withBond },
  'hardware.*.port.bond.mode': { value: '802.3ad', first: withBond },
  'thermal.curve.0': {
    value: ['42C', '30%'],
    first: [
      ['thermal.hold', undefined],
      ['thermal.curve', [40, 50, 60, 70].map((celsius) => [`${celsius}C`, `${celsius + 30}%`])],
    ],
  },
  'hardware.*.fan.chip': { value: 'pwm', also: [['hardware.*.fan', { bus: 'gpio12', sharedWith: 'next' }]] },
  'hardware.*.fan.bus of a PWM chip': { value: 'gpio18', first: [['hardware.*.fan', { chip: 'pwm', bus: 'gpio12' }]] },
  'hardware.*.fan.bus of a serial line': {
    value: 'ttyAMA4',
    first: [['hardware.*.fan', { chip: 'compute-blade-smart', bus: 'ttyAMA5' }]],
  },
  'hardware.*.fan.channel of a PWM chip': {
    value: 1,
    first: [['hardware.*.fan', { chip: 'pwm', bus: 'pwmchip0', channel: 0 }]],
  },
  'thermal.hysteresis': {
    value: '6K',
    first: [
      ['thermal.hold', undefined],
      ['thermal.curve', [40, 50, 60, 70].map((celsius) => [`${celsius}C`, `${celsius + 30}%`])],
      ['thermal.hysteresis', '5K'],
    ],
  },
  'certificates.acme.dns': { value: 'cloudflare', also: [['certificates.acme.rfc2136', undefined]] },
  'certificates.acme.route53.region': { value: 'eu-west-1', first: solvedBy('route53', { region: 'us-east-1' }) },
  'certificates.acme.route53.zone': {
    value: 'Z2',
    first: solvedBy('route53', { region: 'us-east-1', zone: 'Z1' }),
  },
  'certificates.acme.google.project': { value: 'other', first: solvedBy('google', { project: 'one' }) },
  'certificates.acme.acme-dns.host': {
    value: 'https://other.example.org',
    first: solvedBy('acme-dns', { host: 'https://auth.example.org' }),
  },
  'hardware.*.watts': { value: '3W-13W', first: [['hardware.*.measured.watts', undefined]] },
  'switches.*.groups.0.ports': { value: '44-48' },
  size: { value: 'small' },
  'apps.open-webui.size': { value: 'small', first: aloneInChat },
  'apps.open-webui.disk': {
    value: '30Gi',
    first: [...withoutObjects, ['apps.model-cache.size', 'small']],
  },
  'apps.model-cache.size': { value: 'small', first: withoutObjects },
  'apps.grafana.size': { value: 'small', first: [['apps.grafana.memory', undefined]] },
  'apps.tempo.size': { value: 'small', first: [['apps.tempo.keep', undefined]] },
  'apps.postgres.instances': { value: 1 },
  'accept.0.until': { value: '2027-06-02' },
  'apps.chat.model': { value: 'qwen2.5-1.5b', first: [['apps.chat.own', undefined]] },
  ...Object.fromEntries(
    ['chat', 'chat-large', 'embeddings'].flatMap((app): [string, Other][] => [
      [`apps.${app}.own.url`, { value: 'https://other.example.org/x.gguf', first: fromUrl(app) }],
      [`apps.${app}.own.repository`, { value: 'someone/else', first: fromRepository(app) }],
      [`apps.${app}.own.revision`, { value: 'b'.repeat(40), first: fromRepository(app) }],
      [`apps.${app}.own.sha256`, { value: 'c'.repeat(64) }],
      [`apps.${app}.own.file`, { value: 'other.gguf', first: fromRepository(app) }],
    ]),
  ),
  'apps.litellm.models.*.provider': {
    value: 'mistral',
    first: [
      ['apps.litellm.models.*.url', undefined],
      ['apps.litellm.models.*.provider', 'anthropic'],
    ],
  },
  'apps.litellm.models.*.model': { value: 'qwen3:8b' },
  'apps.litellm.models.*.does': { value: 'embeddings' },
  'apps.litellm.consumers.*.models.0': { value: 'qwen3-4b' },
  'apps.alertmanager.day': { value: '07:00-21:00' },
  'apps.postgres.databases.*.extensions.0': {
    value: undefined,
    also: [['apps.postgres.databases.*.extensions', []]],
  },
  'apps.postgres.restore.until': { value: '2026-11-01T11:00:00Z' },
};

/** `hardware.*.fan.bus of a PWM chip` is that field on another rack. */
export const fieldOf = (name: string): string => name.split(' ')[0] as string;

function fieldsOf(schema: z.ZodType, name: string): Field[] {
  const inner = core(schema);
  const below = (key: string, part: unknown) => fieldsOf(part as z.ZodType, name === '' ? key : `${name}.${key}`);
  if (inner instanceof z.ZodObject) return Object.entries(inner.shape).flatMap(([key, part]) => below(key, part));
  if (inner instanceof z.ZodRecord) return below('*', inner.def.valueType);
  if (inner instanceof z.ZodArray) return below('0', inner.element);
  return [{ name, schema: inner }];
}

export const fields = [
  ...fieldsOf(rackFile.omit({ apps: true }), ''),
  ...blocks.flatMap(({ name, schema }) => fieldsOf(schema, `apps.${name}`)),
];

/** A name of the owner's is the first one that the rack has there. */
export function at(rack: unknown, name: string): { parent: Record<string, unknown>; key: string } {
  const keys = name.split('.');
  let parent = rack as Record<string, unknown>;
  const keyIn = (key: string) => (key === '*' ? (Object.keys(parent)[0] as string) : key);
  for (const key of keys.slice(0, -1)) parent = (parent[keyIn(key)] ?? {}) as Record<string, unknown>;
  return { parent, key: keyIn(keys.at(-1) as string) };
}

/** Values that a field may have instead, most alike first; what does not suit the rest of the rack is refused. */
export function alternatives(schema: z.ZodType, value: unknown): unknown[] {
  if (schema instanceof z.ZodUnion) return alternatives(schema.options[0] as z.ZodType, value);
  if (schema instanceof z.ZodEnum) return schema.options;
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value * 2, value - 1];
  const text = String(value);
  const counted = (step: number) => text.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + step));
  return [counted(1), counted(-1), ...(notations.get(schema)?.examples ?? []), `x${text}`, `${text}x`];
}

export function edited(edits: readonly Edit[]): string {
  const rack: unknown = parse(wholeText);
  for (const [name, value] of edits) {
    const { parent, key } = at(rack, name);
    if (value === undefined) delete parent[key];
    else parent[key] = structuredClone(value);
  }
  return stringify(rack);
}

export function load(text: string): { rack?: RackSpec; errors: string[] } {
  const { rack, problems } = loadRack({ text, file: 'every-field.yaml', apps: blocks });
  return { rack, errors: problems.filter(({ level }) => level === 'error').map(({ title }) => title) };
}

export const whole = load(wholeText).rack as RackSpec;

/** A field on a rack that can have it, and that rack with every other value of the field that the rack file takes. */
export interface FieldChange {
  before: RackSpec;
  after: RackSpec[];
  /** What the rack file says of the values that it does not take. */
  refused: string[];
  /** Set where the rack that is changed does not state the field. */
  missing?: string;
}

export function changesOf({ name, schema }: Field): FieldChange {
  const { value: other, first = [], also = [] } = others[name] ?? {};
  const { parent, key } = at(parse(edited(first)), fieldOf(name));
  const values = name in others ? [other] : alternatives(schema, parent[key]).filter((each) => each !== parent[key]);
  const loaded = values.map((value) => load(edited([...first, ...also, [fieldOf(name), value]])));
  return {
    before: first.length > 0 ? (load(edited(first)).rack as RackSpec) : whole,
    after: loaded.flatMap(({ rack }) => rack ?? []),
    refused: loaded.flatMap(({ errors }) => errors),
    ...(parent[key] === undefined && { missing: `${name} is missing in test/fixtures/racks/every-field.yaml` }),
  };
}
