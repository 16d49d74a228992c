import { checkReference } from '../../lib/testing/reference-rack';
import type { KubeObject } from '../cluster/kube/object';
import { certificatesWanted } from './cert-manager-apps';

test('a Gateway wants one Certificate for each Secret that its listeners show, and issuers want none', () => {
  const tls = { certificateRefs: [{ name: 'pages-tls' }] };
  const gateway = {
    kind: 'Gateway',
    metadata: { name: 'office', namespace: 'gateway' },
    spec: { listeners: [{ name: 'http' }, { name: 'https', tls }, { name: 'more', tls }] },
  };
  const applied = [
    { kind: 'ClusterIssuer', metadata: { name: 'rack-ca' } },
    { kind: 'Certificate', metadata: { name: 'x', namespace: 'ns' } },
    gateway,
  ] as unknown as KubeObject[];
  expect(certificatesWanted(applied)).toEqual(['ns/Certificate/x', 'gateway/Certificate/pages-tls']);
});

test('those of the reference rack are its authority, two servers and the gateway', () => {
  const generated = checkReference().facts.rendered.map(({ manifest }) => manifest as unknown as KubeObject);
  expect(certificatesWanted(generated).sort()).toEqual([
    'cert-manager/Certificate/rack-ca',
    'gateway/Certificate/gateway-tls',
    'metrics-server/Certificate/metrics-server',
    'monitoring/Certificate/blackbox-exporter',
  ]);
});
