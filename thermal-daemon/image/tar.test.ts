import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { readTar, writeTar, type TarEntry } from './tar';

const file = (path: string, content: string, mode = 0o644): TarEntry => ({
  type: 'file',
  path,
  mode,
  content: Buffer.from(content),
});

describe('writeTar', () => {
  it('gives the same bytes for the same entries in any order', () => {
    const entries = [file('b/c', '1'), file('a', '2'), { type: 'symlink', path: 'd', target: 'a' } as const];
    expect(writeTar([...entries].reverse())).toEqual(writeTar(entries));
  });

  it('is read by tar itself, with modes, owners, links and parent directories', () => {
    const archive = writeTar([
      file('usr/bin/node', 'program', 0o755),
      { type: 'symlink', path: 'lib/l', target: '../x' },
    ]);
    const listing = execFileSync('tar', ['-tvf', '-', '--numeric-owner', '--utc'], { input: archive }).toString();
    expect(listing.trim().split('\n')).toEqual([
      'drwxr-xr-x 0/0               0 1970-01-01 00:00 lib/',
      'lrwxrwxrwx 0/0               0 1970-01-01 00:00 lib/l -> ../x',
      'drwxr-xr-x 0/0               0 1970-01-01 00:00 usr/',
      'drwxr-xr-x 0/0               0 1970-01-01 00:00 usr/bin/',
      '-rwxr-xr-x 0/0               7 1970-01-01 00:00 usr/bin/node',
    ]);
  });

  it('refuses a name that does not fit its header', () => {
    expect(() => writeTar([file('x'.repeat(101), '')])).toThrow(/longer than the 100 bytes/);
  });
});

describe('readTar', () => {
  it('reads back what writeTar wrote', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 2000 }), (paths, bytes) => {
        const entries = paths.sort().map((path) => ({ ...file(path, ''), content: Buffer.from(bytes) }) as TarEntry);
        expect(readTar(writeTar(entries))).toEqual(entries);
      }),
    );
  });

  it('follows long names of GNU tar and of pax', () => {
    const long = 'directory/'.repeat(15) + 'file';
    for (const format of ['gnu', 'pax']) {
      const script = `cd $(mktemp -d) && mkdir -p ${'directory/'.repeat(15)} && echo hi >${long} && tar --format=${format} -cf - ${long}`;
      const entries = readTar(execFileSync('sh', ['-c', script]));
      expect(entries.map(({ path }) => path)).toEqual([long]);
    }
  });
});
