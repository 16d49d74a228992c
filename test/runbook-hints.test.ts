import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sectionsOf } from '../lib/project/page-section';

/** What people are told to read: pages come with the command, and an owner's repository has no docs/runbooks/. */
const sources = ['lib', 'cli'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.cases)\.ts$/.test(file) && file !== 'runbook.ts')
    .map((file) => join(folder, file)),
);
const hints = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/rackwright runbook ([a-z][a-z0-9-]*)(?:#([a-z0-9-]+))?/g)].map(
    ([, page = '', section = '']) => [file, page, section] as const,
  ),
);

test('hints are found', () => {
  expect(hints.length).toBeGreaterThan(10);
});

test.each(hints)('%s names page %s#%s, which is there', (_, page, section) => {
  const text = readFileSync(`docs/runbooks/${page}.md`, 'utf8');
  if (section !== '') expect([...sectionsOf(text).keys()]).toContain(section);
});

test('nobody is sent to docs/runbooks/', () => {
  const texts = sources.filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => /docs\/runbooks\/[a-z-]+\.md/.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line)),
  );
  expect(texts).toEqual([]);
});
