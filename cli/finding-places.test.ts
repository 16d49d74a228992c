import type { Finding } from '../lib/facts/finding';
import { checkReference, referenceFile, referenceText } from '../lib/testing/reference-rack';
import { withPlaces } from './finding-places';

const built = { file: referenceFile, text: referenceText, facts: checkReference().facts };
const lineOf = (start: string) => referenceText.split('\n').findIndex((line) => line.startsWith(start)) + 1;

const finding = (object: string, path = ''): Finding => ({
  level: 'warning',
  rule: 'some/rule',
  object,
  path,
  message: 'is not so',
  fix: '',
});

test.each<[string, Finding, Partial<Finding>]>([
  [
    'an object has the file of its app, and the line of its block',
    finding('data/StatefulSet/redis', 'spec'),
    {
      source: 'lib/apps/data/redis.ts',
      at: { file: referenceFile, line: lineOf('  redis:'), column: 3 },
    },
  ],
  [
    'a field of the rack file has its line',
    finding(referenceFile, 'network.domain'),
    { at: { file: referenceFile, line: lineOf('  domain:'), column: 3 } },
  ],
  [
    'what an app makes that the file does not name has no line there',
    finding('cert-manager/HelmRelease/cert-manager'),
    { source: 'lib/apps/platform/cert-manager.ts', at: undefined },
  ],
  ['a file of another kind is left alone', finding('images.lock.yaml', 'redis'), { source: undefined, at: undefined }],
])('%s', (_name, given, expected) => {
  const [placed] = withPlaces([given], built);
  expect({ source: placed?.source, at: placed?.at }).toEqual({ source: undefined, ...expected });
});

test('a place that a rule knows better stays', () => {
  const at = { file: 'images.lock.yaml', line: 7, column: 1 };
  expect(withPlaces([{ ...finding('data/StatefulSet/redis'), at }], built)[0]).toMatchObject({ at });
});
