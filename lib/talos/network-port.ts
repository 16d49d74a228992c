import { boards } from '../rack-file/boards';
import type { Blade, Hardware, RackSpec } from '../rack-file/rack';
import { document, type TalosDocument } from './document';

/** Name that a node's wired port goes by, whatever its kernel calls it. */
const uplink = 'uplink';

/** A cable and a driver: of several such ports Talos takes the one with the lowest hardware address first. */
const anyCabled = 'link.link_state == true && link.type == 1 && link.driver != ""';

/**
 * The link that carries a node's address, and what makes it. A fixed alias that fits two ports is no alias at all
 * (link_alias_config.go), so only a port that is stated without doubt gets one; the others are numbered.
 */
interface Port {
  link: string;
  documents: TalosDocument[];
}

/** Name of the link that carries the address of a node, for what else is bound to it (the shared address). */
export function linkOf(blade: Blade, hardware: Hardware): string {
  const { link } = portOf(blade, hardware);
  return hardware.port?.vlan === undefined ? link : vlanName(hardware.port.vlan);
}

/** Static, so that a blade finds its peers while the gateway, which would hand out addresses, is away. */
export function networkOf(blade: Blade, hardware: Hardware, { network }: RackSpec): TalosDocument[] {
  const { port = {} } = hardware;
  const { link, documents } = portOf(blade, hardware);
  const withPrefix = (address: string, cidr: string) => ({ address: `${address}${cidr.slice(cidr.indexOf('/'))}` });
  const second = network.ipv6?.nodes;
  const addressed = {
    addresses: [
      withPrefix(blade.address, network.nodes),
      ...(blade.address6 !== undefined && second !== undefined ? [withPrefix(blade.address6, second)] : []),
    ],
    // The way out of the second family is what the router announces, which Talos accepts (accept_ra is 2).
    routes: [{ gateway: network.gateway }],
  };
  const mtu = port.mtu === undefined ? {} : { mtu: port.mtu };
  if (port.vlan !== undefined) {
    return [
      ...documents,
      ...(port.bond ? [] : [document('LinkConfig', { name: link, up: true, ...mtu })]),
      document('VLANConfig', {
        name: vlanName(port.vlan),
        vlanID: port.vlan,
        parent: link,
        up: true,
        ...mtu,
        ...addressed,
      }),
    ];
  }
  if (!port.bond) return [...documents, document('LinkConfig', { name: link, up: true, ...mtu, ...addressed })];
  return documents.map((each) => (each.kind === 'BondConfig' ? { ...each, ...addressed } : each));
}

function portOf({ mac }: Blade, { board, port = {} }: Hardware): Port {
  if (port.bond) return bonded(port.bond, port.mtu);
  if (mac !== undefined) return fixed(`mac(link.permanent_addr) == "${mac}"`);
  if (port.name !== undefined) return { link: port.name, documents: [] };
  if (port.driver !== undefined) return numbered(`link.link_state == true && link.driver == "${port.driver}"`);
  const { driver } = boards[board];
  return driver === undefined ? numbered(anyCabled) : fixed(`link.driver == "${driver}"`);
}

const fixed = (match: string): Port => ({
  link: uplink,
  documents: [document('LinkAliasConfig', { name: uplink, selector: { match } })],
});

const numbered = (match: string): Port => ({
  link: `${uplink}0`,
  documents: [document('LinkAliasConfig', { name: `${uplink}%d`, selector: { match } })],
});

function bonded({ links, mode }: { links: readonly string[]; mode: string }, mtu: number | undefined): Port {
  return {
    link: 'bond0',
    documents: [
      document('BondConfig', {
        name: 'bond0',
        links: [...links],
        bondMode: mode,
        // How often a link is looked at, in milliseconds; without it a dead cable is never noticed.
        miimon: 100,
        // A port that comes back, or goes, is believed after two looks.
        updelay: 200,
        downdelay: 200,
        ...(mode === '802.3ad' && { xmitHashPolicy: 'layer3+4', lacpRate: 'fast' }),
        up: true,
        ...(mtu !== undefined && { mtu }),
      }),
    ],
  };
}

const vlanName = (id: number) => `vlan${id}`;
