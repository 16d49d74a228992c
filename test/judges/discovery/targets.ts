import { type ScrapeTarget, jobName } from '../../../lib/kit/scrape';
import type { Node } from '../../cluster/kube/object';
import { type PlacedPod, addressOf } from './pods';

/** What Prometheus asks, and what it writes on every series of it. */
export interface Target {
  url: string;
  labels: Record<string, string>;
}

const controlPlane = 'node-role.kubernetes.io/control-plane';

/** What the apps of the rack declare, worked out without a look at the configuration. */
export function declaredTargets(scrapes: readonly ScrapeTarget[], pods: readonly PlacedPod[], blades: readonly Node[]) {
  return scrapes.flatMap((scrape): Target[] => {
    const job = jobName(scrape);
    const path = scrape.path ?? '/metrics';
    switch (scrape.kind) {
      case 'pods':
        return pods
          .filter(({ owner }) => owner === scrape.pods.id)
          .map(({ pod, node, address }) => {
            const instance = `${address}:${scrape.port.port}`;
            const { namespace, name } = pod.metadata;
            return {
              url: `http://${instance}${path}`,
              labels: { job, instance, namespace: namespace!, pod: name, node },
            };
          });
      case 'blades':
        return blades
          .filter(({ metadata }) => scrape.on === 'all' || metadata.labels?.[controlPlane] !== undefined)
          .map((blade) => ({
            url: `${scrape.scheme}://${addressOf(blade)}:${scrape.port}${path}`,
            // Prometheus calls a node's targets by its name.
            labels: { job, instance: blade.metadata.name, node: blade.metadata.name },
          }));
      case 'probes': {
        const { pods: probers, port } = scrape.prober;
        const prober = `http://${probers.name}.${probers.namespace}.svc.cluster.local:${port}${path}`;
        return scrape.urls().map((instance) => ({
          url: `${prober}?module=${scrape.module}&target=${encodeURIComponent(instance)}`,
          labels: { job, instance },
        }));
      }
    }
  });
}

/** Sorted lines, so that two lists can be held against each other. */
export function asLines(targets: readonly Target[]): string[] {
  return targets
    .map(({ url, labels }) => {
      const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
      return `${url} ${pairs.map(([name, value]) => `${name}="${value}"`).join(' ')}`;
    })
    .sort();
}

export interface Difference {
  missing: string[];
  undeclared: string[];
}

export function difference(declared: readonly string[], found: readonly string[]): Difference {
  return {
    missing: declared.filter((line) => !found.includes(line)),
    undeclared: found.filter((line, i) => !declared.includes(line) || found.indexOf(line) !== i),
  };
}

export function isEmpty({ missing, undeclared }: Difference): boolean {
  return missing.length === 0 && undeclared.length === 0;
}
