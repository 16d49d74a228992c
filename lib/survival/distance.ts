import type { RackSpec } from '../rack-file/rack';
import type { Distance } from './kept';

/** Where a store stands: its host, and how far from the rack. No endpoint is that of a public service. */
export function placeOfStore(endpoint: string | undefined, rack: RackSpec): { host: string; distance: Distance } {
  const host = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).hostname : (endpoint ?? 'AWS');
  const { domain, controlPlane } = rack.network;
  const isOwn =
    /\.svc(\.cluster\.local)?$/.test(host) ||
    host === domain ||
    host.endsWith(`.${domain}`) ||
    host === controlPlane ||
    rack.blades.some(({ address }) => address === host);
  if (isOwn) return { host, distance: 'in the rack' };
  const isBeside = rack.helpers.some(({ address }) => address === host);
  return { host, distance: isBeside ? 'beside the rack' : 'off the rack' };
}
