import { type ChartFootprint, type FootprintWorkload as RenderedWorkload, footprintOf } from '../../imports/footprint';
import type { Footprint, FootprintWorkload } from '../facts/footprint';
import { bytesOf, millicoresOf, quantityOfBytes, quantityOfMillicores } from '../units/quantity';

/** What a chart brings to the API server by its own manifests. */
export interface RenderedGroups {
  crdGroups: string[];
  webhookGroups: string[];
}

/**
 * What a chart makes with these values, from the summaries that `npm run import` commits. Undefined for a chart that
 * cannot be had, and for one of which only the project's release manifest is known: that has other names and figures.
 */
export function renderedFootprint(
  chart: string,
  version: string,
  values: unknown,
  figures: Figures = {},
): Footprint | undefined {
  const found = footprintOf(chart, values);
  if (found.state !== 'fresh' && found.state !== 'stale') return undefined;
  const { footprint } = found;
  const nearest = bare(footprint.version) === bare(version) ? '' : `, the nearest to ${version} that can be had`;
  const rendered = footprint.workloads.flatMap(summed);
  const running = new Set(rendered.flatMap(({ images }) => images));
  const elsewhere = footprint.images.filter((image) => !running.has(image));
  return {
    workloads: found.state === 'stale' ? corrected(rendered, figures) : rendered,
    ...(elsewhere.length > 0 && { images: elsewhere }),
    priorityClasses: footprint.priorityClasses,
    policies: policiesIn(footprint.objects),
    source: `chart ${chart} ${footprint.version}${nearest}, rendered (imports/charts/footprints.json)`,
    ...(found.state === 'stale' && { isStale: true }),
    ...(nearest !== '' && { isOfAnotherVersion: true }),
  };
}

const policyKinds = ['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

/** By kind, out of counts such as `networking.k8s.io/v1 NetworkPolicy`. */
function policiesIn(objects: ChartFootprint['objects']): Record<string, number> {
  const counts = Object.entries(objects).map(([kind, count]): [string, number] => [kind.split(' ')[1] ?? kind, count]);
  return Object.fromEntries(counts.filter(([kind]) => policyKinds.includes(kind)));
}

/** What other values make of pods, by name; `absent` where they make none. */
export type Figures = Readonly<Record<string, 'absent' | Pick<FootprintWorkload, 'replicas' | 'cpu' | 'memory'>>>;

function corrected(workloads: readonly FootprintWorkload[], figures: Figures): FootprintWorkload[] {
  return workloads.flatMap((workload) => {
    const own = figures[workload.name] ?? {};
    return own === 'absent' ? [] : [{ ...workload, ...own }];
  });
}

/** API groups of the CRDs and webhooks that a chart, or the release manifest beside it, holds. */
export function renderedGroups(chart: string, values: unknown): RenderedGroups {
  const found = footprintOf(chart, values);
  if (found.state === 'unknown') return { crdGroups: [], webhookGroups: [] };
  const { crds, webhooks } = found.footprint;
  return {
    crdGroups: [...new Set(crds.map((name) => name.slice(name.indexOf('.') + 1)))],
    webhookGroups: [...new Set(webhooks.filter(isGatekeeper).flatMap(({ groups }) => groups))],
  };
}

/** While this webhook does not answer, the objects that it judges are refused. */
function isGatekeeper({ failurePolicy }: ChartFootprint['webhooks'][number]): boolean {
  return failurePolicy === 'Fail';
}

/** A module's version starts with `v`; some charts' own do not. */
function bare(version: string): string {
  return version.replace(/^v/, '');
}

function summed({
  kind,
  name,
  replicas,
  containers,
  priorityClass,
  toleratesControlPlane,
  hostNetwork,
  labels,
  place: { nodeSelector, ...place },
  strategy,
}: RenderedWorkload): FootprintWorkload[] {
  if (kind !== 'Deployment' && kind !== 'DaemonSet' && kind !== 'StatefulSet') return [];
  const running = containers.filter(({ isInit }) => !isInit);
  const cpu = running.reduce((sum, { requests }) => sum + millicoresOf(requests['cpu'] ?? '0'), 0);
  const hostPorts = running.flatMap(({ ports }) => ports.flatMap(({ hostPort }) => hostPort ?? []));
  const memory = running.reduce((sum, { requests }) => sum + bytesOf(requests['memory'] ?? '0'), 0);
  return [
    {
      kind,
      name,
      ...(replicas !== undefined && { replicas }),
      ...(cpu > 0 && { cpu: quantityOfMillicores(cpu) }),
      ...(memory > 0 && { memory: quantityOfBytes(memory) }),
      images: containers.map(({ image }) => image),
      ...(nodeSelector && { nodeSelector }),
      labels,
      place,
      ...(strategy && { strategy }),
      ...(priorityClass !== undefined && { priorityClass }),
      toleratesControlPlane,
      ...(hostPorts.length > 0 && { hostPorts: [...new Set(hostPorts)] }),
      ...(containers.some(({ isPrivileged }) => isPrivileged) && { isPrivileged: true }),
      ...(hostNetwork && { hostNetwork }),
    },
  ];
}
