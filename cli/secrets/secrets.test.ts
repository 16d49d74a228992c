import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SopsFile, parseSopsFile } from '../../lib/secrets/sops/sops-file';
import { exampleRecipient } from '../../lib/secrets/example-key';
import { openSecret } from '../../lib/secrets/sops/sealed-secret';
import { branchAt } from '../../lib/secrets/sops/tree';
import { ageForTests } from '../../lib/secrets/testing/age-for-tests';
import { exitCodeOf } from '../secrets';
import { create } from './create';
import { edit } from './edit';
import { prune } from './prune';
import { rotate } from './rotate';
import { type SampleWorld, sampleRack, sampleWorld } from './testing/sample-world';
import { verify } from './verify';
import type { ExitCode } from './world';

const age = ageForTests();
const options = { rack: sampleRack };
const person = { interactive: { input: true, output: false }, askHidden: async () => 'entered' };
let identity: string;
/** A rack whose Secrets are all made, to be copied by whoever starts from there. */
let template: SampleWorld;
let world: SampleWorld;

beforeAll(async () => {
  identity = await age.generateIdentity();
  template = await sampleWorld(age, identity, person);
  await create(template, options);
});
afterAll(() => rmSync(template.root, { recursive: true, force: true }));
beforeEach(async () => {
  world = await sampleWorld(age, identity, person);
});
afterEach(() => rmSync(world.root, { recursive: true, force: true }));

const made = () => cpSync(join(template.root, 'secrets'), join(world.root, 'secrets'), { recursive: true });

const ends = (run: () => Promise<ExitCode>) => exitCodeOf(run, (text) => void world.said.push(text));
const text = (id: string) => readFileSync(world.file(id), 'utf8');
const ciphertexts = (id: string) => Object.fromEntries(branchAt((parseSopsFile(text(id)) as SopsFile).tree, 'stringData'));
const values = async (id: string) => {
  const open = await openSecret(parseSopsFile(text(id)) as SopsFile, [world.env['SOPS_AGE_KEY'] ?? ''], age);
  if (!open?.macHolds) throw new Error(`${id} is not whole`);
  return Object.fromEntries(open.values);
};
const all = () => world.secrets.map(({ namespace, name }) => text(`${namespace}/${name}`));

describe('create', () => {
  test('makes every declared value so that verify has nothing to say', async () => {
    expect(await create(world, options)).toBe(0);
    expect(await verify(world, { ...options, withKey: true })).toBe(0);
    expect(world.said.join('\n')).toContain('0 errors in 5 declared Secrets; MACs checked in 5');
    expect((await values('observability/unpoller'))['password']).toBe('entered');
    expect((await values('ml/gateway'))['redis-password']).toBe((await values('data/redis-users'))['litellm']);
  });

  test('changes nothing when run again, with the key or without', async () => {
    made();
    const before = all();
    expect(await create(world, options)).toBe(0);
    world.env = {};
    expect(await create(world, options)).toBe(0);
    expect(all()).toEqual(before);
  });

  test('needs no private key for a rack without files', async () => {
    world.env = {};
    expect(await create(world, options)).toBe(0);
  });

  test('adds a new key and leaves the values beside it alone', async () => {
    made();
    const before = ciphertexts('data/redis-users');
    world.secrets[0]!.keys['openwebui'] = { make: 'password' };
    expect(await create(world, options)).toBe(0);
    expect(ciphertexts('data/redis-users')).toEqual({ ...before, openwebui: expect.stringContaining('ENC[') });
    expect(await verify(world, options)).toBe(0);
  });

  test('says which value only a person knows, and makes all others', async () => {
    world.interactive = { input: false, output: false };
    expect(await create(world, options)).toBe(1);
    expect(world.said.join('\n')).toContain('Still open: observability/unpoller password');
    expect(existsSync(world.file('observability/unpoller'))).toBe(false);
    expect(world.printed.join('')).not.toContain('unpoller');
    expect(await verify(world, options)).toBe(1);
  });

  test('asks for what a new app wants, and not again for what others were told', async () => {
    made();
    const asked: string[] = [];
    world.askHidden = async (question) => (asked.push(question), 'entered');
    world.env = {};
    const later = { namespace: 'observability', name: 'later', app: 'later', restarts: [] };
    world.secrets.push({ ...later, keys: { url: { make: 'ask', hint: 'an address' } } });
    expect(await create(world, options)).toBe(0);
    expect(asked).toEqual(['an address\nobservability/later url: ']);
    expect(await verify(world, options)).toBe(0);
  });

  test('copies an existing value into a Secret that comes later', async () => {
    const [gateway] = world.secrets.splice(1, 1);
    await create(world, options);
    world.secrets.push(gateway!);
    expect(await create(world, options)).toBe(0);
    expect((await values('ml/gateway'))['redis-password']).toBe((await values('data/redis-users'))['litellm']);
  });

  test('seals for a new recipient without a new value', async () => {
    made();
    const before = ciphertexts('data/redis-users');
    const other = await age.generateIdentity();
    world.recipients.push(await age.recipientOf(other));
    expect(await verify(world, options)).toBe(1);
    expect(await create(world, options)).toBe(0);
    expect(ciphertexts('data/redis-users')).toEqual(before);
    world.env = { SOPS_AGE_KEY: other };
    expect(await verify(world, { ...options, withKey: true })).toBe(0);
  });

  test('makes good an empty value, which no MAC covers', async () => {
    made();
    const file = world.file('data/redis-users');
    world.secrets[0]!.keys['more'] = { make: 'password' };
    writeFileSync(file, text('data/redis-users').replace('stringData:', 'stringData:\n    more: ""'));
    expect(await create(world, options)).toBe(0);
    expect((await values('data/redis-users'))['more']).toHaveLength(32);
  });

  test('never seals anew what someone tampered with', async () => {
    made();
    const file = world.file('data/redis-users');
    const tampered = text('data/redis-users').replace('name: redis-users', 'name: redis-user5');
    writeFileSync(file, tampered);
    expect(await ends(() => create(world, options))).toBe(1);
    expect(world.said.join('\n')).toContain('[secrets/mac]');
    expect(text('data/redis-users')).toBe(tampered);
  });

  test('never seals values anew that everyone could read with the example key', async () => {
    made();
    const file = world.file('data/redis-users');
    const example = text('data/redis-users').replace(/recipient: .*/, `recipient: ${exampleRecipient}`);
    writeFileSync(file, example);
    expect(await ends(() => create(world, options))).toBe(1);
    expect(world.said.join('\n')).toContain('its values are public');
    expect(text('data/redis-users')).toBe(example);
  });

  test.each<[string, () => void, ExitCode, string]>([
    ['no recipients', () => (world.recipients = []), 2, 'secrets init'],
    ['a key that does not fit', () => (world.env = {}), 2, 'No key at hand opens'],
    ['a file in the clear', () => writeFileSync(world.file('data/redis-users'), 'kind: Secret\n'), 1, 'unencrypted'],
    ['a declaration that cannot be made', () => (world.secrets[0]!.keys = { 'a b': { make: 'password' } }), 1, 'no key'],
  ])('writes nothing with %s', async (_what, change, code, message) => {
    made();
    world.secrets[0]!.keys['new'] = { make: 'password' };
    change();
    const before = all();
    expect(await ends(() => create(world, options))).toBe(code);
    expect(world.said.join('\n')).toContain(message);
    expect(all()).toEqual(before);
  });

  test('names a file that stands where a folder belongs, and leaves all as it was', async () => {
    mkdirSync(join(world.root, 'secrets', 'sample'), { recursive: true });
    writeFileSync(join(world.root, 'secrets', 'sample', 'data'), 'x');
    const before = readdirSync(join(world.root, 'secrets', 'sample'));
    expect(await ends(() => create(world, options))).not.toBe(0);
    expect(world.said.join('\n')).toContain('a file stands where its folder belongs (ENOTDIR)');
    expect(readdirSync(join(world.root, 'secrets', 'sample'))).toEqual(before);
  });

  test('leaves no scratch file behind', async () => {
    made();
    const files = readdirSync(join(world.root, 'secrets', 'sample'), { recursive: true }).map(String);
    expect(files.filter((file) => file.includes('.new'))).toEqual([]);
    expect(files).toContain('.sops.yaml');
  });
});

describe('rotate', () => {
  test('changes one value wherever it is wanted, keeps all others, and names who restarts', async () => {
    made();
    const [redis, gateway] = [ciphertexts('data/redis-users'), ciphertexts('ml/gateway')];
    world.printed.length = 0;
    expect(await rotate(world, 'ml/gateway', ['redis-password'], options)).toBe(0);
    expect(changedKeys(redis, ciphertexts('data/redis-users'))).toEqual(['litellm']);
    expect(changedKeys(gateway, ciphertexts('ml/gateway'))).toEqual(['redis-password']);
    expect(world.printed.join('')).toContain('restarts data/StatefulSet/redis\nrestarts ml/Deployment/gateway\n');
    expect(await verify(world, options)).toBe(0);
  });

  test('says what a new value asks of a person beside a push, and only for that value', async () => {
    made();
    const caution = 'before you push: tell it to everybody who has the old one\n';
    await rotate(world, 'ml/gateway', ['redis-password'], options);
    expect(world.printed.join('')).not.toContain(caution);
    await rotate(world, 'ml/gateway', ['master-key'], options);
    expect(world.printed.join('')).toContain(caution);
  });

  test('makes derived values anew with the value they come from', async () => {
    made();
    const before = ciphertexts('observability/web');
    await rotate(world, 'observability/web', ['admin-password', 'identity'], options);
    const changed = changedKeys(before, ciphertexts('observability/web'));
    expect(changed.sort()).toEqual(['admin-password', 'htpasswd', 'identity', 'identity.pub']);
    expect(await verify(world, options)).toBe(0);
  });

  test('rotates all that can be made when no key is named', async () => {
    made();
    const before = ciphertexts('data/postgres-grafana');
    await rotate(world, 'data/postgres-grafana', [], options);
    expect(changedKeys(before, ciphertexts('data/postgres-grafana'))).toEqual(['password']);
  });

  test('takes a value from standard input, without the line break at its end', async () => {
    made();
    world.readInput = async () => 'from the password store\n';
    await rotate(world, 'observability/unpoller', ['password'], { ...options, stdin: true });
    expect(await values('observability/unpoller')).toEqual({ password: 'from the password store' });
  });

  test('makes the file of a Secret of which only a person knows the values', async () => {
    world.interactive = { input: false, output: false };
    await create(world, options);
    world.readInput = async () => 'entered later';
    expect(await rotate(world, 'observability/unpoller', ['password'], { ...options, stdin: true })).toBe(0);
    expect(await verify(world, { ...options, withKey: true })).toBe(0);
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
    expect(await ends(() => rotate(world, secret, keys, { ...options, stdin }))).toBe(2);
    expect(world.said.join('\n')).toContain(message);
    expect(all()).toEqual(before);
  });
});

describe('a key that encrypts data', () => {
  beforeEach(() => {
    made();
    const [, gateway] = world.secrets;
    gateway!.keys['master-key'] = { make: 'token', prefix: 'sk-', encrypts: 'what the gateway stored' };
    gateway!.keys['copy'] = { make: 'same-as', namespace: 'ml', name: 'gateway', key: 'master-key' };
  });
  beforeEach(() => create(world, options));
  const masterKey = async () => (await values('ml/gateway'))['master-key'];

  test('stays when all of its Secret is rotated, and says why', async () => {
    const before = await masterKey();
    expect(await rotate(world, 'ml/gateway', [], options)).toBe(0);
    expect(await masterKey()).toBe(before);
    expect(world.said.join('\n')).toContain('Kept ml/gateway master-key: it encrypts what the gateway stored.');
  });

  test.each([
    ['named', () => rotate(world, 'ml/gateway', ['master-key'], options)],
    ['named by a copy of it', () => rotate(world, 'ml/gateway', ['copy'], options)],
    [
      'changed by hand',
      () => {
        world.run = (_program, args) => {
          const file = args.at(-1) ?? '';
          writeFileSync(file, readFileSync(file, 'utf8').replace(/"master-key": .*/, '"master-key": sk-chosen-by-a-person'));
          return 0;
        };
        return edit(world, 'ml/gateway', options);
      },
    ],
  ])('stays when it is %s without --lose-data', async (_what, change) => {
    const before = await masterKey();
    expect(await ends(change)).toBe(2);
    expect(world.said.join('\n')).toContain('can never be read again:\n  ml/gateway');
    expect(await masterKey()).toBe(before);
  });

  test('changes when it is named with --lose-data', async () => {
    const before = await masterKey();
    expect(await rotate(world, 'ml/gateway', ['master-key'], { ...options, loseData: true })).toBe(0);
    expect(await masterKey()).not.toBe(before);
  });
});

describe('an app that is off', () => {
  const off = () => world.secrets.splice(1, 1);

  test('has the same keys when it is on again', async () => {
    made();
    const before = all();
    const gone = off();
    expect(await verify(world, options)).toBe(0);
    expect(world.printed.join('')).toContain('info secrets/sample keeps what no app that is on asks for: ml/gateway');
    expect(await create(world, options)).toBe(0);
    world.secrets.splice(1, 0, ...gone);
    expect(await create(world, options)).toBe(0);
    expect(all()).toEqual(before);
  });

  test('must not leave its values in the clear', async () => {
    made();
    off();
    writeFileSync(world.file('ml/gateway'), text('ml/gateway').replace(/master-key: ENC.*/, 'master-key: hunter2'));
    expect(await verify(world, options)).toBe(1);
    expect(world.printed.join('')).toContain('is not encrypted');
  });

  test('loses nothing as long as nobody names what may go', async () => {
    made();
    const before = all();
    off();
    delete world.secrets[0]!.keys['litellm'];
    world.printed.length = 0;
    expect(await prune(world, [], options)).toBe(0);
    expect(world.printed).toEqual(['parked ml/gateway\n', 'parked data/redis-users litellm\n']);
    expect(all()).toEqual([before[0], ...before.slice(2)]);
    expect(existsSync(world.file('ml/gateway'))).toBe(true);
  });

  test.each<[string, string[], boolean]>([
    ['named', ['ml/gateway', 'data/redis-users'], false],
    ['all of it is named', [], true],
  ])('loses its files and keys when %s', async (_what, names, everything) => {
    made();
    off();
    delete world.secrets[0]!.keys['litellm'];
    expect(await prune(world, names, { ...options, all: everything })).toBe(0);
    expect(existsSync(world.file('ml/gateway'))).toBe(false);
    expect(Object.keys(await values('data/redis-users'))).toEqual(['default']);
    world.printed.length = 0;
    expect(await verify(world, { ...options, withKey: true })).toBe(0);
    expect(world.printed).toEqual([]);
  });

  test('keeps everything when a name is wrong', async () => {
    made();
    off();
    expect(await ends(() => prune(world, ['ml/gateway', 'data/redis-users'], options))).toBe(2);
    expect(world.said.join('\n')).toContain('data/redis-users: not parked in secrets/sample');
    expect(existsSync(world.file('ml/gateway'))).toBe(true);
  });
});

test('two rotations at once both hold, on the server and on the client', async () => {
  made();
  const before = ciphertexts('data/redis-users');
  const both = [['default'], ['litellm']].map((keys) => rotate(world, 'data/redis-users', keys, options));
  expect(await Promise.all(both)).toEqual([0, 0]);
  expect(changedKeys(before, ciphertexts('data/redis-users')).sort()).toEqual(['default', 'litellm']);
  expect(await verify(world, { ...options, withKey: true })).toBe(0);
});

test('answers given while another command wrote are not sealed over what it wrote', async () => {
  made();
  rmSync(world.file('observability/unpoller'));
  world.askHidden = async () => {
    await rotate(world, 'data/redis-users', ['litellm'], options);
    return 'entered';
  };
  expect(await ends(() => create(world, options))).toBe(2);
  expect(world.said.join('\n')).toContain('Another command changed secrets/sample meanwhile');
  expect(existsSync(world.file('observability/unpoller'))).toBe(false);
});

describe('edit', () => {
  const editor = (change: (text: string) => string) => {
    let seen = { file: '', folderMode: 0, fileMode: 0 };
    world.run = (_program, args) => {
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
    expect(await edit(world, 'data/redis-users', options)).toBe(0);
    expect(changedKeys(before, ciphertexts('data/redis-users'))).toEqual(['litellm']);
    expect((await values('ml/gateway'))['redis-password']).toBe('chosen-by-a-person');
  });

  test('shows the clear text to its owner only, and removes it afterwards', async () => {
    made();
    const seen = editor((yaml) => yaml);
    await edit(world, 'data/redis-users', options);
    expect(seen()).toMatchObject({ folderMode: 0o700, fileMode: 0o600 });
    expect(existsSync(join(seen().file, '..'))).toBe(false);
    expect(world.said).toContain('Nothing changed.');
  });

  test('keeps values of several lines as they are', async () => {
    made();
    const before = ciphertexts('observability/web');
    editor((yaml) => yaml);
    await edit(world, 'observability/web', options);
    expect(ciphertexts('observability/web')).toEqual(before);
  });

  test('drops a key that nobody asks for any more', async () => {
    made();
    delete world.secrets[1]!.keys['master-key'];
    editor((yaml) => yaml.replace(/"master-key": .*\n/, ''));
    expect(await edit(world, 'ml/gateway', options)).toBe(0);
    expect(Object.keys(await values('ml/gateway'))).toEqual(['redis-password']);
    expect(await verify(world, options)).toBe(0);
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
    expect(await ends(() => edit(world, secret, options))).toBe(2);
    expect(world.said.join('\n')).toContain(message);
    expect(all()).toEqual(before);
  });

  test('changes nothing when the editor fails, and still removes the clear text', async () => {
    made();
    let file = '';
    world.run = (_program, args) => {
      file = args.at(-1) ?? '';
      return 1;
    };
    expect(await ends(() => edit(world, 'data/redis-users', options))).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});

describe('verify', () => {
  test('says that MACs are not checked when no key is at hand, or refuses with --with-key', async () => {
    made();
    world.env = {};
    expect(await verify(world, options)).toBe(0);
    expect(world.said.at(-1)).toContain('no key at hand: MACs not checked');
    expect(await ends(() => verify(world, { ...options, withKey: true }))).toBe(2);
  });

  test.each(['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE'])('says in words that the key of %s is mistyped, and never repeats it', async (name) => {
    made();
    const mistyped = identity.slice(0, -1) + (identity.endsWith('Q') ? 'P' : 'Q');
    writeFileSync(join(world.root, 'key.txt'), `${mistyped}\n`);
    world.env = { [name]: name === 'SOPS_AGE_KEY' ? mistyped : join(world.root, 'key.txt') };
    expect(await ends(() => verify(world, options))).toBe(2);
    expect(world.said.join('\n')).toContain('holds an age key that is cut off or mistyped');
    expect(world.said.join('\n')).not.toContain(mistyped.slice(-30));
  });

  test('prints findings as JSON', async () => {
    made();
    rmSync(world.file('data/redis-users'));
    world.printed.length = 0;
    expect(await verify(world, { ...options, json: true })).toBe(1);
    const { findings, files } = JSON.parse(world.printed.join(''));
    expect(files).toBe(4);
    expect(findings).toMatchObject([{ rule: 'secrets/file-missing', object: 'secrets/sample/data/redis-users.sops.yaml' }]);
  });
});

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((key) => before[key] !== after[key]);
}
