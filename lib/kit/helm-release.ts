import { Construct } from 'constructs';
import type { Footprint } from '../facts/footprint';
import type { WrittenPlace } from '../manifest/written-place';
import { inMirror } from '../rack-file/mirror';
import { type Figures, renderedFootprint, renderedGroups } from './chart-footprint';
import { imagePins } from './chart-image-pins';
import { rackContext } from './context';
import { type Exceptions, exceptionAnnotations } from './exceptions';
import { type Fields, refuseUnknown } from './fields';
import { KitObject } from './kit-object';
import { writtenAt } from './written-at';

/** What a chart brings to the API server that other objects cannot do without, and what it needs of it in turn. */
export interface Provides {
  /** API groups whose CustomResourceDefinitions it installs, `postgresql.cnpg.io`. */
  crdGroups?: string[];
  /** API groups whose objects its webhooks judge: they are refused while the webhook does not answer. */
  webhookGroups?: string[];
  /** API groups whose objects it makes itself, so that their owners must come first. */
  needsGroups?: string[];
}

export interface HelmReleaseProps {
  namespace: string;
  name: string;
  /** A chart in an OCI registry, or by name in a chart repository over HTTPS. */
  chart: { oci: string; version: string } | { repository: string; name: string; version: string };
  values: Record<string, unknown>;
  /** @default - what the rendered chart holds; stated groups come on top */
  provides?: Provides;
  /** Declared, with a source, for a chart that cannot be had. @default - what the rendered chart holds */
  footprint?: Footprint;
  /** What these values make of pods of the rendered chart, by their name, where it was rendered with others. @default - nothing */
  figures?: Figures;
  /**
   * Removing the release from git leaves it in the cluster: for charts whose uninstall deletes data or the network.
   * @default false
   */
  neverPrune?: boolean;
  exceptions?: Exceptions;
}

const fields: Fields<HelmReleaseProps> = {
  namespace: true,
  name: true,
  chart: true,
  values: true,
  provides: true,
  footprint: true,
  figures: true,
  neverPrune: true,
  exceptions: true,
};

const provided: Fields<Provides> = { crdGroups: true, webhookGroups: true, needsGroups: true };

/**
 * A Helm release that Flux installs. It does not wait for every pod: a dead blade leaves a DaemonSet one short, and a
 * release that waited for it would stop every commit that comes after.
 */
export class HelmRelease extends Construct {
  readonly provides: Required<Provides>;
  readonly footprint: Footprint;
  readonly id: string;
  readonly written?: WrittenPlace;
  /** Upstream. */
  readonly chart: { repository: string; version: string };

  constructor(
    scope: Construct,
    readonly props: HelmReleaseProps,
  ) {
    refuseUnknown(`HelmRelease ${props.namespace}/${props.name}`, props, fields);
    refuseUnknown(`provides of HelmRelease ${props.namespace}/${props.name}`, props.provides ?? {}, provided);
    super(scope, props.name);
    this.written = writtenAt(this);
    const { namespace, name, chart } = props;
    this.id = `${namespace}/HelmRelease/${name}`;
    const repository = 'oci' in chart ? chart.oci.replace(/^oci:\/\//, '') : `${chart.repository}/${chart.name}`;
    this.chart = { repository, version: chart.version };
    this.provides = providedBy(props);
    this.footprint = footprintOf(props, this.written !== undefined);
    const chartFields = this.chartFields(chart);
    const pins = imagePins(this.footprint, rackContext(this).images, name);
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
        ...(pins.length > 0 && { postRenderers: [{ kustomize: { images: pins } }] }),
      },
    });
  }

  /** From the owner's mirror where there is one of the chart's registry, which then keeps charts of web servers too. */
  private chartFields(chart: HelmReleaseProps['chart']): object {
    const { rack, images } = rackContext(this);
    const { repository } = this.chart;
    const mirror = inMirror(rack, repository);
    if (!('oci' in chart) && !mirror) return this.repositoryChart(chart);
    const locked = Object.values(images).find((each) => each.chart === repository && each.tag === chart.version);
    return this.ociChart(`oci://${mirror?.repository ?? repository}`, chart.version, {
      ...(locked?.digest !== undefined && { digest: locked.digest }),
      isPlain: mirror?.isPlain === true,
    });
  }

  private ociChart(url: string, tag: string, { digest, isPlain }: { digest?: string; isPlain: boolean }): object {
    const { namespace, name } = this.props;
    new KitObject(this, 'chart', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name, namespace },
      spec: {
        interval: '12h',
        url,
        ...(isPlain && { insecure: true }),
        // Flux takes the digest; the tag says to people what it is.
        ref: { tag, ...(digest !== undefined && { digest }) },
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

function providedBy({ name, values, provides = {} }: HelmReleaseProps): Required<Provides> {
  const rendered = renderedGroups(name, values);
  const together = (one: string[], other: string[] = []) => [...new Set([...one, ...other])].sort();
  return {
    crdGroups: together(rendered.crdGroups, provides.crdGroups),
    webhookGroups: together(rendered.webhookGroups, provides.webhookGroups),
    needsGroups: provides.needsGroups ?? [],
  };
}

function footprintOf({ name, chart, values, footprint, figures }: HelmReleaseProps, isOwn: boolean): Footprint {
  const known = footprint ?? renderedFootprint(name, chart.version, values, figures);
  if (known) return known;
  const how = isOwn ? 'as apps/README.md shows' : 'or pin it in imports/pins.yaml';
  throw new Error(`chart ${name} was never rendered: declare its footprint with a source, ${how}`);
}

/** Flux leaves an object with this annotation in the cluster when it disappears from git. */
export const neverPruned = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;
