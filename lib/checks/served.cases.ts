import type { Manifest } from '../manifest/manifest';
import type { RuleCases } from './rule-cases';
import { served } from './served';
import { add, all, none, set } from './testing/edits';

const object = (apiVersion: string, kind: string, fields: Record<string, unknown>): Manifest => ({
  apiVersion,
  kind,
  metadata: { namespace: 'ml', name: 'own' },
  ...fields,
});
const ingress = (spec: Record<string, unknown>) => add(object('networking.k8s.io/v1', 'Ingress', { spec }));
const ingressClass = (annotations: Record<string, string>) =>
  add({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx', annotations },
    spec: { controller: 'k8s.io/ingress-nginx' },
  });
const hpa = 'ml/HorizontalPodAutoscaler/own';
const scaler = (type: string) =>
  add(object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { metrics: [{ type }] } }));
const storageClass = (provisioner: string) =>
  add({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'own' }, provisioner });
const ofCilium = (kind: string) => add(object('cilium.io/v2', kind, { spec: {} }));
const release = (values: Record<string, unknown>) =>
  add({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { namespace: 'kube-system', name: 'cilium' },
    spec: { values },
  });
const pool = add({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumLoadBalancerIPPool',
  metadata: { name: 'office' },
  spec: {},
});
const found = (id: string, what: string, path?: string) => [
  { object: id, message: `waits for ${what}, which nothing in the rack is`, ...(path !== undefined && { path }) },
];
const service = (spec: Record<string, unknown>) =>
  add(object('v1', 'Service', { spec: { type: 'LoadBalancer', ...spec } }));

export const servedCases: readonly RuleCases[] = [
  [
    served,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds an Ingress',
        ingress({ rules: [] }),
        [
          {
            object: 'ml/Ingress/own',
            message: 'waits for a controller of Ingress, which nothing in the rack is',
            fix: 'write an HTTPRoute instead: parentRefs [{ name: office, namespace: gateway, sectionName: https }], hostnames below the domain of the rack',
          },
        ],
      ],
      [
        'finds an Ingress of a class',
        ingress({ ingressClassName: 'nginx' }),
        found('ml/Ingress/own', 'a controller of Ingress for class nginx', 'spec.ingressClassName'),
      ],
      ['is silent where the class is brought along', all(ingress({ ingressClassName: 'nginx' }), ingressClass({})), []],
      [
        'finds an Ingress without a class where none is the default',
        all(ingress({}), ingressClass({})),
        found('ml/Ingress/own', 'a controller of Ingress'),
      ],
      [
        'is silent where one is',
        all(ingress({}), ingressClass({ 'ingressclass.kubernetes.io/is-default-class': 'true' })),
        [],
      ],
      [
        'finds a load balancer of another maker',
        all(pool, service({ loadBalancerClass: 'metallb.io/l2' })),
        found('ml/Service/own', 'a load balancer of class metallb.io/l2', 'spec.loadBalancerClass'),
      ],
      ['is silent about one that Cilium gives an address', all(pool, service({})), []],
      ['finds one where no addresses are', service({}), found('ml/Service/own', 'a pool of addresses', 'spec.type')],
      [
        'finds a scaler by processor without metrics',
        scaler('Resource'),
        found(hpa, 'an API server of metrics.k8s.io', 'spec.metrics[0].type'),
      ],
      [
        'finds a scaler by what a queue holds',
        scaler('External'),
        found(hpa, 'an API server of external.metrics.k8s.io', 'spec.metrics[0].type'),
      ],
      [
        'finds a class of volumes that nobody makes',
        storageClass('nfs.csi.k8s.io'),
        found('StorageClass/own', 'the provisioner nfs.csi.k8s.io', 'provisioner'),
      ],
      [
        'is silent where the driver is brought along',
        all(
          storageClass('nfs.csi.k8s.io'),
          add({ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'nfs.csi.k8s.io' }, spec: {} }),
        ),
        [],
      ],
      [
        'finds a gateway class of another maker',
        add({
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'GatewayClass',
          metadata: { name: 'own' },
          spec: { controllerName: 'example.org/gateway' },
        }),
        found('GatewayClass/own', 'the controller example.org/gateway', 'spec.controllerName'),
      ],
      [
        'finds a claim of a device that no driver gives',
        add(object('resource.k8s.io/v1', 'ResourceClaim', { spec: {} })),
        found('ml/ResourceClaim/own', 'a driver of devices (DRA)'),
      ],
      [
        'finds a part of Cilium that is off',
        ofCilium('CiliumEgressGatewayPolicy'),
        found('ml/CiliumEgressGatewayPolicy/own', 'a Cilium with egressGateway.enabled'),
      ],
      [
        'is silent where it is on',
        all(release({ egressGateway: { enabled: true } }), ofCilium('CiliumEgressGatewayPolicy')),
        [],
      ],
      ['lets ordinary Services be', set('ml/Service/chat', 'spec.type', 'ClusterIP'), []],
    ],
  ],
];
