import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Shell } from './shell';

const folder = mkdtempSync(join(tmpdir(), 'rackwright-shell-'));
const shell = new Shell(folder, { PATH: process.env['PATH']!, HOME: folder });
afterAll(() => {
  shell.end();
  rmSync(folder, { recursive: true });
});

test.each<[string, string, number]>([
  ['a line that ends well', 'true', 0],
  ['a line that fails', 'exit_code() { return 3; }; exit_code', 3],
  ['a pipe of which the first part fails', 'false | cat', 1],
  ['a proof that does not hold', 'test -z "something"', 1],
  ['a program that does not exist', 'no-such-program', 127],
])('%s is told by its code', async (_, line, code) => {
  expect((await shell.run(line, 10)).code).toBe(code);
});

test('what one line exports holds for the next, and what it says is kept', async () => {
  await shell.run('export RACK=homelab', 10);
  expect(await shell.run('echo "$RACK"', 10)).toEqual({ code: 0, said: 'homelab' });
});

test('a line without an end is given up', async () => {
  expect((await shell.run('sleep 3', 0.3)).code).toBe(124);
});

test('a shell that is gone answers nobody', async () => {
  const gone = new Shell(folder, { PATH: process.env['PATH']! });
  const line = gone.run('sleep 30', 20);
  gone.end();
  expect((await line).code).toBe(125);
});
