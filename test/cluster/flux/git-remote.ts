import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A repository of the bench's own, served by git's `http-backend` on loopback as a forge would. */
export interface GitRemote {
  url: string;
  branch: string;
  /** Checked-out files; edit them, then `commit`. */
  worktree: string;
  /** Commits everything in the work tree; returns the id. */
  commit(message: string): string;
  /** Goes back to how the tree was at a commit, as a new commit. */
  restore(commit: string, message: string): string;
  close(): void;
}

const branch = 'main';

/** Serves a copy of `folders` (by their path in the repository). The checkout itself is never written to. */
export async function startGitRemote(folder: string, folders: Record<string, string>): Promise<GitRemote> {
  const root = join(folder, 'git');
  const worktree = join(root, 'rack');
  mkdirSync(worktree, { recursive: true });
  git(worktree, 'init', '--quiet', `--initial-branch=${branch}`);
  for (const [path, source] of Object.entries(folders)) cpSync(source, join(worktree, path), { recursive: true });

  const server = createServer((request, response) => serve(root, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const remote: GitRemote = {
    url: `http://127.0.0.1:${port}/rack/.git`,
    branch,
    worktree,
    commit(message) {
      git(worktree, 'add', '--all');
      git(worktree, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
      return git(worktree, 'rev-parse', 'HEAD').trim();
    },
    restore(commit, message) {
      for (const path of Object.keys(folders)) rmSync(join(worktree, path), { recursive: true, force: true });
      git(worktree, 'checkout', '--quiet', commit, '--', '.');
      return remote.commit(message);
    },
    close: () => void server.close(),
  };
  remote.commit('the rack as it is');
  return remote;
}

/** git with an identity and without the user's settings. */
function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...identity, ...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Hands one request to `git http-backend` as CGI (RFC 3875): headers, an empty line, the body. */
function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
  };
  const backend = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer
      .toString('latin1', 0, Math.max(end, 0))
      .split('\r\n')
      .map((line) => line.split(': ', 2));
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.statusCode = end < 0 ? 500 : Number.parseInt(status, 10);
    for (const [name, value] of headers) if (name && value && name !== 'Status') response.setHeader(name, value);
    response.end(answer.subarray(end + 4));
  });
}
