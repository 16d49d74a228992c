import { recordOf, textOf } from '../manifest/field-path';
import { parseImage } from '../manifest/image-reference';
import { parseBytes } from '../units/quantity';
import type { RackView } from './rack-view';
import type { Rule } from './rule';
import { type UpstreamLimit, upstreamLimits } from './upstream-limits';

/** One container, or what the values of a release say of one. */
export interface LimitRow {
  object: string;
  path: string;
  /** Container, or the place in the values. */
  name: string;
  request?: string;
  limit?: string;
  /** Absent where it is not known. */
  upstream?: UpstreamLimit;
}

/** Memory of every container that the rack runs or gives values for. */
export function limitRows(view: RackView, table: readonly UpstreamLimit[] = upstreamLimits): LimitRow[] {
  const ofImages = new Map(table.filter(({ at }) => at === undefined).map((each) => [each.of, each]));
  const own = view.workloads.flatMap(({ id, containers }) =>
    containers.map(({ container, path }) => {
      const image = textOf(container.image);
      const upstream = image === undefined ? undefined : ofImages.get(parseImage(image).repository);
      return {
        object: id,
        path: `${path}.resources`,
        name: String(container.name),
        ...memoryOf(container.resources),
        upstream,
      };
    }),
  );
  const charts = table.flatMap((upstream) => {
    const release = view.objects.find(({ id }) => id === upstream.of);
    if (release === undefined || upstream.at === undefined) return [];
    const resources = upstream.at
      .split('.')
      .slice(1)
      .reduce<unknown>((part, key) => recordOf(part)[key], release.spec);
    return [
      {
        object: release.id,
        path: upstream.at,
        name: upstream.at.replace(/^spec\.values\./, ''),
        ...memoryOf(resources),
        upstream,
      },
    ];
  });
  return [...own, ...charts];
}

function memoryOf(resources: unknown): { request?: string; limit?: string } {
  const { requests, limits } = recordOf(resources);
  return { request: textOf(recordOf(requests).memory), limit: textOf(recordOf(limits).memory) };
}

export const belowUpstream: Rule = {
  id: 'resources/below-upstream',
  level: 'error',
  why: 'Upstream chose its limit from what its users met; less, without anybody having measured, is killed on the first busy day.',
  fixHint: 'give it what upstream gives, or write down in lib/checks/upstream-limits.ts who ran it with how much',
  exceptable: true,
  check: (view) =>
    limitRows(view).flatMap(({ object, path, limit, upstream }) => {
      if (upstream === undefined || upstream.measured !== undefined || limit === undefined) return [];
      const [ours, theirs] = [parseBytes(limit), parseBytes(upstream.limit)];
      if (ours === undefined || theirs === undefined || ours >= theirs) return [];
      return [
        {
          object,
          path,
          message: `limits memory to ${limit}; upstream gives ${upstream.limit} (${upstream.from}), and no lower peak was measured`,
        },
      ];
    }),
};

export const daemonRequests: Rule = {
  id: 'resources/daemon-requests',
  level: 'error',
  why: 'A pod without a request is the first to be evicted and the first that the kernel kills; a daemon has no other blade to go to.',
  fixHint: 'state requests in the values of its chart, and in the footprint of the release',
  exceptable: true,
  check: ({ releases = [] }) =>
    releases.flatMap(({ id, footprint }) =>
      (footprint?.workloads ?? [])
        .filter(({ kind, memory }) => kind === 'DaemonSet' && memory === undefined)
        .map(({ name }) => ({
          object: id,
          path: 'spec.values',
          message: `makes DaemonSet ${name}, whose pods request no memory`,
        })),
    ),
};

export const limitRules: readonly Rule[] = [belowUpstream, daemonRequests];
