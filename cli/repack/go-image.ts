import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '../../lib/images/recipe';
import { OciLayout } from '../../thermal-daemon/image/oci';
import type { TarEntry } from '../../thermal-daemon/image/tar';
import { CannotRun } from '../cannot-run';

export interface GoBuild {
  /** Where Go works, and nothing stays. */
  scratch: string;
  /** Where the image layout goes. */
  layout: string;
  env: NodeJS.ProcessEnv;
  /** Files that the recipe adds, by their path in the image. */
  files: Readonly<Record<string, Buffer>>;
}

const arches = ['amd64', 'arm64'] as const;

/**
 * Compiles a module for both architectures, for the oldest core of each, and packs each program alone into an image. The same
 * recipe and the same Go give the same bytes.
 */
export function goImage(
  name: string,
  { go, tag, user, licences }: Recipe,
  { scratch, layout, env, files }: GoBuild,
): void {
  if (!go) throw new Error('the recipe compiles nothing');
  const run = (words: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): string => {
    const done = spawnSync('go', words, {
      cwd,
      env: { ...env, GOFLAGS: '-mod=mod', ...more },
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (done.status === 0) return done.stdout;
    const why = done.error ? 'go is not installed' : done.stderr.trim().split('\n').slice(-10).join('\n');
    throw new CannotRun(`${go.module}@${go.version} cannot be built: ${why}`);
  };
  mkdirSync(scratch, { recursive: true });
  const { Dir, Sum } = JSON.parse(run(['mod', 'download', '-json', `${go.module}@${go.version}`], scratch)) as Record<
    string,
    string
  >;
  if (Sum !== go.sum)
    throw new CannotRun(`${go.module}@${go.version} has the sum ${Sum}, and the recipe says ${go.sum}.`);
  const oci = new OciLayout(layout);
  const images = arches.map((architecture) => {
    const program = join(scratch, architecture);
    const levels = { GOARM64: 'v8.0', GOAMD64: 'v2' };
    run(
      [
        'build',
        '-trimpath',
        '-buildvcs=false',
        '-ldflags=-s -w -buildid=',
        ...(go.flags ?? []),
        '-o',
        program,
        go.package,
      ],
      Dir ?? '',
      { CGO_ENABLED: '0', GOOS: 'linux', GOARCH: architecture, GOFLAGS: '-mod=readonly', ...levels },
    );
    const entries: TarEntry[] = [
      { type: 'file', path: name, mode: 0o755, content: readFileSync(program) },
      ...Object.entries(files).map(([path, content]) => ({
        type: 'file' as const,
        path: path.slice(1),
        mode: 0o644,
        content,
      })),
    ];
    const labels = { 'org.opencontainers.image.title': name, 'org.opencontainers.image.version': tag };
    return oci.addImage({
      architecture,
      layers: [{ comment: `${go.module} ${go.version}`, entries }],
      config: { User: `${user}:${user}`, Entrypoint: [`/${name}`], WorkingDir: '/', Env: ['PATH=/'], Labels: labels },
    });
  });
  oci.finish(
    images,
    {
      'org.opencontainers.image.source': `https://${go.module}`,
      'org.opencontainers.image.version': go.version,
      ...(licences !== undefined && { 'org.opencontainers.image.licenses': licences }),
    },
    tag,
  );
  rmSync(scratch, { recursive: true, force: true });
}
