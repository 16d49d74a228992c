import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { exampleRecipient } from '../../lib/secrets/example-key';
import { identitiesIn, keyFile, recipientOf } from './key-ring';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

/** Makes an age key where there is none and states its recipient in the rack file. */
export async function init(world: SecretsWorld, options: CommonOptions): Promise<ExitCode> {
  const path = keyFile(world);
  if (path === undefined) {
    throw new CannotRun('HOME is not set, so there is no place for a key; name one in SOPS_AGE_KEY_FILE.');
  }
  if (isInRepository(path, world.root)) {
    throw new CannotRun(
      `The key would lie in ${path}, inside the repository: the next commit would publish it. Nothing was changed.\n` +
        'Name a place outside in SOPS_AGE_KEY_FILE, as a whole path: a quoted ~ is no home.',
    );
  }
  const made = !existsSync(path);
  if (made) writeKeyFile(path, await newKey(world));
  const [identity] = identitiesIn(readFileSync(path, 'utf8'));
  if (identity === undefined) throw new CannotRun(`${path} is there but holds no age key; nothing was changed.`);
  const recipient = await recipientOf(world.age, identity, path);
  const rackFile = stateRecipient(resolve(world.root, options.rack), recipient);
  if (options.json) world.print(`${JSON.stringify({ keyFile: path, made, recipient, rackFile }, null, 2)}\n`);
  else world.print(`${recipient}\n`);
  world.say(made ? `Made a new key in ${path}.` : `Used the key that is in ${path}.`);
  world.say(outcomes[rackFile].replaceAll('RACK', options.rack));
  world.say(`Back the key file up somewhere that outlives this machine: without it every Secret of the rack is lost.`);
  return 0;
}

/** Whether a path leads into the checkout, or into the repository that the checkout is a part of. */
function isInRepository(path: string, root: string): boolean {
  const top = foldersAbove(root).find((folder) => existsSync(join(folder, '.git'))) ?? root;
  const there = foldersAbove(resolve(path)).find((folder) => existsSync(folder)) ?? resolve(path);
  const way = relative(realpathSync(top), realpathSync(there));
  return way === '' || (way.split(sep)[0] !== '..' && !isAbsolute(way));
}

/** A folder and all that it lies in, the innermost first. */
function foldersAbove(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

async function newKey({ age, now }: SecretsWorld): Promise<string> {
  const identity = await age.generateIdentity();
  return `# created: ${now.toISOString()}\n# public key: ${await age.recipientOf(identity)}\n${identity}\n`;
}

function writeKeyFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' }); // wx: a key that is there is never overwritten
  chmodSync(path, 0o600);
}

type Outcome = 'added' | 'replaced' | 'kept';

const outcomes: Readonly<Record<Outcome, string>> = {
  added: 'Added its recipient to RACK.',
  replaced:
    'Put its recipient into RACK in place of the example. The values of the example files are public: delete the ' +
    "rack's folder below secrets/ and make new ones with: npx rackwright secrets create",
  kept: 'RACK names recipients already; it is as it was.',
};

/** States the recipient in the rack file, touching nothing else in it. */
function stateRecipient(file: string, recipient: string): Outcome {
  if (!existsSync(file)) throw new CannotRun(`${file} is not there; name the rack file with --rack.`);
  const text = readFileSync(file, 'utf8');
  const outcome = text.includes(exampleRecipient) ? 'replaced' : parseDocument(text).has('recipients') ? 'kept' : 'added';
  if (outcome === 'kept') return outcome;
  const added = `${text.trimEnd()}\n\nrecipients: # age public keys that may decrypt the rack's Secrets\n  - ${recipient}\n`;
  const scratch = `${file}.new`;
  writeFileSync(scratch, outcome === 'added' ? added : text.replaceAll(exampleRecipient, recipient));
  renameSync(scratch, file);
  return outcome;
}
