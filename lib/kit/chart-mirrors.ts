import { statedMirrors } from '../rack-file/mirror';
import type { RackSpec } from '../rack-file/rack';

/** Addresses of the registries from which Flux takes charts instead of their own. */
export function chartMirrors(rack: RackSpec): string[] {
  return [...new Set(Object.values(statedMirrors(rack)))].sort();
}
