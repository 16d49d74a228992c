import type { KustomizationSpec } from '../../imports/flux';
import { quorumMark } from '../facts/marks';
import type { Manifest } from '../manifest/manifest';

type HealthCheck = NonNullable<KustomizationSpec['healthChecks']>[number];
type HealthExpression = NonNullable<KustomizationSpec['healthCheckExprs']>[number];

const observed = 'has(status.observedGeneration) && status.observedGeneration == metadata.generation';
const quorum = `int(metadata.annotations["${quorumMark.key}"])`;
/** A counter of the status, which leaves out zeros. */
const count = (field: string) => `(has(status.${field}) ? status.${field} : 0)`;

/** All pods are of the newest template, none of an older one is left, and enough of them serve. */
const deploymentServes = [
  observed,
  `${count('updatedReplicas')} >= spec.replicas`,
  `${count('replicas')} <= ${count('updatedReplicas')}`,
  `${count('readyReplicas')} >= ${quorum}`,
].join(' && ');

/**
 * Enough pods serve; while a roll-out goes on, enough of the newest template. It stops at the first pod that does not
 * get ready, so one whose pods never do stays short. Pods of the old template may all be ready: they do not count. One
 * that is being deleted still counts as ready and no longer as old, hence the look at how many new ones there are.
 */
const enoughServe = `${count('readyReplicas')} >= ${quorum}`;
const enoughNewOnesServe = `${count('updatedReplicas')} >= ${quorum} && ${count('readyReplicas')} - ${count('currentReplicas')} >= ${quorum}`;
const statefulSetServes = `${observed} && (status.currentRevision == status.updateRevision ? ${enoughServe} : ${enoughNewOnesServe})`;

/** On all blades but the dead ones that are tolerated, and never on none. */
function daemonSetServes(deadBladesTolerated: number): string {
  const wanted = count('desiredNumberScheduled');
  const enough = `(${wanted} > ${deadBladesTolerated} ? ${wanted} - ${deadBladesTolerated} : ${wanted} > 0 ? 1 : 0)`;
  return `${observed} && ${count('numberReady')} >= ${enough} && ${count('updatedNumberScheduled')} >= ${enough}`;
}

/**
 * Kinds that an app is checked by, and when each *serves* what its last commit asks for. A dead blade leaves a set one
 * short for as long as it is dead; if that made the app unready, no commit would land anywhere behind it. A roll-out that
 * does not get on makes it unready: what runs is then not what git says. These override Flux's own verdict of the kind.
 */
function expressions(deadBladesTolerated: number): HealthExpression[] {
  return [
    { apiVersion: 'apps/v1', kind: 'DaemonSet', current: daemonSetServes(deadBladesTolerated) },
    { apiVersion: 'apps/v1', kind: 'Deployment', current: deploymentServes },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', current: statefulSetServes },
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      current:
        'has(status.readyInstances) && status.readyInstances >= spec.instances - 1 && status.readyInstances >= 1',
    },
  ];
}

/** Kinds whose own Ready condition is the right verdict: their controllers already say when they serve. */
const readByFlux = new Set(['helm.toolkit.fluxcd.io/v2/HelmRelease', 'cert-manager.io/v1/ClusterIssuer']);

/** What must serve before an app counts as ready; the rest only has to be accepted by the API server. */
export function healthOf(
  manifests: readonly Manifest[],
  deadBladesTolerated: number,
): Pick<KustomizationSpec, 'healthChecks' | 'healthCheckExprs'> {
  const own = expressions(deadBladesTolerated);
  const kindOf = ({ apiVersion, kind }: { apiVersion?: string; kind?: string }) => `${apiVersion}/${kind}`;
  const covered = new Set([...own.map(kindOf), ...readByFlux]);
  const healthChecks: HealthCheck[] = manifests
    .filter((manifest) => covered.has(kindOf(manifest)))
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
