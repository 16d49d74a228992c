import { parseAllDocuments } from 'yaml';
import { checkReference } from '../testing/reference-rack';
import { documentsIn } from './documents';

test('every file of the reference rack is the same data to both parsers', () => {
  const files = [...checkReference().tree!.files].filter(([path]) => path.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(300);
  for (const [, content] of files) {
    const text = Buffer.from(content).toString('utf8');
    expect(documentsIn(text)).toEqual(parseAllDocuments(text).map((document) => document.toJS() as unknown));
  }
});

test.each([
  ['several documents', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['words that YAML 1.1 would take for a date or a yes', 'a: 2026-01-02\nb: yes\n', [{ a: '2026-01-02', b: 'yes' }]],
  ['a key that stands twice', 'a: 1\na: 2\n', [{ a: 2 }]],
  ['what is no YAML', '{ a: [1\n', [{ a: [1] }]],
  ['an alias to nothing', 'a: *nowhere\n', []],
  ['nothing', '', []],
])('%s', (_, text, documents) => {
  expect(documentsIn(text)).toEqual(documents);
});
