import { Construct } from 'constructs';
import * as z from 'zod';
import type { APIService, ClusterRole, ClusterRoleBinding, RoleBinding } from '../../../imports/k8s';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { InternalCertificateIssuer } from '../../kit/peers';
import { blades, kubeApiServer } from '../../kit/ports';
import type { ProbeProps } from '../../kit/probes';
import { servingCertificate } from '../../kit/serving-certificate';
import { Workload } from '../../kit/workload';
import type { Size } from '../../kit/size';

const namespace = 'metrics-server';
const name = 'metrics-server';
/** The kubelets listen on the same number; here it is the server's own, as upstream's manifest has it. */
const port = 10_250;

export const metricsServer = app({
  name: 'metrics-server',
  area: 'platform',
  summary: 'What pods and blades use right now, for `kubectl top` and for autoscalers',
  spec: z.strictObject({}),
  needs: { certificates: InternalCertificateIssuer },
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { rack, certificates }) => new MetricsServer(scope, rack.size, certificates),
});

/**
 * An API of the cluster that a pod serves: the API server hands `metrics.k8s.io` on to it. While it does not answer,
 * namespaces cannot be deleted, so there are two; a small rack waits for the one. Both ends of both connections show certificates: the server's is of
 * the rack's own authority, the kubelets' of the cluster's.
 */
export class MetricsServer extends Construct {
  constructor(scope: Construct, size: Size, certificates: InternalCertificateIssuer) {
    super(scope, name);
    const secret = servingCertificate(this, certificates, { name, namespace });
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name,
      tier: 'serving',
      replicas: size === 'small' ? 1 : 2,
      user: { uid: 1000, gid: 1000 },
      role: {
        scope: 'cluster',
        rules: [
          { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
          { apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] },
        ],
      },
      containers: {
        'metrics-server': {
          image: 'metrics-server',
          // Without a flag for it, kubelets are judged by the cluster's own authority, which every pod is handed.
          args: [
            `--secure-port=${port}`,
            '--tls-cert-file=/run/tls/tls.crt',
            '--tls-private-key-file=/run/tls/tls.key',
            '--kubelet-preferred-address-types=InternalIP',
            '--kubelet-use-node-status-port',
            '--metric-resolution=15s',
          ],
          ports: { https: port },
          // Upstream's rule is 2 MiB and a thousandth of a core a node, above a floor.
          cpu: '50m',
          memory: '128Mi',
          mounts: { '/run/tls': secret },
          scratch: { '/tmp': '1Mi' },
          ready: overTls('/readyz'),
          live: overTls('/livez'),
          startup: overTls('/readyz'),
        },
      },
    });
    server.connectsTo(kubeApiServer, ...blades(10_250));
    server.acceptsFrom('kube-apiserver', server.ports.https);
    this.aggregation();
  }

  /** Who may ask is for the API server to say, and the server takes it from there. */
  private aggregation(): void {
    const subjects = [{ kind: 'ServiceAccount', name, namespace }];
    emit<APIService>(this, 'api', {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: {
        name: 'v1beta1.metrics.k8s.io',
        annotations: { 'cert-manager.io/inject-ca-from': `${namespace}/${name}` },
      },
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        service: { name, namespace, port },
      },
    });
    emit<ClusterRoleBinding>(this, 'auth-delegator', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: `${name}-auth-delegator` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
      subjects,
    });
    emit<RoleBinding>(this, 'auth-reader', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: `${name}-auth-reader`, namespace: 'kube-system' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'extension-apiserver-authentication-reader',
      },
      subjects,
    });
    emit<ClusterRole>(this, 'reader', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: 'metrics-reader',
        labels: Object.fromEntries(
          ['view', 'edit', 'admin'].map((role) => [`rbac.authorization.k8s.io/aggregate-to-${role}`, 'true']),
        ),
      },
      rules: [{ apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] }],
    });
  }
}

function overTls(path: string): ProbeProps {
  return { httpGet: { path, port: 'https', scheme: 'HTTPS' } };
}
