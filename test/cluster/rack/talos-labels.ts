import type { Blade, RackSpec } from '../../../lib/rack-file/rack';
import { nodePatch } from '../../../lib/talos/node-patch';

/** The labels that Talos has the kubelet of a blade register: the generated machine configuration says which. */
export function talosLabels(rack: RackSpec, blade: Blade): Record<string, string> {
  const document = nodePatch(blade, rack).find(({ kind }) => kind === 'KubeNodeConfig');
  return (document as { labels?: Record<string, string> } | undefined)?.labels ?? {};
}
