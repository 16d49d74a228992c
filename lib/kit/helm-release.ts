import { Construct } from 'constructs';
import { type Exceptions, exceptionAnnotations } from './exceptions';
import { KitObject } from './kit-object';

/** What a chart brings to the API server that other objects cannot do without, and what it needs of it in turn. */
export interface Provides {
  /** API groups whose CustomResourceDefinitions it installs, `postgresql.cnpg.io`. */
  crdGroups?: string[];
  /** API groups whose objects its webhooks judge: they are refused while the webhook does not answer. */
  webhookGroups?: string[];
  /** API groups whose objects it makes itself, so that their owners must come first. */
  needsGroups?: string[];
}

/** Pods that a chart makes and nobody can read in `dist/`: declared, with where the figures come from. */
export interface FootprintWorkload {
  kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
  name: string;
  replicas?: number;
  /** Per pod, all containers together; empty when the chart requests nothing. */
  cpu?: string;
  memory?: string;
  images: string[];
}

export interface Footprint {
  workloads: FootprintWorkload[];
  /** Rendered chart and version, or upstream file, that the figures were read from. */
  source: string;
}

export interface HelmReleaseProps {
  namespace: string;
  name: string;
  /** A chart in an OCI registry, or by name in a chart repository over HTTPS. */
  chart: { oci: string; version: string } | { repository: string; name: string; version: string };
  values: Record<string, unknown>;
  provides?: Provides;
  footprint: Footprint;
  /**
   * Removing the release from git leaves it in the cluster: for charts whose uninstall deletes data or the network.
   * @default false
   */
  neverPrune?: boolean;
  exceptions?: Exceptions;
}

/**
 * A Helm release that Flux installs. It does not wait for every pod: a dead blade leaves a DaemonSet one short, and a
 * release that waited for it would stop every commit that comes after.
 */
export class HelmRelease extends Construct {
  readonly provides: Required<Provides>;
  readonly footprint: Footprint;
  readonly id: string;

  constructor(
    scope: Construct,
    readonly props: HelmReleaseProps,
  ) {
    super(scope, props.name);
    const { namespace, name, chart } = props;
    this.id = `${namespace}/HelmRelease/${name}`;
    this.provides = { crdGroups: [], webhookGroups: [], needsGroups: [], ...props.provides };
    this.footprint = props.footprint;
    const chartFields = 'oci' in chart ? this.ociChart(chart) : this.repositoryChart(chart);
    new KitObject(this, 'release', {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name, namespace, annotations: this.annotations() },
      spec: {
        interval: '1h',
        releaseName: name,
        ...chartFields,
        install: { crds: 'CreateReplace', disableWait: true, strategy: { name: 'RetryOnFailure' } },
        upgrade: { crds: 'CreateReplace', disableWait: true, strategy: { name: 'RetryOnFailure' } },
        driftDetection: { mode: 'enabled' },
        values: props.values,
      },
    });
  }

  private ociChart({ oci, version }: { oci: string; version: string }): object {
    const { namespace, name } = this.props;
    new KitObject(this, 'chart', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name, namespace },
      spec: {
        interval: '12h',
        url: oci,
        ref: { tag: version },
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      },
    });
    return { chartRef: { kind: 'OCIRepository', name } };
  }

  private repositoryChart(chart: { repository: string; name: string; version: string }): object {
    const { namespace, name } = this.props;
    new KitObject(this, 'chart', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name, namespace },
      spec: { interval: '12h', url: chart.repository },
    });
    return {
      chart: { spec: { chart: chart.name, version: chart.version, sourceRef: { kind: 'HelmRepository', name } } },
    };
  }

  private annotations(): Record<string, string> {
    return {
      ...exceptionAnnotations(this.props.exceptions),
      ...(this.props.neverPrune && neverPruned),
    };
  }
}

/** Flux leaves an object with this annotation in the cluster when it disappears from git. */
export const neverPruned = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;
