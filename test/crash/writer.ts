import fs from 'node:fs';
import { dirname } from 'node:path';
import { partFiles } from '../../lib/output/part-file';
import { realFs, type TreeFs } from '../../lib/output/tree-fs';
import { writeTree } from '../../lib/output/write';
import { rack, trees } from './trees';

/**
 * The process that the crash test kills: `writer.ts -- <dist> loop` writes the two trees in turn for ever,
 * `<dist> once <a|b> <start, ms since 1970>` writes one of them at that moment, so that two start together.
 * `loop <sabotage>` writes in a way that must not pass.
 */
const [dist = '', mode, argument, startMs] = process.argv.slice(2);

/** Changes the tree although no plan says how to go on. */
const withoutPlan: TreeFs = {
  ...realFs,
  renameSync: (from, to) => {
    if (!String(to).endsWith('/plan.json')) fs.renameSync(from, to);
  },
};

/** File after file in place, each time with descriptions that fit: every mixture looks whole. */
function describeAfterEachFile(version: 'a' | 'b'): void {
  const root = `${dist}/${rack}`;
  const known = new Map<string, string>();
  for (const [file, content] of trees[version].files) {
    known.set(file, content as string);
    for (const [path, text] of [[file, content] as const, ...partFiles(rack, known, { objects: {} })]) {
      fs.mkdirSync(dirname(`${root}/${path}`), { recursive: true });
      fs.writeFileSync(`${root}/${path}`, text);
    }
  }
}

const write: Record<string, (version: 'a' | 'b') => void> = {
  none: (version) => void writeTree(dist, rack, trees[version]),
  'no-plan': (version) => void writeTree(dist, rack, trees[version], withoutPlan),
  'describe-each': (version) => {
    fs.rmSync(`${dist}/${rack}`, { recursive: true, force: true });
    describeAfterEachFile(version);
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
