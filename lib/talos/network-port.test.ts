import type { Blade, Hardware, RackSpec } from '../rack-file/rack';
import { linkOf, networkOf } from './network-port';

const rack = { network: { nodes: '192.168.1.0/24', gateway: '192.168.1.1' } } as RackSpec;
const blade: Blade = { name: 'm-01', address: '192.168.1.11', role: 'worker', hardware: 'mini' };
const mini = { board: 'generic' } as Hardware;

const rows: [string, Hardware, Partial<Blade>, string, object[]][] = [
  [
    'the one port of a Raspberry Pi 4, by its driver',
    { board: 'raspberry-pi-4' } as Hardware,
    {},
    'uplink',
    [{ kind: 'LinkAliasConfig', name: 'uplink', selector: { match: 'link.driver == "bcmgenet"' } }],
  ],
  [
    'the first with a cable of a machine that states nothing: several ports still give an address',
    mini,
    {},
    'uplink0',
    [{ kind: 'LinkAliasConfig', name: 'uplink%d' }],
  ],
  [
    'the one with a MAC address',
    mini,
    { mac: 'd8:3a:dd:01:02:03' },
    'uplink',
    [{ kind: 'LinkAliasConfig', selector: { match: 'mac(link.permanent_addr) == "d8:3a:dd:01:02:03"' } }],
  ],
  [
    'the one that is named',
    { ...mini, port: { name: 'enp1s0' } },
    {},
    'enp1s0',
    [{ kind: 'LinkConfig', name: 'enp1s0' }],
  ],
  [
    'the first of a driver',
    { ...mini, port: { driver: 'igc' } },
    {},
    'uplink0',
    [{ kind: 'LinkAliasConfig', selector: { match: 'link.link_state == true && link.driver == "igc"' } }],
  ],
  [
    'a bond',
    { ...mini, port: { bond: { links: ['enp1s0', 'enp2s0'], mode: '802.3ad' }, mtu: 9000 } },
    {},
    'bond0',
    [{ kind: 'BondConfig', links: ['enp1s0', 'enp2s0'], bondMode: '802.3ad', mtu: 9000 }],
  ],
  [
    'a VLAN on a port',
    { ...mini, port: { name: 'enp1s0', vlan: 20 } },
    {},
    'vlan20',
    [{ kind: 'VLANConfig', vlanID: 20, parent: 'enp1s0' }],
  ],
  [
    'a VLAN on a bond',
    { ...mini, port: { bond: { links: ['a1', 'a2'], mode: 'active-backup' }, vlan: 20 } },
    {},
    'vlan20',
    [{ kind: 'BondConfig' }, { kind: 'VLANConfig', parent: 'bond0' }],
  ],
];

describe('the network port of a node', () => {
  test.each(rows)('is %s', (_name, hardware, more, link, documents) => {
    const own = { ...blade, ...more };
    const found = networkOf(own, hardware, rack);
    for (const each of documents) expect(found).toContainEqual(expect.objectContaining(each));
    expect(linkOf(own, hardware)).toBe(link);
  });

  test.each(rows)('carries the address and the route once: %s', (_name, hardware, more) => {
    const addressed = networkOf({ ...blade, ...more }, hardware, rack).filter((each) => 'addresses' in each);
    expect(addressed).toEqual([
      expect.objectContaining({ addresses: [{ address: '192.168.1.11/24' }], routes: [{ gateway: '192.168.1.1' }] }),
    ]);
  });

  test('never selects two ports for one fixed name', () => {
    const aliases = rows.flatMap(([, hardware, more]) => networkOf({ ...blade, ...more }, hardware, rack));
    const fixed = aliases.filter(({ kind, name }) => kind === 'LinkAliasConfig' && !String(name).includes('%d'));
    expect(fixed.every(({ selector }) => /mac\(|bcmgenet/.test(JSON.stringify(selector)))).toBe(true);
  });
});
