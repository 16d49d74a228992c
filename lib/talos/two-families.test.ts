import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../manifest/manifest';
import { composeSample, loadSample } from '../testing/sample-rack';
import type { TalosDocument } from './document';
import { talosFiles } from './patches';

const text = readFileSync(join(__dirname, '..', '..', 'test/fixtures/valid/two-families.yaml'), 'utf8');
const podsAlone = readFileSync(
  join(__dirname, '..', '..', 'test/fixtures/valid/two-families-of-pods-alone.yaml'),
  'utf8',
);
const rack = loadSample(text);
const facts = composeSample(rack);

function documents(of: typeof rack, path: string): TalosDocument[] {
  const { content } = talosFiles(of).find((file) => file.path === path) ?? {};
  return (content as TalosDocument[]).filter((each) => 'kind' in each);
}
const one = (of: typeof rack, path: string, kind: string) => documents(of, path).find((each) => each.kind === kind);
const specOf = (kind: string, name: string) =>
  facts.rendered.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)
    ?.manifest as Manifest;

describe('a rack of two families', () => {
  test('gives pods and Services a network of each, IPv4 first', () => {
    expect(one(rack, 'all.yaml', 'KubeNetworkConfig')).toMatchObject({
      podSubnets: ['10.42.0.0/16', 'fd00:42::/56'],
      serviceSubnets: ['10.43.0.0/16', 'fd00:43::/112'],
    });
    expect(specOf('HelmRelease', 'cilium').spec).toMatchObject({ values: { ipv6: { enabled: true } } });
  });

  test('gives each blade an address of each, and says which of its addresses is the node’s', () => {
    expect(one(rack, 'nodes/blade-04.yaml', 'LinkConfig')).toMatchObject({
      addresses: [{ address: '192.168.1.14/24' }, { address: 'fd00:1::20/64' }],
      routes: [{ gateway: '192.168.1.1' }],
    });
    expect(one(rack, 'nodes/blade-04.yaml', 'KubeNodeConfig')).toMatchObject({
      nodeIP: { validSubnets: ['192.168.1.0/24', 'fd00:1::/64'] },
    });
  });

  test('lets blades and pods of both read etcd’s metrics', () => {
    const { ingress } = one(rack, 'control-plane.yaml', 'NetworkRuleConfig') as unknown as { ingress: object[] };
    expect(ingress).toContainEqual({ subnet: 'fd00:42::/56' });
    expect(ingress).toContainEqual({ subnet: 'fd00:1::11/128' });
    expect(ingress).toHaveLength(2 * (1 + rack.blades.length));
  });

  test('opens the Gateway at an address of each', () => {
    expect(specOf('CiliumLoadBalancerIPPool', 'office').spec).toEqual({
      blocks: [
        { start: '192.168.1.200', stop: '192.168.1.219' },
        { start: 'fd00:1::200', stop: 'fd00:1::219' },
      ],
    });
    expect(specOf('Gateway', 'office').spec).toMatchObject({
      infrastructure: { annotations: { 'lbipam.cilium.io/ips': '192.168.1.200,fd00:1::200' } },
    });
  });

  test('may keep the second family to pods and Services', () => {
    const inside = loadSample(podsAlone);
    expect(one(inside, 'all.yaml', 'KubeNetworkConfig')).toMatchObject({
      podSubnets: ['10.42.0.0/16', 'fd00:42::/56'],
    });
    expect(one(inside, 'all.yaml', 'ResolverConfig')).toMatchObject({
      nameservers: [{ address: '192.168.1.1' }, { address: 'fd00:1::53' }],
    });
    expect(one(inside, 'nodes/blade-04.yaml', 'KubeNodeConfig')).toMatchObject({
      nodeIP: { validSubnets: ['192.168.1.0/24'] },
    });
  });
});
