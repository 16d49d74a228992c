import { fieldAt, recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { RackObject, RackView } from './rack-view';
import type { Rule } from './rule';

/** What an object waits for that nobody in the rack does, and what to write instead. */
interface Unserved {
  path?: string;
  waitsFor: string;
  fix: string;
}

const toTheGateway =
  'write an HTTPRoute instead: parentRefs [{ name: office, namespace: gateway, sectionName: https }], hostnames below the domain of the rack';

export const served: Rule = {
  id: 'references/served',
  level: 'error',
  why: 'The API server keeps an object of any kind that it knows; where no controller reads it, it stays as it is for ever, without a word.',
  fixHint: 'use what the rack serves, or bring the controller along',
  exceptable: true,
  check: (view) =>
    view.objects.flatMap((object) =>
      (waits[object.kind]?.(object, view) ?? []).map(({ path, waitsFor, fix }) => ({
        object: object.id,
        path,
        message: `waits for ${waitsFor}, which nothing in the rack is`,
        fix,
      })),
    ),
};

type Waits = (object: RackObject, view: RackView) => Unserved[];

/** Kinds of Kubernetes, of the Gateway API and of Cilium that somebody must act on, by kind. */
const waits: Readonly<Record<string, Waits>> = {
  Ingress: ({ spec, annotations }, view) => {
    const name = textOf(spec.ingressClassName) ?? annotations['kubernetes.io/ingress.class'];
    const classes = view.ofKind('IngressClass');
    const isServed = name === undefined ? classes.some(isDefaultClass) : classes.some((each) => each.name === name);
    if (isServed) return [];
    return [{ path: 'spec.ingressClassName', waitsFor: `a controller of Ingress${of(name)}`, fix: toTheGateway }];
  },
  Service: ({ spec }, view) => {
    if (spec.type !== 'LoadBalancer') return [];
    const name = textOf(spec.loadBalancerClass);
    if (name !== undefined && name !== 'io.cilium/l2-announcer')
      return [
        {
          path: 'spec.loadBalancerClass',
          waitsFor: `a load balancer of class ${name}`,
          fix: 'take loadBalancerClass out: Cilium then gives the Service an address of network.loadBalancers',
        },
      ];
    if (view.ofKind('CiliumLoadBalancerIPPool').length > 0) return [];
    return [{ path: 'spec.type', waitsFor: 'a pool of addresses', fix: 'write a CiliumLoadBalancerIPPool' }];
  },
  HorizontalPodAutoscaler: ({ spec }, view) => {
    const apis = view.ofKind('APIService').map(({ spec: { group } }) => String(group));
    return recordsOf(spec.metrics).flatMap(({ type }, i) => {
      const api = metricApis[String(type)];
      if (api === undefined || apis.includes(api)) return [];
      const fix = api === 'metrics.k8s.io' ? 'switch metrics-server on' : 'scale by cpu or memory, or state replicas';
      return [{ path: `spec.metrics[${i}].type`, waitsFor: `an API server of ${api}`, fix }];
    });
  },
  StorageClass: ({ manifest }, view) => {
    const provisioner = String(manifest['provisioner']);
    if (provisioner === 'kubernetes.io/no-provisioner' || isProvided(provisioner, view)) return [];
    return [{ path: 'provisioner', waitsFor: `the provisioner ${provisioner}`, fix: 'use a StorageClass of the rack' }];
  },
  GatewayClass: ({ spec }, view) => {
    const controller = String(spec.controllerName);
    if (controller === 'io.cilium/gateway-controller' || isProvided(controller, view)) return [];
    return [
      { path: 'spec.controllerName', waitsFor: `the controller ${controller}`, fix: 'use gatewayClassName: cilium' },
    ];
  },
  ResourceClaim: needsDriver,
  ResourceClaimTemplate: needsDriver,
  ResourceSlice: needsDriver,
  CiliumEgressGatewayPolicy: switchedOn('egressGateway.enabled'),
  CiliumLocalRedirectPolicy: switchedOn('localRedirectPolicies.enabled'),
  CiliumBGPAdvertisement: switchedOn('bgpControlPlane.enabled'),
  CiliumBGPClusterConfig: switchedOn('bgpControlPlane.enabled'),
  CiliumBGPNodeConfig: switchedOn('bgpControlPlane.enabled'),
  CiliumBGPNodeConfigOverride: switchedOn('bgpControlPlane.enabled'),
  CiliumBGPPeerConfig: switchedOn('bgpControlPlane.enabled'),
  CiliumBGPPeeringPolicy: switchedOn('bgpControlPlane.enabled'),
};

const of = (name: string | undefined): string => (name === undefined ? '' : ` for class ${name}`);

const isDefaultClass = ({ annotations }: RackObject): boolean =>
  annotations['ingressclass.kubernetes.io/is-default-class'] === 'true';

const metricApis: Readonly<Record<string, string>> = {
  Resource: 'metrics.k8s.io',
  ContainerResource: 'metrics.k8s.io',
  Pods: 'custom.metrics.k8s.io',
  Object: 'custom.metrics.k8s.io',
  External: 'external.metrics.k8s.io',
};

/** A release of the rack brings it, a CSIDriver or a container of ours names it. */
function isProvided(name: string, view: RackView): boolean {
  return (
    view.ofKind('CSIDriver').some((driver) => driver.name === name) ||
    view.ofKind('HelmRelease').some((release) => release.name === broughtBy[name]) ||
    view.workloads.some(({ template }) => JSON.stringify(template.spec).includes(name))
  );
}

/** Provisioners that charts bring, by name of the release. */
const broughtBy: Readonly<Record<string, string>> = {
  'driver.longhorn.io': 'longhorn',
  'local.csi.openebs.io': 'lvm-localpv',
};

function needsDriver(_: RackObject, view: RackView): Unserved[] {
  if (view.ofKind('DeviceClass').length > 0) return [];
  return [
    {
      waitsFor: 'a driver of devices (DRA)',
      fix: 'ask for devices as resources of the container, as the device plugin of the rack offers them',
    },
  ];
}

/** @param value of the chart of Cilium, below `spec.values` */
function switchedOn(value: string): Waits {
  return (_, view) => {
    const release = view.find('HelmRelease', 'kube-system', 'cilium')?.object;
    if (fieldAt(recordOf(release?.spec.values), value) === true) return [];
    return [{ waitsFor: `a Cilium with ${value}`, fix: 'take it out: the rack runs Cilium without' }];
  };
}

export const servedRules: readonly Rule[] = [served];
