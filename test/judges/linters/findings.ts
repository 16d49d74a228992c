import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { checkovPython, kubeScore } from './programs';

/** One rule of a linter that an object does not hold. */
export interface LinterFinding {
  rule: string;
  /** Path from the folder that was read; dist/ has one object a file. */
  file: string;
}

/** Reads every file below a folder and says what it finds. */
export type Linter = (folder: string) => LinterFinding[];

const maxBytes = 64 * 1024 * 1024;

export function checkov(): Linter {
  const python = checkovPython();
  return (folder) => {
    const options = ['--framework', 'kubernetes', '--skip-download', '--compact', '--quiet', '--output', 'json'];
    const said = outputOf(python, [join(dirname(python), 'checkov'), '--directory', folder, ...options]);
    const { results } = JSON.parse(said) as { results: { failed_checks: { check_id: string; file_path: string }[] } };
    return results.failed_checks.map(({ check_id, file_path }) => ({ rule: check_id, file: below(folder, file_path) }));
  };
}

/** Its highest grade; what is lower has a comment. */
const fine = 10;

export function kubeScoreLinter(): Linter {
  const program = kubeScore();
  return (folder) => {
    const find = execFileSync('find', [folder, '-name', '*.yaml', '-not', '-name', '*.sops.yaml'], {
      encoding: 'utf8',
    });
    const files = find.split('\n').filter((path) => path !== '');
    const said = JSON.parse(outputOf(program, ['score', '--output-format', 'json', ...files])) as Scored[];
    return said.flatMap(({ file_name, checks }) =>
      checks
        .filter(({ grade, skipped }) => grade < fine && !skipped)
        .map(({ check }) => ({ rule: check.id, file: below(folder, file_name) })),
    );
  };
}

interface Scored {
  file_name: string;
  checks: { check: { id: string }; grade: number; skipped: boolean }[];
}

/** Both end with 1 when they found something. */
function outputOf(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: maxBytes });
  if (stdout !== '' && (status === 0 || status === 1)) return stdout;
  throw new Error(`${program} ended with ${status}\n${error?.message ?? stderr}`);
}

/** One linter names whole paths, the other those from the folder above. */
function below(folder: string, path: string): string {
  const at = path.indexOf(`${folder}/`);
  return at < 0 ? path.replace(/^\//, '') : path.slice(at + folder.length + 1);
}
