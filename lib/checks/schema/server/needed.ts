import { isSet, type TypeRules } from './place';

/** Fields that the published schema calls optional and the server's code asks for; an empty text counts as absent. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec'],
  StatefulSet: ['spec'],
  DaemonSet: ['spec'],
  ReplicaSet: ['spec'],
  Job: ['spec'],
  CronJob: ['spec'],
  Pod: ['spec'],
  PodTemplateSpec: ['spec'],
  JobTemplateSpec: ['spec'],
  Service: ['spec'],
  PersistentVolume: ['spec'],
  PersistentVolumeClaim: ['spec'],
  Ingress: ['spec'],
  IngressClass: ['spec'],
  HorizontalPodAutoscaler: ['spec'],
  APIService: ['spec'],
  ValidatingAdmissionPolicy: ['spec'],
  ValidatingAdmissionPolicyBinding: ['spec'],
  ValidatingAdmissionPolicySpec: ['matchConstraints'],
  Validation: ['expression'],
  IngressClassSpec: ['controller'],
  IngressClassParametersReference: ['kind', 'name'],
  LocalVolumeSource: ['path'],
  NFSVolumeSource: ['server', 'path'],
  VolumeDevice: ['name', 'devicePath'],
  SeccompProfile: ['type'],
  AppArmorProfile: ['type'],
  SecretKeySelector: ['name', 'key'],
  ConfigMapKeySelector: ['name', 'key'],
  FileKeySelector: ['key', 'path', 'volumeName'],
  KeyToPath: ['key', 'path'],
  DownwardAPIVolumeFile: ['path'],
  SecretVolumeSource: ['secretName'],
  ConfigMapVolumeSource: ['name'],
  SecretProjection: ['name'],
  ConfigMapProjection: ['name'],
  PersistentVolumeClaimVolumeSource: ['claimName'],
  EphemeralVolumeSource: ['volumeClaimTemplate'],
  AdmissionregistrationServiceReference: ['name', 'namespace'],
  ApiregistrationServiceReference: ['name', 'namespace'],
  EndpointSlice: ['addressType'],
  ResourceMetricSource: ['name'],
  ContainerResourceMetricSource: ['name', 'container'],
  MetricIdentifier: ['name'],
  PodFailurePolicyRule: ['action'],
  PodFailurePolicyOnExitCodesRequirement: ['operator'],
  CustomResourceDefinitionSpec: ['group', 'scope'],
  CustomResourceDefinitionNames: ['plural', 'kind'],
  LimitRangeItem: ['type'],
};

export const neededRules: TypeRules = Object.fromEntries(
  Object.entries(needed).map(([type, fields]) => [
    type,
    [
      (value, place) => {
        for (const field of fields) {
          if (!isSet(value[field]) || value[field] === '')
            place.say('schema/required', field, 'is missing', `Add ${field}.`);
        }
      },
    ],
  ]),
);
