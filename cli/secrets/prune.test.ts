import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { create } from './create';
import { prune } from './prune';
import { rotate } from './rotate';
import { verify } from './verify';
import { secretsBench } from './testing/secrets-bench';

const bench = secretsBench();
const { options, made, ends, text, ciphertexts, values, all } = bench;

describe('an app that is off', () => {
  const off = () => bench.world.secrets.splice(1, 1);

  test('has the same keys when it is on again', async () => {
    made();
    const before = all();
    const gone = off();
    expect(await verify(bench.world, options)).toBe(0);
    expect(bench.world.printed.join('')).toContain('info secrets/sample keeps what no app that is on asks for: ml/gateway');
    expect(await create(bench.world, options)).toBe(0);
    bench.world.secrets.splice(1, 0, ...gone);
    expect(await create(bench.world, options)).toBe(0);
    expect(all()).toEqual(before);
  });

  test('must not leave its values in the clear', async () => {
    made();
    off();
    writeFileSync(bench.world.file('ml/gateway'), text('ml/gateway').replace(/master-key: ENC.*/, 'master-key: hunter2'));
    expect(await verify(bench.world, options)).toBe(1);
    expect(bench.world.printed.join('')).toContain('is not encrypted');
  });

  test('loses nothing as long as nobody names what may go', async () => {
    made();
    const before = all();
    off();
    delete bench.world.secrets[0]!.keys['litellm'];
    bench.world.printed.length = 0;
    expect(await prune(bench.world, [], options)).toBe(0);
    expect(bench.world.printed).toEqual(['parked ml/gateway\n', 'parked data/redis-users litellm\n']);
    expect(all()).toEqual([before[0], ...before.slice(2)]);
    expect(existsSync(bench.world.file('ml/gateway'))).toBe(true);
  });

  test.each<[string, string[], boolean]>([
    ['named', ['ml/gateway', 'data/redis-users'], false],
    ['all of it is named', [], true],
  ])('loses its files and keys when %s', async (_what, names, everything) => {
    made();
    off();
    delete bench.world.secrets[0]!.keys['litellm'];
    expect(await prune(bench.world, names, { ...options, all: everything })).toBe(0);
    expect(existsSync(bench.world.file('ml/gateway'))).toBe(false);
    expect(Object.keys(await values('data/redis-users'))).toEqual(['default']);
    bench.world.printed.length = 0;
    expect(await verify(bench.world, { ...options, withKey: true })).toBe(0);
    expect(bench.world.printed).toEqual([]);
  });

  test('keeps everything when a name is wrong', async () => {
    made();
    off();
    expect(await ends(() => prune(bench.world, ['ml/gateway', 'data/redis-users'], options))).toBe(2);
    expect(bench.world.said.join('\n')).toContain('data/redis-users: not parked in secrets/sample');
    expect(existsSync(bench.world.file('ml/gateway'))).toBe(true);
  });
});

test('two rotations at once both hold, on the server and on the client', async () => {
  made();
  const before = ciphertexts('data/redis-users');
  const both = [['default'], ['litellm']].map((keys) => rotate(bench.world, 'data/redis-users', keys, options));
  expect(await Promise.all(both)).toEqual([0, 0]);
  expect(changedKeys(before, ciphertexts('data/redis-users')).sort()).toEqual(['default', 'litellm']);
  expect(await verify(bench.world, { ...options, withKey: true })).toBe(0);
});

test('answers given while another command wrote are not sealed over what it wrote', async () => {
  made();
  rmSync(bench.world.file('observability/unpoller'));
  bench.world.askHidden = async () => {
    await rotate(bench.world, 'data/redis-users', ['litellm'], options);
    return 'entered';
  };
  expect(await ends(() => create(bench.world, options))).toBe(2);
  expect(bench.world.said.join('\n')).toContain('Another command changed secrets/sample meanwhile');
  expect(existsSync(bench.world.file('observability/unpoller'))).toBe(false);
});

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((key) => before[key] !== after[key]);
}
