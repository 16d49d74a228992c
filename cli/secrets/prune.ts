import { secretId } from '../../lib/facts/secret-declaration';
import { refText } from '../../lib/secrets/making/wanted-keys';
import { type Parked, parkedIn } from '../../lib/secrets/parked';
import { secretFolder, secretPath } from '../../lib/secrets/secret-path';
import { resealSecret } from '../../lib/secrets/sops/sealed-secret';
import type { SopsFile } from '../../lib/secrets/sops/sops-file';
import { type SecretStore, loadStore, openForChanges, writeStore } from './secret-store';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

export interface PruneOptions extends CommonOptions {
  /** Remove everything that is parked. */
  all?: boolean;
}

/** Lists the Secrets and keys that no app asks for, or removes those that are named. */
export async function prune(world: SecretsWorld, names: string[], options: PruneOptions): Promise<ExitCode> {
  const store = await loadStore(world, options.rack);
  const parked = parkedIn(store.texts, store.declarations);
  const chosen = options.all ? parked : named(parked, names, store);
  if (!options.all && names.length === 0) {
    report(world, options, parked, 'parked');
    const isEmpty = parked.files.length + parked.keys.length === 0;
    world.say(isEmpty ? 'Nothing is parked.' : 'Nothing was removed. Name what may go, or say --all; git keeps what was committed.');
    return 0;
  }
  writeStore(world, store, await without(chosen, store, world));
  report(world, options, chosen, 'removed');
  return 0;
}

function named({ files, keys }: Parked, names: readonly string[], { rack }: SecretStore): Parked {
  const chosen: Parked = {
    files: files.filter((each) => names.includes(secretId(each))),
    keys: keys.filter((each) => names.includes(secretId(each))),
  };
  const known = new Set([...chosen.files, ...chosen.keys].map(secretId));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return chosen;
  const others = [...new Set([...files, ...keys].map(secretId))].sort();
  const list = others.length > 0 ? `\nParked are:\n  ${others.join('\n  ')}` : '';
  throw new CannotRun(`${unknown.join(', ')}: not parked in ${secretFolder(rack.name)}. Nothing was removed.${list}`);
}

/** Whole files go as they are; a file that loses a key is sealed anew, for which it must open. */
async function without(
  { files, keys }: Parked,
  store: SecretStore,
  world: SecretsWorld,
): Promise<Map<string, SopsFile | undefined>> {
  const changes = new Map<string, SopsFile | undefined>(files.map((secret) => [secretPath(secret), undefined]));
  if (keys.length === 0) return changes;
  const open = await openForChanges(world, store);
  for (const id of new Set(keys.map(secretId))) {
    const file = open.get(id);
    const drop = keys.filter((each) => secretId(each) === id).map(({ key }) => key);
    if (file) changes.set(`${id}.sops.yaml`, await resealSecret(file, { drop }, world));
  }
  return changes;
}

function report(world: SecretsWorld, { json }: CommonOptions, { files, keys }: Parked, state: 'parked' | 'removed'): void {
  if (json) world.print(`${JSON.stringify({ [state]: { files: files.map(secretId), keys } }, null, 2)}\n`);
  else for (const id of [...files.map(secretId), ...keys.map(refText)]) world.print(`${state} ${id}\n`);
}
