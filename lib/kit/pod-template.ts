import type { KeyToPath, PodSpec, PodTemplateSpec, Toleration, Volume } from '../../imports/k8s';
import { familyMark, pinnedMark } from '../facts/marks';
import type { RackContext } from './context';
import { type ContainerProps, container, scratchVolume, secretVolume } from './container';
import { defaults } from './defaults';
import { imageReference } from './images';
import type { ReadableSecret } from './secrets';
import { type PodUser, podSecurity } from './security';
import { type Tier, leavesDeadBlades, tiers } from './tiers';

export interface PodProps<Port extends string = string> {
  tier: Tier;
  user: PodUser;
  containers: Record<string, ContainerProps<Port>>;
  /** Run one after the other before the containers; with `sidecar` they keep running beside them (KEP-753). */
  initContainers?: Record<string, ContainerProps<Port> & { sidecar?: boolean }>;
  /** Volumes by name that are neither configuration, claims, Secrets nor scratch. */
  volumes?: Record<string, Omit<Volume, 'name'>>;
  nodeSelector?: Record<string, string>;
  /** Logins to private registries, in the namespace of the pods; `registryLogin` declares one. @default - none */
  imagePullSecrets?: readonly ReadableSecret[];
  hostNetwork?: boolean;
  hostPID?: boolean;
  /** @default - 30 s */
  terminationGracePeriodSeconds?: number;
}

/** What the workload around the pod knows and the pod must follow. */
export interface PodSurroundings {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  serviceAccount: string;
  /** Whether a Role needs the API, and so the token be mounted. */
  needsToken: boolean;
  spread?: Spread;
  config?: { configMap: string; path: string; items?: KeyToPath[] };
  claims: string[];
  isDaemon: boolean;
  /** Whether its containers may ask for less memory than their limit, whatever the tier says. */
  mayGrow: boolean;
  restartPolicy: 'Always' | 'OnFailure';
}

/** `one-per-node`: two replicas never share a blade. `prefer-other-nodes`: they avoid it while there is room. */
export type Spread = 'one-per-node' | 'prefer-other-nodes';

export function podTemplate(props: PodProps, around: PodSurroundings, { images }: RackContext): PodTemplateSpec {
  const shared = around.config ? [{ name: 'config', mountPath: around.config.path }] : [];
  const render = ([name, each]: [string, ContainerProps]) =>
    container(name, each, {
      tier: props.tier,
      mayGrow: around.mayGrow,
      imageReference: imageReference(images, each.image),
      shared,
    });
  const initContainers = Object.entries(props.initContainers ?? {}).map(([name, { sidecar, ...each }]) => ({
    ...render([name, each]),
    ...(sidecar && { restartPolicy: 'Always' as const }),
  }));
  const volumes = podVolumes(props, around);
  const spec: PodSpec = {
    serviceAccountName: around.serviceAccount,
    ...(props.imagePullSecrets && { imagePullSecrets: props.imagePullSecrets.map(({ name }) => ({ name })) }),
    automountServiceAccountToken: around.needsToken,
    enableServiceLinks: false,
    priorityClassName: tiers[props.tier].priorityClass,
    securityContext: podSecurity(props.user, around.claims.length > 0 || Object.keys(volumes).length > 0),
    terminationGracePeriodSeconds: props.terminationGracePeriodSeconds ?? defaults.terminationGracePeriodSeconds,
    ...(around.restartPolicy !== 'Always' && { restartPolicy: around.restartPolicy }),
    ...(props.hostNetwork && { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' as const }),
    ...(props.hostPID && { hostPID: true }),
    ...(props.nodeSelector && { nodeSelector: props.nodeSelector }),
    ...placement(around),
    tolerations: tolerations(props.tier, around.isDaemon),
    ...(initContainers.length > 0 && { initContainers }),
    containers: Object.entries(props.containers).map(render),
    ...(volumes.length > 0 && { volumes }),
  };
  return { metadata: { labels: around.labels, annotations: around.annotations }, spec };
}

function podVolumes(props: PodProps, around: PodSurroundings): Volume[] {
  const volumes = new Map<string, Volume>();
  const add = (volume: Volume) => volumes.set(volume.name, volume);
  if (around.config) {
    const { configMap, items } = around.config;
    add({ name: 'config', configMap: { name: configMap, defaultMode: defaults.configMode, ...(items && { items }) } });
  }
  for (const [name, source] of Object.entries(props.volumes ?? {})) add({ name, ...source });
  for (const [name, each] of containersOf(props)) {
    for (const secret of mountedSecrets(each)) {
      add({ name: secretVolume(secret), secret: { secretName: secret.name, defaultMode: defaults.secretMode } });
    }
    for (const [path, sizeLimit] of Object.entries(each.scratch ?? {})) {
      add({ name: scratchVolume(name, path), emptyDir: { sizeLimit } });
    }
  }
  return [...volumes.values()];
}

export function containersOf<Port extends string>(props: PodProps<Port>): [string, ContainerProps<Port>][] {
  return [...Object.entries(props.initContainers ?? {}), ...Object.entries(props.containers)];
}

export function mountedSecrets({ mounts = {} }: ContainerProps): ReadableSecret[] {
  return Object.values(mounts).filter((source) => typeof source !== 'string' && 'key' in source);
}

function placement({ spread, labels }: PodSurroundings): Pick<PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const family = familyMark.in(labels);
  const own = { 'app.kubernetes.io/name': labels['app.kubernetes.io/name']! };
  const labelSelector = { matchLabels: family === undefined ? own : familyMark.as(family) };
  const topologyKey = 'kubernetes.io/hostname';
  const podAntiAffinity = {
    ...(spread === 'one-per-node' && {
      requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey }],
    }),
    ...(pinnedMark.in(labels) !== undefined && awayFromPinned),
  };
  return {
    ...(Object.keys(podAntiAffinity).length > 0 && { affinity: { podAntiAffinity } }),
    ...(spread === 'prefer-other-nodes' && {
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' as const, labelSelector },
      ],
    }),
  };
}

/**
 * A blade that no other pod is bound to, if there is one: where members of several sets share blades, a dead one stops
 * several at once, and each of them waits for the same disk.
 */
export const awayFromPinned = {
  preferredDuringSchedulingIgnoredDuringExecution: [
    {
      weight: 100,
      podAffinityTerm: {
        labelSelector: { matchLabels: pinnedMark.as('true') },
        namespaceSelector: {},
        topologyKey: 'kubernetes.io/hostname',
      },
    },
  ],
};

/** A DaemonSet's controller adds the node-condition tolerations itself; a daemon of ours also runs on tainted blades. */
function tolerations(tier: Tier, isDaemon: boolean): Toleration[] {
  if (isDaemon && tiers[tier].tolerationSeconds === 'forever') return [{ operator: 'Exists' }];
  return leavesDeadBlades(tier);
}
