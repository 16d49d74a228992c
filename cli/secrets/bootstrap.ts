import { decryptionSecret } from '../../lib/facts/decryption-secret';
import { identities } from './key-ring';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

export interface BootstrapOptions extends CommonOptions {
  /** Print the Secret itself, for `kubectl apply`. */
  manifest?: boolean;
}

/** How the age key gets into the cluster, once in its life: by hand, never by git. */
export async function bootstrap(world: SecretsWorld, options: BootstrapOptions): Promise<ExitCode> {
  const { rack } = await world.loadRack(options.rack);
  const { namespace, name, key } = decryptionSecret;
  const identity = await identityFor(world, rack.recipients, identities(world, rack));
  if (identity === undefined) {
    throw new CannotRun(`No key at hand is a recipient of ${rack.name}; its recipients: ${rack.recipients.join(', ')}`);
  }
  if (options.manifest) {
    if (world.interactive.output) {
      throw new CannotRun('This prints the private key. Pipe it on: … --manifest | kubectl apply --filename=-');
    }
    const metadata = { name, namespace };
    world.print(`${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { [key]: identity } })}\n`);
    return 0;
  }
  const rackOption = ` --rack ${options.rack}`;
  const commands = [
    `kubectl create namespace ${namespace} --dry-run=client --output=yaml | kubectl apply --filename=-`,
    `rackwright secrets bootstrap --manifest${rackOption} | kubectl apply --filename=-`,
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

async function identityFor(
  { age }: SecretsWorld,
  recipients: readonly string[],
  keys: readonly string[],
): Promise<string | undefined> {
  for (const identity of keys) if (recipients.includes(await age.recipientOf(identity))) return identity;
  return undefined;
}
