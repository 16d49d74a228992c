import { isSet, type Fields, type Place, type TypeRule, type TypeRules } from './place';
import type { SchemaRuleId } from '../rule-table';

/** Types of which exactly one field of several must be set. */

interface Choice {
  rule: SchemaRuleId;
  fields: readonly string[];
  what: string;
  /** Whether none is allowed too. */
  isOptional?: boolean;
}

const volumeSources = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'hostPath', 'image', 'nfs', 'persistentVolumeClaim'],
  ...['projected', 'secret', 'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume'],
  ...['flocker', 'gcePersistentDisk', 'gitRepo', 'glusterfs', 'iscsi', 'photonPersistentDisk', 'portworxVolume'],
  ...['quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
];

const persistentSources = [
  ...['csi', 'hostPath', 'local', 'nfs', 'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc'],
  ...['flexVolume', 'flocker', 'gcePersistentDisk', 'glusterfs', 'iscsi', 'photonPersistentDisk', 'portworxVolume'],
  ...['quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
];

const choices: Readonly<Record<string, Choice>> = {
  Volume: { rule: 'server/volume', fields: volumeSources, what: 'source' },
  PersistentVolumeSpec: { rule: 'server/storage', fields: persistentSources, what: 'source' },
  Probe: { rule: 'server/probe', fields: ['exec', 'httpGet', 'tcpSocket', 'grpc'], what: 'handler' },
  LifecycleHandler: { rule: 'server/probe', fields: ['exec', 'httpGet', 'tcpSocket', 'sleep'], what: 'handler' },
  EnvVarSource: {
    rule: 'server/env',
    fields: ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'],
    what: 'source',
  },
  EnvFromSource: { rule: 'server/env', fields: ['configMapRef', 'secretRef'], what: 'source' },
  DownwardAPIVolumeFile: { rule: 'server/volume', fields: ['fieldRef', 'resourceFieldRef'], what: 'source' },
  VolumeProjection: {
    rule: 'server/volume',
    fields: ['configMap', 'secret', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'],
    what: 'source',
    isOptional: true,
  },
  PodResourceClaim: {
    rule: 'server/pod',
    fields: ['resourceClaimName', 'resourceClaimTemplateName'],
    what: 'reference',
  },
  PodDisruptionBudgetSpec: {
    rule: 'server/workload',
    fields: ['minAvailable', 'maxUnavailable'],
    what: 'budget',
    isOptional: true,
  },
  IngressBackend: { rule: 'server/network', fields: ['service', 'resource'], what: 'backend' },
  WebhookClientConfig: { rule: 'server/admission', fields: ['url', 'service'], what: 'address' },
  AdmissionregistrationWebhookClientConfig: { rule: 'server/admission', fields: ['url', 'service'], what: 'address' },
};

export const exclusiveRules: TypeRules = Object.fromEntries(
  Object.entries(choices).map(([type, choice]) => [type, [exactlyOne(choice)]]),
);

function exactlyOne({ rule, fields, what, isOptional }: Choice): TypeRule {
  return (value: Fields, place: Place) => {
    const given = fields.filter((field) => isSet(value[field]));
    const known = fields.slice(0, 8).join(', ');
    if (given.length === 0 && !isOptional) {
      place.say(rule, '', `has no ${what}; exactly one of ${known} is expected`, `Add one ${what}.`);
    }
    if (given.length > 1) {
      const message = `has ${given.join(' and ')}; ${isOptional ? 'at most' : 'exactly'} one ${what} is allowed`;
      place.say(rule, '', message, `Keep one ${what}.`);
    }
  };
}
