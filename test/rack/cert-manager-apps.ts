import type { Progress } from '../cluster/build/build-components';
import { type KubeObject, objectId } from '../cluster/kube/object';
import { chartObjects } from './objects/chart';
import { objectsOf, ofKinds, valuesOf } from './objects/from-dist';
import type { RackInBox } from './rack-in-box';

/** What the scenario `monitoring` applies before all else. */
export interface CertManagerApps {
  /** What cert-manager's chart brings, the policies of its pods, and the kinds of Gateway API, without which it does not start. */
  programs: KubeObject[];
  /** Issuers, every Certificate of the rack, and the Gateway, for which cert-manager makes one itself. */
  certificates: KubeObject[];
  differences: string[];
}

/** Reads `dist/`; needs a network only where the chart's module is not in the cache. */
export async function certManagerApps({ dist }: RackInBox, progress: Progress): Promise<CertManagerApps> {
  const app = 'cert-manager';
  const { objects, differences } = await objectsOf(['gateway-api', app], dist);
  return {
    programs: [...objects, ...chartObjects(app, valuesOf(dist.output, app, app), progress)],
    certificates: ofKinds(dist.output, ['ClusterIssuer', 'Certificate', 'Gateway']),
    differences: [
      ...differences,
      'cert-manager is its own chart of the version that the rack runs, rendered by Helm with the values of the HelmRelease',
      'of Certificates that cert-manager issues, some belong to apps that the box does not run; the Gateway has nobody who serves it',
    ],
  };
}

interface Gateway extends KubeObject {
  spec: { listeners: { tls?: { certificateRefs?: { name: string }[] } }[] };
}

/** Names of all Certificates that there must be: those that are applied, and one for each Secret that a Gateway shows. */
export function certificatesWanted(applied: readonly KubeObject[]): string[] {
  return applied.flatMap((object) => {
    if (object.kind === 'Certificate') return [objectId(object)];
    if (object.kind !== 'Gateway') return [];
    const { listeners } = (object as Gateway).spec;
    const shown = listeners.flatMap(({ tls }) => tls?.certificateRefs ?? []);
    return [...new Set(shown.map(({ name }) => `${object.metadata.namespace}/Certificate/${name}`))];
  });
}
