import type { Fault } from '../problem';
import type { SpecRule } from './rule';

/** Ends of names that nobody can register, with who says so; no authority of the world signs below them. */
const reserved: readonly [end: string, source: string][] = [
  ['home.arpa', 'RFC 8375 keeps it for home networks'],
  ['arpa', 'RFC 3172 keeps it for the infrastructure of the net'],
  ['internal', 'ICANN keeps it for private use'],
  ['local', 'RFC 6762 keeps it for mDNS'],
  ...['test', 'example', 'invalid', 'localhost'].map((end): [string, string] => [end, 'RFC 6761 keeps it']),
  ...['lan', 'home', 'corp', 'mail', 'private', 'intranet'].map((end): [string, string] => [end, 'it does not exist']),
];

export const acmeNeedsARegisteredDomain: SpecRule = ({ certificates, network }) => {
  const domain = network?.domain;
  if (!certificates?.acme || domain === undefined) return [];
  const found = reserved.find(([end]) => domain === end || domain.endsWith(`.${end}`));
  if (!found && domain.includes('.')) return [];
  const why = found ? `.${found[0]}: ${found[1]}` : `${domain} has no end that is registered`;
  return [
    {
      at: ['certificates', 'acme'],
      on: 'key',
      title: `no authority of the world signs for network.domain ${domain}`,
      detail: `${why}; take a domain that you registered, or leave acme out: the rack's own authority signs then`,
    },
  ];
};

/** Providers that have to be described, each in a block of its name. */
const described = {
  rfc2136: 'say which server: rfc2136: { nameserver: 192.0.2.53, key: rack }',
  route53: 'say where: route53: { region: us-east-1 }',
  google: 'say whose: google: { project: my-project }',
  'acme-dns': 'say which server: acme-dns: { host: https://auth.acme-dns.io }',
} as const;

export const dnsProviderIsDescribed: SpecRule = ({ certificates }) => {
  const acme = certificates?.acme;
  if (acme?.dns === undefined) return [];
  const at = ['certificates', 'acme'];
  return (Object.keys(described) as (keyof typeof described)[]).flatMap((name): Fault[] => {
    const isMeant = acme.dns === name;
    if (isMeant === (acme[name] !== undefined)) return [];
    if (isMeant) {
      return [{ at: [...at, 'dns'], title: `dns: ${name} without its block ${name}`, detail: described[name] }];
    }
    const detail = `take the block out, or write dns: ${name}`;
    return [{ at: [...at, name], on: 'key', title: `${name} is described, but dns is ${acme.dns}`, detail }];
  });
};
