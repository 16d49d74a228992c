import type { Manifest } from '../manifest/manifest';

/** What a person does so that the change can happen after all. One or two sentences; commands as they are typed. */
export function stepsFor({ kind, apiVersion, metadata: { name, namespace } }: Manifest): string {
  const at = namespace === undefined ? '' : `--namespace ${namespace} `;
  const type =
    apiVersion.includes('.') && !/\.k8s\.io\//.test(apiVersion) ? `${kind}.${apiVersion.split('/')[0]}` : kind;
  const object = `${type.toLowerCase()}/${name}`;
  const remove = (flags = '') => `kubectl ${at}delete ${object}${flags}`;
  switch (kind) {
    case 'StatefulSet':
      return `once it is merged: ${remove(' --cascade=orphan')}; Flux makes the set anew around its running pods`;
    case 'PersistentVolumeClaim':
      return 'a claim keeps its class and mode for life: rackwright runbook replace-a-blade#one-member-moves makes a new one, member by member';
    case 'PersistentVolume':
      return 'a volume keeps its place for life: make another one and move the data';
    case 'StorageClass':
      return 'give the new class another name; volumes of the old one stay with it';
    case 'CustomResourceDefinition':
      return 'deleting a definition deletes every object of the kind: move to a new kind beside the old one';
    case 'Deployment':
    case 'DaemonSet':
      return `once it is merged: ${remove()}; its pods stop until Flux has made it anew`;
    default:
      return `once it is merged: ${remove()}; Flux makes it anew`;
  }
}
