import { compareFindings } from '../../lib/facts/finding-order';
import { verifyOpenFiles } from '../../lib/secrets/verify-open-files';
import { verifyPublicValues } from '../../lib/secrets/verify-public-values';
import { verifySecretFiles } from '../../lib/secrets/verify-secret-files';
import { findingsText } from './findings';
import { loadStore, openFiles } from './secret-store';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

export interface VerifyOptions extends CommonOptions {
  /** Fail where a file cannot be opened, instead of leaving its MAC unchecked. */
  withKey?: boolean;
}

/** Everything that can be seen without a private key, and with one the MACs and whether values agree. */
export async function verify(world: SecretsWorld, options: VerifyOptions): Promise<ExitCode> {
  const store = await loadStore(world, options.rack);
  const open = await openFiles(world, store);
  const shut = [...store.files.keys()].filter((id) => !open.has(id));
  if (options.withKey && shut.length > 0) {
    throw new CannotRun(`No key at hand opens ${shut.join(', ')}, and --with-key asks for their MACs.`);
  }
  const findings = [
    ...verifySecretFiles(store, store.texts),
    ...verifyOpenFiles(store.rack.name, store.declarations, open),
    ...verifyPublicValues(store.rack, store.declarations, open),
  ].sort(compareFindings);
  if (options.json) {
    world.print(`${JSON.stringify({ findings, files: store.files.size, opened: open.size }, null, 2)}\n`);
  } else if (findings.length > 0) world.print(`${findingsText(findings)}\n`);
  const macs = open.size === 0 ? 'no key at hand: MACs not checked' : `MACs checked in ${open.size}`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  world.say(`${errors} errors in ${store.declarations.length} declared Secrets; ${macs}`);
  return errors > 0 ? 1 : 0;
}
