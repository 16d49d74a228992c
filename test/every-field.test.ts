import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { appBlocks } from '../lib/app-blocks';
import * as cluster from '../lib/cluster';
import { compose } from '../lib/compose';
import { parseImageLock } from '../lib/kit/images';
import { rackDocuments } from '../lib/rack-documents';
import { core } from '../lib/rack-file/core';
import { loadRack } from '../lib/rack-file/load';
import type { RackSpec } from '../lib/rack-file/rack';
import { rackFile } from '../lib/rack-file/schema';
import { judgeRack } from '../lib/synth';
import { readRackSecrets } from '../lib/secrets/rack-secrets';
import { sopsConfig } from '../lib/secrets/sops/sops-config';
import { talosFiles } from '../lib/talos/patches';
import { notations } from '../lib/units/fields';

/**
 * Nothing is accepted and dropped: whichever field of the rack file its owner changes, something that is generated from
 * it changes too. The fields come from the schemas, so one that is new fails here until a rack states it, and then until
 * something follows from it.
 */
const root = join(__dirname, '..');
const apps = Object.values(cluster);
const blocks = appBlocks(apps);
const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
const wholeText = readFileSync(join(root, 'test', 'fixtures', 'racks', 'every-field.yaml'), 'utf8');

interface Field {
  /** `hardware.*.fan.bus`: `*` is a name of the owner's, `0` the first entry of a list. */
  name: string;
  schema: z.ZodType;
}

/** Fields from which nothing follows, each with the reason why it stands in the file all the same. */
const withoutEffect: Record<string, string> = {
  'switches.*.ports': 'bounds the ports that blades may name, which is refused otherwise',
  'room.temperature': 'bounds the range that the fans may be asked to hold, which is refused otherwise',
  'accept.0.rule': 'takes a finding out of what synth says',
  'accept.0.object': 'takes a finding out of what synth says',
  'accept.0.reason': 'is for people',
  'accept.0.until': 'puts the finding back on that day',
};

type Edit = [name: string, value: unknown];

/** Values that no notation suggests, because they must suit the rest of the rack. */
interface Other {
  value: unknown;
  /** Edits before which the field cannot stand there at all. */
  first?: Edit[];
  /** Edits that must go with it. */
  also?: Edit[];
}

const others: Record<string, Other> = {
  'network.nodes': { value: '172.16.0.0/22' },
  'blades.0.names': { value: 'first-01..03' },
  'blades.0.addresses': { value: '172.16.0.12-14', also: [['blades.1.addresses', '172.16.0.15-31']] },
  'blades.0.ports': { value: 'usw-pro-48/21-23' },
  'blades.0.hardware': { value: 'other' },
  'blades.0.role': { value: 'worker', also: [['blades.2.role', 'control-plane']] },
  'thermal.curve.0': {
    value: ['42C', '30%'],
    first: [
      ['thermal.hold', undefined],
      ['thermal.curve', [40, 50, 60, 70].map((celsius) => [`${celsius}C`, `${celsius + 30}%`])],
    ],
  },
  'hardware.*.fan.bus of a PWM chip': {
    value: 'pwmchip1',
    first: [['hardware.*.fan', { chip: 'pwm', bus: 'pwmchip0' }]],
  },
  'certificates.acme.dns': { value: 'cloudflare', also: [['certificates.acme.rfc2136', undefined]] },
  'accept.0.until': { value: '2027-06-02' },
  'apps.alertmanager.day': { value: '07:00-21:00' },
  'apps.postgres.databases.*.extensions.0': {
    value: undefined,
    also: [['apps.postgres.databases.*.extensions', []]],
  },
  'apps.postgres.restore.until': { value: '2026-11-01T11:00:00Z' },
};

/** `hardware.*.fan.bus of a PWM chip` is that field on another rack. */
const fieldOf = (name: string): string => name.split(' ')[0] as string;

function fieldsOf(schema: z.ZodType, name: string): Field[] {
  const inner = core(schema);
  const below = (key: string, part: unknown) => fieldsOf(part as z.ZodType, name === '' ? key : `${name}.${key}`);
  if (inner instanceof z.ZodObject) return Object.entries(inner.shape).flatMap(([key, part]) => below(key, part));
  if (inner instanceof z.ZodRecord) return below('*', inner.def.valueType);
  if (inner instanceof z.ZodArray) return below('0', inner.element);
  return [{ name, schema: inner }];
}

const fields = [
  ...fieldsOf(rackFile.omit({ apps: true }), ''),
  ...blocks.flatMap(({ name, schema }) => fieldsOf(schema, `apps.${name}`)),
];

/** A name of the owner's is the first one that the rack has there. */
function at(rack: unknown, name: string): { parent: Record<string, unknown>; key: string } {
  const keys = name.split('.');
  let parent = rack as Record<string, unknown>;
  const keyIn = (key: string) => (key === '*' ? (Object.keys(parent)[0] as string) : key);
  for (const key of keys.slice(0, -1)) parent = (parent[keyIn(key)] ?? {}) as Record<string, unknown>;
  return { parent, key: keyIn(keys.at(-1) as string) };
}

/** Values that a field may have instead, most alike first; what does not suit the rest of the rack is refused. */
function alternatives(schema: z.ZodType, value: unknown): unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value * 2, value - 1];
  const text = String(value);
  const counted = (step: number) => text.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + step));
  return [counted(1), counted(-1), ...(notations.get(schema)?.examples ?? []), `x${text}`, `${text}x`];
}

function edited(edits: readonly Edit[]): string {
  const rack: unknown = parse(wholeText);
  for (const [name, value] of edits) {
    const { parent, key } = at(rack, name);
    if (value === undefined) delete parent[key];
    else parent[key] = structuredClone(value);
  }
  return stringify(rack);
}

function load(text: string): { rack?: RackSpec; errors: string[] } {
  const { rack, problems } = loadRack({ text, file: 'every-field.yaml', apps: blocks });
  return { rack, errors: problems.filter(({ level }) => level === 'error').map(({ title }) => title) };
}

/** Everything that is generated of a rack, in steps: what costs most is only made where nothing before it differs. */
const steps: ((rack: RackSpec, app?: string) => unknown)[] = [
  (rack) => [talosFiles(rack), sopsConfig(rack.recipients)],
  (rack, app) => app !== undefined && objectsOf(rack, withNeeds(app)),
  (rack) => objectsOf(rack),
  (rack) => {
    const judged = judgeRack({ rack, images, secrets: readRackSecrets(root, rack.name) });
    return rackDocuments({ file: 'every-field.yaml', text: '', problems: [], ...judged });
  },
];

function objectsOf(rack: RackSpec, only = Object.keys(rack.apps)): unknown {
  const some = Object.fromEntries(Object.entries(rack.apps).filter(([name]) => only.includes(name)));
  const { rendered: objects, secrets } = compose({
    apps,
    rack: { ...rack, apps: some },
    images,
    secretHashes: new Map(),
  });
  return [objects, secrets];
}

function withNeeds(name: string): string[] {
  return [name, ...(blocks.find((block) => block.name === name)?.needs ?? []).flatMap(withNeeds)];
}

const whole = load(wholeText).rack as RackSpec;
const ofWhole = new Map<string, unknown>();

/** Whether anything that is generated differs. */
function differs(before: RackSpec, after: RackSpec, app?: string): boolean {
  return steps.some((step, index) => {
    if (before !== whole) return !isDeepStrictEqual(step(before, app), step(after, app));
    const key = `${index} ${index === 1 ? app : ''}`;
    if (!ofWhole.has(key)) ofWhole.set(key, step(whole, app));
    return !isDeepStrictEqual(ofWhole.get(key), step(after, app));
  });
}

test('the rack that is changed is sound', () => {
  expect(load(wholeText).errors).toEqual([]);
});

const again = Object.keys(others).filter((name) => name !== fieldOf(name));
const rows = [
  ...fields,
  ...again.map((name) => ({ name, schema: fields.find((field) => field.name === fieldOf(name))?.schema as z.ZodType })),
];

test.each(rows)('$name', ({ name, schema }) => {
  const { value: other, first = [], also = [] } = others[name] ?? {};
  const { parent, key } = at(parse(edited(first)), fieldOf(name));
  expect(parent[key] === undefined ? `${name} is missing in test/fixtures/racks/every-field.yaml` : name).toBe(name);
  const values = name in others ? [other] : alternatives(schema, parent[key]).filter((each) => each !== parent[key]);
  const loaded = values.map((value) => load(edited([...first, ...also, [fieldOf(name), value]])));
  const sound = loaded.flatMap(({ rack }) => rack ?? []);
  const refused = loaded.flatMap(({ errors }) => errors);
  expect(sound.length > 0 ? [] : [`no other value of ${name} was taken`, ...refused]).toEqual([]);
  const before = first.length > 0 ? (load(edited(first)).rack as RackSpec) : whole;
  const app = name.startsWith('apps.') ? name.split('.')[1] : undefined;
  const hasEffect = sound.some((rack) => differs(before, rack, app));
  expect({ hasEffect }).toEqual({ hasEffect: !(name in withoutEffect) });
});

/** Names of fields without a description: editors and the reference page would show nothing of them. */
function undescribed(schema: z.ZodType, name: string): string[] {
  const inner = core(schema);
  if (inner instanceof z.ZodRecord) return undescribed(inner.def.valueType as z.ZodType, `${name}.*`);
  if (inner instanceof z.ZodArray) return undescribed(inner.element as z.ZodType, `${name}.0`);
  if (!(inner instanceof z.ZodObject)) return [];
  return (Object.entries(inner.shape) as [string, z.ZodType][]).flatMap(([key, part]) => [
    ...((part.description ?? core(part).description) ? [] : [`${name}.${key}`]),
    ...undescribed(part, `${name}.${key}`),
  ]);
}

test('every field says what it is for', () => {
  expect(undescribed(rackFile, '')).toEqual([]);
  expect(blocks.flatMap(({ name, schema }) => undescribed(schema, `apps.${name}`))).toEqual([]);
});

test('what is excepted is a field', () => {
  const names = fields.map(({ name }) => name);
  expect(
    [...Object.keys(withoutEffect), ...Object.keys(others)].filter((name) => !names.includes(fieldOf(name))),
  ).toEqual([]);
});
