import type { ReadRack } from './compare-racks';
import { type RackFolders, ownerlessFolders } from './ownerless';
import type { RackSpec } from './rack';

const rack = (name: string): ReadRack => ({
  file: `clusters/${name}.yaml`,
  text: `name: ${name}\n`,
  rack: { name } as RackSpec,
});

const said = (racks: string[], folders: Partial<RackFolders>) =>
  ownerlessFolders(racks.map(rack), { secrets: [], dist: [], examples: [], ...folders }).map(
    ({ level, file, title }) => `${level} ${file}: ${title}`,
  );

test.each<[string, string[], Partial<RackFolders>, string[]]>([
  ['a first rack has nothing yet', ['attic'], {}, []],
  ['every folder has its rack', ['attic', 'loft'], { secrets: ['attic', 'loft'], dist: ['attic', 'loft'] }, []],
  ['a second rack begins beside the first', ['attic', 'loft'], { secrets: ['attic'], dist: ['attic'] }, []],
  [
    'a rack was renamed',
    ['loft'],
    { secrets: ['attic'], dist: ['attic'] },
    ['error clusters/loft.yaml: secrets/loft is missing, and secrets/attic belongs to no rack file'],
  ],
  [
    'its secrets moved along and its output did not',
    ['loft'],
    { secrets: ['loft'], dist: ['attic'] },
    ['warning clusters/loft.yaml: dist/attic belongs to no rack file'],
  ],
  [
    'a rack is gone and another goes on',
    ['loft'],
    { secrets: ['attic', 'loft'], dist: ['attic', 'loft'] },
    ['warning clusters/loft.yaml: secrets/attic and dist/attic belong to no rack file'],
  ],
  [
    'a rack of one’s own beside the example, whose Secrets everybody can open',
    ['loft'],
    { secrets: ['homelab'], examples: ['homelab'], dist: ['homelab'] },
    ['warning clusters/loft.yaml: secrets/homelab and dist/homelab belong to no rack file'],
  ],
])('%s', (_, racks, folders, expected) => {
  expect(said(racks, folders)).toEqual(expected);
});

test('output that was left behind is told where it belongs, and how it goes', () => {
  const [problem] = ownerlessFolders([rack('loft')], { secrets: ['loft'], dist: ['attic'], examples: [] });
  expect(problem!.detail).toContain('git mv dist/attic dist/loft');
  expect(problem!.detail).toContain('git rm -r dist/attic');
});

test('a renamed rack is told what to move, and never to make new passwords', () => {
  const [problem] = ownerlessFolders([rack('loft')], { secrets: ['attic'], dist: ['attic'], examples: [] });
  expect(problem!.detail).toContain('git mv secrets/attic secrets/loft');
  expect(problem!.detail).not.toContain('secrets create');
});
