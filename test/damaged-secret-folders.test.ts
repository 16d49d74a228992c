import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { builtRack } from '../cli/build-rack';
import { CannotRun } from '../cli/cannot-run';
import { openedSecrets } from '../cli/opened-secrets';
import { wordsFor } from '../cli/run';
import { exitCodeOf } from '../cli/secrets';
import { create } from '../cli/secrets/create';
import { findingsText } from '../cli/secrets/findings';
import { prune } from '../cli/secrets/prune';
import { rotate } from '../cli/secrets/rotate';
import { verify } from '../cli/secrets/verify';
import type { SecretsWorld } from '../cli/secrets/world';
import { type SecretDeclaration, secretId } from '../lib/facts/secret-declaration';
import { InputError } from '../lib/rack-file/input-error';
import { exampleKeyFile } from '../lib/secrets/example-key';
import { readRackSecrets } from '../lib/secrets/rack-secrets';
import type { AgeBox } from '../lib/secrets/sops/age-box';
import { openSecret } from '../lib/secrets/sops/sealed-secret';
import { type SopsFile, parseSopsFile } from '../lib/secrets/sops/sops-file';
import { ageForTests } from '../lib/secrets/testing/age-for-tests';
import { repeatableRandom } from '../lib/secrets/testing/sample-secrets';
import { composeSample } from '../lib/testing/sample-rack';
import { loadReference, referenceText } from '../lib/testing/reference-rack';
import { writeRack } from '../lib/synth';
import { anywhere, damaged, damages, pasted, planted, secret } from './damages';

/**
 * Whole folders of sealed Secrets, damaged in 300 ways by a hand that has no key: texts, bytes, names, links, pipes, a
 * half-written plan, the private key's own file. Each command answers with words; none of them repeats a private key, an
 * opened value or what somebody pasted; none writes outside the folder, and those that only look write nothing at all.
 */
const fixtures = join(__dirname, 'fixtures', 'secrets', 'homelab');
const rackFile = 'clusters/homelab.yaml';
const age = remembering(ageForTests());
const rack = loadReference();

/** Few enough to be opened three hundred times: a server's users, one that repeats a value of theirs, two more. */
const ids = ['data/redis-users', 'ml/redis-litellm', 'data/minio-root', 'ml/litellm-keys'];
const declarations: SecretDeclaration[] = composeSample(rack).secrets.filter((each) => ids.includes(secretId(each)));
const sealedPaths = ids.map((id) => `${id}.sops.yaml`);
const identity = readFileSync(join(fixtures, exampleKeyFile), 'utf8').match(/AGE-SECRET-KEY-\w+/)![0];

/** What was opened once is not opened anew: that is nearly all of what these tests would wait for. */
function remembering(box: AgeBox): AgeBox {
  const opened = new Map<string, Promise<Uint8Array | undefined>>();
  return {
    ...box,
    open(armored, key) {
      const id = `${key} ${armored}`;
      const result = opened.get(id) ?? box.open(armored, key);
      opened.set(id, result);
      return result;
    },
  };
}

/** Everything that must never be printed: opened values of the fixture, its private key, and what the damages paste. */
let unspeakable: string[];
let root: string;

beforeAll(async () => {
  const opened = await Promise.all(
    sealedPaths.map((path) =>
      openSecret(parseSopsFile(readFileSync(join(fixtures, path), 'utf8')) as SopsFile, [identity], age),
    ),
  );
  const values = opened.flatMap((file) => [...file!.values.values()]).filter((value) => value.length >= 12);
  expect(values.length).toBeGreaterThan(4);
  unspeakable = [...values, identity, secret].map((each) => each.toLowerCase());
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-damaged-'));
  mkdirSync(join(root, 'clusters'));
  writeFileSync(join(root, rackFile), referenceText);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folder = () => join(root, 'secrets', 'homelab');
const keyFile = () => join(root, 'key', 'keys.txt');

/** The sound folder, with a tree that somebody committed before and a stranger's file that no link may lead to. */
function layDown(): void {
  for (const name of ['secrets', 'dist', 'key', 'elsewhere'])
    rmSync(join(root, name), { recursive: true, force: true });
  for (const path of [...sealedPaths, exampleKeyFile, '.sops.yaml']) {
    mkdirSync(dirname(join(folder(), path)), { recursive: true });
    cpSync(join(fixtures, path), join(folder(), path));
  }
  put('dist/homelab/rack.json', '{}');
  put('elsewhere/private', `${planted[0]}\n`);
  put('key/keys.txt', `# created: 2026\n${identity}\n`);
}

function put(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Each makes one thing of a folder wrong; `path` is one of its files. */
const handiwork: Record<string, (path: string, at: number, paste: string) => void> = {
  'a file is gone': (path) => rmSync(path),
  'a file is empty': (path) => writeFileSync(path, ''),
  'a file is cut off': (path, at) =>
    writeFileSync(path, bytesOf(path).subarray(0, Math.floor(at * bytesOf(path).length))),
  'a file is no text': (path, at) => {
    const bytes = bytesOf(path);
    bytes[Math.floor(at * bytes.length)] = 0xe9;
    writeFileSync(path, bytes);
  },
  'a file is UTF-16': (path) => writeFileSync(path, Buffer.from(`\ufeff${bytesOf(path).toString()}`, 'utf16le')),
  'a file is enormous': (path) => writeFileSync(path, Buffer.alloc(5 * 1024 * 1024, 'a: b\n')),
  'a file is a folder': (path) => {
    rmSync(path);
    mkdirSync(path);
  },
  'a file is a link to a stranger’s': (path) => {
    rmSync(path);
    symlinkSync(join(root, 'elsewhere', 'private'), path);
  },
  'a file is a link to itself': (path) => {
    rmSync(path);
    symlinkSync(path, path);
  },
  'a file is a pipe': (path) => {
    rmSync(path);
    execFileSync('mkfifo', [path]);
  },
  'a folder is a file': (path) => {
    rmSync(dirname(path), { recursive: true });
    writeFileSync(dirname(path), 'x');
  },
  'a name holds an escape and a line end': (path) => renameSync(path, `${path}\u001b[2K\n::error::x.sops.yaml`),
  'a name is a private key': (path) => renameSync(path, join(dirname(path), planted[0]!)),
  'a name has another ending': (path) => renameSync(path, path.replace('.yaml', '.yml')),
  'a file lies a floor deeper': (path) => {
    mkdirSync(join(dirname(path), 'deeper'));
    renameSync(path, join(dirname(path), 'deeper', 'x.sops.yaml'));
  },
  'two files have changed places': (path) => {
    const other = sealedPaths.map((each) => join(folder(), each)).find((each) => each !== path && isFile(each));
    if (other === undefined) return;
    const text = bytesOf(path);
    writeFileSync(path, bytesOf(other));
    writeFileSync(other, text);
  },
  'a value has changed places with another': (path) => {
    const [first = '', second = ''] =
      bytesOf(path)
        .toString()
        .match(/ENC\[AES256_GCM,data:[^\]]*\]/g) ?? [];
    const text = bytesOf(path).toString();
    writeFileSync(path, text.replace(first, '§').replace(second, first).replace('§', second));
  },
  'a value lies in the clear': (path, _, paste) =>
    writeFileSync(
      path,
      bytesOf(path)
        .toString()
        .replace(/ENC\[AES256_GCM,data:[^\]]*\]/, () => paste),
    ),
  'a recipient is a private key': (path, _, paste) =>
    writeFileSync(
      path,
      bytesOf(path)
        .toString()
        .replace(/(?<=recipient: )\S+/, () => paste),
    ),
  'a key of an object’s prototype': (path) =>
    writeFileSync(
      path,
      bytesOf(path).toString().replace('stringData:', 'stringData:\n  constructor: x\n  __proto__: y'),
    ),
  'a change was cut off': (_, at, paste) => {
    const files = [
      { path: '../../elsewhere/private', text: paste },
      { path: sealedPaths[0], before: 'x', text: paste },
    ];
    const text = JSON.stringify({ version: 1, files: at < 0.5 ? files : [files[1]] });
    put('secrets/.homelab/plan.json', at < 0.8 ? text : text.slice(0, Math.floor(at * text.length)));
  },
  'the key is gone': () => keyIs(undefined),
  'the key is damaged': (_, at) => keyIs(`${identity.slice(0, 20)}${Math.floor(at * 1e9)}${identity.slice(29)}`),
  'the key is a folder': () => {
    keyIs(undefined);
    mkdirSync(keyFile());
  },
  'the key is another’s': (_, __, paste) => keyIs(`${paste}\n`),
};

function keyIs(text: string | undefined): void {
  rmSync(keyFile(), { recursive: true, force: true });
  if (text !== undefined) writeFileSync(keyFile(), text);
}

const bytesOf = (path: string): Buffer => readFileSync(path);
const isFile = (path: string): boolean => existsSync(path) && lstatSync(path).isFile();

/** Damage of the text, or handiwork, or both, on one to three files. */
const folderDamage = fc.array(
  fc.record({
    file: fc.constantFrom(...sealedPaths, '.sops.yaml', exampleKeyFile),
    text: fc.option(damages, { freq: 1 }),
    hand: fc.option(fc.constantFrom(...Object.keys(handiwork)), { freq: 2 }),
    at: anywhere,
    paste: fc.constantFrom(...planted),
  }),
  { minLength: 1, maxLength: 3 },
);
type FolderDamage = typeof folderDamage extends fc.Arbitrary<infer All> ? All : never;

function damage(all: FolderDamage): void {
  for (const { file, text, hand, at, paste } of all) {
    const path = join(folder(), file);
    // An earlier damage may have put something else in its place.
    if (!isFile(path)) continue;
    if (text) writeFileSync(path, pasted(text.reduce(damaged, bytesOf(path).toString()), paste, at));
    if (hand) handiwork[hand]!(path, at, paste);
  }
}

interface Heard {
  said: string[];
  world: SecretsWorld;
}

function listening(): Heard {
  const said: string[] = [];
  const world: SecretsWorld = {
    root,
    age,
    random: repeatableRandom('damaged'),
    now: new Date('2026-01-31T12:00:00Z'),
    env: { SOPS_AGE_KEY_FILE: keyFile() },
    interactive: { input: false, output: false },
    askHidden: () => Promise.reject(new Error('nobody is there to ask')),
    readInput: async () => '',
    run: () => 127,
    outputOf: () => '',
    print: (text) => void said.push(text),
    say: (text) => void said.push(text),
    loadRack: async () => ({ rack, secrets: declarations }),
  };
  return { said, world };
}

/** A message is what its author meant; anything else that is thrown would be called our own mistake. */
async function inWords(said: string[], run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof CannotRun)) throw error;
    said.push(wordsFor(error, {}));
  }
}

/** Bytes of every file below a folder by path, so that two moments can be compared. */
function everything(except: RegExp): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !except.test(path));
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(root.length),
      lstatSync(path).isFile() ? bytesOf(path).toString('base64') : 'no file',
    ]),
  );
}

function expectNothingToldOf(said: readonly string[]): void {
  const text = said.join('\n').toLowerCase();
  for (const each of unspeakable) expect(text.includes(each) ? `${text.slice(0, 2000)} repeats ${each}` : '').toBe('');
  expect(text).not.toContain('\u001b');
  expect(text.length).toBeLessThan(200_000);
}

test('300 damaged folders of Secrets are answered with words, by those who look and by those who write', async () => {
  const options = { rack: rackFile };
  await fc.assert(
    fc.asyncProperty(folderDamage, async (all) => {
      layDown();
      damage(all);
      const looking = listening();
      const { world } = looking;
      // What a kill interrupted is finished or dropped by whoever comes next.
      const planned = existsSync(join(root, 'secrets', '.homelab', 'plan.json')) ? /secrets/ : /^$/;
      const before = everything(planned);
      const end = (run: () => ReturnType<typeof verify>) => exitCodeOf(run, world.say);
      await inWords(looking.said, () => end(() => verify(world, options)));
      await inWords(looking.said, () => end(() => verify(world, { ...options, withKey: true, json: true })));
      await inWords(looking.said, async () => {
        const seen = readRackSecrets(root, rack.name);
        looking.said.push(findingsText(seen.verify(rack, declarations)));
        const facts = { secrets: declarations } as never;
        const opened = await openedSecrets(world, {
          file: rackFile,
          text: '',
          problems: [],
          findings: [],
          rack,
          facts,
        });
        looking.said.push(findingsText(opened));
      });
      await inWords(looking.said, () => end(() => prune(world, [], options)));
      expect(everything(planned)).toEqual(before);
      const writing = listening();
      const outside = everything(/\/secrets(\/|$)/);
      await inWords(writing.said, () => exitCodeOf(() => create(writing.world, options), writing.world.say));
      await inWords(writing.said, () =>
        exitCodeOf(() => rotate(writing.world, ids[0]!, [], options), writing.world.say),
      );
      expect(everything(/\/secrets(\/|$)/)).toEqual(outside);
      expectNothingToldOf([...looking.said, ...writing.said]);
    }),
    { numRuns: 300 },
  );
});

test('a damaged folder leaves dist/ as it is, and a sound one does not', async () => {
  cpSync(fixtures, folder(), { recursive: true });
  const sound = builtRack(root, rackFile, { withoutProofs: true });
  expect(sound.tree).toBeDefined();
  writeRack(root, sound);
  const dist = everything(/\/(secrets|clusters)(\/|$)/);
  for (const hand of ['a file is a pipe', 'a value lies in the clear']) {
    rmSync(folder(), { recursive: true });
    cpSync(fixtures, folder(), { recursive: true });
    handiwork[hand]!(join(folder(), sealedPaths[1]!), 0.4, planted[0]!);
    const built = builtRack(root, rackFile, { withoutProofs: true });
    expect(built.tree).toBeUndefined();
    expect(() => writeRack(root, built)).toThrow('a rack with errors is not written');
  }
  expect(everything(/\/(secrets|clusters)(\/|$)/)).toEqual(dist);
});
