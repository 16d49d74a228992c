import { worldAt } from './ports';

test.each([
  ['https://s3.example.org', { dnsName: 's3.example.org' }, 443],
  ['http://s3.example.org', { dnsName: 's3.example.org' }, 80],
  ['https://s3.example.org:9000', { dnsName: 's3.example.org' }, 9000],
  ['http://10.20.30.5:9000', { cidr: '10.20.30.5/32' }, 9000],
  ['https://10.20.30.5', { cidr: '10.20.30.5/32' }, 443],
  ['http://[fd00:10:20::5]:9000', { cidr: 'fd00:10:20::5/128' }, 9000],
  ['https://[FD00:10:20:0:0:0:0:5]', { cidr: 'fd00:10:20::5/128' }, 443],
  ['smtp://[fd00::25]:587', { cidr: 'fd00::25/128' }, 587],
  ['dns://ns.example.org', { dnsName: 'ns.example.org' }, 53],
  ['dns://192.0.2.53:5353', { cidr: '192.0.2.53/32' }, 5353],
  ['ssh://git@[fd00::5]:2222/you/rack', { cidr: 'fd00::5/128' }, 2222],
])('a policy lets pods reach %s by what it is known by', (url, to, port) => {
  expect(worldAt(url)).toEqual({ kind: 'outside', to, port, protocol: 'TCP' });
});
