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

export const dnsProviderIsDescribed: SpecRule = ({ certificates }) => {
  const acme = certificates?.acme;
  if (acme?.dns === undefined) return [];
  const at = ['certificates', 'acme'];
  if (acme.dns === 'rfc2136' && !acme.rfc2136) {
    const detail = 'say which server: rfc2136: { nameserver: 192.0.2.53, key: rack }';
    return [{ at: [...at, 'dns'], title: 'dns: rfc2136 without an rfc2136 block', detail }];
  }
  if (acme.dns !== 'rfc2136' && acme.rfc2136) {
    const detail = 'take the block out, or write dns: rfc2136';
    return [{ at: [...at, 'rfc2136'], on: 'key', title: `rfc2136 is described, but dns is ${acme.dns}`, detail }];
  }
  return [];
};
