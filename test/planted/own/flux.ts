import { type Fault, replace, set } from '../fault';

/** Kinds of our own: what Flux is told. */
export const fluxFaults: readonly Fault[] = [
  // What Flux is told.
  {
    kind: 'a Kustomization that may delete and make anew',
    ...set('flux-system/Kustomization/redis', 'spec.force', true),
  },
  {
    kind: 'a Kustomization that waits two hours for its pods',
    ...set('flux-system/Kustomization/redis', 'spec.timeout', '2h'),
  },
  {
    kind: 'a Kustomization without health checks',
    ...set('flux-system/Kustomization/redis', 'spec.healthChecks', undefined),
  },
  {
    kind: 'a health check of what is not there',
    ...set('flux-system/Kustomization/redis', 'spec.healthChecks[0].name', 'redis-server'),
  },
  {
    kind: 'a Kustomization that cannot open its Secrets',
    ...set('flux-system/Kustomization/redis', 'spec.decryption', undefined),
  },
  {
    kind: 'a Kustomization with the folder of another',
    ...set('flux-system/Kustomization/tempo', 'spec.path', './dist/homelab/apps/redis'),
  },
  {
    kind: 'a Kustomization that puts all into one namespace',
    ...set('flux-system/Kustomization/redis', 'spec.targetNamespace', 'default'),
  },
  {
    kind: 'a Kustomization that is asked once a week',
    ...set('flux-system/Kustomization/redis', 'spec.interval', '168h'),
  },
  {
    kind: 'an app whose CRDs come later',
    ...set('flux-system/Kustomization/postgres', 'spec.dependsOn', undefined),
    at: 'data/Cluster/postgres',
  },
  {
    kind: 'a Kustomization that reads another source',
    ...set('flux-system/Kustomization/redis', 'spec.sourceRef.name', 'homelab'),
  },
  {
    kind: 'a release into another namespace',
    ...set('cert-manager/HelmRelease/cert-manager', 'spec.targetNamespace', 'default'),
  },
  {
    kind: 'a release that leaves its CRDs out',
    ...set('cert-manager/HelmRelease/cert-manager', 'spec.install.crds', 'Skip'),
  },
  {
    kind: 'a release that depends on none there is',
    ...set('cert-manager/HelmRelease/cert-manager', 'spec.dependsOn', [{ name: 'nowhere' }]),
  },
  {
    kind: 'Flux without one of its controllers',
    ...set('flux-system/FluxInstance/flux', 'spec.components', [
      'source-controller',
      'kustomize-controller',
      'notification-controller',
    ]),
  },
  {
    kind: 'Flux reads another branch',
    ...set('flux-system/FluxInstance/flux', 'spec.sync.ref', 'refs/heads/master'),
    unknowable: 'which branch the repository has on its server is not in the tree',
  },
  {
    kind: 'a controller of Flux with a flag that it does not have',
    by: { scenario: '1', says: /--concurent/ },
    ...replace('flux-system/FluxInstance/flux', 'spec.kustomize.patches[1].patch', '--concurrent', '--concurent'),
  },
];
