import { checkReference } from '../../../lib/testing/reference-rack';
import { objectId } from '../../../lib/manifest/manifest';
import type { KubeObject } from '../../cluster/kube/object';
import { policyOf, withOwnReceiver, withPlainStore } from './derive';

const peers = { controlPlane: '192.168.1.10', nodes: '192.168.1.0/24', gateway: '192.168.1.1' };
const policy = (spec: object): KubeObject =>
  ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'app', namespace: 'ns' },
    spec,
  }) as never;
const ports = [{ ports: [{ port: '6443', protocol: 'TCP' }] }];
const endpointSelector = { matchLabels: { app: 'x' } };

describe('what stands in for a CiliumNetworkPolicy', () => {
  test('a rule to the API server becomes one to its address', () => {
    const made = policyOf(
      policy({ endpointSelector, egress: [{ toEntities: ['kube-apiserver'], toPorts: ports }] }),
      peers,
    );
    expect(made).toMatchObject({
      kind: 'NetworkPolicy',
      metadata: { name: 'app-cilium', namespace: 'ns' },
      spec: {
        podSelector: endpointSelector,
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '192.168.1.10/32' } }], ports: [{ port: 6443, protocol: 'TCP' }] }],
      },
    });
  });

  test('a rule from the API server, which calls a webhook, becomes one from its address', () => {
    const made = policyOf(
      policy({ endpointSelector, ingress: [{ fromEntities: ['kube-apiserver'], toPorts: ports }] }),
      peers,
    );
    expect(made).toMatchObject({
      spec: { policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '192.168.1.10/32' } }] }] },
    });
  });

  const rows: [what: string, rule: object, made: object][] = [
    [
      'blades',
      { toEntities: ['host', 'remote-node'] },
      [{ ipBlock: { cidr: '192.168.1.0/24' } }, { ipBlock: { cidr: '192.168.1.0/24' } }],
    ],
    [
      'the world, of which the box has two addresses',
      { toEntities: ['world'] },
      [{ ipBlock: { cidr: '198.51.100.10/32' } }, { ipBlock: { cidr: '198.51.100.11/32' } }],
    ],
    [
      'pods of a namespace',
      { toEndpoints: [{ matchLabels: { app: 'y', 'k8s:io.kubernetes.pod.namespace': 'other' } }] },
      [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } },
          podSelector: { matchLabels: { app: 'y' } },
        },
      ],
    ],
    [
      'a name of the world, for which the gateway stands',
      { toFQDNs: [{ matchName: 'ntfy.example.org' }] },
      [{ ipBlock: { cidr: '192.168.1.1/32' } }],
    ],
    [
      'the store off the rack, which has an address of its own',
      { toFQDNs: [{ matchName: 's3.example.org' }] },
      [{ ipBlock: { cidr: '198.51.100.10/32' } }],
    ],
  ];
  test.each(rows)('a rule to %s becomes one to them', (_, rule, to) => {
    const made = policyOf(policy({ endpointSelector, egress: [{ ...rule, toPorts: ports }] }), peers);
    expect(made).toMatchObject({ spec: { egress: [{ to, ports: [{ port: 6443, protocol: 'TCP' }] }] } });
  });

  test('a port of any protocol is one of UDP and one of TCP', () => {
    const egress = [{ toEntities: ['host'], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }] }];
    const made = policyOf(policy({ endpointSelector, egress }), peers);
    const both = [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ];
    expect(made).toMatchObject({ spec: { egress: [{ ports: both }] } });
  });

  test('a policy about peers that a box has not has none', () => {
    const others = {
      endpointSelector,
      egress: [{ toEntities: ['ingress'] }, { toEndpoints: [{ matchLabels: { 'reserved:ingress': '' } }] }],
    };
    expect(policyOf(policy(others), peers)).toBeUndefined();
  });

  test('the operator of the reference rack may speak to the API server and be called by it', () => {
    const { manifest } = checkReference().facts.rendered.find(
      (each) => objectId(each.manifest) === 'cnpg-system/CiliumNetworkPolicy/cloudnative-pg',
    )!;
    const made = policyOf(manifest as unknown as KubeObject, peers);
    expect(made).toMatchObject({ spec: { policyTypes: ['Egress', 'Ingress'] } });
  });
});

test('messages go to the receiver of the box, each by the key that names its address', () => {
  const stringData = { 'ntfy-url': 'https://ntfy.example.org/secret', token: 'keep' };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData } as never;
  expect(withOwnReceiver(secret, '192.168.1.1')).toMatchObject({
    stringData: { 'ntfy-url': 'http://192.168.1.1:443/ntfy-url', token: 'keep' },
  });
});

test('the store off the rack is spoken to in plain HTTP, and no other address is touched', () => {
  const spec = { endpointURL: 'https://s3.example.org', other: 'https://ntfy.example.org', name: 's3.example.org' };
  const store = { apiVersion: 'v1', kind: 'ObjectStore', metadata: { name: 'x' }, spec } as never;
  expect(withPlainStore(store)).toMatchObject({ spec: { ...spec, endpointURL: 'http://s3.example.org:443' } });
});
