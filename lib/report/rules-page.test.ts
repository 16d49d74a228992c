import { readFileSync } from 'node:fs';
import type { RuleInfo } from '../checks/rule';
import { all, connect, remove, set, setFact } from '../checks/testing/edits';
import { ruleDocs } from './rule-docs';
import { ruleSection, rulesPage } from './rules-page';

const rule: RuleInfo = {
  id: 'test/teapot',
  level: 'warning',
  why: 'It is short & <stout>.',
  fixHint: 'pour it out',
  exceptable: true,
};

test('docs/rules.md says of each rule what it says today', () => {
  const page = readFileSync('docs/rules.md', 'utf8');
  const stale = ruleDocs().filter((doc) => !page.includes(`\n${ruleSection(doc)}\n`));
  expect(stale.map(({ rule: { id } }) => id)).toEqual([]);
});

test('explains a rule without an example too', () => {
  const page = rulesPage([{ rule }]);
  expect(page).toContain('- **test**: [teapot](#testteapot)');
  expect(page).toContain(
    [
      '### `test/teapot`',
      '**warning.** It is short & &lt;stout&gt;.',
      'To fix: pour it out.',
      'To except: `except.rackwright.dev/test.teapot: <reason>`.',
    ].join('\n\n'),
  );
});

test.each([
  ['a field that is set', set('a/B/c', 'spec.list[one].x', 1), 'spec:\n  list:\n    - name: one\n      x: 1'],
  ['a field that is left out', set('a/B/c', 'spec.x', undefined), 'with `spec.x` left out of `a/B/c`:'],
  ['an object that is gone', remove('a/B/c'), 'without `a/B/c`:'],
  ['a connection', connect('a/B/c', 'd/E/f:1/TCP'), 'with `a/B/c` that connects to `d/E/f:1/TCP`:'],
  ['the lock file', setFact('images.x.tag', '2'), "with this in `images.lock.yaml`:\n\n```yaml\nx:\n  tag: '2'"],
  ['a long text by its beginning', set('a/B/c', 'x', 'y'.repeat(5000)), `x: ${'y'.repeat(40)}… (5,000 characters)`],
  ['several at once', all(remove('a/B/c'), remove('d/E/f')), 'without `a/B/c`:\n\nand without `d/E/f`:'],
])('shows %s', (_what, edit, shown) => {
  expect(rulesPage([{ rule, example: { edit, findings: [] } }])).toContain(shown);
});
