import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export interface ConfigQuestion {
  clusterName: string;
  endpoint: string;
  kubernetes: string;
  role: 'control-plane' | 'worker';
  /** Text of each patch, in the order of application. */
  patches: string[];
}

export interface RankingQuestion {
  ranking: string;
  cgroups: { class: string; max?: number; current: number }[];
}

export interface SchematicQuestion {
  schematic: string;
}

export interface Answer {
  error?: string;
  warnings?: string[];
  /** The whole machine configuration as the node would read it, keys left out. */
  documents?: Record<string, unknown>[];
  scores?: number[];
  id?: string;
}

const flags = ['-buildvcs=false', '-trimpath', '-mod=readonly', '-ldflags', '-s -w'];

/** Asks the code of Talos, built once from the pinned modules. One answer a question. */
export function ask(root: string, questions: (ConfigQuestion | RankingQuestion | SchematicQuestion)[]): Answer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program(root), { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`the judge stopped: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}

function program(root: string): string {
  const folder = join(root, 'test', 'judges', 'talos');
  const hash = createHash('sha256').update(JSON.stringify(flags));
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(folder, file)));
  const cache = process.env['RACKWRIGHT_JUDGES_CACHE'] ?? join(homedir(), '.cache', 'rackwright', 'judges');
  const target = join(cache, hash.digest('hex').slice(0, 16), 'talos-judge');
  if (existsSync(target)) return target;
  console.error(`building the judge once (kept in ${dirname(target)})`);
  mkdirSync(dirname(target), { recursive: true });
  const scratch = `${target}.${process.pid}`; // a build that dies half-way leaves no program that looks whole
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' };
  const build = spawnSync('nice', ['-n', '10', 'go', 'build', ...flags, '-o', scratch, '.'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`cannot build the judge (Go 1.26.5 or newer is needed)\n${build.stderr}`);
  renameSync(scratch, target);
  return target;
}
