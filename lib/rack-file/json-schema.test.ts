import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { fixtureApps } from './fixture-apps';
import { rackJsonSchema } from './json-schema';

const root = join(__dirname, '..', '..');
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'));
const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(rackJsonSchema(fixtureApps));

const valid = 'test/fixtures/valid';
const racks = readdirSync(join(root, valid)).filter((name) => name.endsWith('.yaml'));

it.each(racks)('takes %s', (name) => {
  accepts(read(`${valid}/${name}`));
  expect(accepts.errors).toBeNull();
});

it.each([
  'unknown-key-at-the-top',
  'misspelt-key-in-a-section',
  'misspelt-key-in-an-entry',
  'unknown-app',
  'unknown-key-of-an-app',
  'gateway-missing',
  'map-for-a-list',
  'text-for-a-list',
  'words-for-a-number',
  'unknown-role',
  'unknown-architecture',
  'version-with-a-v',
  'version-of-two-numbers',
  'watts-without-a-unit',
  'range-of-watts-without-units',
  'memory-in-lower-case',
  'addresses-with-dots-between',
  'ports-with-a-colon',
  'repository-by-ssh-shorthand',
  'app-neither-on-nor-off',
  'app-value-out-of-range',
  'platform-is-off',
  'recipient-cut-short',
])('refuses what an editor can see by itself: %s', (name) => {
  expect(accepts(read(`test/fixtures/invalid/${name}.yaml`))).toBe(false);
});

it('describes every field, so that an editor can show what it is for', () => {
  const undescribed: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties = {}, ...rest } = schema as { properties?: Record<string, { description?: string }> };
    for (const [key, field] of Object.entries(properties)) {
      if (!field.description) undescribed.push(`${path}.${key}`);
      walk(field, `${path}.${key}`);
    }
    for (const part of Object.values(rest)) for (const each of [part].flat()) walk(each, path);
  };
  walk(rackJsonSchema(fixtureApps), '');
  expect(undescribed).toEqual([]);
});
