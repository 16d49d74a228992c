import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { app } from '../../kit/app';
import { neverPruned } from '../../kit/helm-release';
import { NodeLocalStorage, ReplicatedStorage } from '../../kit/peers';
import { StorageClass } from '../../kit/storage';

export const longhorn = app({
  name: 'longhorn',
  area: 'platform',
  summary: 'Block storage on the blades: three copies, or one on the pod’s own blade',
  spec: z.strictObject({}),
  offers: [NodeLocalStorage, ReplicatedStorage],
  namespaces: { 'longhorn-system': 'privileged' },
  alwaysOn: true,
  build: (scope) => new Longhorn(scope),
});

export class Longhorn extends Construct implements NodeLocalStorage, ReplicatedStorage {
  readonly nodeLocal = new StorageClass('longhorn-node-local', 1);
  readonly replicated = new StorageClass('longhorn-replicated', 3);

  constructor(scope: Construct) {
    super(scope, 'longhorn');
    this.storageClass(this.nodeLocal, { dataLocality: 'strict-local' });
    this.storageClass(this.replicated, { dataLocality: 'best-effort' });
  }

  private storageClass({ name, copies }: StorageClass, parameters: Record<string, string>): void {
    new ApiObject(this, name, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name, annotations: neverPruned },
      provisioner: 'driver.longhorn.io',
      allowVolumeExpansion: true,
      // Retain: a claim deleted by mistake must not take the data with it.
      reclaimPolicy: 'Retain',
      volumeBindingMode: copies === 1 ? 'WaitForFirstConsumer' : 'Immediate',
      parameters: { numberOfReplicas: String(copies), staleReplicaTimeout: '2880', fsType: 'xfs', ...parameters },
    } as never);
  }
}
