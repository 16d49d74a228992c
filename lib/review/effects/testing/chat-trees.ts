import type { Manifest } from '../../../manifest/manifest';
import { toYaml } from '../../../manifest/yaml';
import { changesOf } from '../../changes';
import { effectsOf } from '../effects';

export const flux = 'kustomize.toolkit.fluxcd.io';
export const kept = { [`${flux}/prune`]: 'disabled' };

export function object(
  kind: string,
  name: string,
  fields: object = {},
  annotations?: Record<string, string>,
): Manifest {
  const apiVersions: Record<string, string> = {
    ConfigMap: 'v1',
    Secret: 'v1',
    Namespace: 'v1',
    Kustomization: `${flux}/v1`,
    HelmRelease: 'helm.toolkit.fluxcd.io/v2',
    OCIRepository: 'source.toolkit.fluxcd.io/v1',
    Cluster: 'postgresql.cnpg.io/v1',
    CustomResourceDefinition: 'apiextensions.k8s.io/v1',
    HTTPRoute: 'gateway.networking.k8s.io/v1',
    Job: 'batch/v1',
    CronJob: 'batch/v1',
  };
  const cluster = ['Namespace', 'CustomResourceDefinition'].includes(kind);
  const metadata = { name, ...(!cluster && { namespace: 'ml' }), ...(annotations && { annotations }) };
  return { apiVersion: apiVersions[kind] ?? 'apps/v1', kind, metadata, ...fields };
}

/** A tree with each object in a file of its own; Kustomizations lie outside of the folders that they apply. */
export function tree(app: string, ...objects: Manifest[]): Map<string, string> {
  return new Map(
    objects.map((each) => [
      each.kind === 'Kustomization'
        ? `flux/Kustomization.${each.metadata.name}.yaml`
        : `apps/${app}/ml/${each.kind}.${each.metadata.name}.yaml`,
      toYaml(each),
    ]),
  );
}

export function said(
  before: Map<string, string>,
  after: Map<string, string>,
  more: Partial<Parameters<typeof effectsOf>[1]> = {},
): string[] {
  const { lines } = effectsOf(changesOf(before, after), { rack: 'sample', before, after, ...more });
  return lines.map(({ effect, object: id, detail }) => `${effect} ${id}${detail === '' ? '' : `: ${detail}`}`);
}

export const labels = { app: 'chat' };
export const image = (tag: string, more: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'chat', image: `a:${tag}`, ...more }] },
});
export const set = (spec: object, annotations?: Record<string, string>) =>
  object(
    'StatefulSet',
    'chat',
    {
      spec: {
        replicas: 4,
        serviceName: 'chat',
        selector: { matchLabels: labels },
        template: image('1'),
        ...spec,
      },
    },
    annotations,
  );
export const deployment = (spec: object) => object('Deployment', 'chat', { spec: { template: image('1'), ...spec } });
export const daemons = (spec: object) => object('DaemonSet', 'chat', { spec: { template: image('1'), ...spec } });
export const postgres = (spec: object) =>
  object('Cluster', 'postgres', { spec: { instances: 3, imageName: 'postgresql:18.1', ...spec } });
export const job = (tag: string, annotations?: Record<string, string>) =>
  object('Job', 'setup', { spec: { template: image(tag) } }, annotations);
