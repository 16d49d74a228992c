import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleRecipient } from '../../lib/secrets/example-key';
import { create } from './create';
import { verify } from './verify';
import type { ExitCode } from './world';
import { secretsBench } from './testing/secrets-bench';

const bench = secretsBench();
const { age, options, made, ends, text, ciphertexts, values, all } = bench;

describe('create', () => {
  test('makes every declared value so that verify has nothing to say', async () => {
    expect(await create(bench.world, options)).toBe(0);
    expect(await verify(bench.world, { ...options, withKey: true })).toBe(0);
    expect(bench.world.said.join('\n')).toContain('0 errors in 5 declared Secrets; MACs checked in 5');
    expect((await values('observability/unpoller'))['password']).toBe('entered');
    expect((await values('ml/gateway'))['redis-password']).toBe((await values('data/redis-users'))['litellm']);
  });

  test('changes nothing when run again, with the key or without', async () => {
    made();
    const before = all();
    expect(await create(bench.world, options)).toBe(0);
    bench.world.env = {};
    expect(await create(bench.world, options)).toBe(0);
    expect(all()).toEqual(before);
  });

  test('needs no private key for a rack without files', async () => {
    bench.world.env = {};
    expect(await create(bench.world, options)).toBe(0);
  });

  test('adds a new key and leaves the values beside it alone', async () => {
    made();
    const before = ciphertexts('data/redis-users');
    bench.world.secrets[0]!.keys['openwebui'] = { make: 'password' };
    expect(await create(bench.world, options)).toBe(0);
    expect(ciphertexts('data/redis-users')).toEqual({ ...before, openwebui: expect.stringContaining('ENC[') });
    expect(await verify(bench.world, options)).toBe(0);
  });

  test('says which value only a person knows, and makes all others', async () => {
    bench.world.interactive = { input: false, output: false };
    expect(await create(bench.world, options)).toBe(1);
    expect(bench.world.said.join('\n')).toContain('Still open: observability/unpoller password');
    expect(existsSync(bench.world.file('observability/unpoller'))).toBe(false);
    expect(bench.world.printed.join('')).not.toContain('unpoller');
    expect(await verify(bench.world, options)).toBe(1);
  });

  test('asks for what a new app wants, and not again for what others were told', async () => {
    made();
    const asked: string[] = [];
    bench.world.askHidden = async (question) => (asked.push(question), 'entered');
    bench.world.env = {};
    const later = { namespace: 'observability', name: 'later', app: 'later', restarts: [] };
    bench.world.secrets.push({ ...later, keys: { url: { make: 'ask', hint: 'an address' } } });
    expect(await create(bench.world, options)).toBe(0);
    expect(asked).toEqual(['an address\nobservability/later url: ']);
    expect(await verify(bench.world, options)).toBe(0);
  });

  test('copies an existing value into a Secret that comes later', async () => {
    const [gateway] = bench.world.secrets.splice(1, 1);
    await create(bench.world, options);
    bench.world.secrets.push(gateway!);
    expect(await create(bench.world, options)).toBe(0);
    expect((await values('ml/gateway'))['redis-password']).toBe((await values('data/redis-users'))['litellm']);
  });

  test('seals for a new recipient without a new value', async () => {
    made();
    const before = ciphertexts('data/redis-users');
    const other = await age.generateIdentity();
    bench.world.recipients.push(await age.recipientOf(other));
    expect(await verify(bench.world, options)).toBe(1);
    expect(await create(bench.world, options)).toBe(0);
    expect(ciphertexts('data/redis-users')).toEqual(before);
    bench.world.env = { SOPS_AGE_KEY: other };
    expect(await verify(bench.world, { ...options, withKey: true })).toBe(0);
  });

  test('makes good an empty value, which no MAC covers', async () => {
    made();
    const file = bench.world.file('data/redis-users');
    bench.world.secrets[0]!.keys['more'] = { make: 'password' };
    writeFileSync(file, text('data/redis-users').replace('stringData:', 'stringData:\n    more: ""'));
    expect(await create(bench.world, options)).toBe(0);
    expect((await values('data/redis-users'))['more']).toHaveLength(32);
  });

  test('never seals anew what someone tampered with', async () => {
    made();
    const file = bench.world.file('data/redis-users');
    const tampered = text('data/redis-users').replace('name: redis-users', 'name: redis-user5');
    writeFileSync(file, tampered);
    expect(await ends(() => create(bench.world, options))).toBe(1);
    expect(bench.world.said.join('\n')).toContain('[secrets/mac]');
    expect(text('data/redis-users')).toBe(tampered);
  });

  test('never seals values anew that everyone could read with the example key', async () => {
    made();
    const file = bench.world.file('data/redis-users');
    const example = text('data/redis-users').replace(/recipient: .*/, `recipient: ${exampleRecipient}`);
    writeFileSync(file, example);
    expect(await ends(() => create(bench.world, options))).toBe(1);
    expect(bench.world.said.join('\n')).toContain('its values are public');
    expect(text('data/redis-users')).toBe(example);
  });

  test.each<[string, () => void, ExitCode, string]>([
    ['no recipients', () => (bench.world.recipients = []), 2, 'secrets init'],
    ['a key that does not fit', () => (bench.world.env = {}), 2, 'No key at hand opens'],
    ['a file in the clear', () => writeFileSync(bench.world.file('data/redis-users'), 'kind: Secret\n'), 1, 'unencrypted'],
    ['a declaration that cannot be made', () => (bench.world.secrets[0]!.keys = { 'a b': { make: 'password' } }), 1, 'no key'],
  ])('writes nothing with %s', async (_what, change, code, message) => {
    made();
    bench.world.secrets[0]!.keys['new'] = { make: 'password' };
    change();
    const before = all();
    expect(await ends(() => create(bench.world, options))).toBe(code);
    expect(bench.world.said.join('\n')).toContain(message);
    expect(all()).toEqual(before);
  });

  test('names a file that stands where a folder belongs, and leaves all as it was', async () => {
    mkdirSync(join(bench.world.root, 'secrets', 'sample'), { recursive: true });
    writeFileSync(join(bench.world.root, 'secrets', 'sample', 'data'), 'x');
    const before = readdirSync(join(bench.world.root, 'secrets', 'sample'));
    expect(await ends(() => create(bench.world, options))).not.toBe(0);
    expect(bench.world.said.join('\n')).toContain('a file stands where its folder belongs (ENOTDIR)');
    expect(readdirSync(join(bench.world.root, 'secrets', 'sample'))).toEqual(before);
  });

  test('leaves no scratch file behind', async () => {
    made();
    const files = readdirSync(join(bench.world.root, 'secrets', 'sample'), { recursive: true }).map(String);
    expect(files.filter((file) => file.includes('.new'))).toEqual([]);
    expect(files).toContain('.sops.yaml');
  });
});
