import { composeSample, loadSample } from '../../testing/sample-rack';
import type { RackFacts } from '../../facts/facts';
import type { Acme, RackSpec } from '../../rack-file/rack';

const rack = loadSample();
const server = 'https://acme.example.org/directory';
const acme = (dns: Acme['dns']): RackSpec => ({
  ...rack,
  certificates: { acme: { email: 'you@example.org', server, dns } },
});

const composed: Record<string, RackFacts> = {
  'the private authority': composeSample(rack),
  Cloudflare: composeSample(acme({ provider: 'cloudflare' })),
  DigitalOcean: composeSample(acme({ provider: 'digitalocean' })),
  'Route 53': composeSample(acme({ provider: 'route53', region: 'us-east-1', zone: 'Z1' })),
  'Google Cloud DNS': composeSample(acme({ provider: 'google', project: 'zones' })),
  'acme-dns': composeSample(acme({ provider: 'acme-dns', host: 'https://auth.example.org:8443' })),
  'a DNS server of one’s own': composeSample(
    acme({ provider: 'rfc2136', nameserver: '192.0.2.53', key: 'rack', algorithm: 'HMACSHA256' }),
  ),
};

function object(composition: RackFacts, kind: string, name: string): Record<string, unknown> | undefined {
  const found = composition.rendered.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name);
  return found?.manifest as Record<string, unknown> | undefined;
}

test.each([
  ['the private authority', 'rack-ca'],
  ['Cloudflare', 'acme'],
  ['a DNS server of one’s own', 'acme'],
])('with %s, people see certificates of %s', (title, issuer) => {
  expect(object(composed[title]!, 'Gateway', 'office')).toMatchObject({
    metadata: { annotations: { 'cert-manager.io/cluster-issuer': issuer } },
  });
});

test.each(Object.keys(composed))('with %s, names of the cluster are signed by the private authority', (title) => {
  expect(object(composed[title]!, 'Certificate', 'metrics-server')).toMatchObject({
    spec: { issuerRef: { name: 'rack-ca' } },
  });
});

test.each([
  ['Cloudflare', ['token'], ['acme.example.org', 'api.cloudflare.com']],
  ['DigitalOcean', ['token'], ['acme.example.org', 'api.digitalocean.com']],
  ['Route 53', ['access-key-id', 'secret-access-key'], ['acme.example.org', 'route53.amazonaws.com']],
  ['Google Cloud DNS', ['key.json'], ['acme.example.org', 'dns.googleapis.com', 'oauth2.googleapis.com']],
  ['acme-dns', ['accounts.json'], ['acme.example.org', 'auth.example.org', '8443']],
  ['a DNS server of one’s own', ['secret'], ['192.0.2.53/32', 'acme.example.org']],
])('with %s, cert-manager asks for a Secret and reaches the authority and the zone', (title, keys, reaches) => {
  const { secrets } = composed[title]!;
  const secret = secrets.find(({ name }) => name === 'acme-dns');
  expect(Object.keys(secret?.keys ?? {})).toEqual(keys);
  const policy = JSON.stringify(object(composed[title]!, 'CiliumNetworkPolicy', 'cert-manager-controller'));
  for (const each of reaches) expect(policy).toContain(each);
});

test('the private authority can sign for names of the rack and its Services, and for nobody else’s', () => {
  expect(object(composed['the private authority']!, 'Certificate', 'rack-ca')).toMatchObject({
    spec: {
      nameConstraints: {
        critical: true,
        permitted: { dnsDomains: [rack.network.domain, 'svc'] },
        // Without this a certificate for an address would still be believed.
        excluded: { ipRanges: ['0.0.0.0/0', '::/0'] },
      },
    },
  });
});

test('the private authority asks for nothing and reaches nobody outside', () => {
  const { secrets } = composed['the private authority']!;
  expect(secrets.map(({ name }) => name)).not.toContain('acme-dns');
  const policy = JSON.stringify(
    object(composed['the private authority']!, 'CiliumNetworkPolicy', 'cert-manager-controller'),
  );
  expect(policy).not.toMatch(/toFQDNs|toCIDR/);
});
