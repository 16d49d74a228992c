import { Construct } from 'constructs';
import * as z from 'zod';
import type { StorageClass as StorageClassObject } from '../../../imports/k8s';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { emit } from '../../kit/emit';
import { HelmRelease, neverPruned } from '../../kit/helm-release';
import { NodeLocalStorage, ReplicatedStorage } from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { kubeApiServer, worldAt } from '../../kit/ports';
import { SecretKeys } from '../../kit/secrets';
import { StorageClass } from '../../kit/storage';
import { tiers } from '../../kit/tiers';
import type { OffsiteBucket } from '../../rack-file/rack';
import { percent } from '../../units/fields';
import { longhornAlerts } from './longhorn.alerts';
import { storageDashboard } from './longhorn.dashboard';

const namespace = 'longhorn-system';
const version = '1.12.1';
/** Two copies may be on blades that die together with a switch port or a hand; three leave one to rebuild from. */
const copies = 3;

export const longhornSpec = z.strictObject({
  reserved: percent
    .default('15%')
    .describe('part of each disk that volumes may not take; snapshots and rebuilds live on it'),
});

export const longhorn = app({
  name: 'longhorn',
  area: 'platform',
  summary: 'Block storage on the blades: three copies, or one on the pod’s own blade',
  spec: longhornSpec,
  offers: [NodeLocalStorage, ReplicatedStorage],
  namespaces: { [namespace]: 'privileged' },
  alwaysOn: true,
  asks: ({ reserved }) => ({ diskShareKept: Number.parseInt(reserved, 10) / 100 }),
  build: (scope, { spec, rack }) => new Longhorn(scope, spec, rack.backups.offsite),
});

/**
 * The operator makes DaemonSets and engines that only it knows, so its namespace is one group of pods: open within,
 * closed to the rest but for what is declared here.
 */
export class Longhorn extends Construct implements NodeLocalStorage, ReplicatedStorage {
  readonly nodeLocal = new StorageClass('longhorn-node-local', 1);
  readonly replicated = new StorageClass('longhorn-replicated', copies);

  constructor(scope: Construct, spec: z.infer<typeof longhornSpec>, offsite?: OffsiteBucket) {
    super(scope, 'longhorn');
    new Dashboard(this, storageDashboard);
    this.release(spec, offsite);
    this.storageClass(this.nodeLocal, { dataLocality: 'strict-local' });
    this.storageClass(this.replicated, { dataLocality: 'best-effort' });
    const all = new Pods(this, 'pods', {
      namespace,
      name: 'longhorn',
      labels: {},
      ports: {
        any: { port: 1, endPort: 65_535 },
        manager: { port: 9500 },
        webhook: { port: 9502 },
        conversion: { port: 9501 },
      },
      source: `chart longhorn ${version}`,
    });
    all.connectsTo(all.ports.any, kubeApiServer);
    all.acceptsFrom('kube-apiserver', all.ports.webhook, all.ports.conversion);
    if (offsite) all.connectsTo(worldAt(offsite.endpoint));
    const managers = new Pods(this, 'manager-pods', {
      namespace,
      name: 'longhorn-manager',
      labels: { app: 'longhorn-manager' },
      ports: { manager: { port: 9500 } },
      source: `chart longhorn ${version}`,
    });
    managers.exposesMetrics('manager', {
      exporter: 'longhorn-manager',
      targets: 'every-worker',
      keep: {
        names: ['longhorn_(volume|node|disk|instance_manager|manager|backup|snapshot|engine|replica)_.*', 'process_.*'],
        reason: 'queues and calls of the manager itself tell nothing of volumes',
      },
    });
    new Alerts(this, longhornAlerts);
  }

  private release({ reserved }: z.infer<typeof longhornSpec>, offsite?: OffsiteBucket): void {
    new HelmRelease(this, {
      namespace,
      name: 'longhorn',
      chart: { repository: 'https://charts.longhorn.io', name: 'longhorn', version },
      values: {
        preUpgradeChecker: { jobEnabled: false },
        persistence: { defaultClass: false, defaultClassReplicaCount: copies },
        longhornUI: { replicas: 0 },
        ...(offsite && { defaultBackupStore: this.backupStore(offsite) }),
        defaultSettings: {
          defaultDataPath: '/var/mnt/longhorn',
          createDefaultDiskLabeledNodes: true,
          defaultReplicaCount: copies,
          replicaSoftAntiAffinity: false,
          replicaAutoBalance: 'best-effort',
          // A drain must get through although the one copy of a node-local volume lies on the blade.
          nodeDrainPolicy: 'allow-if-replica-is-stopped',
          // Without it a StatefulSet's pod on a dead blade stays Terminating, and its volume attached, for ever.
          nodeDownPodDeletionPolicy: 'delete-both-statefulset-and-deployment-pod',
          // One rebuild at a time: the blades have 1 Gb/s between them, not the 10 that Longhorn likes.
          concurrentReplicaRebuildPerNodeLimit: 1,
          concurrentVolumeBackupRestorePerNodeLimit: 1,
          backupConcurrentLimit: 1,
          restoreConcurrentLimit: 1,
          // Longer than the upgrade of a blade may take: it comes back with its copies, and two others are there.
          replicaReplenishmentWaitInterval: 1200,
          // lib/rack-file/rules/capacity.ts counts with it.
          storageMinimalAvailablePercentage: 25,
          storageOverProvisioningPercentage: 100,
          storageReservedPercentageForDefaultDisk: Number.parseInt(reserved, 10),
          priorityClass: tiers['node-critical'].priorityClass,
          // Percent of a blade's CPU: a fifth of a core; the default of 12 would take half a core from the models.
          guaranteedInstanceManagerCPU: 5,
          v2DataEngine: false,
          allowCollectingLonghornUsageMetrics: false,
        },
      },
      provides: { crdGroups: ['longhorn.io'], webhookGroups: ['longhorn.io'] },
      footprint: {
        workloads: [
          {
            kind: 'DaemonSet',
            name: 'longhorn-manager',
            cpu: '50m',
            memory: '250Mi',
            images: [`docker.io/longhornio/longhorn-manager:v${version}`],
          },
          {
            kind: 'DaemonSet',
            name: 'longhorn-csi-plugin',
            cpu: '20m',
            memory: '100Mi',
            images: [`docker.io/longhornio/longhorn-manager:v${version}`],
          },
          {
            kind: 'DaemonSet',
            name: 'instance-manager',
            cpu: '200m',
            memory: '500Mi',
            images: [`docker.io/longhornio/longhorn-instance-manager:v${version}`],
          },
          {
            kind: 'Deployment',
            name: 'longhorn-driver-deployer',
            replicas: 1,
            cpu: '10m',
            memory: '64Mi',
            images: [`docker.io/longhornio/longhorn-manager:v${version}`],
          },
        ],
        source: `chart longhorn ${version}, which sets no memory requests; memory as estimated for the workload facts, instance-manager CPU is 5 % of four cores`,
      },
      neverPrune: true,
    });
  }

  /** Never the object store of the rack: it stands on these volumes. A retention rule of the bucket would break them. */
  private backupStore({ endpoint, bucket, region }: OffsiteBucket): object {
    const hint = (what: string) => ({ make: 'ask' as const, hint: `${what} of the off-site bucket at ${endpoint}` });
    const secret = new SecretKeys(this, 'offsite', {
      namespace,
      name: 'longhorn-offsite',
      keys: {
        AWS_ACCESS_KEY_ID: hint('access key id'),
        AWS_SECRET_ACCESS_KEY: hint('secret key'),
        AWS_ENDPOINTS: { make: 'literal', value: endpoint },
      },
    });
    return {
      backupTarget: `s3://${bucket}@${region}/longhorn/`,
      backupTargetCredentialSecret: secret.name,
      pollInterval: 3600,
    };
  }

  private storageClass({ name, copies: replicas }: StorageClass, locality: { dataLocality: string }): void {
    emit<StorageClassObject>(this, name, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name, annotations: neverPruned },
      provisioner: 'driver.longhorn.io',
      allowVolumeExpansion: true,
      // A claim deleted by mistake must not take the data with it.
      reclaimPolicy: 'Retain',
      // A node-local volume must wait until the scheduler has chosen the blade.
      volumeBindingMode: replicas === 1 ? 'WaitForFirstConsumer' : 'Immediate',
      parameters: {
        numberOfReplicas: String(replicas),
        staleReplicaTimeout: '2880',
        fsType: 'xfs',
        ...locality,
        // The group that lib/apps/platform/volume-backups.ts names. A volume of no group would be of "default", which is
        // nobody's here.
        recurringJobSelector: JSON.stringify([{ name, isGroup: true }]),
      },
    });
  }
}
