import type { KustomizationSpec } from '../../imports/flux';
import { quorumMark } from '../facts/marks';
import type { Manifest } from '../manifest/manifest';

type HealthCheck = NonNullable<KustomizationSpec['healthChecks']>[number];
type HealthExpression = NonNullable<KustomizationSpec['healthCheckExprs']>[number];

const observed = 'has(status.observedGeneration) && status.observedGeneration == metadata.generation';
const quorumReady = `${observed} && has(status.readyReplicas) && status.readyReplicas >= int(metadata.annotations["${quorumMark.key}"])`;

/**
 * Kinds that an app is judged by, and when each *serves*. A dead blade leaves a set one short for as long as it is dead;
 * if that made the app unready, no commit would land anywhere behind it. These override Flux's own judgement of the kind.
 */
function expressions(deadBladesTolerated: number): HealthExpression[] {
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      current: `${observed} && status.numberReady >= status.desiredNumberScheduled - ${deadBladesTolerated}`,
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', current: quorumReady },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', current: quorumReady },
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      current:
        'has(status.readyInstances) && status.readyInstances >= spec.instances - 1 && status.readyInstances >= 1',
    },
  ];
}

/** Kinds whose own Ready condition is the right judgement: their controllers already say when they serve. */
const judgedByFlux = new Set(['helm.toolkit.fluxcd.io/v2/HelmRelease', 'cert-manager.io/v1/ClusterIssuer']);

/** What must serve before an app counts as ready; the rest only has to be accepted by the API server. */
export function healthOf(
  manifests: readonly Manifest[],
  deadBladesTolerated: number,
): Pick<KustomizationSpec, 'healthChecks' | 'healthCheckExprs'> {
  const own = expressions(deadBladesTolerated);
  const kindOf = ({ apiVersion, kind }: { apiVersion?: string; kind?: string }) => `${apiVersion}/${kind}`;
  const judged = new Set([...own.map(kindOf), ...judgedByFlux]);
  const healthChecks: HealthCheck[] = manifests
    .filter((manifest) => judged.has(kindOf(manifest)))
    .map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
      apiVersion,
      kind,
      name,
      ...(namespace && { namespace }),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const used = new Set(healthChecks.map((check) => `${check.apiVersion}/${check.kind}`));
  const healthCheckExprs = own.filter((expression) => used.has(kindOf(expression)));
  return {
    ...(healthChecks.length > 0 && { healthChecks }),
    ...(healthCheckExprs.length > 0 && { healthCheckExprs }),
  };
}
