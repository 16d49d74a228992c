import { sectionsOf } from './page-section';

const page = `# Volumes

## No volume shrinks

Words.

### Member by member

More words.

\`\`\`sh
# not a heading
\`\`\`

## 2. Stop \`writes\`, then wait

Last.
`;

test.each([
  ['a section with what is below it', 'no-volume-shrinks', /^## No volume shrinks\n[^]*not a heading\n```\n$/],
  ['one inside another', 'member-by-member', /^### Member by member\n[^]*```\n$/],
  ['the last one, whose heading has marks', '2-stop-writes-then-wait', /^## 2\. Stop[^]*Last\.\n$/],
  ['the whole page by its title', 'volumes', /^# Volumes\n[^]*Last\.\n$/],
])('%s', (_, anchor, text) => {
  expect(sectionsOf(page).get(anchor)).toMatch(text);
});

test('a comment of a command is no section', () => {
  expect([...sectionsOf(page).keys()]).toHaveLength(4);
});
