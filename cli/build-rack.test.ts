import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceText } from '../lib/testing/reference-rack';
import { builtRack } from './build-rack';

test('slips in apps/ and in the rack file are told at once, and no app is unknown because it cannot be read', () => {
  const root = mkdtempSync(join(tmpdir(), 'rackwright-build-'));
  try {
    for (const folder of ['apps/plain', 'clusters']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'apps/plain/plain.yaml'), 'a: 1\nplain\nb: 2\n');
    const text = referenceText.replace(/^apps:.*$/m, 'apps:\n  plain: on\n  nosuch: on');
    writeFileSync(join(root, 'clusters/homelab.yaml'), text);
    const { problems } = builtRack(root, 'clusters/homelab.yaml');
    expect(problems.map(({ file, title }) => [file, title])).toEqual([
      ['apps/plain/plain.yaml', expect.stringContaining('"plain"')],
      ['clusters/homelab.yaml', expect.stringContaining('nosuch')],
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
