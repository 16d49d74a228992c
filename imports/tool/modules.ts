import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { ImportError } from './import-error';
import type { Source } from './pins';
import { readZip } from './zip';

/** What a pinned source holds: file paths inside its module, sorted, with their bytes. */
export interface Taken {
  files: Map<string, Buffer>;
  /** sha256 over paths and bytes of the files taken. */
  sha256: string;
}

/** Fetches a module into Go's own cache and returns its archive. */
function download(module: string, version: string): string {
  const ran = spawnSync('go', ['mod', 'download', '-json', `${module}@${version}`], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '' },
  });
  if (ran.error) {
    throw new ImportError(
      'Go was not found: `go mod download` fetches the pinned modules.',
      'Install Go 1.26 or newer and put it on PATH; synth and check need neither Go nor network.',
    );
  }
  const answer = JSON.parse(ran.stdout || '{}') as { Zip?: string; Error?: string };
  // A module that asks for a newer Go still has its archive stored, which is all that is read here.
  if (!answer.Zip) {
    throw new ImportError(
      `${module}@${version} could not be had: ${answer.Error ?? ran.stderr.trim()}`,
      'Choose a version that the module proxy serves (`go list -m -versions <module>`), and change imports/pins.yaml.',
    );
  }
  return answer.Zip;
}

/** `*` stands for any run of characters inside one path segment, `**` for any path. */
function matcher(patterns: string[]): (path: string) => boolean {
  const shapes = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*\*|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'))}$`,
      ),
  );
  return (path) => shapes.some((shape) => shape.test(path));
}

export function take(source: Source): Taken {
  const zip = download(source.module, source.version);
  const prefix = `${source.module}@${source.version}/`;
  const wanted = matcher(source.files);
  const found = readZip(zip, (name) => name.startsWith(prefix) && wanted(name.slice(prefix.length)));
  const files = new Map([...found].map(([name, bytes]) => [name.slice(prefix.length), bytes] as const).sort());
  const unmatched = source.files.filter((pattern) => ![...files.keys()].some(matcher([pattern])));
  if (unmatched.length > 0) {
    throw new ImportError(
      `${source.module}@${source.version} has no ${unmatched.join(', ')}`,
      'The project moved its files: look into the module and correct `files` in imports/pins.yaml.',
    );
  }
  const hash = createHash('sha256');
  for (const [path, bytes] of files) hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  return { files, sha256: hash.digest('hex') };
}
