import type { Blade, RackSpec } from '../../../lib/rack-file/rack';
import { nodePatch } from '../../../lib/talos/node-patch';

/**
 * The labels that Talos has the kubelet of a blade register: the generated machine configuration says which. A patch may
 * also take one away (`{ $patch: delete }`); that is no label.
 */
export function talosLabels(rack: RackSpec, blade: Blade): Record<string, string> {
  const document = nodePatch(blade, rack).find(({ kind }) => kind === 'KubeNodeConfig');
  const labels = (document as { labels?: Record<string, unknown> } | undefined)?.labels ?? {};
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
