import { Construct } from 'constructs';
import * as z from 'zod';
import type { StorageClass as StorageClassObject } from '../../../imports/k8s';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { defaults } from '../../kit/defaults';
import { Dashboard } from '../../kit/dashboards';
import { emit } from '../../kit/emit';
import { HelmRelease, neverPruned } from '../../kit/helm-release';
import { ReplicatedStorage } from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { kubeApiServer, worldAt } from '../../kit/ports';
import { SecretKeys } from '../../kit/secrets';
import { StorageClass, type VolumeClaim, replicaNodes } from '../../kit/storage';
import { tiers } from '../../kit/tiers';
import { type OffsiteBucket, type RackSpec, workersOf } from '../../rack-file/rack';
import { dnsLabel, percent } from '../../units/fields';
import { longhornAlerts } from './longhorn.alerts';
import { storageDashboard } from './longhorn.dashboard';

const namespace = 'longhorn-system';
const version = '1.12.1';
/** Two copies may be on blades that die together with a switch port or a hand; three leave one to rebuild from. */
const copies = 3;
/** With five blades two may be dead and a third copy still finds a place. */
const bladesByDefault = copies + defaults.deadBladesTolerated;

export const longhornSpec = z.strictObject({
  blades: z
    .array(dnsLabel)
    .min(1)
    .optional()
    .describe('workers that carry the copies and the pods that use them; if absent, the first five of the rack file'),
  reserved: percent
    .default('15%')
    .describe('part of its room on each blade that volumes may not take; snapshots and rebuilds live on it'),
});

type LonghornSpec = z.infer<typeof longhornSpec>;

export const longhorn = app({
  name: 'longhorn',
  area: 'platform',
  summary: 'Volumes in three copies on a few blades, for programs that keep none themselves',
  spec: longhornSpec,
  offers: [ReplicatedStorage],
  namespaces: { [namespace]: 'privileged' },
  asks: ({ blades, reserved }, rack) => ({
    replicas: { blades: blades ?? firstWorkers(rack), shareKept: Number.parseInt(reserved, 10) / 100 },
  }),
  build: (scope, { spec, rack }) => new Longhorn(scope, spec, rack.backups.offsite),
});

/** The first, so that a blade added at the end of the rack file moves nothing. */
function firstWorkers(rack: Pick<RackSpec, 'blades'>): string[] {
  return workersOf(rack)
    .slice(0, bladesByDefault)
    .map(({ name }) => name);
}

/**
 * The operator makes DaemonSets and engines that only it knows, so its namespace is one group of pods: open within,
 * closed to the rest but for what is declared here.
 */
export class Longhorn extends Construct implements ReplicatedStorage {
  readonly replicated = new StorageClass('longhorn-replicated', copies, replicaNodes);

  readonly passingGroup = 'longhorn-passing';

  /** With the first label, the groups of the claim count instead of those of the class (`syncPVCRecurringJobLabels`). */
  passing(size: string): VolumeClaim {
    const labels = {
      'recurring-job.longhorn.io/source': 'enabled',
      [`recurring-job-group.longhorn.io/${this.passingGroup}`]: 'enabled',
    };
    return { ...this.replicated.claim(size), labels };
  }

  constructor(scope: Construct, spec: LonghornSpec, offsite?: OffsiteBucket) {
    super(scope, 'longhorn');
    new Dashboard(this, storageDashboard);
    this.release(spec, offsite);
    this.storageClass();
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

  private release({ reserved }: LonghornSpec, offsite?: OffsiteBucket): void {
    new HelmRelease(this, {
      namespace,
      name: 'longhorn',
      chart: { repository: 'https://charts.longhorn.io', name: 'longhorn', version },
      values: {
        preUpgradeChecker: { jobEnabled: false },
        persistence: { defaultClass: false, defaultClassReplicaCount: copies },
        longhornUI: { replicas: 0 },
        // The chart's own class has half the priority of a critical pod and no requests, which makes the manager the first
        // that the kubelet evicts and the kernel kills. These two are not covered by defaultSettings.priorityClass.
        longhornManager: {
          nodeSelector: replicaNodes,
          priorityClass,
          resources: { requests: { cpu: '50m', memory: '250Mi' } },
        },
        longhornDriver: { nodeSelector: replicaNodes, priorityClass },
        ...(offsite && { defaultBackupStore: this.backupStore(offsite) }),
        defaultSettings: {
          defaultDataPath: '/var/mnt/longhorn',
          createDefaultDiskLabeledNodes: true,
          defaultReplicaCount: copies,
          replicaSoftAntiAffinity: false,
          replicaAutoBalance: 'best-effort',
          // A drain gets through while the other copies are whole.
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
          priorityClass,
          systemManagedComponentsNodeSelector: Object.entries(replicaNodes)
            .map(([key, value]) => `${key}:${value}`)
            .join(';'),
          systemManagedCSIComponentsResourceLimits: JSON.stringify(csiResources),
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
            toleratesControlPlane: false,
            priorityClass: tiers['node-critical'].priorityClass,
            isPrivileged: true,
            nodeSelector: replicaNodes,
            cpu: '50m',
            memory: '250Mi',
            images: [`docker.io/longhornio/longhorn-manager:v${version}`],
          },
          {
            kind: 'DaemonSet',
            name: 'longhorn-csi-plugin',
            toleratesControlPlane: false,
            priorityClass: tiers['node-critical'].priorityClass,
            isPrivileged: true,
            nodeSelector: replicaNodes,
            cpu: '20m',
            memory: '100Mi',
            images: [`docker.io/longhornio/longhorn-manager:v${version}`],
          },
          {
            kind: 'DaemonSet',
            name: 'instance-manager',
            toleratesControlPlane: false,
            priorityClass: tiers['node-critical'].priorityClass,
            isPrivileged: true,
            nodeSelector: replicaNodes,
            cpu: '200m',
            memory: '500Mi',
            images: [
              `docker.io/longhornio/longhorn-instance-manager:v${version}`,
              `docker.io/longhornio/longhorn-engine:v${version}`,
            ],
          },
          {
            kind: 'Deployment',
            name: 'longhorn-driver-deployer',
            priorityClass: tiers['node-critical'].priorityClass,
            nodeSelector: replicaNodes,
            replicas: 1,
            cpu: '10m',
            memory: '64Mi',
            images: [`docker.io/longhornio/longhorn-manager:v${version}`],
          },
        ],
        source: `chart longhorn ${version} with the requests beside it; the engine's memory as estimated for the workload facts, its CPU is 5 % of four cores`,
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

  private storageClass(): void {
    const { name } = this.replicated;
    emit<StorageClassObject>(this, name, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name, annotations: neverPruned },
      provisioner: 'driver.longhorn.io',
      allowVolumeExpansion: true,
      // A claim deleted by mistake must not take the data with it.
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'Immediate',
      parameters: {
        numberOfReplicas: String(copies),
        staleReplicaTimeout: '2880',
        fsType: 'xfs',
        dataLocality: 'best-effort',
        // The group that lib/apps/platform/volume-backups.ts names. A volume of no group would be of "default", which is
        // nobody's here.
        recurringJobSelector: JSON.stringify([{ name, isGroup: true }]),
      },
    });
  }
}

const { priorityClass } = tiers['node-critical'];

/** What Longhorn gives the CSI programs that it starts itself: without it they ask for nothing and die first. */
const csiResources = Object.fromEntries(
  ['longhorn-csi-plugin', 'node-driver-registrar', 'longhorn-liveness-probe']
    .map((name, index) => [
      name,
      { requests: { cpu: index === 0 ? '10m' : '5m', memory: index === 0 ? '60Mi' : '20Mi' } },
    ])
    .concat(
      ['csi-attacher', 'csi-provisioner', 'csi-resizer', 'csi-snapshotter'].map((name) => [
        name,
        { requests: { cpu: '5m', memory: '32Mi' } },
      ]),
    ),
);
