import { decryptionSecret } from '../../lib/facts/decryption-secret';
import { secretId } from '../../lib/facts/secret-declaration';
import { gitCredentials } from '../../lib/kit/git-credentials';
import { refusalOfExample } from '../example-refusal';
import { identities } from './key-ring';
import { type SecretStore, loadStore, openFiles } from './secret-store';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

export interface BootstrapOptions extends CommonOptions {
  /** Print the Secrets themselves, for `kubectl apply`. */
  manifest?: boolean;
  /** Print the public half of the key with which Flux reads the repository. */
  deployKey?: boolean;
  /** Go on although the rack still points at a repository of examples. */
  example?: boolean;
}

/** How the age key, and what opens the repository, get into the cluster: by hand, before Flux can read git. */
export async function bootstrap(world: SecretsWorld, options: BootstrapOptions): Promise<ExitCode> {
  const store = await loadStore(world, options.rack);
  const { rack } = store;
  const refusal = options.example ? undefined : refusalOfExample(rack);
  if (refusal !== undefined) {
    world.say(refusal);
    return 1;
  }
  if (options.deployKey) return printDeployKey(world, store);
  const { namespace, name, key } = decryptionSecret;
  const identity = await identityFor(world, rack.recipients, await identities(world, rack));
  if (identity === undefined) {
    throw new CannotRun(`No key at hand is a recipient of ${rack.name}; its recipients: ${rack.recipients.join(', ')}`);
  }
  if (options.manifest) {
    if (world.interactive.output) {
      throw new CannotRun('This prints the private key. Pipe it on: … --manifest | kubectl apply --server-side --filename=-');
    }
    const items = [secret(decryptionSecret, { [key]: identity }), ...(await repositorySecret(world, store))];
    world.print(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items })}\n`);
    return 0;
  }
  const rackOption = ` --rack ${options.rack}`;
  const commands = [
    `kubectl create namespace ${namespace} --dry-run=client --output=yaml | kubectl apply --server-side --filename=-`,
    `npx rackwright secrets bootstrap --manifest${rackOption} | kubectl apply --server-side --filename=-`,
  ];
  const backup =
    `Keep a copy of the private key of ${await world.age.recipientOf(identity)} off this rack, and try it: every ` +
    `Secret of ${rack.name} is sealed for it, and with them the passwords that open its databases, buckets and ` +
    'backups. Without it the data is gone.';
  if (options.json) world.print(`${JSON.stringify({ secret: decryptionSecret, commands, backup }, null, 2)}\n`);
  else world.print(`${commands.join('\n')}\n`);
  world.say(`\nFlux decrypts with Secret ${namespace}/${name}, key ${key}. It is the one Secret that is not in git.\n${backup}`);
  return 0;
}

function secret({ namespace, name }: { namespace: string; name: string }, stringData: Record<string, string>): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}

/** What opens the repository lies in git itself, where Flux cannot read it before it has it. */
async function repositorySecret(world: SecretsWorld, store: SecretStore): Promise<object[]> {
  const values = await repositoryValues(world, store);
  return values === undefined ? [] : [secret(gitCredentials, Object.fromEntries(values))];
}

async function printDeployKey(world: SecretsWorld, store: SecretStore): Promise<ExitCode> {
  const publicKey = (await repositoryValues(world, store))?.get(gitCredentials.publicKey);
  if (publicKey === undefined) {
    throw new CannotRun(`${store.rack.git.url} is read without a key: only an ssh:// address has one.`);
  }
  world.print(`${publicKey} flux@${store.rack.name}\n`);
  return 0;
}

/** @throws CannotRun when it is declared and has not been made, or no key at hand opens it */
async function repositoryValues(world: SecretsWorld, store: SecretStore): Promise<ReadonlyMap<string, string> | undefined> {
  const id = secretId(gitCredentials);
  const declaration = store.declarations.find((each) => secretId(each) === id);
  if (declaration === undefined) return undefined;
  const values = (await openFiles(world, store)).get(id)?.values;
  const missing = Object.keys(declaration.keys).filter((key) => !values?.get(key));
  if (values === undefined || missing.length > 0) {
    throw new CannotRun(
      store.files.has(id) && values === undefined
        ? `No key at hand opens ${id}, which Flux needs to read ${store.rack.git.url}.`
        : `Flux needs ${id} to read ${store.rack.git.url}, and it lacks ${missing.join(', ')}. Make it: npx rackwright secrets create`,
    );
  }
  return values;
}

async function identityFor(
  { age }: SecretsWorld,
  recipients: readonly string[],
  keys: readonly string[],
): Promise<string | undefined> {
  for (const identity of keys) if (recipients.includes(await age.recipientOf(identity))) return identity;
  return undefined;
}
