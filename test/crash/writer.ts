import fs from 'node:fs';
import path from 'node:path';
import { buildIndex, indexFile, indexText } from '../../lib/output/index-file';
import { realFs, type TreeFs } from '../../lib/output/tree-fs';
import { writeTree } from '../../lib/output/write';
import { rack, trees } from './trees';

/**
 * The process that the crash test kills: `writer.ts -- <dist> loop` writes the two trees in turn for ever,
 * `<dist> once <a|b> <start, ms since 1970>` writes one of them at that moment, so that two start together.
 * `loop <sabotage>` writes in a way that must not pass.
 */
const [dist = '', mode, argument, startMs] = process.argv.slice(2);

/** The index in its place before the files it speaks of. */
const indexFirst: TreeFs = {
  ...realFs,
  unlinkSync: (file) =>
    String(file) === `${dist}/${rack}/${indexFile}`
      ? fs.renameSync(`${dist}/.${rack}/next/${indexFile}`, file)
      : fs.unlinkSync(file),
};

/** File after file in place, each time with an index that fits: every mixture looks whole. */
function indexAfterEachFile(version: 'a' | 'b'): void {
  const root = `${dist}/${rack}`;
  const known = new Map<string, string>();
  const { files, objects } = trees[version];
  for (const [file, content] of files) {
    fs.mkdirSync(path.dirname(`${root}/${file}`), { recursive: true });
    fs.writeFileSync(`${root}/${file}`, content);
    known.set(file, content as string);
    fs.writeFileSync(`${root}/${indexFile}`, indexText(buildIndex(rack, known, objects)));
  }
}

const write: Record<string, (version: 'a' | 'b') => void> = {
  none: (version) => void writeTree(dist, rack, trees[version]),
  'index-first': (version) => void writeTree(dist, rack, trees[version], indexFirst),
  'index-each': (version) => {
    fs.rmSync(`${dist}/${rack}`, { recursive: true, force: true });
    indexAfterEachFile(version);
  },
};

function run(): void {
  if (mode === 'once') {
    while (Date.now() < Number(startMs));
    writeTree(dist, rack, trees[argument as 'a' | 'b']);
    return;
  }
  const writeOne = write[argument ?? 'none']!;
  writeOne('a');
  fs.writeSync(1, 'ready\n');
  for (;;) {
    writeOne('b');
    writeOne('a');
  }
}

try {
  run();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
