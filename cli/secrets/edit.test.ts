import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { edit } from './edit';
import { verify } from './verify';
import { secretsBench } from './testing/secrets-bench';

const bench = secretsBench();
const { options, made, ends, ciphertexts, values, all } = bench;

describe('edit', () => {
  const editor = (change: (text: string) => string) => {
    let seen = { file: '', folderMode: 0, fileMode: 0 };
    bench.world.run = (_program, args) => {
      const file = args.at(-1) ?? '';
      seen = { file, folderMode: statSync(join(file, '..')).mode & 0o777, fileMode: statSync(file).mode & 0o777 };
      writeFileSync(file, change(readFileSync(file, 'utf8')));
      return 0;
    };
    return () => seen;
  };

  test('seals what changed in the editor, and in every copy', async () => {
    made();
    const before = ciphertexts('data/redis-users');
    editor((yaml) => yaml.replace(/"litellm": .*/, '"litellm": chosen-by-a-person'));
    expect(await edit(bench.world, 'data/redis-users', options)).toBe(0);
    expect(changedKeys(before, ciphertexts('data/redis-users'))).toEqual(['litellm']);
    expect((await values('ml/gateway'))['redis-password']).toBe('chosen-by-a-person');
  });

  test('shows the clear text to its owner only, and removes it afterwards', async () => {
    made();
    const seen = editor((yaml) => yaml);
    await edit(bench.world, 'data/redis-users', options);
    expect(seen()).toMatchObject({ folderMode: 0o700, fileMode: 0o600 });
    expect(existsSync(join(seen().file, '..'))).toBe(false);
    expect(bench.world.said).toContain('Nothing changed.');
  });

  test('keeps values of several lines as they are', async () => {
    made();
    const before = ciphertexts('observability/web');
    editor((yaml) => yaml);
    await edit(bench.world, 'observability/web', options);
    expect(ciphertexts('observability/web')).toEqual(before);
  });

  test('drops a key that nobody asks for any more', async () => {
    made();
    delete bench.world.secrets[1]!.keys['master-key'];
    editor((yaml) => yaml.replace(/"master-key": .*\n/, ''));
    expect(await edit(bench.world, 'ml/gateway', options)).toBe(0);
    expect(Object.keys(await values('ml/gateway'))).toEqual(['redis-password']);
    expect(await verify(bench.world, options)).toBe(0);
  });

  test.each<[string, string, (yaml: string) => string, string]>([
    ['a key taken out that an app asks for', 'data/redis-users', (y) => y.replace(/"default".*\n/, ''), 'was taken out'],
    ['a key that no app asks for', 'data/redis-users', (y) => `${y}more: x\n`, 'was added'],
    ['a copy', 'ml/gateway', (y) => y.replace(/"redis-password": .*/, '"redis-password": x'), 'follows data/redis-users'],
    ['an emptied value', 'data/redis-users', (y) => y.replace(/"default": .*/, '"default":'), 'has no value'],
    ['text that is no YAML', 'data/redis-users', (y) => `${y}: [\n`, 'That is no YAML'],
  ])('refuses %s', async (_what, secret, change, message) => {
    made();
    const before = all();
    editor(change);
    expect(await ends(() => edit(bench.world, secret, options))).toBe(2);
    expect(bench.world.said.join('\n')).toContain(message);
    expect(all()).toEqual(before);
  });

  test('changes nothing when the editor fails, and still removes the clear text', async () => {
    made();
    let file = '';
    bench.world.run = (_program, args) => {
      file = args.at(-1) ?? '';
      return 1;
    };
    expect(await ends(() => edit(bench.world, 'data/redis-users', options))).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((key) => before[key] !== after[key]);
}
