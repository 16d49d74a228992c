import { cpus } from 'node:os';
import { type Progress, buildComponents } from '../cluster/build/build-components';
import type { KubeObject } from '../cluster/kube/object';
import { clusterDnsObjects } from './objects/cluster-dns';
import { withShareOfCores } from './objects/cores';
import { operatorManifests, operatorOf } from './objects/cloudnative-pg';
import { type Derived } from './objects/derive';
import { type FluxTree, fluxTree } from './objects/flux-tree';
import { derivedFrom, imagesIn, objectsOf, valuesOf } from './objects/from-dist';
import type { Certificate } from './objects/certificates';
import { type BackupApps, backupApps } from './backup-apps';
import { type CertManagerApps, certManagerApps } from './cert-manager-apps';
import { standIns } from './images/all-stand-ins';
import { type Weights, smallWeights, withSmallWeights } from './objects/weights';
import type { RackInBox } from './rack-in-box';
import { type SmallVolumes, smallVolumes } from './small-volumes';
import { sandboxImage } from './box/blade-files';

/** What the data apps of a rack become in a box. */
export interface DataApps {
  /** Namespaces, classes, DNS, operator: applied first. */
  ground: KubeObject[];
  /** Redis and PostgreSQL, and the policies of those who use them. */
  apps: KubeObject[];
  /** Prometheus, Alertmanager and exporters: applied by the scenario that looks at them. */
  monitoring: KubeObject[];
  /** LiteLLM, Open WebUI, llama.cpp and the Job that fetches their files: applied by the scenario that asks questions. */
  models: KubeObject[];
  /** What their publisher has. */
  weights: Weights[];
  /** The data apps as Flux reads them: for the scenario in which nobody else applies anything. */
  flux: FluxTree;
  /** The device plugin and the thermal daemon: applied by the scenario that heats a blade. */
  thermal: KubeObject[];
  /** Those of monitoring, for scenarios in which the box signs their Secrets itself. */
  certificates: Certificate[];
  /** What issues Certificates in the scenario `monitoring`. */
  certManager: CertManagerApps;
  /** The object store of the rack: applied by the scenario that pulls its plugs. */
  minio: KubeObject[];
  backups: BackupApps;
  /** Volumes that fill within seconds, and the same with more room: for the scenario that fills them. */
  smallVolumes: () => SmallVolumes;
  differences: string[];
  /** Addresses at which the rack tells its clients to ask Sentinels, in that order. */
  sentinels: string[];
  /** References by image without tag and digest. */
  references: Map<string, string[]>;
}

/** What Flux waits for where the HelmRelease of the operator would be. */
const operatorHealth = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'cnpg-controller-manager',
  namespace: 'cnpg-system',
};

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
    ['prometheus', 'alertmanager', 'kube-state-metrics', 'node-exporter', 'blackbox-exporter', 'otel-collector'],
    rack.dist,
  );
  // Where the collector sends spans: the scenario puts a store there that says what it took.
  const tempo = await objectsOf(['tempo'], rack.dist);
  const tempoWays = tempo.objects.filter(({ kind }) => kind === 'Service' || kind === 'NetworkPolicy');
  const models = await objectsOf(['model-cache', 'chat', 'litellm', 'open-webui'], rack.dist);
  const thermal = await objectsOf(['device-plugin', 'thermal-daemon'], rack.dist);
  const consumers = models.objects;
  const weights = smallWeights();
  const share = cpus().length / rack.blades[0]!.cores;
  const fitted = (objects: readonly KubeObject[]) => objects.map((each) => withShareOfCores(each, share));
  const minio = await objectsOf(['minio'], rack.dist);
  const store = minio.objects;
  const backups = await backupApps(rack, kubectl);
  const certManager = await certManagerApps(rack, progress);
  // Before the scenario that runs them only their policies: other scenarios' clients run under their names.
  const users = [...consumers, ...store].filter(({ kind }) => kind === 'NetworkPolicy');
  const operator = operatorOf(manifests, valuesOf(rack.dist.output, 'cloudnative-pg', 'cloudnative-pg'));
  const tree = fluxTree(
    {
      whole: ['namespaces', 'priority-classes', 'longhorn', 'node-local', 'cloudnative-pg', 'redis', 'postgres'],
      policies: ['litellm'],
      releases: { 'cloudnative-pg': { objects: operator, healthy: operatorHealth } },
    },
    rack.dist,
  );
  const flux = {
    ...tree,
    files: tree.files.map((file) => ({ ...file, object: withShareOfCores(file.object, share) })),
  };
  const all = {
    ground: fitted([...ground.objects, ...clusterDnsObjects, ...operator]),
    apps: fitted([...apps.objects, ...users]),
    monitoring: fitted([...monitoring.objects, ...tempoWays]),
    models: fitted(consumers.map((each) => withSmallWeights(each, weights))),
    weights,
    flux,
    thermal: fitted(thermal.objects),
    certificates: monitoring.certificates,
    certManager: { ...certManager, programs: fitted(certManager.programs) },
    minio: fitted(store),
    backups: { ...backups, backups: fitted(backups.backups), restored: fitted(backups.restored) },
    differences: [
      ...differencesOf(ground, apps, monitoring, models, thermal, minio),
      ...flux.differences,
      ...backups.differences,
      ...certManager.differences,
    ],
    smallVolumes: once(() => {
      const { small, grown } = smallVolumes(rack);
      const withoutBackups = (objects: KubeObject[]) => fitted(derivedFrom(objects, rack.dist).objects);
      return { small: withoutBackups(small), grown: withoutBackups(grown) };
    }),
    sentinels: sentinelsIn(consumers),
  };
  const images = [
    ...imagesIn([...all.ground, ...all.apps, ...all.monitoring, ...all.models, ...all.thermal]),
    ...imagesIn([...store, ...backups.backups, ...backups.restored, ...certManager.programs]),
    backups.sidecarImage,
    objectClientImage,
    sandboxImage,
    clientImage,
  ];
  const references = byName(images);
  const alone = [...references.keys()].filter((name) => !standIns.some(({ image }) => image === name));
  if (alone.length > 0)
    throw new Error(`nothing stands in for ${alone.join(', ')} (test/rack/images/all-stand-ins.ts)`);
  return { ...all, references };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
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
    'StorageClasses lead to folders of the blades (a stand-in for LocalPV-LVM and Longhorn): nothing is replicated, and sizes are enforced in disk-full-… alone',
    'in disk-full-… PostgreSQL has 1Gi of data and 1Gi of log, Redis 512Mi, as the rack file makes them of these sizes; each is an XFS of its own, as is each blade’s disk of 3 GiB',
    'CloudNativePG is its own manifests with the values of the HelmRelease: the chart cannot be had',
    'while the first standbys are copied the primary is asked for checkpoints, which it would write at leisure (270 s)',
    'models are small files of random weights, stated by their own hashes; their publisher is a web server beside the blades, in plain HTTP',
    'where Tempo is, a collector takes spans and says which: Tempo cannot be had',
    'pods request processor time by the cores of this machine, which each kubelet counts, not by those of a blade',
    'CoreDNS is laid out as Talos does it, and forwards nothing',
    'what kubelets show is signed by the box (no kubelet-csr-approver)',
    'kubelets evict for full disks at 1 %, since all blades share one disk; in disk-full-… as the rack tells them',
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
