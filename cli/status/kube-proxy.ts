import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface KubeReach {
  /** @default kubectl, from the path */
  kubectl?: string;
  /** @default - as kubectl itself finds it */
  kubeconfig?: string;
  context?: string;
}

export type Answer = { ok: true; body: unknown } | { ok: false; status?: number; why: string };

/** Reads of one API server. */
export interface KubeReader {
  get(path: string): Promise<Answer>;
  stop(): void;
}

/**
 * What to do where kubectl knows of no cluster: it then asks localhost:8080, where nothing listens. Undefined where a file
 * is named or stands at its usual place.
 *
 * @param environment with KUBECONFIG and HOME
 */
export function missingKubeconfig(
  { kubeconfig }: KubeReach,
  environment: Readonly<Partial<Record<string, string>>>,
): string | undefined {
  if (kubeconfig !== undefined)
    return existsSync(kubeconfig) ? undefined : `no kubeconfig at ${kubeconfig}: name the rack's own`;
  const listed = environment['KUBECONFIG'] ?? '';
  const files = listed === '' ? [join(environment['HOME'] ?? homedir(), '.kube', 'config')] : listed.split(delimiter);
  if (files.some((file) => file !== '' && existsSync(file))) return undefined;
  return listed === ''
    ? `no kubeconfig: KUBECONFIG is not set, and ${files.join('')} is not there`
    : `no kubeconfig: KUBECONFIG says ${listed}, and nothing is there`;
}

/** Arguments that every kubectl of ours is called with. */
export function kubectlArguments({ kubeconfig, context }: KubeReach): string[] {
  return [
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === undefined ? [] : [`--context=${context}`]),
  ];
}

const startSeconds = 10;
const answerSeconds = 20;

/**
 * A kubectl that hands on reads and refuses everything else, on a socket that only this user can open: whatever logs in
 * there (certificates, tokens, a plugin of a cloud) is kubectl's business, and a port of localhost would be everybody's.
 *
 * @throws Error in plain words when kubectl is not there or does not start
 */
export async function startKubeReader(reach: KubeReach): Promise<KubeReader> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-status-'));
  const socketPath = join(folder, 'api.sock');
  const child = spawn(
    reach.kubectl ?? 'kubectl',
    [
      ...kubectlArguments(reach),
      'proxy',
      `--unix-socket=${socketPath}`,
      '--reject-methods=^(POST|PUT|PATCH|DELETE|CONNECT)$',
      '--accept-paths=^.*',
      '--reject-paths=/(exec|attach|portforward|log)(/|$)',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await started(child, /Starting to serve on/);
  } catch (error) {
    stop();
    throw error;
  }
  return { stop, get: (path) => ask(socketPath, path) };
}

/** Waits for a line of the child's output, and gives back what it says. */
export function started(child: ChildProcess, line: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let said = '';
    const done = (finish: () => void) => {
      clearTimeout(timer);
      finish();
    };
    const fail = (why: string) => done(() => reject(new Error(why)));
    const timer = setTimeout(() => fail(`kubectl said nothing for ${startSeconds} s`), startSeconds * 1000);
    child.on('error', ({ message, ...rest }) =>
      fail((rest as NodeJS.ErrnoException).code === 'ENOENT' ? 'kubectl is not installed' : message),
    );
    // Not `exit`: that may come before the last words on stderr.
    child.on('close', () => fail(said.trim().split('\n').at(-1) || 'kubectl ended without a word'));
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = line.exec(said);
      if (found) done(() => resolve(found));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  });
}

function ask(socketPath: string, path: string): Promise<Answer> {
  return new Promise((resolve) => {
    const call = request({ socketPath, path, headers: { accept: 'application/json' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', ({ message }) => resolve({ ok: false, why: message }));
      response.on('end', () => resolve(read(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8'))));
    });
    call.on('error', ({ message }) => resolve({ ok: false, why: message }));
    call.setTimeout(answerSeconds * 1000, () => call.destroy(new Error(`no answer within ${answerSeconds} s`)));
    call.end();
  });
}

function read(status: number, text: string): Answer {
  const body = parsed(text);
  if (status === 200 && body !== undefined) return { ok: true, body };
  const message = (body as { message?: string } | undefined)?.message ?? text.trim().split('\n')[0] ?? '';
  return { ok: false, status, why: message === '' ? `HTTP ${status}` : message.slice(0, 300) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
