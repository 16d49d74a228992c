import { tagFault, textOf } from '../../release/tag';

const changelog =
  '# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.3\n\n- **Now.** This.\n\n## 1.2.2\n\n## 1.2.0\n\n- Old.\n';

test.each([
  ['v1.2.3', '1.2.3', undefined],
  ['v1.2.4', '1.2.3', 'the tag v1.2.4 is not version 1.2.3 of package.json'],
  ['1.2.3', '1.2.3', 'the tag 1.2.3 is no semantic version such as v1.2.3'],
  ['v1.2', '1.2', 'the tag v1.2 is no semantic version such as v1.2.3'],
  ['v01.2.3', '01.2.3', 'the tag v01.2.3 is no semantic version such as v1.2.3'],
  ['v1.2.2', '1.2.2', 'CHANGELOG.md says nothing under ## 1.2.2; rename Unreleased'],
  ['v2.0.0-rc.1', '2.0.0-rc.1', 'CHANGELOG.md says nothing under ## 2.0.0-rc.1; rename Unreleased'],
])('the tag %s for version %s: %s', (tag, version, fault) => {
  expect(tagFault(tag, version, changelog)).toBe(fault);
});

test('the page of a release says what stands under its version', () => {
  expect(textOf(changelog, '1.2.3')).toBe('- **Now.** This.\n');
});
