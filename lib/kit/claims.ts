import type { Construct } from 'constructs';
import type { PersistentVolumeClaimSpec } from '../../imports/k8s';
import type { Manifest } from '../manifest/manifest';
import { neverPruned } from './helm-release';
import { KitObject } from './kit-object';
import type { VolumeClaim } from './storage';

/**
 * Size in every claim template. The API server refuses any change of a template, so it must never depend on what a rack
 * file says; the size that counts stands in the claims, which are objects of their own and may grow.
 */
export const templateSize = '1Gi';

export interface ClaimOwner {
  namespace: string;
  /** Name of the StatefulSet. */
  name: string;
  /** @default 1 */
  replicas?: number;
  claims?: Record<string, VolumeClaim>;
}

/** `volumeClaimTemplates` of a StatefulSet: how its pods find their claims by name. */
export function claimTemplates({ claims = {} }: ClaimOwner): Partial<Manifest>[] {
  return Object.entries(claims).map(([name, claim]) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: claimSpec(claim, claim.sizedByTemplate ? claim.size : templateSize),
  }));
}

/**
 * The claims themselves, `data-redis-0` and so on, which the StatefulSet takes up because they carry the names that it
 * would give. Flux applies them before the set, never prunes them, and does not wait for them: a claim stays Pending
 * until its first pod is scheduled.
 */
export function claimObjects(scope: Construct, owner: ClaimOwner, labels: Record<string, string>): void {
  const { namespace, name, replicas = 1, claims = {} } = owner;
  for (const [volume, claim] of Object.entries(claims)) {
    if (claim.sizedByTemplate) continue;
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const claimName = `${volume}-${name}-${ordinal}`;
      new KitObject(scope, `claim-${claimName}`, {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: claimName, namespace, labels: { ...labels, ...claim.labels }, annotations: neverPruned },
        spec: claimSpec(claim, claim.size),
      });
    }
  }
}

function claimSpec({ storageClass }: VolumeClaim, size: string): PersistentVolumeClaimSpec {
  return {
    accessModes: ['ReadWriteOnce'],
    storageClassName: storageClass,
    resources: { requests: { storage: size } },
    // Stated though it is the default, so that what stands in git is what the API server stores.
    volumeMode: 'Filesystem',
  } as PersistentVolumeClaimSpec;
}
