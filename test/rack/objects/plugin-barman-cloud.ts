import type { KubeObject, PodTemplate } from '../../cluster/kube/object';
import type { SelfSigned } from './certificates';
import { type Deployment, type Values, deploymentWith, kustomized } from './cloudnative-pg';

const image = 'ghcr.io/cloudnative-pg/plugin-barman-cloud';
const chartName = { 'app.kubernetes.io/name': 'plugin-barman-cloud' };

/** The backup plugin, and the certificates by which operator and plugin know each other. */
export interface BackupPlugin {
  objects: KubeObject[];
  certificates: SelfSigned[];
  /** What it puts beside PostgreSQL. */
  sidecarImage: string;
}

/** The plugin's own manifests, from the module that its program is built from. Needs a network where the cache lacks it. */
export function pluginManifests(kubectl: string): Promise<KubeObject[]> {
  const module = 'github.com/cloudnative-pg/plugin-barman-cloud';
  return kustomized(kubectl, { component: 'plugin-barman-cloud', module, folder: 'kubernetes' });
}

/** The manifests with what the rack's HelmRelease says to the chart, whose label the rack's policies know its pods by. */
export function pluginOf(manifests: readonly KubeObject[], values: Values, version: string): BackupPlugin {
  const sidecarImage = `${image}-sidecar:${version}`;
  const certificates = manifests.filter(({ kind }) => kind === 'Certificate') as SelfSigned[];
  const objects = manifests
    .filter(({ kind }) => kind !== 'Certificate' && kind !== 'Issuer')
    .map((object) => {
      if (object.kind === 'Secret') return { ...object, data: undefined, stringData: { SIDECAR_IMAGE: sidecarImage } };
      if (object.kind !== 'Deployment') return object;
      return labelled(deploymentWith(object as Deployment, { ...values, replicaCount: 1 }, `${image}:${version}`));
    });
  return { objects: objects as KubeObject[], certificates, sidecarImage };
}

function labelled(deployment: Deployment): Deployment {
  const { template } = deployment.spec;
  const metadata = { ...template.metadata, labels: { ...template.metadata?.labels, ...chartName } };
  return { ...deployment, spec: { ...deployment.spec, template: { ...template, metadata } as PodTemplate } };
}
