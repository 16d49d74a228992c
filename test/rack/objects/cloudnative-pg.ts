import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { moduleFolder, runGo } from '../../cluster/build/build-components';
import type { KubeObject, PodTemplate } from '../../cluster/kube/object';

const module = 'github.com/cloudnative-pg/cloudnative-pg';
export const operatorImage = 'ghcr.io/cloudnative-pg/cloudnative-pg';

export interface Deployment extends KubeObject {
  spec: { replicas: number; template: PodTemplate };
}

interface Container {
  image?: string;
  env?: { name: string; value?: string }[];
  resources?: unknown;
}

/** Values of the rack's release that decide where its pods run and what they are promised. */
export interface Values {
  image?: { tag?: string };
  replicaCount?: number;
  resources?: unknown;
  priorityClassName?: string;
  tolerations?: unknown[];
  nodeSelector?: unknown;
  affinity?: unknown;
}

/** The operator's own manifests, from the module that its program is built from. Needs a network where the cache lacks it. */
export function operatorManifests(kubectl: string): Promise<KubeObject[]> {
  return kustomized(kubectl, { component: 'cloudnative-pg', module, folder: 'config/default' });
}

/** What a folder of a published module holds for kustomize. */
export async function kustomized(
  kubectl: string,
  { component, module: name, folder: within }: { component: string; module: string; folder: string },
): Promise<KubeObject[]> {
  const folder = moduleFolder(`rack/components/${component}`);
  await runGo(['mod', 'download', name], folder);
  const source = (await runGo(['list', '-m', '-f', '{{.Dir}}', name], folder)).trim();
  const text = execFileSync(kubectl, ['kustomize', join(source, within)], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return parseAllDocuments(text).map((document) => document.toJS() as KubeObject);
}

/** The manifests with what the rack's HelmRelease says to the chart: the chart itself cannot be had. */
export function operatorOf(manifests: readonly KubeObject[], values: Values): KubeObject[] {
  const image = `${operatorImage}:${values.image?.tag ?? 'unknown'}`;
  return manifests
    .filter(({ kind }) => kind !== 'Namespace') // the rack's own says what its pods may do
    .map((object) => (object.kind === 'Deployment' ? deploymentWith(object as Deployment, values, image) : object));
}

/** Image, promises and placement of its pods as a release says them. */
export function deploymentWith(deployment: Deployment, values: Values, image: string): Deployment {
  const { spec } = deployment;
  const { replicaCount = 1, resources, priorityClassName, tolerations, nodeSelector, affinity } = values;
  const containers = spec.template.spec.containers.map((container) => ({
    ...container,
    image,
    imagePullPolicy: 'IfNotPresent',
    env: (container as Container).env?.map((each) =>
      each.name === 'OPERATOR_IMAGE_NAME' ? { ...each, value: image } : each,
    ),
    ...(resources !== undefined && { resources }),
  }));
  const placement = {
    ...(priorityClassName && { priorityClassName }),
    ...(tolerations && { tolerations }),
    ...(nodeSelector !== undefined && { nodeSelector }),
    ...(affinity !== undefined && { affinity }),
  };
  const template = { ...spec.template, spec: { ...spec.template.spec, ...placement, containers } } as PodTemplate;
  return { ...deployment, spec: { ...spec, replicas: replicaCount, template } };
}
