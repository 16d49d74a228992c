import { type Fault, all, drop, set } from '../fault';

const pod = 'spec.template.spec';

/** Kinds of our own: networks and security. */
export const networkFaults: readonly Fault[] = [
  // Networks.
  { kind: 'a database open to the office', ...set('data/Service/redis', 'spec.type', 'LoadBalancer') },
  { kind: 'a port on every blade', ...set('ml/Service/litellm', 'spec.type', 'NodePort') },
  {
    kind: 'a Service that is a name elsewhere',
    ...set('ml/Service/litellm', 'spec', { type: 'ExternalName', externalName: 'example.org' }),
  },
  {
    kind: 'members that are not found before they are ready',
    ...set('data/Service/minio-headless', 'spec.publishNotReadyAddresses', false),
  },
  {
    kind: 'a policy that lets every pod in',
    ...set('data/NetworkPolicy/redis', 'spec.ingress', [{}]),
  },
  {
    kind: 'a namespace without a wall',
    ...drop('data/NetworkPolicy/default-deny', 'Namespace/data'),
  },
  {
    kind: 'a policy for the whole world',
    ...set('ml/CiliumNetworkPolicy/litellm', 'spec.ingress[99]', { fromEntities: ['world'] }),
  },
  { kind: 'a client that may not speak to its server', ...drop('ml/NetworkPolicy/litellm', 'ml/Deployment/litellm') },
  {
    kind: 'a listener that decrypts nothing',
    ...set('gateway/Gateway/office', 'spec.listeners[https].protocol', 'HTTP'),
  },
  {
    kind: 'a listener that takes routes of its own namespace only',
    ...set('gateway/Gateway/office', 'spec.listeners[https].allowedRoutes.namespaces.from', 'Same'),
  },
  {
    kind: 'an address of the gateway outside its pool',
    ...set('gateway/Gateway/office', 'spec.infrastructure.annotations["lbipam.cilium.io/ips"]', '192.168.9.200'),
  },
  // Security.
  { kind: 'a pod that is root', ...set('ml/Deployment/litellm', `${pod}.securityContext.runAsUser`, 0) },
  {
    kind: 'a privileged container',
    ...set('ml/Deployment/litellm', `${pod}.containers[0].securityContext.privileged`, true),
  },
  {
    kind: 'a folder of the blade in a pod',
    ...set('ml/Deployment/litellm', `${pod}.volumes[9]`, { name: 'host', hostPath: { path: '/etc' } }),
  },
  {
    kind: 'a role that may do everything',
    ...set('ClusterRole/monitoring-prometheus', 'rules', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
  },
  {
    kind: 'a program that may not read what it watches',
    ...set('ClusterRole/monitoring-prometheus', 'rules', []),
  },
  {
    kind: 'a guard of data that only writes it down',
    ...set('ValidatingAdmissionPolicyBinding/rackwright-keep-data', 'spec.validationActions', ['Audit']),
  },
  {
    kind: 'a namespace without a level of Pod Security',
    ...set('Namespace/ml', 'metadata.labels["pod-security.kubernetes.io/enforce"]', undefined),
  },
  {
    kind: 'an API whose certificate nobody checks',
    ...all(
      set('APIService/v1beta1.metrics.k8s.io', 'spec.insecureSkipTLSVerify', true),
      set('APIService/v1beta1.metrics.k8s.io', 'metadata.annotations', undefined),
    ),
  },
  { kind: 'an authority that is none', ...set('cert-manager/Certificate/rack-ca', 'spec.isCA', false) },
  {
    kind: 'a certificate that is renewed before it is made',
    ...set('metrics-server/Certificate/metrics-server', 'spec.renewBefore', '4320h'),
  },
];
