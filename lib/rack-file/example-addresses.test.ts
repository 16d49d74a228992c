import { exampleAddresses } from './example-addresses';
import type { RackSpec } from './rack';

const found = (part: object) =>
  exampleAddresses(part as RackSpec).map(({ path, value, host }) => `${path} ${value} → ${host}`);

test.each<[string, object, string[]]>([
  [
    'a repository by https',
    { git: { url: 'https://git.example.org/you/rack' } },
    ['git.url https://git.example.org/you/rack → git.example.org'],
  ],
  [
    'a repository by ssh, with a user and a port, in capitals',
    { git: { url: 'ssh://git@GIT.Example.NET:2222/rack' } },
    ['git.url ssh://git@GIT.Example.NET:2222/rack → GIT.Example.NET'],
  ],
  [
    'the top of example.com itself',
    { git: { url: 'https://example.com/r' } },
    ['git.url https://example.com/r → example.com'],
  ],
  ['.example', { git: { url: 'https://git.example/r' } }, ['git.url https://git.example/r → git.example']],
  ['.invalid', { git: { url: 'https://a.invalid/r' } }, ['git.url https://a.invalid/r → a.invalid']],
  ['.test', { git: { url: 'ssh://git@a.b.test/r' } }, ['git.url ssh://git@a.b.test/r → a.b.test']],
  ['localhost', { git: { url: 'https://localhost:3000/r' } }, ['git.url https://localhost:3000/r → localhost']],
  [
    'a name below localhost',
    { git: { url: 'https://git.localhost/r' } },
    ['git.url https://git.localhost/r → git.localhost'],
  ],
  [
    'a dot at the end',
    { git: { url: 'https://git.example.org./r' } },
    ['git.url https://git.example.org./r → git.example.org.'],
  ],
  ['a loopback address', { git: { url: 'https://127.0.0.1/r' } }, ['git.url https://127.0.0.1/r → 127.0.0.1']],
  [
    'an address of documentation',
    { git: { url: 'https://203.0.113.7/r' } },
    ['git.url https://203.0.113.7/r → 203.0.113.7'],
  ],
  [
    'a bucket, a mail address, a registry, a time server and a DNS server',
    {
      network: { time: ['192.168.1.1', 'ntp.example.org'] },
      images: { own: 'registry.example.com/you' },
      certificates: { acme: { email: 'you@example.org', dns: { nameserver: '192.0.2.53' } } },
      backups: { offsite: { endpoint: 'https://s3.example.org' } },
    },
    [
      'network.time.1 ntp.example.org → ntp.example.org',
      'images.own registry.example.com/you → registry.example.com',
      'certificates.acme.email you@example.org → example.org',
      'certificates.acme.dns.nameserver 192.0.2.53 → 192.0.2.53',
      'backups.offsite.endpoint https://s3.example.org → s3.example.org',
    ],
  ],
  [
    'whatever an app states',
    { apps: { alertmanager: { receivers: { ntfy: { server: 'https://ntfy.example.org' } } } } },
    ['apps.alertmanager.receivers.ntfy.server https://ntfy.example.org → ntfy.example.org'],
  ],
])('finds %s', (_, part, expected) => expect(found(part)).toEqual(expected));

test.each([
  ['a name that only begins like one', { git: { url: 'https://git.example.organic/r' } }],
  ['a name that only ends like one', { git: { url: 'https://git.myexample.org/r' } }],
  ['a domain that the rack makes for itself', { network: { domain: 'rack.test' } }],
  ['an address of a home', { network: { gateway: '192.168.1.1', nodes: '192.168.1.0/24' } }],
  ['a folder called example', { images: { own: 'ghcr.io/example.org' } }],
  ['a version and a curve', { talos: '1.14.2', thermal: { points: [[40, 0.3]] } }],
])('is silent on %s', (_, part) => expect(found(part)).toEqual([]));
