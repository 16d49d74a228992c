import { checkReference } from '../../../lib/testing/reference-rack';
import { objectId } from '../../../lib/manifest/manifest';
import type { KubeObject } from '../../cluster/kube/object';
import { apiServerPolicy } from './derive';

const controlPlane = '192.168.1.10';
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
    const made = apiServerPolicy(
      policy({ endpointSelector, egress: [{ toEntities: ['kube-apiserver'], toPorts: ports }] }),
      controlPlane,
    );
    expect(made).toMatchObject({
      kind: 'NetworkPolicy',
      metadata: { name: 'app-api-server', namespace: 'ns' },
      spec: {
        podSelector: endpointSelector,
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '192.168.1.10/32' } }], ports: [{ port: 6443, protocol: 'TCP' }] }],
      },
    });
  });

  test('a rule from the API server, which calls a webhook, becomes one from its address', () => {
    const made = apiServerPolicy(
      policy({ endpointSelector, ingress: [{ fromEntities: ['kube-apiserver'], toPorts: ports }] }),
      controlPlane,
    );
    expect(made).toMatchObject({
      spec: { policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '192.168.1.10/32' } }] }] },
    });
  });

  test('a policy about other peers has none', () => {
    const others = {
      endpointSelector,
      egress: [{ toEntities: ['world'] }, { toFQDNs: [{ matchName: 's3.example.org' }] }],
    };
    expect(apiServerPolicy(policy(others), controlPlane)).toBeUndefined();
  });

  test('the operator of the reference rack may speak to the API server and be called by it', () => {
    const { manifest } = checkReference().facts.rendered.find(
      (each) => objectId(each.manifest) === 'cnpg-system/CiliumNetworkPolicy/cloudnative-pg',
    )!;
    const made = apiServerPolicy(manifest as unknown as KubeObject, controlPlane);
    expect(made).toMatchObject({ spec: { policyTypes: ['Egress', 'Ingress'] } });
  });
});
