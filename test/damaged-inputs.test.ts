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
import { anywhere, damaged, damages, pasted, planted, secret } from './damages';

/**
 * Files that people write, damaged in 1,700 ways: the answer is a message and never an exception, and no message repeats
 * a secret that somebody pasted into one. Nothing is written on the way, since none of this has a file system; whole
 * folders of Secrets, 300 of them, are damaged in damaged-secret-folders.test.ts.
 */
const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const blocks = appBlocks(Object.values(cluster));

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

test('1,200 damaged rack files are answered with words', () => {
  const says = (text: string) => printProblems(loadRack({ text, file: 'rack.yaml', apps: blocks }).problems, { text });
  always(racks, says, 1200);
});

test('300 damaged locks are answered with words', () => {
  const says = (text: string) => {
    try {
      parseImageLock(text);
      return '';
    } catch (error) {
      if (error instanceof InputError) return printProblems(error.problems, { text: error.text });
      throw error;
    }
  };
  always([read('images.lock.yaml').slice(0, 3000)], says, 300);
});

test('200 damaged Secrets are answered with words', () => {
  const says = (text: string) => {
    const file = parseSopsFile(text);
    return 'problems' in file ? file.problems.map(({ path, message }) => `${path} ${message}`).join('\n') : '';
  };
  always([read('test/fixtures/secrets/homelab/data/minio-root.sops.yaml')], says, 200);
});

test('100,000 unknown keys are told in time that grows with the file and not with its square', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `key${index}: 1`).join('\n');
  const { problems } = loadRack({ text: `${racks[0]}\n${keys}\n`, file: 'rack.yaml', apps: blocks });
  expect(problems.length).toBeLessThan(50);
  expect(problems.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^99\d{3} more unknown keys/));
}, 60_000);
