import { isReservedHost } from '../units/reserved-names';
import type { RackSpec } from './rack';

/** A place in the rack file that names a host which can never exist. */
export interface ExampleAddress {
  /** Field, `backups.offsite.endpoint`. */
  path: string;
  /** As it stands there. */
  value: string;
  host: string;
}

/** Names that are made up on purpose: the rack itself answers below its domain, wherever that is registered. */
const ownNames = new Set(['network.domain']);

/** Every address of a rack file that its owner has not stated yet, in the order of the file. */
export function exampleAddresses(rack: Readonly<RackSpec>): ExampleAddress[] {
  return [...leaves(rack, '')].flatMap(({ path, value }) => {
    const host = ownNames.has(path) ? undefined : hostIn(value);
    return host !== undefined && isReservedHost(host) ? [{ path, value, host }] : [];
  });
}

function* leaves(value: unknown, path: string): Generator<{ path: string; value: string }> {
  if (typeof value === 'string') yield { path, value };
  else if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value)) yield* leaves(child, path === '' ? key : `${path}.${key}`);
}

/** Of an address, a mail address, a place in a registry, or a host with or without a port. */
function hostIn(text: string): string | undefined {
  if (text.includes('://')) return URL.canParse(text) ? new URL(text).hostname : undefined;
  return /^(?:[^\s@/]+@)?([\w.-]+\.[\w-]+\.?)(?::\d+)?(?:\/\S*)?$/.exec(text)?.[1];
}
