import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exceptedRule, exceptionKey, isUnknownMark, marks, switchPortMark, tierMark } from './marks';

const root = join(__dirname, '..', '..');

test('a mark reads what it wrote, and nothing where it was not written', () => {
  expect(tierMark.in(tierMark.as('data'))).toBe('data');
  expect(tierMark.in({ tier: 'data' })).toBeUndefined();
  expect(tierMark.in(undefined)).toBeUndefined();
});

test('no two marks share a key', () => {
  expect(new Set(marks.map(({ key }) => key)).size).toBe(marks.length);
});

test.each(['selectors/own-pods', 'secrets/credential-looking'])('the exception from %s names it again', (rule) => {
  expect(exceptedRule(exceptionKey(rule))).toBe(rule);
});

test.each([
  ['rackwright.dev/quorom', true],
  ['except.rackwright.dev/selectors.own-pods', false],
  ['rackwright.dev/quorum', false],
  ['notrackwright.dev/quorom', false],
  ['app.kubernetes.io/name', false],
])('%s: unknown is %s', (key, unknown) => {
  expect(isUnknownMark(key)).toBe(unknown);
});

/** Keys of ours in text: documents and runbooks tell people to type them. */
function keysIn(text: string): string[] {
  return [...text.matchAll(/(?<![a-z.])(?:except\.)?rackwright\.dev\/[a-z][a-z.-]*[a-z]/g)].map(([key]) => key);
}

test('documents name no key that does not exist', () => {
  const files = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.md') && file !== 'rules.md',
  );
  const keys = files.flatMap((file) => keysIn(readFileSync(join(root, 'docs', file), 'utf8')));
  expect(keys).toContain(switchPortMark.key);
  expect(keys.filter(isUnknownMark)).toEqual([]);
});
