import { fixtureApps } from './fixture-apps';
import { rackReference } from './reference';

const page = rackReference(fixtureApps);

it.each([
  ['a required field', '- `gateway` _(required)_: Router of that network, such as 192.168.1.1.'],
  ['a default in the words of the file', '- `pods`: Network of the pods'],
  ['the default itself', 'Default: `10.244.0.0/16`.'],
  ['the allowed values', 'One of `arm64`, `amd64`.'],
  ['the bounds of a number', 'A whole number from 1 to 5. Default: `3`.'],
  ['fields of a nested map', '- `offsite.bucket` _(required)_'],
  ['a section that is a map by name', '## `hardware.<name>`'],
  ['what an app needs', 'Needs `redis`, `postgres`.'],
  ['that the platform stays on', 'cannot be off'],
])('shows %s', (_, text) => expect(page).toContain(text));

it('lists apps by name, whatever order they come in', () => {
  expect(rackReference([...fixtureApps].reverse())).toBe(page);
});

it('hides no text in what Markdown takes for a tag', () => {
  expect(page.replaceAll(/`[^`]*`|<!--[^]*?-->/g, '')).not.toMatch(/<[a-z]/);
});
