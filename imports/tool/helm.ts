import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ImportError } from './import-error';
import type { RenderedObject } from './rendered';

/** Renders charts with Helm itself, built once from the Go module that `helm/go.mod` and `helm/go.sum` pin. */

const PACKAGE = 'helm.sh/helm/v4/cmd/helm';

/** The helm program; the first call builds it, which takes minutes. */
export function helmProgram(root: string, progress: (line: string) => void): string {
  const module = join(root, 'imports', 'tool', 'helm');
  const pinned = createHash('sha256')
    .update(readFileSync(join(module, 'go.sum')))
    .digest('hex')
    .slice(0, 16);
  // Beside the programs of benches and judges: a clone that is a minute old need not build it again.
  const program = join(homedir(), '.cache', 'rackwright', 'import', `helm-${pinned}`);
  if (existsSync(program)) return program;
  progress('building helm from its module: this takes some minutes, once');
  mkdirSync(dirname(program), { recursive: true });
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOTOOLCHAIN: 'local' };
  const built = spawnSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', program, PACKAGE], {
    cwd: module,
    env,
    encoding: 'utf8',
  });
  if (built.status !== 0) {
    throw new ImportError(
      `helm could not be built: ${built.error?.message ?? built.stderr.trim().split('\n').slice(-3).join(' ')}`,
      'Go 1.26 or newer builds it; charts keep their committed summaries when you import with --no-charts.',
    );
  }
  return program;
}

export interface ChartSource {
  /** Files of the chart, by path inside it. */
  files: ReadonlyMap<string, Buffer>;
  release: string;
  namespace: string;
  kubernetesVersion: string;
  /** Charts in a source tree carry a placeholder; the version that a release gives them. */
  version: string;
}

/** All objects of the chart with these values, CRDs included. */
export function renderChart(
  helm: string,
  { files, release, namespace, kubernetesVersion, version }: ChartSource,
  values: unknown,
): RenderedObject[] {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-chart-'));
  try {
    writeChart(join(folder, 'chart'), files, version);
    writeFileSync(join(folder, 'values.json'), JSON.stringify(values));
    const flags = [
      '--namespace',
      namespace,
      '--kube-version',
      kubernetesVersion,
      '--include-crds',
      '-f',
      join(folder, 'values.json'),
    ];
    const ran = spawnSync(helm, ['template', release, join(folder, 'chart'), ...flags], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, HOME: folder },
    });
    if (ran.status !== 0) {
      throw new ImportError(
        `helm could not render ${release}: ${ran.error?.message ?? ran.stderr.trim()}`,
        'Correct the values of the release; charts/values names misspelt ones.',
      );
    }
    return parseAllDocuments(ran.stdout)
      .map((document) => document.toJS() as RenderedObject | null)
      .filter((object): object is RenderedObject => object !== null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A chart as a folder that helm takes. Charts in a source tree carry a placeholder for their version. */
export function writeChart(folder: string, files: ReadonlyMap<string, Buffer>, version: string): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path === 'Chart.yaml' ? versioned(bytes.toString('utf8'), version) : bytes);
  }
}

function versioned(chart: string, version: string): string {
  return chart
    .replace(/^version: .*$/m, `version: ${version.replace(/^v/, '')}`)
    .replace(/^appVersion: .*$/m, `appVersion: ${version}`);
}
