/** Kinds that the tables speak of, as `group/Kind`. */
export const set = 'apps/StatefulSet';
export const deployment = 'apps/Deployment';
export const volume = '/PersistentVolume';
export const cluster = 'postgresql.cnpg.io/Cluster';
export const database = 'postgresql.cnpg.io/Database';
export const objectStore = 'barmancloud.cnpg.io/ObjectStore';
export const scheduled = 'postgresql.cnpg.io/ScheduledBackup';
export const recurring = 'longhorn.io/RecurringJob';
export const release = 'helm.toolkit.fluxcd.io/HelmRelease';
export const kustomization = 'kustomize.toolkit.fluxcd.io/Kustomization';
export const flux = 'fluxcd.controlplane.io/FluxInstance';
export const gitRepository = 'source.toolkit.fluxcd.io/GitRepository';
export const definition = 'apiextensions.k8s.io/CustomResourceDefinition';
