import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

const PERIOD_NANOSECONDS = 40_000;
const channel = (): string => join(folder, 'pwmchip0', 'pwm0');
const duty = (): number => Number(readFileSync(join(channel(), 'duty_cycle'), 'utf8')) / PERIOD_NANOSECONDS;

/** The kernel's PWM as a folder of files, set up and at this duty. */
const channelAt = (dutyCycle: number): void => {
  mkdirSync(channel(), { recursive: true });
  const files = { enable: '1', period: `${PERIOD_NANOSECONDS}`, polarity: 'normal', duty_cycle: `${dutyCycle}` };
  for (const [name, value] of Object.entries(files)) writeFileSync(join(channel(), name), value);
};

const sensor = (): string => join(folder, 'temp');
let port: number;

/** A fan on files and a temperature at which it may stand. @returns the configuration */
const blade = async (dutyCycle = 0): Promise<object> => {
  channelAt(dutyCycle);
  writeFileSync(sensor(), '42000');
  port = await freePort();
  return {
    http: { port },
    intervalSeconds: 0.5,
    recoverySeconds: 0,
    fan: { minOnSeconds: 0, minOffSeconds: 0 },
    sensor: { path: sensor() },
    hardware: { chip: 'kernel-pwm', pwmPath: join(folder, 'pwmchip0') },
  };
};

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

  it('takes one sound step', async () => {
    const { status, stdout } = call('--once', `--config=${withConfig(JSON.stringify(await blade()))}`);
    expect(JSON.parse(stdout)).toMatchObject({ faults: {}, chip: { name: 'kernel-pwm' }, configuration: 'in force' });
    expect(status).toBe(0);
  });

  it('tells a hand at the keyboard what is wrong with the configuration, and does nothing', () => {
    const path = withConfig('{\n  "limitCelsius": 90 }');
    const { status, stdout, stderr } = call('--once', `--config=${path}`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(JSON.parse(stderr).problems).toEqual([
      `${path}:2:3 limitCelsius: expected a number from 40 to 75, found 90`,
    ]);
  });

  it('serves, follows its configuration, and leaves the fan safe on SIGTERM', async () => {
    const config = await blade();
    const path = withConfig(JSON.stringify(config));
    const daemon = spawn(process.execPath, [bundle, `--config=${path}`], {
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
    writeFileSync(path, JSON.stringify({ ...config, law: 'curve' }));
    await eventually(metrics, (text) => /law="curve"/.test(text) && /^thermal_config_valid 1$/m.test(text));
    daemon.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);

    const messages = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).message);
    expect(messages.slice(0, 2)).toEqual(['configuration taken', 'started']);
    expect(messages).toContain('configuration refused; full speed until it is good');
    expect(messages).toContain('stopping');
    expect(messages.at(-1)).toBe('stopped, with the fan at full speed');
    expect(duty()).toBe(1);
  });

  it('starts at full speed with a broken configuration instead of leaving the fan to itself', async () => {
    const daemon = spawn(process.execPath, [bundle, `--config=${join(folder, 'none.json')}`], {
      stdio: 'ignore',
    });
    const ended = once(daemon, 'exit');
    try {
      await eventually(
        async () => (await fetch('http://127.0.0.1:9101/metrics')).text(),
        (text) => /^thermal_duty_ratio 1$/m.test(text),
      );
    } finally {
      daemon.kill('SIGTERM');
      // By default it looks for a chip on I2C, and here is none to leave at full speed.
      expect(await ended).toEqual([1, null]);
    }
  });

  it('ends, with the fan safe, when its port is taken', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const taken = { ...(await blade()), http: { port: (server.address() as AddressInfo).port } };
    const { status, stderr } = call(`--config=${withConfig(JSON.stringify(taken))}`);
    server.close();
    expect(status).toBe(1);
    expect(duty()).toBe(1);
    expect(stderr).toContain('EADDRINUSE');
  });
});

describe('a daemon whose reads hang', () => {
  const hang = () => {
    rmSync(sensor());
    execFileSync('mkfifo', [sensor()]);
  };
  const start = (config: object, before: readonly string[] = []) => {
    const path = withConfig(JSON.stringify(config));
    const [program, ...args] = [...before, process.execPath, bundle, `--config=${path}`];
    const daemon = spawn(program!, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const heard = { log: '' };
    daemon.stderr.on('data', (chunk) => (heard.log += chunk));
    return { daemon, heard, ended: once(daemon, 'exit') };
  };
  const seconds = async (holds: () => boolean): Promise<number> => {
    const startedAt = performance.now();
    await eventually(
      async () => holds(),
      (done) => done,
    );
    return (performance.now() - startedAt) / 1000;
  };

  it('gives full speed in four seconds when its sensor hangs, says so, answers, and ends in its grace period', async () => {
    const { daemon, heard, ended } = start(await blade());
    await seconds(() => /started/.test(heard.log));
    await seconds(() => duty() === 0);
    hang();
    expect(await seconds(() => duty() === 1)).toBeLessThan(4);
    await seconds(() => heard.log.includes('no answer within 1100 ms'));
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    writeFileSync(join(channel(), 'duty_cycle'), '0');
    const stoppedAt = performance.now();
    daemon.kill('SIGTERM');
    await ended;
    expect(performance.now() - stoppedAt).toBeLessThan(8000);
    expect(duty()).toBe(1);
    expect(heard.log).toContain('ending by force');
  });

  it('gives full speed first in a fresh process that finds the sensor hanging', async () => {
    const config = await blade();
    hang();
    const { daemon, heard, ended } = start(config);
    await seconds(() => duty() === 1);
    expect(heard.log).not.toContain('no answer');
    daemon.kill('SIGKILL');
    await ended;
  });

  it('ends as process 1 of its own namespace too, where no signal of its own ends it', async () => {
    const config = await blade();
    hang();
    const { heard, ended, daemon } = start(config, [
      'unshare',
      '--user',
      '--map-root-user',
      '--pid',
      '--fork',
      '--kill-child',
    ]);
    await seconds(() => heard.log.includes('no answer within'));
    execFileSync('pkill', ['-TERM', '-P', String(daemon.pid)]);
    const stoppedAt = performance.now();
    await ended;
    expect(performance.now() - stoppedAt).toBeLessThan(8000);
    expect(duty()).toBe(1);
  });
});

describe('two blades with one fan', () => {
  const sensorOf = (node: string): string => join(folder, `${node}-temp`);
  const heat = (node: string, celsius: number): void => writeFileSync(sensorOf(node), String(celsius * 1000));
  let ports: { driver: number; lender: number };
  const running: ReturnType<typeof spawn>[] = [];
  afterEach(async () => {
    for (const daemon of running.splice(0)) {
      if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
      daemon.kill('SIGKILL');
      await once(daemon, 'exit');
    }
  });

  const start = (node: 'driver' | 'lender') => {
    const path = join(folder, `${node}.json`);
    const config = {
      law: 'curve',
      http: { port: ports[node] },
      intervalSeconds: 0.5,
      recoverySeconds: 1,
      fan: { minOnSeconds: 0, minOffSeconds: 0 },
      sensor: { path: sensorOf(node), maxJumpCelsius: 60, stuckSeconds: 86_400, nearProcessor: false },
      hardware: { chip: 'kernel-pwm', pwmPath: join(folder, 'pwmchip0') },
      neighbours: { host: '127.0.0.1', port: ports.lender, pairs: [{ drives: 'driver', lends: 'lender' }] },
    };
    writeFileSync(path, JSON.stringify(config));
    const daemon = spawn(process.execPath, [bundle, `--config=${path}`], {
      stdio: 'ignore',
      env: { ...process.env, NODE_NAME: node },
    });
    running.push(daemon);
    return daemon;
  };
  const pair = async () => {
    channelAt(0);
    heat('driver', 45);
    heat('lender', 45);
    ports = { driver: await freePort(), lender: await freePort() };
    return { driver: start('driver'), lender: start('lender') };
  };
  const untilDuty = (wanted: number) =>
    eventually(
      async () => duty(),
      (ratio) => ratio === wanted,
    );
  const metric = async (line: RegExp): Promise<boolean> =>
    line.test(await (await fetch(`http://127.0.0.1:${ports.driver}/metrics`)).text());

  it('cool for the hotter one', async () => {
    await pair();
    await untilDuty(0.3);
    heat('lender', 65);
    await untilDuty(0.75);
    heat('lender', 45);
    heat('driver', 75);
    await untilDuty(1);
  });

  it('get full speed when the one that lends its fan dies, within four seconds of its being known', async () => {
    const { lender } = await pair();
    await untilDuty(0.3);
    lender.kill('SIGKILL');
    const diedAt = performance.now();
    await eventually(() => metric(/^thermal_fault\{fault="neighbour-unknown"\} 1$/m), Boolean);
    const knownAt = performance.now();
    await untilDuty(1);
    expect(performance.now() - knownAt).toBeLessThan(4000);
    // An answer is good for six seconds; the step after that notices.
    expect(knownAt - diedAt).toBeLessThan(8500);
    start('lender');
    await untilDuty(0.3);
  });

  it('get full speed when the one that drives it dies, as soon as its next process begins', async () => {
    const { driver } = await pair();
    await untilDuty(0.3);
    driver.kill('SIGKILL');
    await once(driver, 'exit');
    rmSync(sensorOf('driver'));
    execFileSync('mkfifo', [sensorOf('driver')]);
    const beganAt = performance.now();
    start('driver');
    await untilDuty(1);
    expect(performance.now() - beganAt).toBeLessThan(4000);
  });

  it('get full speed when the sensor of either is not believed', async () => {
    await pair();
    await untilDuty(0.3);
    writeFileSync(sensorOf('lender'), 'hot');
    await untilDuty(1);
    heat('lender', 45);
    await untilDuty(0.3);
    writeFileSync(sensorOf('driver'), 'hot');
    await untilDuty(1);
  });
});
