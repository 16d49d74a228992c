import * as z from 'zod';
import { dnsLabel, url, written } from '../../units/fields';
import { hostAndPort } from '../fields/addresses';

const mailAddress = written({
  what: 'a mail address',
  how: 'a name, an at sign and a host name, such as you@example.org',
  examples: ['you@example.org'],
  pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  read: (text) => (/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1'),
});

/** Of those that cert-manager asks by itself; others it asks through a webhook of theirs, which would be one more program. */
const dnsProviders = ['cloudflare', 'rfc2136', 'digitalocean', 'route53', 'google', 'acme-dns'] as const;

const rfc2136 = z.strictObject({
  nameserver: hostAndPort.describe(
    'DNS server that takes updates of the zone, such as 192.0.2.53 or ns.example.org:5353; port 53 if it has none',
  ),
  key: z.string().min(1).describe('name of the TSIG key, as the DNS server knows it'),
  algorithm: z.enum(['HMACSHA256', 'HMACSHA512']).default('HMACSHA256').describe('algorithm of that key'),
});

const route53 = z.strictObject({
  region: z.string().min(1).describe('region that requests are signed for, such as us-east-1'),
  zone: z.string().min(1).optional().describe('id of the hosted zone, where the key may not look zones up'),
});

const google = z.strictObject({
  project: dnsLabel.describe('id of the project that the zone lies in'),
});

const acmeDns = z.strictObject({
  host: url.describe('address of the acme-dns server, such as https://auth.acme-dns.io'),
});

const acme = z.strictObject({
  email: mailAddress.describe('who is notified when a certificate cannot be renewed'),
  server: url
    .default('https://acme-v02.api.letsencrypt.org/directory')
    .describe('directory of the authority; try with https://acme-staging-v02.api.letsencrypt.org/directory first'),
  dns: z
    .enum(dnsProviders)
    .describe(
      'who answers for the domain: the rack proves there that it is ours, so it need not be reachable from outside',
    ),
  rfc2136: rfc2136.optional().describe('your own DNS server, with dns: rfc2136'),
  route53: route53.optional().describe('Amazon Route 53, with dns: route53'),
  google: google.optional().describe('Google Cloud DNS, with dns: google'),
  'acme-dns': acmeDns.optional().describe('a server that answers for nothing but these proofs, with dns: acme-dns'),
});

export const certificates = z.strictObject({
  acme: acme
    .optional()
    .describe(
      'certificates that every browser trusts; needs a registered domain. Without it a private authority signs',
    ),
});

/** An authority of the world that signs for the rack's domain; `dns` is where the rack proves that it is its own. */
export interface Acme {
  email: string;
  /** Directory, `https://acme-v02.api.letsencrypt.org/directory`. */
  server: string;
  dns: DnsProvider;
}

export type DnsProvider =
  | { provider: 'cloudflare' }
  | { provider: 'digitalocean' }
  | { provider: 'route53'; region: string; zone?: string }
  | { provider: 'google'; project: string }
  | { provider: 'acme-dns'; host: string }
  /** `nameserver` is a host, with or without a port; an IPv6 address stands in brackets. */
  | { provider: 'rfc2136'; nameserver: string; key: string; algorithm: string };

export function certificatesOf({ acme }: z.output<typeof certificates>): { acme?: Acme } {
  if (!acme) return {};
  const { email, server } = acme;
  return { acme: { email, server, dns: dnsOf(acme) } };
}

/** A provider without the block that it needs was refused. */
function dnsOf({ dns, rfc2136, route53, google, 'acme-dns': acmeDns }: z.output<typeof acme>): DnsProvider {
  if (dns === 'route53' && route53) return { provider: dns, ...route53 } as DnsProvider;
  if (dns === 'google' && google) return { provider: dns, ...google };
  if (dns === 'acme-dns' && acmeDns) return { provider: dns, ...acmeDns };
  if (dns !== 'rfc2136' || !rfc2136) return { provider: dns === 'digitalocean' ? dns : 'cloudflare' };
  return { provider: dns, ...rfc2136 };
}
