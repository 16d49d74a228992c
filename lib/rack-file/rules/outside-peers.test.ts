import * as z from 'zod';
import type { AppBlock } from '../app-block';
import { loadRack } from '../load';

const alerts: AppBlock = {
  name: 'alerts',
  summary: 'tells people',
  schema: z.strictObject({ to: z.string().default('https://ntfy.example.org').describe('server') }),
  needs: [],
  outside: (block: { to: string }) => [{ path: ['to'], url: block.to, because: 'it must outlive the rack' }],
};

function warnings(network: string, more = ''): string[] {
  const text = `
name: rack
talos: 1.14.2
kubernetes: 1.36.4
${more.includes('git:') ? '' : 'git: { url: https://git.example.org/you/rack }'}
network: { nodes: 192.168.1.0/24, gateway: 192.168.1.1, controlPlane: 192.168.1.10, loadBalancers: 192.168.1.200-219, domain: rack.home.arpa, ${network} }
hardware: { mini: { arch: amd64, cores: 8, memory: 32GB, disk: 1TB } }
blades:
  - { names: mini-01..03, addresses: 192.168.1.11-13, hardware: mini, role: control-plane }
backups: { offsite: { endpoint: https://s3.example.org, bucket: rack } }
${more}
`;
  const { problems } = loadRack({ text, file: 'clusters/rack.yaml', apps: [alerts] });
  return problems.map(({ level, title, detail }) => `${level}: ${title} (${detail?.split(';')[0]})`);
}

describe('what the rack leans on and stands on the rack', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', '', '', []],
    ['DNS at the gateway and elsewhere', 'dns: [192.168.1.1, 9.9.9.9]', '', []],
    [
      'DNS on an address of the pool',
      'dns: [192.168.1.205]',
      '',
      ['warning: network.dns points into the rack (192.168.1.205 is one of network.loadBalancers 192.168.1.200-219)'],
    ],
    [
      'DNS on a Service',
      'dns: [10.96.0.10]',
      '',
      ['warning: network.dns points into the rack (10.96.0.10 is one of network.services 10.96.0.0/12)'],
    ],
    [
      'DNS on the address of the control plane',
      'dns: [192.168.1.10]',
      '',
      ['warning: network.dns points into the rack (192.168.1.10 is network.controlPlane)'],
    ],
    [
      'the second DNS server on a blade',
      'dns: [9.9.9.9, 192.168.1.12]',
      '',
      ['warning: network.dns points into the rack (192.168.1.12 is mini-02)'],
    ],
    [
      'time by a name of the rack',
      'time: [ntp.rack.home.arpa]',
      '',
      ['warning: network.time points into the rack (ntp.rack.home.arpa lies under network.domain rack.home.arpa)'],
    ],
    [
      'time on a blade',
      'time: [192.168.1.11]',
      '',
      ['warning: network.time points into the rack (192.168.1.11 is mini-01)'],
    ],
    [
      'the repository by a name of the rack',
      '',
      'git: { url: https://git.rack.home.arpa:3000/you/rack }',
      ['warning: git.url points into the rack (git.rack.home.arpa lies under network.domain rack.home.arpa)'],
    ],
    [
      'the repository by ssh on an address of the pool',
      '',
      'git: { url: ssh://git@192.168.1.201/you/rack }',
      ['warning: git.url points into the rack (192.168.1.201 is one of network.loadBalancers 192.168.1.200-219)'],
    ],
    [
      'a mirror of images',
      '',
      'mirrors: { docker.io: https://mirror.rack.home.arpa }',
      [
        'warning: the mirror of docker.io points into the rack (mirror.rack.home.arpa lies under network.domain rack.home.arpa)',
      ],
    ],
    [
      'a server that an app names',
      '',
      'apps: { alerts: { to: https://ntfy.rack.home.arpa } }',
      ['warning: apps.alerts.to points into the rack (ntfy.rack.home.arpa lies under network.domain rack.home.arpa)'],
    ],
    [
      'a server by IPv6, where pods have IPv4 alone',
      '',
      'apps: { alerts: { to: "https://[2001:db8::5]:8443" } }',
      [
        'warning: apps.alerts.to is an IPv6 address, and pods have none of their own (write an IPv4 address or a name that has one, or give pods and Services a second family: pods: [10.244.0.0/16, "fd00:10:244::/56"])',
      ],
    ],
    [
      'the same, where pods have both',
      'pods: [10.244.0.0/16, "fd00:10:244::/56"], services: [10.96.0.0/12, "fd00:10:96::/112"]',
      'apps: { alerts: { to: "https://[2001:db8::5]:8443" } }',
      [],
    ],
    ['time and DNS by IPv6, which blades ask', 'dns: ["fd00:9::53"], time: ["fd00:9::7b"]', '', []],
    [
      'the DNS server of the zone by a name of the rack',
      '',
      'certificates: { acme: { email: you@example.org, dns: rfc2136, rfc2136: { nameserver: "ns.rack.home.arpa:5353", key: rack } } }',
      [
        'error: no authority of the world signs for network.domain rack.home.arpa (.home.arpa: RFC 8375 keeps it for home networks)',
        'warning: certificates.acme.rfc2136.nameserver points into the rack (ns.rack.home.arpa lies under network.domain rack.home.arpa)',
      ],
    ],
    ['a server beside the rack', '', 'apps: { alerts: { to: https://192.168.1.5:8443 } }', []],
  ])('%s', (_name, network, more, expected) => {
    expect(warnings(network, more)).toEqual(expected);
  });
});
