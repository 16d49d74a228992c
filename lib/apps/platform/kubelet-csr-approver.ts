import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { kubeApiServer } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';

const namespace = 'kubelet-csr-approver';

export const kubeletCsrApprover = app({
  name: 'kubelet-csr-approver',
  area: 'platform',
  summary: 'Approves the certificate that each kubelet asks for, so that nobody has to trust an unknown one',
  spec: z.strictObject({}),
  namespaces: { [namespace]: 'restricted' },
  alwaysOn: true,
  build: (scope, { rack }) => new KubeletCsrApprover(scope, rack),
});

/**
 * Talos tells every kubelet to ask the cluster for its serving certificate (lib/talos/role-patches.ts), and Kubernetes
 * leaves the approval to somebody who knows the machines. The rack file does: only its own names and addresses pass.
 */
export class KubeletCsrApprover extends Construct {
  constructor(scope: Construct, { blades }: RackSpec) {
    super(scope, 'kubelet-csr-approver');
    const names = blades.map(({ name }) => name.replaceAll('.', '\\.'));
    const approver = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name: 'kubelet-csr-approver',
      tier: 'serving',
      user: { uid: 65_532, gid: 65_532 },
      role: { scope: 'cluster', rules: signersOfKubelets },
      containers: {
        approver: {
          image: 'kubelet-csr-approver',
          args: [
            '-metrics-bind-address=:8080',
            '-health-probe-bind-address=:8081',
            `-provider-regex=^(${names.join('|')})$`,
            `-provider-ip-prefixes=${blades.map(({ address }) => `${address}/32`).join(',')}`,
            // CoreDNS does not know the blades by name; which names there are is said above.
            '-bypass-dns-resolution=true',
          ],
          ports: { metrics: 8080, health: 8081 },
          scrape: 'metrics',
          cpu: '10m',
          memory: '64Mi',
          live: httpGet('/healthz', 'health'),
          ready: httpGet('/healthz', 'health'),
        },
      },
    });
    approver.connectsTo(kubeApiServer);
  }
}

/** Approving is granted for this one signer: no certificate of a client or of the control plane can come of it. */
const signersOfKubelets = [
  {
    apiGroups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests'],
    verbs: ['get', 'list', 'watch'],
  },
  { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
  {
    apiGroups: ['certificates.k8s.io'],
    resources: ['signers'],
    resourceNames: ['kubernetes.io/kubelet-serving'],
    verbs: ['approve'],
  },
];
