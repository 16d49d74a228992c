import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { appBlocks } from '../lib/app-blocks';
import * as cluster from '../lib/cluster';
import { parseImageLock } from '../lib/kit/images';
import { InputError } from '../lib/rack-file/input-error';
import { loadRack } from '../lib/rack-file/load';
import { printProblems } from '../lib/rack-file/print-problems';
import { parseSopsFile } from '../lib/secrets/sops/sops-file';

/**
 * Files that people write, damaged in 2,000 ways: the answer is a message and never an exception, and no message repeats
 * a secret that somebody pasted into one. Nothing is written on the way, since none of this has a file system.
 */
const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const blocks = appBlocks(Object.values(cluster));

/** What must never be repeated, in the forms in which it is pasted. */
const secret = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const planted = [
  `AGE-SECRET-KEY-1${secret.toUpperCase()}`,
  `https://${secret}@git.example.org/me/rack`,
  `https://me:${secret}@git.example.org/me/rack`,
  `https://hooks.example.org/services/${secret}`,
];

const noise = fc.constantFrom(
  ...['{', '[', '}', ']', ':', '- ', '"', "'", '\n', '\t', ' ', '&a', '*a', '!!x ', '#', '%', '|', '>', '?', ','],
  ...['\u0000', '\u200b', '\u00a0', '\ufeff', '\u0430', '\u{1f600}', '\ud800', '<<: ', '---\n', '__proto__: 1\n'],
  ...['['.repeat(3000), '- '.repeat(3000), 'a: '.repeat(300), 'x'.repeat(5000), '9'.repeat(400)],
);

const anywhere = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** One to six damages: something put in, taken out, doubled, or the rest cut off. */
const damages = fc.array(
  fc.record({
    what: fc.constantFrom('insert', 'delete', 'double', 'swap', 'cut', 'value'),
    at: anywhere,
    length: fc.integer({ min: 1, max: 40 }),
    noise,
  }),
  { minLength: 1, maxLength: 6 },
);

type Damage = typeof damages extends fc.Arbitrary<(infer Each)[]> ? Each : never;

function damaged(text: string, each: Damage): string {
  const from = Math.floor(each.at * text.length);
  const to = from + each.length;
  const [before, part, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (each.what) {
    case 'insert':
      return before + each.noise + part + after;
    case 'delete':
      return before + after;
    case 'double':
      return before + part + part + after;
    case 'swap':
      return before + [...part].reverse().join('') + after;
    case 'cut':
      return each.length > 35 ? before : before + after;
    default:
      return `${before}${part}${after}`.replace(/(?<=: )[^\n{}[\],]+/, () => each.noise);
  }
}

/** Behind a space or at the start of a line, as people paste. */
function pasted(text: string, paste: string, at: number): string {
  const from = Math.floor(at * text.length);
  const gap = /[ \n]/g;
  gap.lastIndex = from;
  const place = (gap.exec(text)?.index ?? text.length) + 1;
  return `${text.slice(0, place)}${paste}${text.slice(place)}`;
}

/** Runs what reads a damaged text; gives what a person would see. */
function always(texts: string[], says: (text: string) => string, runs: number): void {
  fc.assert(
    fc.property(fc.constantFrom(...texts), damages, fc.constantFrom(...planted), anywhere, (text, all, paste, at) => {
      // Pasted last and whole: what is damaged itself is no secret any more.
      const said = says(pasted(all.reduce(damaged, text), paste, at));
      expect(said.toLowerCase()).not.toContain(secret);
      expect(said.length).toBeLessThan(200_000);
    }),
    { numRuns: runs },
  );
}

const racks = ['one-node', 'five-nodes-on-two-switches', 'only-what-is-required'].map((name) =>
  read(`test/fixtures/valid/${name}.yaml`),
);

test('1,400 damaged rack files are answered with words', () => {
  const says = (text: string) => printProblems(loadRack({ text, file: 'rack.yaml', apps: blocks }).problems, { text });
  always(racks, says, 1400);
}, 300_000);

test('400 damaged locks are answered with words', () => {
  const says = (text: string) => {
    try {
      parseImageLock(text);
      return '';
    } catch (error) {
      if (error instanceof InputError) return printProblems(error.problems, { text: error.text });
      throw error;
    }
  };
  always([read('images.lock.yaml').slice(0, 3000)], says, 400);
}, 300_000);

test('200 damaged Secrets are answered with words', () => {
  const says = (text: string) => {
    const file = parseSopsFile(text);
    return 'problems' in file ? file.problems.map(({ path, message }) => `${path} ${message}`).join('\n') : '';
  };
  always([read('test/fixtures/secrets/homelab/data/minio-root.sops.yaml')], says, 200);
}, 300_000);

test('100,000 unknown keys are told in time that grows with the file and not with its square', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `key${index}: 1`).join('\n');
  const { problems } = loadRack({ text: `${racks[0]}\n${keys}\n`, file: 'rack.yaml', apps: blocks });
  expect(problems.length).toBeLessThan(50);
  expect(problems.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^99\d{3} more unknown keys/));
}, 60_000);
