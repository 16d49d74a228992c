import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partAt } from './part-file';
import { inspectTree, settleTree } from './inspect';
import { OutputError } from './output-error';
import { realFs, type TreeFs } from './tree-fs';
import { walkTree } from './walk-tree';
import { sampleTree } from './testing/sample-tree';
import { writeTree, type Tree } from './write';

/** Every call of the disk is a place to die, tear a file or fail at: all of them are tried, one run each. */

let home: string;
let dist: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  dist = `${home}/dist`;
});
afterEach(() => {
  fs.rmSync(home, { recursive: true, force: true });
});

const old = sampleTree({
  'apps/a/data/A.a.yaml': 'a: 1\n',
  'apps/a/data/A.b.yaml': 'b: 1\n',
  'apps/b/B.a.yaml': 'c: 1\n',
  x: '',
});
const next = sampleTree({
  'apps/a/data/A.a.yaml': 'a: 1\n',
  'apps/a/data/A.b.yaml': 'b: 2\n',
  'x/y/C.a.yaml': 'd: 1\n',
});

class Killed extends Error {}

/** A disk on which `fault` happens at call number `at`; after a kill no call gets through any more. */
function faulty(at: number, fault: 'kill' | 'tear' | string): { disk: TreeFs; calls: () => number } {
  let calls = 0;
  let isDead = false;
  const disk = new Proxy(realFs, {
    get:
      (target, name: keyof TreeFs) =>
      (first: string, ...rest: unknown[]) => {
        if (isDead) throw new Killed();
        const call = target[name] as (...args: unknown[]) => unknown;
        if (calls++ !== at) return call(first, ...rest);
        if (name === 'writeFileSync' && fault !== 'kill') call(first, String(rest[0]).slice(0, 3));
        if (fault !== 'kill' && fault !== 'tear') {
          throw Object.assign(new Error(`${fault}: ${name} ${first}`), { code: fault, path: first });
        }
        isDead = true;
        throw new Killed();
      },
  });
  return { disk, calls: () => calls };
}

/** What stands there, without what describes it, and only if the tree says of itself that it is whole. */
function whole(): Record<string, string> | string {
  const { state } = inspectTree(dist, 'homelab');
  if (state !== 'whole') return state;
  const { files } = walkTree(realFs, `${dist}/homelab`);
  const contents = files.filter((file) => partAt(file) === undefined).sort();
  return Object.fromEntries(contents.map((file) => [file, fs.readFileSync(`${dist}/homelab/${file}`, 'utf8')]));
}

const asOld = Object.fromEntries(old.files);
const asNew = Object.fromEntries(next.files);

function startWith(before: Tree | undefined): void {
  fs.rmSync(dist, { recursive: true, force: true });
  if (before) writeTree(dist, 'homelab', before);
}

function attempt(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

const beginnings: [string, Tree | undefined, unknown][] = [
  ['over an old tree', old, asOld],
  ['into an empty folder', undefined, 'absent'],
];

describe.each(beginnings)('a writer %s', (_, before, asBefore) => {
  /** Runs `check` for a fault at the first call, the second, … until a run comes through without one. */
  function atEveryCall(fault: string, check: (error: unknown, at: number) => void): number {
    for (let at = 0; ; at++) {
      startWith(before);
      const { disk, calls } = faulty(at, fault);
      const error = attempt(() => writeTree(dist, 'homelab', next, disk));
      if (calls() <= at) return at;
      check(error, at);
    }
  }

  test.each(['kill', 'tear'])(
    'killed (%s) at any call leaves the old tree, the new one, or one that the next run completes',
    (fault) => {
      const seen = new Set<string>();
      const calls = atEveryCall(fault, () => {
        const left = whole();
        seen.add(typeof left === 'string' ? left : left['apps/b/B.a.yaml'] ? 'old' : 'new');
        if (left !== 'interrupted') expect([asBefore, asNew]).toContainEqual(left);
        settleTree(dist, 'homelab');
        const settled = whole();
        expect(left === 'interrupted' ? [asNew] : [left]).toContainEqual(settled);
        expect(fs.existsSync(`${dist}/.homelab`)).toBe(false);
        writeTree(dist, 'homelab', next);
        expect(whole()).toEqual(asNew);
      });
      expect(calls).toBeGreaterThan(30);
      expect([...seen].sort()).toEqual(['interrupted', 'new', before ? 'old' : 'absent'].sort());
    },
  );

  test('killed at any call, the next command killed at any call too, still ends whole', () => {
    atEveryCall('kill', (_, at) => {
      if (at % 8 !== 0 || whole() !== 'interrupted') return; // every eighth: the product of both grows fast
      for (let again = 0; ; again++) {
        startWith(before);
        attempt(() => writeTree(dist, 'homelab', next, faulty(at, 'kill').disk));
        const { disk, calls } = faulty(again, 'kill');
        attempt(() => settleTree(dist, 'homelab', disk));
        if (calls() <= again) return;
        expect(['interrupted', asNew]).toContainEqual(whole());
        settleTree(dist, 'homelab');
        expect(whole()).toEqual(asNew);
      }
    });
  });

  test('killed at any call, another tree wanted afterwards: that tree stands', () => {
    const third = sampleTree({ 'apps/a/data/A.b.yaml': 'b: 3\n' });
    atEveryCall('kill', () => {
      writeTree(dist, 'homelab', third);
      expect(whole()).toEqual({ 'apps/a/data/A.b.yaml': 'b: 3\n' });
    });
  });

  test.each(['ENOSPC', 'EACCES', 'EIO'])('met by %s at any call says how the tree stands, truly', (code) => {
    atEveryCall(code, (error) => {
      const left = whole();
      if (error === undefined) {
        expect(left).toEqual(asNew);
        return;
      }
      if (code !== 'EIO') {
        expect(error).toBeInstanceOf(OutputError);
        const { message } = error as Error;
        const truth = { 'is as it was': [asBefore], 'is complete': [asNew], 'is half written': ['interrupted'] };
        const claims = Object.entries(truth).filter(([claim]) => message.includes(`${dist}/homelab ${claim}`));
        expect(claims).toHaveLength(1);
        expect(claims[0]![1]).toContainEqual(left);
      }
      settleTree(dist, 'homelab');
      expect([asBefore, asNew]).toContainEqual(whole());
      writeTree(dist, 'homelab', next);
      expect(whole()).toEqual(asNew);
    });
  });
});

test('a full disk while the new files are written leaves the old tree, nothing beside it, and says what to do', () => {
  startWith(old);
  const disk = new Proxy(realFs, {
    get: (target, name: keyof TreeFs) => {
      if (name !== 'writeFileSync') return target[name];
      return (file: string, content: string) => {
        fs.writeFileSync(file, String(content).slice(0, 2));
        if (file.includes('/next/')) throw Object.assign(new Error('full'), { code: 'ENOSPC', path: file });
      };
    },
  });
  const error = attempt(() => writeTree(dist, 'homelab', next, disk)) as Error;
  expect(error.message).toBe(
    `cannot write ${dist}/.homelab/next/0: the disk is full (ENOSPC). ${dist}/homelab is as it was.\n` +
      'Free some space and run the command again.',
  );
  expect(whole()).toEqual(asOld);
  expect(fs.readdirSync(dist)).toEqual(['homelab']);
});

describe('a power cut', () => {
  test('that loses bytes of any files written last never leaves a mixture that looks whole', () => {
    writeTree(dist, 'homelab', next);
    const { files } = walkTree(realFs, `${dist}/homelab`);
    for (let lost = 1; lost < 2 ** files.length; lost++) {
      startWith(old);
      writeTree(dist, 'homelab', next);
      files.forEach((file, bit) => {
        if (lost & (1 << bit)) fs.truncateSync(`${dist}/homelab/${file}`, 0);
      });
      expect(whole()).toBe('edited');
      writeTree(dist, 'homelab', next);
      expect(whole()).toEqual(asNew);
    }
  });

  test.each(['0', '1', 'plan.json'])('that loses the staged %s does not put it into the tree', (staged) => {
    startWith(old);
    for (let at = 0; whole() !== 'interrupted'; at++) {
      startWith(old);
      attempt(() => writeTree(dist, 'homelab', next, faulty(at, 'kill').disk));
    }
    fs.truncateSync(`${dist}/.homelab/next/${staged}`, 0);
    expect(settleTree(dist, 'homelab').state).not.toBe('whole');
    writeTree(dist, 'homelab', next);
    expect(whole()).toEqual(asNew);
  });
});

test('a plan left behind after the tree was complete removes nothing later', () => {
  for (let at = 0; ; at++) {
    startWith(old);
    attempt(() => writeTree(dist, 'homelab', next, faulty(at, 'kill').disk));
    if (fs.existsSync(`${dist}/.homelab/next/plan.json`) && JSON.stringify(whole()) === JSON.stringify(asNew)) break;
  }
  expect(fs.existsSync(`${dist}/.homelab/next/plan.json`)).toBe(true);
  const elsewhere = `${home}/elsewhere`;
  writeTree(elsewhere, 'homelab', old);
  fs.rmSync(`${dist}/homelab`, { recursive: true });
  fs.cpSync(`${elsewhere}/homelab`, `${dist}/homelab`, { recursive: true }); // as git would on another branch
  settleTree(dist, 'homelab');
  expect(whole()).toEqual(asOld);
});
