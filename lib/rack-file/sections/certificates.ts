import * as z from 'zod';
import { url, written } from '../../units/fields';
import { printIpv4 } from '../../units/ipv4';
import { ipv4Address } from '../shorthand';

const mailAddress = written({
  what: 'a mail address',
  how: 'a name, an at sign and a host name, such as you@example.org',
  examples: ['you@example.org'],
  pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  read: (text) => (/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1'),
});

const rfc2136 = z.strictObject({
  nameserver: ipv4Address.describe('DNS server that takes updates of the zone, such as 192.0.2.53'),
  key: z.string().min(1).describe('name of the TSIG key, as the DNS server knows it'),
  algorithm: z.enum(['HMACSHA256', 'HMACSHA512']).default('HMACSHA256').describe('algorithm of that key'),
});

const acme = z.strictObject({
  email: mailAddress.describe('who is told when a certificate cannot be renewed'),
  server: url
    .default('https://acme-v02.api.letsencrypt.org/directory')
    .describe('directory of the authority; try with https://acme-staging-v02.api.letsencrypt.org/directory first'),
  dns: z
    .enum(['cloudflare', 'rfc2136'])
    .describe('who answers for the domain: the rack proves there that it is ours, so nobody outside has to reach it'),
  rfc2136: rfc2136.optional().describe('your own DNS server, with dns: rfc2136'),
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
  dns: { provider: 'cloudflare' } | { provider: 'rfc2136'; nameserver: string; key: string; algorithm: string };
}

export function certificatesOf({ acme }: z.output<typeof certificates>): { acme?: Acme } {
  if (!acme) return {};
  const { email, server, dns, rfc2136 } = acme;
  if (dns === 'cloudflare' || !rfc2136) return { acme: { email, server, dns: { provider: 'cloudflare' } } };
  const { nameserver, ...key } = rfc2136;
  return { acme: { email, server, dns: { provider: dns, nameserver: printIpv4(nameserver), ...key } } };
}
