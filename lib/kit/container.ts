import type { Container, EnvVar, ResourceRequirements, SecurityContext } from '../../imports/k8s';
import { type ProbeProps, probe, startupProbe } from './probes';
import type { Protocol } from './ports';
import type { ReadableSecret, SecretKeyRef } from './secrets';
import type { Exposition } from './scrape';
import { containerSecurity } from './security';
import { type Tier, tiers } from './tiers';
import { defaults } from './defaults';

export interface PortProps {
  port: number;
  /** @default TCP */
  protocol?: Protocol;
  /** The port speaks HTTP: every request passes Cilium's Envoy, which sees and judges it. @default false */
  http?: boolean;
}

/** A value, a key of a Secret, or a field of the pod. Order matters: `$(NAME)` only sees what stands above it. */
export type EnvValue = string | SecretKeyRef | { fieldPath: string };

/** A volume with files of the blade, seen and not touched, with whatever is mounted below them later. */
export interface HostView {
  hostView: string;
}

export interface ContainerProps<Port extends string = string> {
  /** Name in images.lock.yaml. */
  image: string;
  /** @default - the image's entry point */
  command?: string[];
  args?: string[];
  env?: Record<string, EnvValue>;
  /** By name; a bare number is TCP. */
  ports?: { [Name in Port]?: number | PortProps };
  /** Metrics for Prometheus: the name of a port; the exporter is called as its image is. @default - exposes none */
  scrape?: NoInfer<Port> | ({ port: NoInfer<Port> } & Partial<Exposition>);
  /** Requested CPU, `100m`. There is no default: a rack cannot add up numbers that nobody chose. */
  cpu: string;
  /** @default - none; only tiers that allow one may set it */
  cpuLimit?: string;
  /** Memory limit, `384Mi`, and the request too where the tier says so. */
  memory: string;
  /** Lower request, for tiers that allow one and for workloads that except `resources/memory`. @default - `memory` */
  memoryRequest?: string;
  /** Path → volume of the workload, or a Secret to mount as files. @default - only the configuration */
  mounts?: Record<string, string | HostView | ReadableSecret>;
  /** Writable directories that vanish with the pod: path → size limit. @default - none */
  scratch?: Record<string, string>;
  /** Extended resources such as `{ 'squat.ai/i2c': 1 }`. */
  devices?: Record<string, number>;
  ready?: ProbeProps;
  live?: ProbeProps;
  startup?: ProbeProps;
  /** What this container needs beyond the baseline; the workload must give the reasons. @default - nothing */
  security?: SecurityContext;
  /** Command run before the pod is ended. */
  preStop?: string[];
}

/** Its ports by name, in the order they are declared. */
export function portsOf({ ports = {} }: ContainerProps): [string, PortProps][] {
  return Object.entries(ports).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'number' ? { port: value } : value]],
  );
}

export function scrapeOf<Port extends string>({
  scrape,
  image,
}: ContainerProps<Port>): ({ port: Port } & Exposition) | undefined {
  if (scrape === undefined) return undefined;
  return { exporter: image, ...(typeof scrape === 'string' ? { port: scrape } : scrape) };
}

/** Name of the emptyDir behind a scratch directory, `redis-tmp` for /tmp of container redis. */
export function scratchVolume(container: string, path: string): string {
  return `${container}${path.replaceAll('/', '-')}`.replace(/[^a-z0-9-]/g, '').toLowerCase();
}

export function secretVolume({ name }: ReadableSecret): string {
  return `secret-${name}`;
}

/** Renders one container; `shared` are mounts that every container of the pod gets. */
export function container(
  name: string,
  props: ContainerProps,
  pod: { tier: Tier; mayGrow?: boolean; imageReference: string; shared: { name: string; mountPath: string }[] },
): Container {
  const { command, args, ready, live, startup, preStop } = props;
  return {
    name,
    image: pod.imageReference,
    imagePullPolicy: defaults.imagePullPolicy,
    ...(command && { command }),
    ...(args && { args }),
    ...(props.env && { env: Object.entries(props.env).map(([key, value]) => environment(key, value)) }),
    ...(props.ports && {
      ports: portsOf(props).map(([portName, { port, protocol = 'TCP' }]) => ({
        name: portName,
        containerPort: port,
        protocol,
      })),
    }),
    resources: resources(name, props, pod),
    ...(ready && { readinessProbe: probe(ready) }),
    ...(live && { livenessProbe: probe(live) }),
    ...(startup && { startupProbe: startupProbe(startup) }),
    ...(preStop && { lifecycle: { preStop: { exec: { command: preStop } } } }),
    securityContext: containerSecurity(props.security),
    ...mounts(name, props, pod.shared),
  };
}

function environment(name: string, value: EnvValue): EnvVar {
  if (typeof value === 'string') return { name, value };
  if ('fieldPath' in value) return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: value.fieldPath } } };
  return { name, valueFrom: { secretKeyRef: { name: value.name, key: value.key } } };
}

function resources(
  name: string,
  props: ContainerProps,
  { tier, mayGrow = false }: { tier: Tier; mayGrow?: boolean },
): ResourceRequirements {
  const rule = tiers[tier];
  if (props.cpuLimit !== undefined && rule.cpuLimit === 'never') {
    throw new Error(
      `container ${name}: tier ${tier} takes no CPU limit (${rule.why}) but one of ${props.cpuLimit} is set`,
    );
  }
  if (
    props.memoryRequest !== undefined &&
    rule.memory === 'equal' &&
    !mayGrow &&
    props.memoryRequest !== props.memory
  ) {
    throw new Error(
      `container ${name}: tier ${tier} wants memory request = limit, not ${props.memoryRequest} of ${props.memory}`,
    );
  }
  return {
    requests: { cpu: props.cpu, memory: props.memoryRequest ?? props.memory, ...counted(props.devices) },
    limits: { ...(props.cpuLimit && { cpu: props.cpuLimit }), memory: props.memory, ...counted(props.devices) },
  };
}

function counted(devices: Record<string, number> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(devices).map(([name, count]) => [name, String(count)]));
}

function mounts(
  name: string,
  { mounts = {}, scratch = {} }: ContainerProps,
  shared: { name: string; mountPath: string }[],
): Pick<Container, 'volumeMounts'> {
  const all = [
    ...shared.map((mount) => ({ ...mount, readOnly: true })),
    ...Object.entries(mounts).map(([mountPath, source]) => {
      if (typeof source === 'string') return { name: source, mountPath };
      if ('hostView' in source)
        return { name: source.hostView, mountPath, readOnly: true, mountPropagation: 'HostToContainer' as const };
      return { name: secretVolume(source), mountPath, readOnly: true };
    }),
    ...Object.keys(scratch).map((mountPath) => ({ name: scratchVolume(name, mountPath), mountPath })),
  ];
  return all.length > 0 ? { volumeMounts: all } : {};
}
