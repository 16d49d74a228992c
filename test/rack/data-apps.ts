import { type Progress, buildComponents } from '../cluster/build/build-components';
import type { KubeObject } from '../cluster/kube/object';
import { clusterDnsObjects } from './objects/cluster-dns';
import { operatorManifests, operatorOf } from './objects/cloudnative-pg';
import { type Derived } from './objects/derive';
import { imagesIn, objectsOf, valuesOf } from './objects/from-dist';
import type { Certificate } from './objects/certificates';
import { type BackupApps, backupApps } from './backup-apps';
import { standIns } from './images/all-stand-ins';
import type { RackInBox } from './rack-in-box';
import { sandboxImage } from './box/blade-files';

/** What the data apps of a rack become in a box. */
export interface DataApps {
  /** Namespaces, classes, DNS, operator: applied first. */
  ground: KubeObject[];
  /** Redis and PostgreSQL, and the policies of those who use them. */
  apps: KubeObject[];
  /** Prometheus, Alertmanager and exporters: applied by the scenario that looks at them. */
  monitoring: KubeObject[];
  certificates: Certificate[];
  /** The object store of the rack: applied by the scenario that pulls its plugs. */
  minio: KubeObject[];
  backups: BackupApps;
  differences: string[];
  /** Addresses at which the rack tells its clients to ask Sentinels, in that order. */
  sentinels: string[];
  /** References by image without tag and digest. */
  references: Map<string, string[]>;
}

export const clientImage = 'bench.example.org/rack-client:1';
export const objectClientImage = 'bench.example.org/object-client:1';

/** Reads `dist/`; needs a network only where the operator's module is not in the cache. */
export async function dataApps(rack: RackInBox, progress: Progress): Promise<DataApps> {
  const { kubectl } = await buildComponents(['kubectl'], progress);
  const manifests = await operatorManifests(kubectl);
  const ground = await objectsOf(
    ['namespaces', 'priority-classes', 'longhorn', 'node-local', 'cloudnative-pg'],
    rack.dist,
  );
  const apps = await objectsOf(['redis', 'postgres'], rack.dist);
  const monitoring = await objectsOf(
    ['prometheus', 'alertmanager', 'kube-state-metrics', 'node-exporter', 'blackbox-exporter'],
    rack.dist,
  );
  const minio = await objectsOf(['minio'], rack.dist);
  const backups = await backupApps(rack, kubectl);
  const consumers = (await objectsOf(['litellm', 'open-webui'], rack.dist)).objects;
  // Of the apps that use them only the policies: the scenarios' clients run under their names.
  const users = consumers.filter(({ kind }) => kind === 'NetworkPolicy');
  const operator = operatorOf(manifests, valuesOf(rack.dist.output, 'cloudnative-pg', 'cloudnative-pg'));
  const all = {
    ground: [...ground.objects, ...clusterDnsObjects, ...operator],
    apps: [...apps.objects, ...users],
    monitoring: monitoring.objects,
    certificates: monitoring.certificates,
    minio: minio.objects,
    backups,
    differences: [...differencesOf(ground, apps, monitoring, minio), ...backups.differences],
    sentinels: sentinelsIn(consumers),
  };
  const ofBackups = [...backups.backups, ...backups.restored];
  const images = [
    ...imagesIn([...all.ground, ...all.apps, ...all.monitoring, ...all.minio, ...ofBackups]),
    backups.sidecarImage,
    sandboxImage,
    clientImage,
    objectClientImage,
  ];
  const references = byName(images);
  const alone = [...references.keys()].filter((name) => !standIns.some(({ image }) => image === name));
  if (alone.length > 0)
    throw new Error(`nothing stands in for ${alone.join(', ')} (test/rack/images/all-stand-ins.ts)`);
  return { ...all, references };
}

/** @throws when Open WebUI is told none */
function sentinelsIn(consumers: readonly KubeObject[]): string[] {
  const told = /"name":"REDIS_SENTINEL_HOSTS","value":"([^"]+)"/.exec(JSON.stringify(consumers))?.[1];
  if (told === undefined) throw new Error('no client of Redis in dist/ has REDIS_SENTINEL_HOSTS');
  return told.split(',');
}

function differencesOf(...parts: Derived[]): string[] {
  return [
    ...parts.flatMap(({ differences }) => differences),
    'StorageClasses lead to folders of the blades (a stand-in for LocalPV-LVM and Longhorn): sizes are not enforced, nothing is replicated',
    'CloudNativePG is its own manifests with the values of the HelmRelease: the chart cannot be had',
    'while the first standbys are copied the primary is asked for checkpoints, which it would write at leisure (270 s)',
    'CoreDNS is laid out as Talos does it, and forwards nothing',
    'what kubelets show is signed by the box (no kubelet-csr-approver)',
    'kubelets evict for full disks at 1 % instead of 10 % and 15 %: all blades share one disk',
  ];
}

function byName(images: readonly string[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const reference of new Set(images)) {
    const name = reference.split('@')[0]!.replace(/:[^/:]+$/, '');
    map.set(name, [...(map.get(name) ?? []), reference]);
  }
  return map;
}
