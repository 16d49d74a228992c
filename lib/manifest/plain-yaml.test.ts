import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { type PlainYaml, readPlainYaml } from './plain-yaml';

const root = join(__dirname, '../..');

/** What the parser makes of it in each version of YAML; undefined where it finds a fault. */
function parsed(text: string): unknown[] {
  return (['1.1', '1.2'] as const).map((version) => {
    const document = parseDocument(text, { version, merge: false, logLevel: 'silent' });
    return document.errors.length > 0 ? undefined : document.toJS({ mapAsMap: true });
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /.\.sops\.yaml$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('readPlainYaml', () => {
  it('reads the lock and the Secrets of the frozen rack as the parser does', () => {
    const texts = [readFileSync(join(root, 'images.lock.yaml'), 'utf8'), ...filesBelow('test/fixtures/secrets')];
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) {
      const read = readPlainYaml(text);
      expect(read).toBeDefined();
      expect(parsed(text)).toEqual([read, read]);
    }
  });

  const left: [string, string][] = [
    ['a number', 'a: 12\n'],
    ['a date', 'a: 2026-11-28\n'],
    ['a word for yes', 'a: on\n'],
    ['a key that is a word for no', 'n: text\n'],
    ['what an older parser takes for a number', 'a: E0\n'],
    ['nothing', 'a:\n'],
    ['a key twice', 'a: x\na: y\n'],
    ['an anchor', 'a: &x text\n'],
    ['a reference', 'a: *x\n'],
    ['a tag', 'a: !!str text\n'],
    ['an escape', 'a: "x\\n"\n'],
    ['single quotes', "a: 'x'\n"],
    ['a power of ten', 'a: 1.5e-3\n'],
    ['a comment in place of a value', 'a: # why\n'],
    ['two keys on a line', 'a: b: c\n'],
    ['a text of two lines', 'a: x\n  y\n'],
    ['a folded text', 'a: >\n  x\n'],
    ['an empty line in a literal one', 'a: |\n  x\n\n  y\nb: z\n'],
    ['a literal text that nothing follows', 'a: |\nb: z\n'],
    ['a second document', 'a: x\n---\nb: y\n'],
    ['a key at no level', 'a:\n    b: x\n  c: y\n'],
    ['a tab', 'a:\tx\n'],
    ['letters beyond ASCII', 'a: ä\n'],
    ['no map', '- a\n'],
    ['nothing at all', ''],
  ];
  it.each(left)('leaves to the parser: %s', (_name, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('leaves what is nested without end', () => {
    const text = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    expect(readPlainYaml(`${text}${' '.repeat(1000)}b: x\n`)).toBeUndefined();
  });

  it('reads nothing otherwise than the parser', () => {
    const part = fc.constantFrom('a: ', 'b:', 'c: ', '- ', '\n', '\n', '  ', '    ', '|', 'x', 'y', '1', '.', '# z', ' # z', '1.2', '-3', 'e', '"', ':', '[', ', ', ']', 'on', '-', '\n  ', '\n    ', 'k: v'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        const read: PlainYaml | undefined = readPlainYaml(text);
        if (read !== undefined) expect(parsed(text)).toEqual([read, read]);
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});
