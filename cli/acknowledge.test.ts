import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Refusal, acknowledges, digestOf } from '../lib/review/acknowledgement';
import { acknowledge } from './acknowledge';

const refusal: Refusal = {
  rule: 'review/shrinks',
  object: 'data/PersistentVolumeClaim/data-redis-0',
  fields: [{ path: 'spec.resources.requests.storage', before: '8Gi', after: '4Gi' }],
};
const digest = digestOf(refusal);
const racks = [{ name: 'sample', refusals: new Map([[digest, refusal]]) }];
const root = mkdtempSync(join(tmpdir(), 'rackwright-acknowledge-'));
const path = join(root, 'acknowledged', 'sample', `${digest}.yaml`);
let said = '';

beforeEach(() => {
  said = '';
  jest.spyOn(console, 'error').mockImplementation((text: string) => void (said += text));
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['a digest that is none', ['0123456789abcdef'], 'why not', `refused are: ${digest}`],
  ['one of several that is none', [digest, '0123456789abcdef'], 'why not', 'the digest 0123456789abcdef'],
  ['no reason', [digest], '', 'a reason is needed'],
])('%s writes nothing, and says why', (_, asked, reason, message) => {
  expect(acknowledge(root, racks, asked, reason)).toBe(1);
  expect(said).toContain(message);
  expect(existsSync(path)).toBe(false);
});

test('a refused change is written under its digest, as the review reads it', () => {
  expect(acknowledge(root, racks, [digest], 'made new, "member" by member: ok')).toBe(0);
  expect(acknowledges(readFileSync(path, 'utf8'), refusal)).toBe(true);
  expect(said).toContain(`acknowledged/sample/${digest}.yaml`);
});

test('several are written at once', () => {
  const other: Refusal = { ...refusal, object: 'data/PersistentVolumeClaim/data-redis-1' };
  const both = [{ name: 'sample', refusals: new Map([refusal, other].map((each) => [digestOf(each), each])) }];
  expect(acknowledge(root, both, [digest, digestOf(other)], 'no cluster runs this yet')).toBe(0);
  expect(existsSync(join(root, 'acknowledged', 'sample', `${digestOf(other)}.yaml`))).toBe(true);
});
