import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { loadRack } from '../../lib/rack-file/load';
import { appBlocks } from '../../lib/app-blocks';
import { productApps } from '../../lib/project/project';
import { type CommissionWorld, runCommission } from '../commission';
import { type Meters, completion, writerScript } from './meters';

const reference = readFileSync(join(__dirname, '../../test/fixtures/racks/reference.yaml'), 'utf8');
const file = 'clusters/rack.yaml';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-'));
  mkdirSync(join(root, 'clusters'));
  writeFileSync(join(root, file), reference);
  writeFileSync(join(root, 'images.lock.yaml'), readFileSync(join(__dirname, '../../images.lock.yaml'), 'utf8'));
});
afterEach(() => rmSync(root, { recursive: true, maxRetries: 5 }));

/** A blade that is well, but for what a test changes. */
function blade(change: Partial<Meters> = {}): { meters: Meters; done: string[] } {
  const done: string[] = [];
  let isBusy = false;
  const meters: Meters = {
    clock: () => Promise.resolve({ isSynced: true, offsetSeconds: 0.1 }),
    watts: () => Promise.resolve(isBusy ? 9.42 : 3.21),
    socCelsius: () => Promise.resolve(57.96),
    load(seconds) {
      done.push(`load ${seconds}`);
      isBusy = true;
      return new Promise((resolve) => setTimeout(() => ((isBusy = false), resolve()), 5));
    },
    tokensPerSecond: () => Promise.resolve(3.44),
    podsWithVolumes: () => Promise.resolve([]),
    startWriter: () => Promise.resolve(void done.push('writer')),
    written: () => Promise.resolve({ acknowledged: 5000, syncMilliseconds: 2.13 }),
    found: () => Promise.resolve(5001),
    stopWriter: () => Promise.resolve(void done.push('stopped')),
    setPower: (isOn) => Promise.resolve(void done.push(isOn ? 'on' : 'off')),
    ...change,
  };
  return { meters, done };
}

function world(meters: Meters, over: Partial<CommissionWorld> = {}): CommissionWorld & { said: string[] } {
  const said: string[] = [];
  return {
    meters: () => Promise.resolve(meters),
    recordFile: (rack, name) => join(root, 'state', `${rack}-${name}.json`),
    askYes: () => Promise.resolve(true),
    say: (text) => void said.push(text),
    sleep: () => Promise.resolve(),
    now: () => new Date('2026-11-28T21:00:00Z'),
    said,
    ...over,
  };
}

const run = (meters: Meters, over: Partial<CommissionWorld> = {}) =>
  runCommission({ cwd: root, root }, 'blade-20', {}, world(meters, over));
const stated = () => loadRack({ text: readFileSync(join(root, file), 'utf8'), file, apps: appBlocks(productApps) });

test('from the first step to the rack file, whose comments stay and whose sums then use what was measured', async () => {
  const { meters, done } = blade();
  expect(await run(meters)).toBe(0);
  expect(done).toEqual(['load 60', 'load 60', 'load 300', 'writer', 'off', 'on', 'stopped']);
  const { rack, problems } = stated();
  expect(problems).toEqual([]);
  expect(rack?.hardware['cm4']?.measured).toEqual({
    on: '2026-11-28',
    blade: 'blade-20',
    watts: { min: 3.2, max: 9.4 },
    socCelsius: 58,
    tokensPerSecond: 3.4,
    powerFail: 'kept',
    syncMilliseconds: 2.1,
  });
  expect(rack?.hardware['cm4']?.watts).toEqual({ min: 3.2, max: 9.4 });
  const before = reference.split('\n');
  const after = readFileSync(join(root, file), 'utf8').split('\n');
  expect(after.filter((line, index) => line !== before[index])).toEqual([
    expect.stringMatching(/^ {2}cm4: .*measured: /),
  ]);
});

test('interrupted after the second step, it goes on with the third', async () => {
  const first = blade({ watts: () => Promise.reject(new Error('gone')) });
  const stop = new Error('Ctrl-C');
  const interrupted = run(first.meters, {
    say: (text) => {
      if (text.startsWith('watts:')) throw stop;
    },
  });
  await expect(interrupted).rejects.toThrow(stop);
  expect(readFileSync(join(root, file), 'utf8')).toBe(reference);
  const { meters, done } = blade();
  const second = world(meters);
  expect(await runCommission({ cwd: root, root }, 'blade-20', {}, second)).toBe(0);
  expect(second.said[0]).toMatch(/^Going on: 2 steps were done before/);
  expect(second.said.some((line) => line.startsWith('clock:'))).toBe(false);
  expect(done).toEqual(['load 60', 'load 300', 'writer', 'off', 'on', 'stopped']);
});

test.each<[string, Partial<Meters>, RegExp]>([
  [
    'a clock without a server',
    { clock: () => Promise.resolve({ isSynced: false, offsetSeconds: 900 }) },
    /it has no time yet/,
  ],
  ['a port that measures nothing', { watts: () => Promise.resolve(0) }, /gives nothing that the switch could measure/],
  ['a blade that slows down', { socCelsius: () => Promise.resolve(83) }, /83 °C at work: it slows down/],
  ['a model that gives nothing', { tokensPerSecond: () => Promise.resolve(0) }, /gave no token/],
  ['a disk that lies', { found: () => Promise.resolve(4990) }, /acknowledged 5000 and has 4990: it lies/],
  ['a blade that does not come back', { found: () => Promise.resolve(undefined) }, /did not come back within 10 min/],
  [
    'a blade that holds volumes',
    { podsWithVolumes: () => Promise.resolve(['data/redis-1']) },
    /its power was not cut: data\/redis-1/,
  ],
])(
  '%s is not good, and the same command tries it again',
  async (_, change, says) => {
    const { meters } = blade(change);
    const first = world(meters);
    expect(await runCommission({ cwd: root, root }, 'blade-20', {}, first)).toBe(1);
    expect(first.said.join('\n')).toMatch(says);
    const again = world(blade().meters);
    expect(await runCommission({ cwd: root, root }, 'blade-20', {}, again)).toBe(0);
  },
  60_000,
);

test('a disk that lies is a fact that the rack file states', async () => {
  await run(blade({ found: () => Promise.resolve(4990) }).meters);
  expect(stated().rack?.hardware['cm4']?.measured?.powerFail).toBe('lost');
});

test('the power of a blade of the control plane is not cut', async () => {
  const { meters, done } = blade();
  await expect(runCommission({ cwd: root, root }, 'blade-01', {}, world(meters))).rejects.toThrow(
    /of the control plane/,
  );
  expect(done).toEqual([]);
});

test('the writer itself, killed in the middle, finds no less than it called written', async () => {
  const script = writerScript.replaceAll('/data/n', join(root, 'n'));
  const acknowledged = await new Promise<number>((resolve) => {
    const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.split('\n').length > 12) process.kill(-child.pid!, 'SIGKILL');
    });
    child.on('close', () => resolve(Number(/written (\d+) at \d+\n(?!.*written \d+ at \d+\n)/s.exec(said)?.[1])));
  });
  const found = await new Promise<number>((resolve) => {
    const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    child.stdout.once('data', (chunk: Buffer) => {
      process.kill(-child.pid!, 'SIGKILL');
      resolve(Number(/^found (\d+)/.exec(chunk.toString('utf8'))?.[1]));
    });
  });
  expect(acknowledged).toBeGreaterThan(5);
  expect(found).toBeGreaterThanOrEqual(acknowledged);
});

test('tokens a second are what the server says of its own answer', async () => {
  const server = createServer((_, response) =>
    response.end(JSON.stringify({ timings: { predicted_per_second: 3.5 } })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  expect(await completion(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toBe(3.5);
  server.closeAllConnections();
  server.close();
});
