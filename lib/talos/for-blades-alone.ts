import type { RackSpec } from '../rack-file/rack';
import { document, type TalosDocument } from './document';

/**
 * Ports of a node that the blades and their pods may open; all else that asks for one is dropped. A blade is named by its
 * address, since the office is in the same network. Talos accepts by default, so a rule closes its own ports and no other.
 */
export function forBladesAlone(name: string, ports: readonly number[], { blades, network }: RackSpec): TalosDocument {
  return document('NetworkRuleConfig', {
    name,
    portSelector: { ports: [...ports], protocol: 'tcp' },
    ingress: [
      network.pods,
      ...blades.map(({ address }) => `${address}/32`),
      ...(network.ipv6 ? [network.ipv6.pods] : []),
      ...blades.flatMap(({ address6 }) => (address6 === undefined ? [] : [`${address6}/128`])),
    ].map((subnet) => ({ subnet })),
  });
}
