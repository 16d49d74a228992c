import { getPublicSuffix } from 'tldts';
import type { SpecRule } from './rule';

/** Names that belong to others: mDNS answers .local (RFC 6762), the cluster itself cluster.local. */
export const domainIsOurs: SpecRule = ({ network }) => {
  const domain = network?.domain;
  if (domain === undefined) return [];
  const at = ['network', 'domain'];
  if (/(^|\.)local$/.test(domain)) {
    const ofCluster = /(^|\.)cluster\.local$/.test(domain);
    return [
      {
        at,
        title: `network.domain ${domain} belongs to ${ofCluster ? 'the cluster itself' : 'mDNS'}`,
        detail: ofCluster
          ? 'Services live there; take a domain for people'
          : 'many machines never ask a DNS server for names under .local',
        suggestion: domain.replace(/(\.?cluster)?\.?local$/, '.home.arpa').replace(/^\./, 'rack.'),
      },
    ];
  }
  const taken = /(^|\.)(localhost|invalid|in-addr\.arpa|ip6\.arpa)$/.exec(domain)?.[2];
  if (taken === undefined) return [];
  return [
    {
      at,
      title: `network.domain ${domain} is no name that a DNS server can answer for`,
      detail: `.${taken} is kept for another use (RFC 6761, RFC 3172)`,
      suggestion: 'rack.home.arpa',
    },
  ];
};

/** Kept for homes and private networks, below which everybody takes a name of their own. */
const homeSuffixes: ReadonlySet<string> = new Set([
  'home.arpa',
  'internal',
  'lan',
  'home',
  'corp',
  'intranet',
  'private',
]);

/** The Gateway's certificate is for `*.<domain>`; browsers take no wildcard right below a public suffix. */
export const domainIsNoSuffix: SpecRule = ({ network }) => {
  const domain = network?.domain;
  if (domain === undefined || domain === 'local') return [];
  const isSuffix =
    !domain.includes('.') ||
    homeSuffixes.has(domain) ||
    getPublicSuffix(domain, { allowPrivateDomains: true }) === domain;
  if (!isSuffix) return [];
  return [
    {
      at: ['network', 'domain'],
      title: `network.domain ${domain} is a suffix that others share`,
      detail: `browsers refuse the certificate for *.${domain}; take a name of your own below it`,
      suggestion: `rack.${domain}`,
    },
  ];
};
