import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../lib/compose';
import { parseImageLock } from '../lib/kit/images';
import { layOut } from '../lib/output/layout';
import type { RackSpec } from '../lib/rack-file/rack';
import { reviewTrees } from '../lib/review/review';
import { apps, blocks, changesOf, fields, root } from './rack-fields';

/**
 * Whichever field of an app its owner changes on a rack that runs, the API server takes every object of the change, but
 * for the fields below: those the review refuses, with the steps that work, or since their other value loses data. The cluster bench applies the same changes to
 * a real API server: `npm run test:cluster -- fields`.
 */
const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));

/** Fields of which some other value is refused, by the rules that refuse it. */
const refused: Record<string, string[]> = {
  'apps.document-backups.keepDeleted': ['review/backups'],
  'apps.logs.disk': ['review/persistence', 'review/shrinks'],
  'apps.logs.keep': ['review/persistence'],
  'apps.minio.buckets.*.ofPeople': ['review/databases'],
  'apps.minio.keepDeleted': ['review/backups'],
  'apps.minio.disk': ['review/shrinks'],
  'apps.postgres.disk': ['review/shrinks'],
  'apps.postgres.instances': ['review/persistence', 'review/quorum'],
  'apps.postgres.keepBackups': ['review/backups'],
  'apps.postgres.walDisk': ['review/shrinks'],
  'apps.prometheus.disk': ['review/persistence', 'review/shrinks'],
  'apps.prometheus.keep': ['review/persistence'],
  'apps.redis.disk': ['review/shrinks'],
  'apps.tempo.disk': ['review/shrinks'],
  'apps.tempo.keep': ['review/persistence'],
  'apps.tempo.size': ['review/persistence'],
  'apps.volume-backups.keep': ['review/backups'],
};

function withNeeds(name: string): string[] {
  return [name, ...(blocks.find((block) => block.name === name)?.needs ?? []).flatMap(withNeeds)];
}

function textsOf(rack: RackSpec, app: string): Map<string, string> {
  const some = Object.fromEntries(Object.entries(rack.apps).filter(([name]) => withNeeds(app).includes(name)));
  const { rendered } = compose({ apps, rack: { ...rack, apps: some }, images, secretHashes: new Map() });
  return new Map([...layOut(rendered).files].map(([path, content]) => [path, String(content)]));
}

const ofApps = fields.filter(({ name }) => name.startsWith('apps.'));

test.each(ofApps)('$name', (field) => {
  const app = field.name.split('.')[1]!;
  const { before, after } = changesOf(field);
  const old = textsOf(before, app);
  const rules = after.flatMap((rack) =>
    reviewTrees({ rack: rack.name, before: old, after: textsOf(rack, app) })
      .findings.filter(({ level }) => level === 'error')
      .map(({ rule }) => rule),
  );
  expect([...new Set(rules)].sort()).toEqual(refused[field.name] ?? []);
});

test('what is refused is a field', () => {
  expect(Object.keys(refused).filter((name) => !ofApps.some((field) => field.name === name))).toEqual([]);
});
