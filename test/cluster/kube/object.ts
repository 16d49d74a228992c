/** Kubernetes objects as the API server stores them: only what the bench itself reads is typed. */

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  observedGeneration?: number;
}

export interface PodTemplate {
  metadata?: Partial<ObjectMeta>;
  spec: PodSpec;
}

export interface PodSpec {
  nodeName?: string;
  hostNetwork?: boolean;
  priorityClassName?: string;
  containers: {
    name: string;
    image?: string;
    resources?: unknown;
    securityContext?: unknown;
    ports?: { name?: string; containerPort: number }[];
  }[];
  volumes?: { name: string; persistentVolumeClaim?: { claimName: string } }[];
  [field: string]: unknown;
}

export interface Pod extends KubeObject {
  spec: PodSpec;
  status?: { phase?: string; podIP?: string; conditions?: Condition[] };
}

export interface Node extends KubeObject {
  spec: { unschedulable?: boolean; taints?: Taint[]; podCIDR?: string };
  status?: { conditions?: Condition[]; allocatable?: Record<string, string> };
}

export interface Taint {
  key: string;
  value?: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** `namespace/Kind/name`, or `Kind/name` without a namespace: how the bench names objects to people. */
export function objectId(object: KubeObject): string {
  const { name, namespace } = object.metadata;
  return namespace === undefined ? `${object.kind}/${name}` : `${namespace}/${object.kind}/${name}`;
}

/** A condition of the status, if the object has a status with conditions. */
export function conditionOf(object: object, type: string): Condition | undefined {
  const { status } = object as { status?: { conditions?: Condition[] } };
  return status?.conditions?.find((condition) => condition.type === type);
}

export function isTrue(object: object, type: string): boolean {
  return conditionOf(object, type)?.status === 'True';
}

/** Pods of Jobs come and go by themselves. */
export function isOfJob({ metadata }: KubeObject): boolean {
  return metadata.ownerReferences?.some(({ kind }) => kind === 'Job') === true;
}
