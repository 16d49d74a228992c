import * as z from 'zod';
import { cpu, dnsLabel, duration, hostname, percent, port, quantity, url } from './fields';

test.each([
  ['quantity', quantity, '1536Mi', '1536Mi'],
  ['quantity', quantity, '1.5Gi', '1536Mi'],
  ['quantity', quantity, '1TB', '1T'],
  ['cpu', cpu, '0.5', '500m'],
  ['cpu', cpu, '2000m', '2'],
  ['duration', duration, '24h', '1d'],
  ['percent', percent, '30 %', '30%'],
  ['dnsLabel', dnsLabel, 'blade-01', 'blade-01'],
  ['hostname', hostname, 'rack.home.arpa', 'rack.home.arpa'],
  ['url', url, 'https://s3.example.org/', 'https://s3.example.org'],
  ['port', port, 443, 443],
])('%s makes %#: %p canonical', (_, field, value, canonical) => expect(field.parse(value)).toBe(canonical));

test.each([
  ['a quantity in lower case', quantity, '384mi', '384Mi'],
  ['a quantity without a unit', quantity, '384', undefined],
  ['a quantity with a space', quantity, '8 gb', '8GB'],
  ['no bytes at all', quantity, '0Gi', undefined],
  ['a tenth of a byte', quantity, '100m', '100M'],
  ['cores in words', cpu, '2 cores', '2000m'],
  ['a duration in words', duration, '30 days', '30d'],
  ['a duration without a unit', duration, '30', undefined],
  ['a ratio for a share', percent, '0.3', '30%'],
  ['a share above the whole', percent, '130%', undefined],
  ['an upper-case label', dnsLabel, 'Home_Lab', 'home-lab'],
  ['an address for a name', hostname, 'https://grafana.home.arpa/login', 'grafana.home.arpa'],
  ['a bare host for a web address', url, 's3.example.org', 'https://s3.example.org'],
  ['a git remote for a web address', url, 'git@github.com:you/homelab.git', 'https://github.com/you/homelab'],
  ['a password in a web address', url, 'https://me:secret@example.org', 'https://example.org'],
])('refuses %s and says what was meant', (_, field, value, suggestion) => {
  const issue = field.safeParse(value).error?.issues[0];
  expect(issue).toMatchObject({ message: expect.stringContaining(JSON.stringify(value)), params: { suggestion } });
});

it('keeps its default, description and pattern for the reference page and for editors', () => {
  const block = z.strictObject({ memory: quantity.default('384Mi').describe('per pod') });
  expect(block.parse({})).toEqual({ memory: '384Mi' });
  expect(z.toJSONSchema(block, { io: 'input' }).properties?.memory).toMatchObject({
    type: 'string',
    default: '384Mi',
    description: 'per pod',
    pattern: expect.any(String),
  });
});

it('gives editors a pattern that takes every example', () => {
  for (const field of [quantity, cpu, duration, percent, dnsLabel, hostname, url]) {
    const { pattern, examples } = field.meta() as { pattern: string; examples: string[] };
    for (const example of examples) {
      expect(example).toMatch(new RegExp(pattern));
      expect(field.safeParse(example).success).toBe(true);
    }
  }
});
