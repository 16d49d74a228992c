import { createHash } from 'node:crypto';
import { Lazy } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { PodTemplateSpec } from '../../imports/k8s';
import { configHashMark, familyMark, pinnedMark, quorumMark, secretsHashMark, tierMark } from '../facts/marks';
import type { WrittenPlace } from '../manifest/written-place';
import type { App } from './app';
import { Alerts, type WatchedWorkload } from './alerts';
import { claimObjects } from './claims';
import { ConfigFiles } from './config-files';
import { type PortProps, portsOf, scrapeOf } from './container';
import { rackContext } from './context';
import { Dashboard } from './dashboards';
import { exceptionAnnotations } from './exceptions';
import { KitObject } from './kit-object';
import { containersOf, mountedSecrets, podTemplate } from './pod-template';
import type { Entity, OutsidePort, PodPort, Ports } from './ports';
import { Pods } from './pods';
import { grantRole } from './role';
import type { TargetCount } from './scrape';
import type { SecretKeyRef } from './secrets';
import { disruptionBudget, services } from './service';
import { tiers } from './tiers';
import { refuseUnknownFields } from './workload-fields';
import type { WorkloadProps } from './workload-props';
import { workloadSpec } from './workload-spec';
import { writtenAt } from './written-at';

/**
 * A Deployment, StatefulSet, DaemonSet, Job or CronJob and what always goes with it: ServiceAccount, Services,
 * PodDisruptionBudget (from two replicas on), network policies, configuration. Names and selectors come from `name`
 * alone, never from the construct path.
 */
export class Workload<Port extends string = never> extends Construct {
  readonly pods: Pods<Port>;
  readonly ports: Ports<Port>;
  /** Id in findings and in the index, `data/StatefulSet/redis`. */
  readonly id: string;
  readonly written?: WrittenPlace;
  private readonly config?: ConfigFiles;

  constructor(
    scope: Construct,
    readonly props: WorkloadProps<Port>,
    id: string = props.name,
  ) {
    refuseUnknownFields(props);
    super(scope, id);
    this.written = writtenAt(this);
    const { kind, namespace, name } = props;
    this.id = `${namespace}/${kind}/${name}`;
    this.pods = new Pods(this, 'pods', {
      namespace,
      name,
      id: this.id,
      labels: this.selector,
      ports: this.allPorts(),
      ...(props.hostNetwork && { network: 'host' }),
    });
    this.ports = this.pods.ports;
    for (const [, container] of containersOf(props)) {
      const scrape = scrapeOf(container);
      if (scrape) this.pods.exposesMetrics(scrape.port, { ...scrape, targets: podCount(props) });
    }
    new ServiceAccount(this, 'service-account', { metadata: { name, namespace } });
    if (props.role) grantRole(this, { namespace, name, ...props.role });
    if (props.config) this.config = new ConfigFiles(this, namespace, name, props.config, props.onConfigChange);
    services(this, props, this.selector, this.ports);
    if (props.alerts) new Alerts(this, props.alerts);
    for (const dashboard of props.dashboards ?? []) new Dashboard(this, dashboard);
    if (tiers[props.tier].disruptionBudget) disruptionBudget(this, props, this.selector);
    claimObjects(this, props, this.selector);
    this.emit();
  }

  /** Selects exactly the pods of this workload within its namespace. */
  get selector(): Record<string, string> {
    return { 'app.kubernetes.io/name': this.props.name };
  }

  connectsTo(...ports: (PodPort | OutsidePort)[]): void {
    this.pods.connectsTo(...ports);
  }

  acceptsFrom(entity: Entity, ...ports: PodPort[]): void {
    this.pods.acceptsFrom(entity, ...ports);
  }

  /** Secrets its pods read, as `namespace/name`, sorted. A login to a registry is read by the kubelet, at the next pull. */
  get secretsRead(): string[] {
    const names = containersOf(this.props).flatMap(([, container]) => [
      ...Object.values(container.env ?? {})
        .filter((value): value is SecretKeyRef => typeof value === 'object' && 'kind' in value)
        .map((ref) => `${ref.namespace}/${ref.name}`),
      ...mountedSecrets(container).map((secret) => `${secret.namespace}/${secret.name}`),
    ]);
    const logins = (this.props.imagePullSecrets ?? []).map(({ namespace, name }) => `${namespace}/${name}`);
    const stranger = [...names, ...logins].find((name) => !name.startsWith(`${this.props.namespace}/`));
    if (stranger)
      throw new Error(`${this.id} reads Secret ${stranger}, but pods only see Secrets of their own namespace`);
    return [...new Set(names)].sort();
  }

  /** What alerts may know of it. */
  watched({ name: app, area }: Pick<App, 'name' | 'area'>): WatchedWorkload {
    const { kind, namespace, name, tier, family, replicas = 1 } = this.props;
    return {
      app,
      area,
      kind,
      namespace,
      name,
      tier,
      replicas,
      quorum: quorumOf(this.props),
      ...(family && { family }),
    };
  }

  private emit(): void {
    const { kind, namespace, name, family, exceptions } = this.props;
    const object = {
      apiVersion: kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
      kind,
      metadata: {
        // A Job's template is immutable, so a changed one is another Job; its name carries the hash of the template.
        name: kind === 'Job' ? (Lazy.any({ produce: () => `${name}-${this.templateHash()}` }) as string) : name,
        namespace,
        labels: { ...this.selector, ...(family && familyMark.as(family)), ...tierMark.as(this.props.tier) },
        annotations: { ...quorumAnnotation(this.props), ...exceptionAnnotations(exceptions) },
      },
      spec: Lazy.any({
        produce: () => workloadSpec(this.props, this.selector, this.template(), rackContext(this).rack.size),
      }),
    };
    new KitObject(this, 'workload', object);
  }

  private template(): PodTemplateSpec {
    const { props } = this;
    const isJob = props.kind === 'Job' || props.kind === 'CronJob';
    const claims = Object.values(props.claims ?? {});
    const onNodes = claims.map((claim) => claim.onNodes ?? {});
    const isPinned = claims.some(({ copies }) => copies === 1);
    const nodeSelector = Object.assign({}, ...onNodes, props.nodeSelector) as Record<string, string>;
    return podTemplate(
      { ...props, ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }) },
      {
        labels: {
          ...this.selector,
          ...(props.family && familyMark.as(props.family)),
          ...(isPinned && pinnedMark.as('true')),
          ...tierMark.as(props.tier),
        },
        annotations: this.rollAnnotations(),
        serviceAccount: props.name,
        needsToken: props.role !== undefined,
        spread: props.spread ?? (props.family || (props.replicas ?? 1) > 1 ? 'prefer-other-nodes' : undefined),
        config: this.config && {
          configMap: props.name,
          path: props.configPath ?? `/etc/${props.name}`,
          items: this.config.items,
        },
        claims: Object.keys(props.claims ?? {}),
        isDaemon: props.kind === 'DaemonSet',
        mayGrow: 'resources/memory' in (props.exceptions ?? {}),
        restartPolicy: isJob ? 'OnFailure' : 'Always',
      },
      rackContext(this),
    );
  }

  /** Hashes that roll the pods when configuration or secrets change under an unchanged name. */
  private rollAnnotations(): Record<string, string> {
    const { secretHashes } = rackContext(this);
    const known = this.secretsRead.flatMap((name) => secretHashes.get(name) ?? []);
    return {
      ...(this.config && this.props.onConfigChange !== 'reload' && configHashMark.as(this.config.hash())),
      ...(known.length > 0 && secretsHashMark.as(shortHash(known.join()))),
    };
  }

  private templateHash(): string {
    return shortHash(JSON.stringify(this.template())).slice(0, 8);
  }

  private allPorts(): Record<Port, PortProps> {
    const { containers, initContainers = {} } = this.props;
    const all = [...Object.values(containers), ...Object.values(initContainers)].flatMap(portsOf);
    return Object.fromEntries(all) as Record<Port, PortProps>;
  }
}

/** A daemon that is part of the node runs on tainted blades too. */
function podCount({ kind, tier, replicas = 1 }: WorkloadProps): TargetCount {
  if (kind !== 'DaemonSet') return replicas;
  return tiers[tier].tolerationSeconds === 'forever' ? 'every-blade' : 'every-worker';
}

/** Ready replicas with which the set serves: Flux calls it healthy from there on, one dead blade or not. */
function quorumOf({ replicas = 1, quorum }: WorkloadProps): number {
  return quorum ?? Math.max(1, replicas - 1);
}

function quorumAnnotation(props: WorkloadProps): Record<string, string> {
  if (props.kind !== 'Deployment' && props.kind !== 'StatefulSet') return {};
  return quorumMark.as(String(quorumOf(props)));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
