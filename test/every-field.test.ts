import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { compose } from '../lib/compose';
import { parseImageLock } from '../lib/kit/images';
import { rackView } from '../lib/checks/rack-view';
import { quickDocuments } from '../lib/rack-documents';
import { core } from '../lib/rack-file/core';
import type { RackSpec } from '../lib/rack-file/rack';
import { rackFile } from '../lib/rack-file/schema';
import { renderRack } from '../lib/synth';
import { readRackSecrets } from '../lib/secrets/rack-secrets';
import { sopsConfig } from '../lib/secrets/sops/sops-config';
import { talosFiles } from '../lib/talos/patches';
import { apps, blocks, changesOf, fieldOf, fields, load, others, root, whole, wholeText } from './rack-fields';

/**
 * Nothing is accepted and dropped: whichever field of the rack file its owner changes, something that is generated from
 * it changes too. The fields come from the schemas, so one that is new fails here until a rack states it, and then until
 * something follows from it.
 */
const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));

/** Fields from which nothing follows, each with the reason why it stands in the file all the same. */
const withoutEffect: Record<string, string> = {
  'switches.*.ports': 'bounds the ports that blades may name, which is refused otherwise',
  'hardware.*.measured.on': 'is for people: what was found, and on what',
  'hardware.*.measured.blade': 'is for people: what was found, and on what',
  'hardware.*.measured.socCelsius': 'is for people: what was found, and on what',
  'hardware.*.measured.syncMilliseconds': 'is for people: what was found, and on what',
  'hardware.*.measured.tokensPerSecond': 'is for people: what was found, and on what',
  'hardware.*.measured.powerFail': 'is for people: what was found, and on what',
  'switches.*.control.mac': 'is for rackwright power, which generates nothing',
  'switches.*.control.site': 'is for rackwright power, which generates nothing',
  'switches.*.control.fingerprint': 'is for rackwright power, which generates nothing',
  'room.temperature': 'bounds the range that the fans may be asked to hold, which is refused otherwise',
  ...Object.fromEntries(
    ['chat', 'chat-large'].flatMap((app) =>
      ['layers', 'kvHeads', 'headSize'].map((field) => [
        `apps.${app}.own.${field}`,
        'says what a token of context takes: a memory that does not hold it is refused',
      ]),
    ),
  ),
  'apps.model-cache.size': 'says whether an object store is asked for; one that is on is used at any size',
  'accept.0.rule': 'takes a finding out of what synth says',
  'accept.0.object': 'takes a finding out of what synth says',
  'accept.0.reason': 'is for people',
  'accept.0.until': 'puts the finding back on that day',
};

/** Everything that is generated of a rack, in steps: what costs most is only made where nothing before it differs. */
const steps: ((rack: RackSpec, app?: string) => unknown)[] = [
  (rack) => [talosFiles(rack), sopsConfig(rack.recipients)],
  (rack, app) => app !== undefined && objectsOf(rack, withNeeds(app)),
  (rack) => objectsOf(rack),
  (rack) => {
    const { facts } = renderRack({ rack, images, secrets: readRackSecrets(root, rack.name) });
    return [quickDocuments({ file: 'every-field.yaml', view: rackView(facts) }), facts.rendered];
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

test.each(rows)('$name', (field) => {
  const { name } = field;
  const { before, after, refused, missing } = changesOf(field);
  expect(missing ?? name).toBe(name);
  expect(after.length > 0 ? [] : [`no other value of ${name} was taken`, ...refused]).toEqual([]);
  const app = name.startsWith('apps.') ? name.split('.')[1] : undefined;
  const hasEffect = after.some((rack) => differs(before, rack, app));
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
