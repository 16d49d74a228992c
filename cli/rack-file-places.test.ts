import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Source } from '../lib/rack-file/source';
import { placesIn } from './rack-file-places';

const text = `# a comment
name: sample
network:
  nodes: 10.0.0.0/24
apps:
  # another
  redis:
    memory: 1Gi
  chat: { model: small }

  "odd.name": on
backups:
  offsite: {}
`;
const clusters = new Map([
  ['other.yaml', 'name: other\napps:\n  redis: on\n'],
  ['examples/sample.yaml', 'name: sample\n'],
  ['sample.yaml', text],
]);

test.each([
  ['apps.redis', 7],
  ['apps.redis.memory', 8],
  ['apps.chat', 9],
  ['apps.chat.model', 9],
  ['apps["odd.name"]', 11],
  ['apps.absent', 5],
  ['backups.offsite', 13],
  ['network', 3],
])('%s stands in line %d', (specPath, line) => {
  expect(placesIn('sample', clusters)(specPath)).toEqual({ file: 'clusters/sample.yaml', line });
});

test('what no rack file has is nowhere', () => {
  expect(placesIn('sample', clusters)('absent')).toBeUndefined();
  expect(placesIn('third', clusters)('apps')).toBeUndefined();
});

test('every app of the reference rack has the line that the parser of rack files finds', () => {
  const file = 'clusters/homelab.yaml';
  const homelab = readFileSync(join(__dirname, '../test/fixtures/racks/reference.yaml'), 'utf8');
  const source = new Source(file, homelab);
  const placeOf = placesIn('homelab', new Map([['homelab.yaml', homelab]]));
  const { apps } = source.document.toJS() as { apps: Record<string, unknown> };
  for (const app of Object.keys(apps)) expect(placeOf(`apps.${app}`)?.line).toBe(source.lineOf(['apps', app]));
});
