import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const project = join(__dirname, '..');
const bundle = join(project, 'dist/thermal-daemon.js');
let folder: string;
beforeAll(() => execFileSync(process.execPath, ['build.cjs'], { cwd: project }));
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'thermal-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const withConfig = (content: string): string => {
  const path = join(folder, 'config.json');
  writeFileSync(path, content);
  return path;
};
const call = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; await new Promise((wait) => setTimeout(wait, 50))) {
    const value = await read().catch(() => undefined);
    if (value !== undefined && holds(value)) return value;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(value)}`);
  }
}

describe('the bundled daemon', () => {
  it.each([
    [['--help'], 0, /--probe/],
    [['--version'], 0, /^0\.1\.0\n$/],
  ])('answers %j', (args, status, stdout) => {
    expect(call(...args)).toEqual({ status, stdout: expect.stringMatching(stdout), stderr: '' });
  });

  it('ends with code 2 and one line for an option that it does not know', () => {
    const { status, stderr } = call('--frob');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown option '--frob'[^\n]*\n$/);
  });

  it('takes one sound step of a simulated blade', () => {
    const { status, stdout } = call('--simulate', '--once', `--config=${withConfig('{}')}`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ faults: {}, chip: { name: 'simulated' }, configuration: 'in force' });
  });

  it('tells a hand at the keyboard what is wrong with the configuration, and does nothing', () => {
    const path = withConfig('{\n  "limitCelsius": 90 }');
    const { status, stdout, stderr } = call('--simulate', '--once', `--config=${path}`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(JSON.parse(stderr).problems).toEqual([
      `${path}:2:19 limitCelsius: expected a number from 40 to 75, found 90`,
    ]);
  });

  it('serves, follows its configuration, and leaves the fan safe on SIGTERM', async () => {
    const port = await freePort();
    const path = withConfig(`{ "http": { "port": ${port} } }`);
    const daemon = spawn(process.execPath, [bundle, '--simulate=50', `--config=${path}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    daemon.stderr.on('data', (chunk) => (log += chunk));
    const ended = once(daemon, 'exit');
    const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

    await eventually(metrics, (text) => /^thermal_step_success\{step="write-duty"\} 1$/m.test(text));
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    writeFileSync(path, '{ "law": "wrong" }');
    await eventually(
      metrics,
      (text) => /^thermal_fault\{fault="configuration-broken"\} 1$/m.test(text) && /^thermal_duty_ratio 1$/m.test(text),
    );
    writeFileSync(path, `{ "http": { "port": ${port} }, "law": "curve" }`);
    await eventually(metrics, (text) => /law="curve"/.test(text) && /^thermal_config_valid 1$/m.test(text));
    daemon.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);

    const messages = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).message);
    expect(messages.slice(0, 2)).toEqual(['configuration taken', 'started']);
    expect(messages).toContain('configuration refused; full speed until it is good');
    expect(messages.slice(-2)).toEqual(['stopping', 'stopped']);
  });

  it('starts at full speed with a broken configuration instead of leaving the fan to itself', async () => {
    const port = 9101;
    const daemon = spawn(process.execPath, [bundle, '--simulate=50', `--config=${join(folder, 'none.json')}`], {
      stdio: 'ignore',
    });
    const ended = once(daemon, 'exit');
    try {
      await eventually(
        async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
        (text) => /^thermal_duty_ratio 1$/m.test(text),
      );
    } finally {
      daemon.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
  });

  it('ends, with the fan safe, when its port is taken', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = call('--simulate', `--config=${withConfig(`{ "http": { "port": ${port} } }`)}`);
    server.close();
    expect(status).toBe(1);
    expect(stderr).toContain('EADDRINUSE');
  });
});
