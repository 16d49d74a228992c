/** CRDs that a published Go module carries as YAML files. `sum` is the module's hash as go.sum writes it. */
export interface CrdSource {
  /** Name people use: `cilium`. */
  name: string;
  module: string;
  version: string;
  sum: string;
  /** Folders inside the module whose YAML files hold CRDs, or single files. */
  paths: string[];
  /** Text replaced before parsing, where a file is a chart template. */
  substitute?: [RegExp, string][];
}

export const crdSources: CrdSource[] = [
  {
    name: 'flux-source',
    module: 'github.com/fluxcd/source-controller',
    version: 'v1.9.6',
    sum: 'h1:nG534/bI6nVpyHra7ONAk6xDB3xPsVT+EOLHZHXPrrc=',
    paths: ['config/crd/bases'],
  },
  {
    name: 'flux-kustomize',
    module: 'github.com/fluxcd/kustomize-controller',
    version: 'v1.9.6',
    sum: 'h1:XB+G3A0mky0j5uVHZWv4oSlS2RvZBoNIUhstIvY0JKE=',
    paths: ['config/crd/bases'],
  },
  {
    name: 'flux-operator',
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    version: 'v0.59.0',
    sum: 'h1:jByuiWYtjSJxucGHuz68tV0DeVFz5CYrKQYfxAwE7lE=',
    paths: ['config/crd/bases'],
  },
  {
    // The modules of these two controllers cannot be had; the operator carries their release manifests.
    name: 'flux-helm-and-notification',
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    version: 'v0.59.0',
    sum: 'h1:jByuiWYtjSJxucGHuz68tV0DeVFz5CYrKQYfxAwE7lE=',
    paths: ['config/data/flux/v2.9.5/helm-controller.yaml', 'config/data/flux/v2.9.5/notification-controller.yaml'],
  },
  {
    name: 'cloudnative-pg',
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.30.0',
    sum: 'h1:fnhVq44xXx97MNiuvJsPrX1vSjYbgdyBK5MSGfdHdp0=',
    paths: ['config/crd/bases'],
  },
  {
    name: 'plugin-barman-cloud',
    module: 'github.com/cloudnative-pg/plugin-barman-cloud',
    version: 'v0.15.0',
    sum: 'h1:gNVytrzzYUE08wxLDrjfJqy1FPPSFkMe1OEr4s4pVI0=',
    paths: ['config/crd/bases'],
  },
  {
    name: 'cilium',
    module: 'github.com/cilium/cilium',
    version: 'v1.20.2',
    sum: 'h1:dqiEGIcXc+gqCLYG/l7VCFJ8GHyb4HUrwbZOpkX5dL8=',
    paths: ['pkg/k8s/apis/cilium.io/client/crds/v2', 'pkg/k8s/apis/cilium.io/client/crds/v2alpha1'],
  },
  {
    name: 'cert-manager',
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    sum: 'h1:UWgoYM+KLNtRlqmoWOKjKBOBUPVHeepQ6/ac3ERJW68=',
    paths: ['deploy/crds'],
  },
  {
    name: 'gateway-api',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    sum: 'h1:lKpJa5bGlraC/QeACvCpsHLdmO6y0iKfzVl6gzaFEYc=',
    paths: ['config/crd/standard'],
  },
  {
    name: 'longhorn', // the nearest version that is published as a module; racks run a newer one
    module: 'github.com/longhorn/longhorn-manager',
    version: 'v1.10.0',
    sum: 'h1:Sod6dxBLu9JD/f2Ff59i6SAAc76/OaNdJab7UOpKRig=',
    paths: ['k8s'],
    substitute: [[/^ *labels: \{\{.*\}\}$/gm, '']],
  },
  {
    name: 'lvm-localpv',
    module: 'github.com/openebs/lvm-localpv',
    version: 'v1.9.1',
    sum: 'h1:pv0R/5mgCBB7Q/O6fZ/0xE7AkT8AjI5Uzr9ujCDHMiU=',
    paths: ['deploy/yamls/lvmnode-crd.yaml', 'deploy/yamls/lvmvolume-crd.yaml', 'deploy/yamls/lvmsnapshot-crd.yaml'],
  },
  {
    name: 'kwok',
    module: 'sigs.k8s.io/kwok',
    version: 'v0.8.0',
    sum: 'h1:OTIOTwgROqPMovcTwxICx2eYQ4AwLpSx5EpjbDKF4SQ=',
    paths: ['kustomize/crd/bases'],
  },
];
