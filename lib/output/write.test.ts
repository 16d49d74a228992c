import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partAt, rackFile, sha256 } from './part-file';
import { compareWithDist, inspectTree, settleTree } from './inspect';
import { sampleTree } from './testing/sample-tree';
import { writeTree, type Tree } from './write';
import { readFiles } from './read-texts';
import { walkTree } from './walk-tree';
import { realFs, type TreeFs } from './tree-fs';

let dist: string;
beforeEach(() => {
  dist = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'output-')), 'dist');
});
afterEach(() => {
  fs.rmSync(path.dirname(dist), { recursive: true, force: true });
});

const old = sampleTree({
  'apps/a/data/A.a.yaml': 'a: 1\n',
  'apps/a/data/A.b.yaml': 'b: 1\n',
  'apps/b/data/B.a.yaml': 'c: 1\n',
});
const next = sampleTree({
  'apps/a/data/A.a.yaml': 'a: 1\n',
  'apps/a/data/A.b.yaml': 'b: 2\n',
  'flux/K.a.yaml': 'd: 1\n',
});

function onDisk(): Record<string, string> {
  return Object.fromEntries(Object.entries(everything()).filter(([file]) => partAt(file) === undefined));
}

/** What the tree says of itself, by path. */
function descriptions(): Record<string, string> {
  return Object.fromEntries(Object.entries(everything()).filter(([file]) => partAt(file) !== undefined));
}

function everything(): Record<string, string> {
  const root = `${dist}/homelab`;
  const { files } = walkTree(realFs, root);
  return Object.fromEntries(files.sort().map((file) => [file, fs.readFileSync(`${root}/${file}`, 'utf8')]));
}

function put(file: string, content = 'x'): string {
  const full = `${dist}/homelab/${file}`;
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, content);
  return full;
}

describe('writing a tree', () => {
  test('makes the folder hold the files and what describes each app, and nothing stays beside it', () => {
    expect(writeTree(dist, 'homelab', old)).toEqual({ written: [...old.files.keys()], removed: [], unchanged: 0 });
    expect(onDisk()).toEqual(Object.fromEntries(old.files));
    expect(Object.keys(descriptions())).toEqual(['facts/a.json', 'facts/b.json', rackFile]);
    expect(JSON.parse(descriptions()['facts/a.json']!)).toMatchObject({
      schema: 1,
      rack: 'homelab',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      files: { 'apps/a/data/A.a.yaml': sha256('a: 1\n') },
      objects: { 'apps/a/data/A.a.yaml': { app: 'a' } },
    });
    expect(fs.readdirSync(dist)).toEqual(['homelab']);
  });

  test('touches only what changed, and removes what nothing produces any more with its folders', () => {
    writeTree(dist, 'homelab', old);
    const past = new Date(1e12);
    for (const file of old.files.keys()) fs.utimesSync(`${dist}/homelab/${file}`, past, past);
    expect(writeTree(dist, 'homelab', next)).toEqual({
      written: ['apps/a/data/A.b.yaml', 'flux/K.a.yaml'],
      removed: ['apps/b/data/B.a.yaml'],
      unchanged: 1,
    });
    expect(fs.statSync(`${dist}/homelab/apps/a/data/A.a.yaml`).mtimeMs).toBe(1e12);
    expect(fs.existsSync(`${dist}/homelab/apps/b`)).toBe(false);
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
  });

  test('describes in one file what belongs to one app, so that another app’s change leaves it alone', () => {
    writeTree(dist, 'homelab', old);
    const before = descriptions();
    writeTree(dist, 'homelab', { ...old, files: new Map([...old.files, ['apps/b/data/B.a.yaml', 'c: 2\n']]) });
    const after = descriptions();
    expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual(['facts/b.json']);
  });

  test('writes nothing at all the second time, not even what describes it', () => {
    writeTree(dist, 'homelab', old);
    const all = [...walkTree(realFs, dist).files, ...walkTree(realFs, dist).folders, '.'];
    const past = new Date(1e12);
    for (const file of all) fs.utimesSync(`${dist}/${file}`, past, past);
    expect(writeTree(dist, 'homelab', old)).toEqual({ written: [], removed: [], unchanged: 3 });
    expect(all.filter((file) => fs.statSync(`${dist}/${file}`).mtimeMs !== 1e12)).toEqual([]);
  });

  test('reads no file again that this run has read, when there is nothing to do', () => {
    writeTree(dist, 'homelab', old);
    const seen = readFiles(`${dist}/homelab`);
    const blind: TreeFs = {
      ...realFs,
      readFileSync: () => {
        throw new Error('read again');
      },
    };
    expect(writeTree(dist, 'homelab', old, blind, seen).unchanged).toBe(3);
  });

  test('goes by the disk once there is something to do, whatever was read before', () => {
    writeTree(dist, 'homelab', old);
    const seen = readFiles(`${dist}/homelab`);
    put('apps/a/data/A.a.yaml', 'changed since\n');
    expect(writeTree(dist, 'homelab', next, realFs, seen).written).toEqual([...next.files.keys()]);
    expect(onDisk()).toEqual(Object.fromEntries(next.files));
  });

  test('leaves other racks alone', () => {
    writeTree(dist, 'edge', old);
    writeTree(dist, 'homelab', old);
    writeTree(dist, 'homelab', next);
    expect(inspectTree(dist, 'edge').state).toBe('whole');
  });

  test('gives the same descriptions whatever the order of files and objects', () => {
    const reversed = {
      files: new Map([...old.files].reverse()),
      objects: Object.fromEntries(Object.entries(old.objects).reverse()),
    };
    writeTree(dist, 'homelab', old);
    expect(writeTree(dist, 'homelab', reversed).written).toEqual([]);
    const before = descriptions();
    writeTree(dist, 'homelab', next);
    writeTree(dist, 'homelab', reversed);
    expect(descriptions()).toEqual(before);
  });

  test('writes a new description when only the source of an object moved', () => {
    writeTree(dist, 'homelab', old);
    const objects = {
      ...old.objects,
      'apps/a/data/A.a.yaml': { ...old.objects['apps/a/data/A.a.yaml']!, source: 'x' },
    };
    expect(writeTree(dist, 'homelab', { ...old, objects }).written).toEqual([]);
    expect(descriptions()['facts/a.json']).toContain('"source": "x"');
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
  });

  test.each<[string, Tree, Tree]>([
    ['a file becomes a folder', sampleTree({ 'apps/a': 'x' }), sampleTree({ 'apps/a/b/C.yaml': 'y' })],
    ['a folder becomes a file', sampleTree({ 'apps/a/b/C.yaml': 'y' }), sampleTree({ 'apps/a': 'x' })],
    ['everything goes', old, sampleTree({})],
  ])('%s', (_, before, after) => {
    writeTree(dist, 'homelab', before);
    writeTree(dist, 'homelab', after);
    expect(descriptions()[rackFile]).toBeDefined();
    expect(onDisk()).toEqual(Object.fromEntries(after.files));
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
  });
});

describe('what nobody produced', () => {
  test('is named by the inspection and removed by the next run: files, hidden files, links, pipes, empty folders', () => {
    writeTree(dist, 'homelab', old);
    const outside = path.join(path.dirname(dist), 'outside');
    fs.mkdirSync(outside);
    fs.writeFileSync(`${outside}/keep`, 'me');
    put('apps/a/data/stray.yaml');
    put('.hidden');
    put('apps/._A.a.yaml');
    fs.symlinkSync(outside, `${dist}/homelab/apps/link`);
    fs.mkdirSync(`${dist}/homelab/apps/empty/er`, { recursive: true });
    expect(inspectTree(dist, 'homelab')).toEqual({
      state: 'edited',
      differences: ['.hidden', 'apps/._A.a.yaml', 'apps/a/data/stray.yaml', 'apps/link'].map((file) => ({
        path: file,
        what: 'foreign',
      })),
    });
    expect(writeTree(dist, 'homelab', old).removed).toHaveLength(4);
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
    expect(fs.existsSync(`${dist}/homelab/apps/empty`)).toBe(false);
    expect(fs.readFileSync(`${outside}/keep`, 'utf8')).toBe('me');
  });

  test('.DS_Store and its like are no difference to the inspection, and go with the next run', () => {
    writeTree(dist, 'homelab', old);
    const index = fs.statSync(`${dist}/homelab/${rackFile}`).mtimeMs;
    const debris = put('apps/a/.DS_Store');
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
    writeTree(dist, 'homelab', old);
    expect(fs.existsSync(debris)).toBe(false);
    expect(fs.statSync(`${dist}/homelab/${rackFile}`).mtimeMs).toBe(index);
  });

  test.each<[string, (root: string) => void, string]>([
    ['a changed file', (root) => fs.writeFileSync(`${root}/apps/a/data/A.a.yaml`, 'a: 9\n'), 'changed'],
    ['a file of the same length', (root) => fs.writeFileSync(`${root}/apps/a/data/A.a.yaml`, 'a: 2\n'), 'changed'],
    [
      'a link to the same bytes',
      (root) => {
        fs.renameSync(`${root}/apps/a/data/A.a.yaml`, `${root}/../elsewhere`);
        fs.symlinkSync('../../../../elsewhere', `${root}/apps/a/data/A.a.yaml`);
      },
      'changed',
    ],
    ['a missing file', (root) => fs.unlinkSync(`${root}/apps/a/data/A.a.yaml`), 'missing'],
  ])('%s is named and repaired', (_, harm, what) => {
    writeTree(dist, 'homelab', old);
    harm(`${dist}/homelab`);
    expect(inspectTree(dist, 'homelab')).toEqual({
      state: 'edited',
      differences: [{ path: 'apps/a/data/A.a.yaml', what }],
    });
    expect(writeTree(dist, 'homelab', old).written).toEqual(['apps/a/data/A.a.yaml']);
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
  });

  test('a link in the place of one of our folders or files is replaced, never followed', () => {
    writeTree(dist, 'homelab', old);
    const outside = path.join(path.dirname(dist), 'outside');
    fs.renameSync(`${dist}/homelab/apps/a`, outside);
    fs.symlinkSync(outside, `${dist}/homelab/apps/a`);
    writeTree(dist, 'homelab', next);
    expect(fs.readFileSync(`${outside}/data/A.b.yaml`, 'utf8')).toBe('b: 1\n');
    expect(fs.lstatSync(`${dist}/homelab/apps/a`).isDirectory()).toBe(true);
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
  });
});

describe('a description that cannot be trusted', () => {
  test.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, 100)],
    ['empty', () => ''],
    ['with marks of a merge', (text) => `<<<<<<< HEAD\n${text}`],
    ['of another rack', (text) => text.replace('"homelab"', '"edge"')],
    ['of a later schema', (text) => text.replace('"schema": 1', '"schema": 2')],
    ['whose digest is not its own', (text) => text.replace(/"sha256:./, '"sha256:z')],
    ['with another hash for a file', (text) => text.replace(/(A.a.yaml": ")./, '$1z')],
  ])('%s makes the tree count as edited, and the next run repairs it', (_, harm) => {
    writeTree(dist, 'homelab', old);
    const file = `${dist}/homelab/facts/a.json`;
    fs.writeFileSync(file, harm(fs.readFileSync(file, 'utf8')));
    expect(inspectTree(dist, 'homelab')).toEqual({
      state: 'edited',
      differences: [{ path: 'facts/a.json', what: 'changed' }],
    });
    writeTree(dist, 'homelab', old);
    expect(inspectTree(dist, 'homelab').state).toBe('whole');
  });

  test('a tree that was never there is absent, one that nothing describes is edited', () => {
    expect(settleTree(dist, 'homelab')).toEqual({ state: 'absent' });
    put('apps/a/data/A.a.yaml');
    expect(settleTree(dist, 'homelab')).toEqual({
      state: 'edited',
      differences: [
        { path: 'apps/a/data/A.a.yaml', what: 'foreign' },
        { path: rackFile, what: 'missing' },
      ],
    });
  });
});

describe('comparing with what synth would write', () => {
  test('names every path that would change, descriptions too, and nothing when the tree is fresh', () => {
    writeTree(dist, 'homelab', old);
    put('apps/.DS_Store');
    expect(compareWithDist(dist, 'homelab', old)).toEqual([]);
    put('stray.yaml');
    expect(compareWithDist(dist, 'homelab', next)).toEqual([
      { path: 'apps/a/data/A.b.yaml', what: 'changed' },
      { path: 'apps/b/data/B.a.yaml', what: 'foreign' },
      { path: 'facts/a.json', what: 'changed' },
      { path: 'facts/b.json', what: 'foreign' },
      { path: 'flux/K.a.yaml', what: 'missing' },
      { path: rackFile, what: 'changed' },
      { path: 'stray.yaml', what: 'foreign' },
    ]);
  });

  test('names all when nothing was written yet', () => {
    expect(compareWithDist(dist, 'homelab', next)).toHaveLength(5);
  });
});

describe('what is refused', () => {
  test.each(['../x', 'a/../../x', '/x', 'a//x', './x', 'a\\x', 'C:x', ''])('a file at %j', (file) => {
    expect(() => writeTree(dist, 'homelab', sampleTree({ [file]: 'x' }))).toThrow('is no path inside dist/homelab');
    expect(fs.existsSync(dist)).toBe(false);
  });

  test('a plan whose tree was taken away in between: it is void', () => {
    writeTree(dist, 'homelab', old);
    fs.mkdirSync(`${dist}/.homelab/next`, { recursive: true });
    const plan = { version: 2, removes: [], prunes: [], folders: [], moves: [], rest: sha256('') };
    fs.writeFileSync(`${dist}/.homelab/next/plan.json`, JSON.stringify(plan));
    fs.rmSync(`${dist}/homelab`, { recursive: true });
    expect(settleTree(dist, 'homelab')).toEqual({ state: 'absent' });
    expect(fs.readdirSync(dist)).toEqual([]);
  });

  /** A plan as a stranger could put it into a repository, with everything a recovery asks for but honesty. */
  function forged(plan: object): void {
    fs.mkdirSync(`${dist}/.homelab/next`, { recursive: true });
    fs.writeFileSync(`${dist}/.homelab/next/0`, 'mine');
    const nothing = { version: 2, removes: [], prunes: [], folders: [], moves: [], rest: sha256('') };
    fs.writeFileSync(`${dist}/.homelab/next/plan.json`, JSON.stringify({ ...nothing, ...plan }));
  }
  const begun = { path: 'apps/gone.yaml', before: sha256('gone') };

  test.each<[string, object]>([
    ['removes a file outside', { removes: [begun, { path: '../../victim', before: sha256('victim') }] }],
    [
      'writes a file outside',
      { removes: [begun], moves: [{ from: '0', to: '../../new', before: null, after: sha256('mine') }] },
    ],
    [
      'takes a file from outside',
      { removes: [begun], moves: [{ from: '../../../victim', to: 'apps/x', before: null, after: sha256('victim') }] },
    ],
    ['removes an empty folder outside', { removes: [begun], prunes: ['../../empty'] }],
    ['makes a folder outside', { removes: [begun], folders: ['../../made'] }],
    [
      'writes behind a link',
      { removes: [begun], moves: [{ from: '0', to: 'link/new', before: null, after: sha256('mine') }] },
    ],
    ['removes behind a link', { removes: [begun, { path: 'link/victim', before: sha256('victim') }] }],
  ])('a plan that %s', (_, plan) => {
    const outside = path.dirname(dist);
    fs.mkdirSync(`${dist}/homelab`, { recursive: true });
    fs.mkdirSync(`${outside}/empty`);
    fs.writeFileSync(`${outside}/victim`, 'victim');
    fs.symlinkSync(outside, `${dist}/homelab/link`);
    forged(plan);
    try {
      settleTree(dist, 'homelab');
    } catch (error) {
      expect((error as Error).message).toContain('lies behind a link');
    }
    expect(fs.readdirSync(outside).sort()).toEqual(['dist', 'empty', 'victim']);
    expect(fs.readFileSync(`${outside}/victim`, 'utf8')).toBe('victim');
  });

  test.each(['..', '.', 'a/b', '', 'A', '.hidden', 'a b'])('a rack named %j', (rack) => {
    expect(() => writeTree(dist, rack, old)).toThrow('cannot name a folder in dist/');
  });

  test('a link in the place of the tree', () => {
    fs.mkdirSync(dist);
    fs.symlinkSync(os.tmpdir(), `${dist}/homelab`);
    expect(() => writeTree(dist, 'homelab', old)).toThrow(`${dist}/homelab is no folder but a file or a link.`);
  });
});
