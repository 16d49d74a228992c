/** Memory that a program's own project gives it by default, and why ours may be less. */
export interface UpstreamLimit {
  /** Image that a pod of ours runs, or the id of the release whose values state resources. */
  of: string;
  /** Where the values of a release state them, `spec.values.operator.resources`; absent for images. */
  at?: string;
  /** Memory limit in upstream's own manifests, `1Gi`; `none` where they set none. */
  limit: string;
  /** File or page that says so, with its version. */
  from: string;
  /** Who ran it with how much: without this a limit of ours below upstream's is refused. */
  measured?: string;
}

const flux = 'flux-system/HelmRelease/flux-operator';
const cilium = 'kube-system/HelmRelease/cilium';
const certManager = 'cert-manager/HelmRelease/cert-manager';
const cnpg = 'cnpg-system/HelmRelease/cloudnative-pg';

/** Only what somebody has looked up; what is not here says so on the page. */
export const upstreamLimits: readonly UpstreamLimit[] = [
  {
    of: flux,
    at: 'spec.values.resources',
    limit: '1Gi',
    from: 'values.yaml of chart flux-operator; config/manager/deployment.yaml of flux-operator 0.59.0',
    measured: 'rwlove/home-ops#12809: killed at 256Mi, runs at 512Mi; without the page, which is off here',
  },
  {
    of: certManager,
    at: 'spec.values.cainjector.resources',
    limit: 'none',
    from: 'values.yaml of chart cert-manager 1.21.2',
    measured: 'cozystack#3199: killed at 128Mi while it starts; aws-samples/appmod-blueprints#663: 180Mi at rest',
  },
  { of: certManager, at: 'spec.values.resources', limit: 'none', from: 'values.yaml of chart cert-manager 1.21.2' },
  {
    of: certManager,
    at: 'spec.values.webhook.resources',
    limit: 'none',
    from: 'values.yaml of chart cert-manager 1.21.2',
  },
  {
    of: cnpg,
    at: 'spec.values.resources',
    limit: '200Mi',
    from: 'releases/cnpg-1.30.0.yaml of cloudnative-pg 1.30.0',
  },
  { of: cilium, at: 'spec.values.resources', limit: 'none', from: 'values.yaml of chart cilium 1.20.2' },
  { of: cilium, at: 'spec.values.operator.resources', limit: 'none', from: 'values.yaml of chart cilium 1.20.2' },
  { of: cilium, at: 'spec.values.envoy.resources', limit: 'none', from: 'values.yaml of chart cilium 1.20.2' },
  {
    of: 'docker.io/grafana/grafana',
    limit: 'none',
    from: 'values.yaml of chart grafana',
    measured: 'siutsin/otaru#3284: 260 to 390Mi, killed at 512Mi during slow queries; mitchross#2310: 1Gi on Talos',
  },
];
