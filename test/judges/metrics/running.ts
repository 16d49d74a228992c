import { spawn } from 'node:child_process';
import { httpBody } from '../tree/http-body';
import { until } from '../tree/until';

export interface Running {
  stop(): void;
}

/** A program of ours on loopback, ended by its own pid. Its words are shown when `answers` never does. */
export function run(program: string, args: string[], env: Record<string, string> = {}): Running & { log(): string } {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return { stop: () => void child.kill('SIGTERM'), log: () => log };
}

/** Body of the first answer 200. @throws when there is none in time */
export async function scrape(url: string, seconds = 60): Promise<string> {
  const body = await until(seconds, () => httpBody(url, 30_000), 500);
  if (body === undefined) throw new Error(`${url} did not answer within ${seconds} s`);
  return body;
}
