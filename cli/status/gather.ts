import type { Manifest } from '../../lib/manifest/manifest';
import { fieldAt, recordsOf, textOf } from '../../lib/manifest/field-path';
import { type Seen, type Unread, type VolumeUse, isTrue } from '../../lib/status/seen';
import type { Answer, KubeReader } from './kube-proxy';

/** What is read, by the path of its collection. A kind that the cluster does not serve has no objects. */
const collections: readonly (readonly [path: string, apiVersion: string, kind: string])[] = [
  ['/api/v1/nodes', 'v1', 'Node'],
  ['/api/v1/pods', 'v1', 'Pod'],
  ['/api/v1/persistentvolumes', 'v1', 'PersistentVolume'],
  ['/api/v1/persistentvolumeclaims', 'v1', 'PersistentVolumeClaim'],
  ['/apis/apps/v1/deployments', 'apps/v1', 'Deployment'],
  ['/apis/apps/v1/statefulsets', 'apps/v1', 'StatefulSet'],
  ['/apis/apps/v1/daemonsets', 'apps/v1', 'DaemonSet'],
  ['/apis/apps/v1/replicasets', 'apps/v1', 'ReplicaSet'],
  ['/apis/batch/v1/jobs', 'batch/v1', 'Job'],
  ['/apis/batch/v1/cronjobs', 'batch/v1', 'CronJob'],
  ['/apis/certificates.k8s.io/v1/certificatesigningrequests', 'certificates.k8s.io/v1', 'CertificateSigningRequest'],
  ['/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations', 'kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['/apis/source.toolkit.fluxcd.io/v1/gitrepositories', 'source.toolkit.fluxcd.io/v1', 'GitRepository'],
  ['/apis/helm.toolkit.fluxcd.io/v2/helmreleases', 'helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
  ['/apis/cert-manager.io/v1/certificates', 'cert-manager.io/v1', 'Certificate'],
  ['/apis/postgresql.cnpg.io/v1/clusters', 'postgresql.cnpg.io/v1', 'Cluster'],
  ['/apis/postgresql.cnpg.io/v1/backups', 'postgresql.cnpg.io/v1', 'Backup'],
  ['/apis/postgresql.cnpg.io/v1/scheduledbackups', 'postgresql.cnpg.io/v1', 'ScheduledBackup'],
  ['/apis/longhorn.io/v1beta2/volumes', 'longhorn.io/v1beta2', 'Volume'],
];

/** Objects and volumes' use of one cluster. Nothing is thrown: what could not be read is part of the answer. */
export async function gatherObjects(
  reader: KubeReader,
  { withoutVolumes = false }: { withoutVolumes?: boolean } = {},
): Promise<Pick<Seen, 'objects' | 'unread' | 'volumeUses'>> {
  const version = await reader.get('/version');
  if (!version.ok)
    return { objects: [], volumeUses: [], unread: [{ what: 'api-server', name: 'version', why: version.why }] };
  const unread: Unread[] = [];
  const lists = await Promise.all(
    collections.map(async ([path, apiVersion, kind]) => {
      const answer = await reader.get(path);
      if (answer.ok) return itemsOf(answer.body, apiVersion, kind);
      if (answer.status !== 404) unread.push({ what: 'objects', name: path.split('/').at(-1)!, why: answer.why });
      return [];
    }),
  );
  const objects = lists.flat();
  if (withoutVolumes) return { objects, volumeUses: [], unread };
  const { volumeUses, silent } = await volumesOf(reader, objects);
  return { objects, volumeUses, unread: [...unread, ...silent] };
}

function itemsOf(body: unknown, apiVersion: string, kind: string): Manifest[] {
  return recordsOf(fieldAt(body, 'items')).map((item) => ({ ...item, apiVersion, kind }) as Manifest);
}

/** Every kubelet that is up knows how full the volumes of its pods are. */
async function volumesOf(reader: KubeReader, objects: readonly Manifest[]) {
  const up = objects
    .filter((each) => each.kind === 'Node' && isTrue(each, 'Ready'))
    .map(({ metadata }) => metadata.name);
  const answers = await Promise.all(
    up.map(async (name): Promise<[string, Answer]> => [
      name,
      await reader.get(`/api/v1/nodes/${name}/proxy/stats/summary`),
    ]),
  );
  const silent = answers.flatMap(([name, answer]): Unread[] =>
    answer.ok ? [] : [{ what: 'volumes', name: `volumes on ${name}`, why: answer.why }],
  );
  return { silent, volumeUses: answers.flatMap(([, answer]) => (answer.ok ? usesIn(answer.body) : [])) };
}

/** Shape: k8s.io/kubelet/pkg/apis/stats/v1alpha1, Summary. A volume of several pods on a blade is told once. */
export function usesIn(summary: unknown): VolumeUse[] {
  const uses = recordsOf(fieldAt(summary, 'pods')).flatMap((pod) =>
    recordsOf(pod['volume']).flatMap((volume): VolumeUse[] => {
      const claim = textOf(fieldAt(volume, 'pvcRef.name'));
      const { usedBytes, capacityBytes } = volume;
      if (claim === undefined || typeof usedBytes !== 'number' || typeof capacityBytes !== 'number') return [];
      return [{ namespace: String(fieldAt(volume, 'pvcRef.namespace')), claim, usedBytes, capacityBytes }];
    }),
  );
  return [...new Map(uses.map((use) => [`${use.namespace}/${use.claim}`, use])).values()];
}
