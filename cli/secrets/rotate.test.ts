import { readFileSync, writeFileSync } from 'node:fs';
import { create } from './create';
import { edit } from './edit';
import { rotate } from './rotate';
import { verify } from './verify';
import { secretsBench } from './testing/secrets-bench';

const bench = secretsBench();
const { options, made, ends, ciphertexts, values, all } = bench;

describe('rotate', () => {
  test('changes one value wherever it is wanted, keeps all others, and names who restarts', async () => {
    made();
    const [redis, gateway] = [ciphertexts('data/redis-users'), ciphertexts('ml/gateway')];
    bench.world.printed.length = 0;
    expect(await rotate(bench.world, 'ml/gateway', ['redis-password'], options)).toBe(0);
    expect(changedKeys(redis, ciphertexts('data/redis-users'))).toEqual(['litellm']);
    expect(changedKeys(gateway, ciphertexts('ml/gateway'))).toEqual(['redis-password']);
    expect(bench.world.printed.join('')).toContain('restarts data/StatefulSet/redis\nrestarts ml/Deployment/gateway\n');
    expect(await verify(bench.world, options)).toBe(0);
  });

  test('says what a new value asks of a person beside a push, and only for that value', async () => {
    made();
    const caution = 'before you push: tell it to everybody who has the old one\n';
    await rotate(bench.world, 'ml/gateway', ['redis-password'], options);
    expect(bench.world.printed.join('')).not.toContain(caution);
    await rotate(bench.world, 'ml/gateway', ['master-key'], options);
    expect(bench.world.printed.join('')).toContain(caution);
  });

  test('makes derived values anew with the value they come from', async () => {
    made();
    const before = ciphertexts('observability/web');
    await rotate(bench.world, 'observability/web', ['admin-password', 'identity'], options);
    const changed = changedKeys(before, ciphertexts('observability/web'));
    expect(changed.sort()).toEqual(['admin-password', 'htpasswd', 'identity', 'identity.pub']);
    expect(await verify(bench.world, options)).toBe(0);
  });

  test('rotates all that can be made when no key is named', async () => {
    made();
    const before = ciphertexts('data/postgres-grafana');
    await rotate(bench.world, 'data/postgres-grafana', [], options);
    expect(changedKeys(before, ciphertexts('data/postgres-grafana'))).toEqual(['password']);
  });

  test('takes a value from standard input, without the line break at its end', async () => {
    made();
    bench.world.readInput = async () => 'from the password store\n';
    await rotate(bench.world, 'observability/unpoller', ['password'], { ...options, stdin: true });
    expect(await values('observability/unpoller')).toEqual({ password: 'from the password store' });
  });

  test('makes the file of a Secret of which only a person knows the values', async () => {
    bench.world.interactive = { input: false, output: false };
    await create(bench.world, options);
    bench.world.readInput = async () => 'entered later';
    expect(await rotate(bench.world, 'observability/unpoller', ['password'], { ...options, stdin: true })).toBe(0);
    expect(await verify(bench.world, { ...options, withKey: true })).toBe(0);
  });

  test.each<[string, string, string[], boolean, string]>([
    ['an unknown Secret', 'data/redis', [], false, 'data/redis-users'],
    ['a Secret that only a person can fill', 'observability/unpoller', [], false, 'nothing that can be made anew'],
    ['an unknown key', 'data/redis-users', ['lite'], false, 'redis declares default, litellm'],
    ['standard input for two keys', 'data/redis-users', ['default', 'litellm'], true, '--stdin sets one key'],
    ['standard input for a derived key', 'observability/web', ['htpasswd'], true, 'cannot be stated'],
    ['empty standard input', 'data/redis-users', ['default'], true, 'Standard input was empty'],
  ])('refuses %s', async (_what, secret, keys, stdin, message) => {
    made();
    const before = all();
    expect(await ends(() => rotate(bench.world, secret, keys, { ...options, stdin }))).toBe(2);
    expect(bench.world.said.join('\n')).toContain(message);
    expect(all()).toEqual(before);
  });
});

describe('a key that encrypts data', () => {
  beforeEach(() => {
    made();
    const [, gateway] = bench.world.secrets;
    gateway!.keys['master-key'] = { make: 'token', prefix: 'sk-', encrypts: 'what the gateway stored' };
    gateway!.keys['copy'] = { make: 'same-as', namespace: 'ml', name: 'gateway', key: 'master-key' };
  });
  beforeEach(() => create(bench.world, options));
  const masterKey = async () => (await values('ml/gateway'))['master-key'];

  test('stays when all of its Secret is rotated, and says why', async () => {
    const before = await masterKey();
    expect(await rotate(bench.world, 'ml/gateway', [], options)).toBe(0);
    expect(await masterKey()).toBe(before);
    expect(bench.world.said.join('\n')).toContain('Kept ml/gateway master-key: it encrypts what the gateway stored.');
  });

  test.each([
    ['named', () => rotate(bench.world, 'ml/gateway', ['master-key'], options)],
    ['named by a copy of it', () => rotate(bench.world, 'ml/gateway', ['copy'], options)],
    [
      'changed by hand',
      () => {
        bench.world.run = (_program, args) => {
          const file = args.at(-1) ?? '';
          writeFileSync(file, readFileSync(file, 'utf8').replace(/"master-key": .*/, '"master-key": sk-chosen-by-a-person'));
          return 0;
        };
        return edit(bench.world, 'ml/gateway', options);
      },
    ],
  ])('stays when it is %s without --lose-data', async (_what, change) => {
    const before = await masterKey();
    expect(await ends(change)).toBe(2);
    expect(bench.world.said.join('\n')).toContain('can never be read again:\n  ml/gateway');
    expect(await masterKey()).toBe(before);
  });

  test('changes when it is named with --lose-data', async () => {
    const before = await masterKey();
    expect(await rotate(bench.world, 'ml/gateway', ['master-key'], { ...options, loseData: true })).toBe(0);
    expect(await masterKey()).not.toBe(before);
  });
});

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((key) => before[key] !== after[key]);
}
