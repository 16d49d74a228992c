import { Construct } from 'constructs';
import * as z from 'zod';
import type { StorageClass as StorageClassObject } from '../../../imports/k8s';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { HelmRelease, neverPruned } from '../../kit/helm-release';
import { NodeLocalStorage } from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { kubeApiServer } from '../../kit/ports';
import { StorageClass, localVolumeGroup } from '../../kit/storage';
import { nodeLocalAlerts } from './node-local.alerts';

const namespace = 'openebs';
const version = '1.9.1';

export const nodeLocal = app({
  name: 'node-local',
  area: 'platform',
  summary: 'Volumes on the disk of the pod’s own blade, for programs that keep copies themselves',
  spec: z.strictObject({}),
  offers: [NodeLocalStorage],
  namespaces: { [namespace]: 'privileged' },
  alwaysOn: true,
  build: (scope) => new NodeLocal(scope),
});

/**
 * OpenEBS LVM LocalPV, thick: a volume is a logical volume of the group that Talos makes on every worker, so a flush
 * reaches the disk, a size is a size, and the scheduler knows how much is left of every group (CSIStorageCapacity).
 */
export class NodeLocal extends Construct implements NodeLocalStorage {
  readonly nodeLocal = new StorageClass('node-local', 1);

  constructor(scope: Construct) {
    super(scope, 'node-local');
    this.release();
    this.storageClass();
    for (const name of ['openebs-lvm-controller', 'openebs-lvm-node']) {
      new Pods(this, `${name}-pods`, {
        namespace,
        name,
        labels: { 'openebs.io/component-name': name },
        ports: { metrics: { port: 9500 } },
        source: `chart lvm-localpv ${version}`,
      }).connectsTo(kubeApiServer);
    }
    new Alerts(this, nodeLocalAlerts);
  }

  private release(): void {
    // Each of two containers on a blade and of five in the controller gets these. The driver calls lvm and mkfs, which
    // take some tens of megabytes while they run.
    const resources = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory: '128Mi' } });
    new HelmRelease(this, {
      namespace,
      name: 'lvm-localpv',
      chart: { repository: 'https://openebs.github.io/lvm-localpv', name: 'lvm-localpv', version },
      values: {
        // Docker Hub limits pulls by address, and every worker pulls this one.
        lvmPlugin: { image: { registry: 'ghcr.io/', repository: 'openebs/lvm-driver', tag: version } },
        lvmNode: { resources: resources('10m', '48Mi'), logLevel: 2 },
        lvmController: { resources: resources('5m', '32Mi'), logLevel: 2 },
        storageCapacity: true,
        analytics: { enabled: false },
        crds: { lvmLocalPv: { enabled: true, keep: true }, csi: { volumeSnapshots: { enabled: true, keep: true } } },
      },
      neverPrune: true,
    });
  }

  private storageClass(): void {
    emit<StorageClassObject>(this, 'class', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: this.nodeLocal.name, annotations: neverPruned },
      provisioner: 'local.csi.openebs.io',
      allowVolumeExpansion: true,
      // A claim deleted by mistake must not take the data with it.
      reclaimPolicy: 'Retain',
      // The scheduler chooses the blade first, among those whose group has the room.
      volumeBindingMode: 'WaitForFirstConsumer',
      // Blocks that a database gave up go back to the disk.
      mountOptions: ['discard'],
      parameters: { storage: 'lvm', volgroup: localVolumeGroup, fsType: 'xfs', thinProvision: 'no', shared: 'no' },
    });
  }
}
