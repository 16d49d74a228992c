import type { Level } from '../../facts/finding';

interface SchemaRuleInfo {
  level: Level;
  why: string;
  fixHint: string;
}

/**
 * Every rule of this folder. `schema/` is what the published schemas say, `names/` and `server/` what the API server
 * decides in code (the validation packages of k8s.io/kubernetes v1.36.3), `charts/` and `content/` what no server
 * looks at before it is too late.
 */
export const schemaRuleTable = {
  'schema/unknown-kind': {
    level: 'error',
    why: 'The API server has no such kind, so Flux stops at this object and applies nothing after it.',
    fixHint: 'Correct apiVersion and kind, or import the CRD: a line in imports/pins.yaml, then `npm run import`.',
  },
  'schema/unknown-field': {
    level: 'error',
    why: 'Flux drops a field that the schema does not know and reports Ready: the setting silently does nothing.',
    fixHint: 'Correct the name of the field, or remove it.',
  },
  'schema/type': {
    level: 'error',
    why: 'The API server cannot decode a value of another type and refuses the whole object.',
    fixHint: 'Write a value of the expected type.',
  },
  'schema/required': {
    level: 'error',
    why: 'The API server refuses an object that lacks a required field.',
    fixHint: 'Add the field.',
  },
  'schema/enum': {
    level: 'error',
    why: 'The API server accepts only the listed words.',
    fixHint: 'Use one of the listed values.',
  },
  'schema/bounds': {
    level: 'error',
    why: 'The API server refuses numbers, texts and lists outside their bounds.',
    fixHint: 'Choose a value within the bounds.',
  },
  'schema/pattern': {
    level: 'error',
    why: 'The API server refuses a text that does not have the form the schema asks for.',
    fixHint: 'Write the value in the form that is asked for.',
  },
  'schema/duplicate-key': {
    level: 'error',
    why: 'Server-side apply merges this list by key; two elements with one key are refused.',
    fixHint: 'Give each element its own key, or remove one of them.',
  },
  'schema/form': {
    level: 'error',
    why: 'The schema lets fields be combined in certain ways only.',
    fixHint: 'Keep one of the allowed combinations.',
  },
  'schema/cel': {
    level: 'error',
    why: 'The CRD carries a rule in the Common Expression Language, and the API server refuses what breaks it.',
    fixHint: 'Change the fields that the rule names.',
  },
  'names/object': {
    level: 'error',
    why: 'Object names become DNS names, paths and labels; each kind has its own syntax, and the API server insists.',
    fixHint: 'Use lower-case letters, digits and hyphens, and begin and end with a letter or digit.',
  },
  'names/namespace': {
    level: 'error',
    why: 'A namespaced object without a namespace lands wherever the client happens to be; one of the cluster has none.',
    fixHint: 'Set metadata.namespace on namespaced kinds, and only on those.',
  },
  'names/label': {
    level: 'error',
    why: 'Labels are looked up by key and value, so both have a strict syntax.',
    fixHint:
      'Keys: optional DNS prefix and slash, then 63 characters. Values: at most 63 letters, digits, -, _ and dots.',
  },
  'names/annotation': {
    level: 'error',
    why: 'Annotation keys follow the syntax of label keys, and all annotations together fit in 256 KiB.',
    fixHint: 'Correct the key, or move the content to a ConfigMap.',
  },
  'names/key': {
    level: 'error',
    why: 'Keys of ConfigMaps and Secrets become file names.',
    fixHint: 'Use letters, digits, hyphens, underscores and dots.',
  },
  'names/reference': {
    level: 'error',
    why: 'The name of another object has to be one that such an object can bear.',
    fixHint: 'Write the name of an object that exists.',
  },
  'server/port': {
    level: 'error',
    why: 'Ports are numbers from 1 to 65535, port names are IANA service names, and neither may clash in a pod.',
    fixHint: 'Choose a free port from 1 to 65535, or a name of at most 15 lower-case characters.',
  },
  'server/env': {
    level: 'error',
    why: 'The API server refuses environment variables it could not set.',
    fixHint: 'Give each variable a name and exactly one source.',
  },
  'server/container': {
    level: 'error',
    why: 'The API server refuses containers that no kubelet could start.',
    fixHint: 'Correct the container.',
  },
  'server/image': {
    level: 'error',
    why: 'No kubelet can pull an image whose reference it cannot parse; the pod would hang in InvalidImageName.',
    fixHint: 'Write registry/repository:tag@sha256:digest.',
  },
  'server/probe': {
    level: 'error',
    why: 'A probe or hook needs exactly one handler and sensible numbers.',
    fixHint: 'Keep one handler: exec, httpGet, tcpSocket or grpc.',
  },
  'server/resources': {
    level: 'error',
    why: 'Requests and limits are quantities of known resources, and no request may exceed its limit.',
    fixHint: 'Write quantities such as 100m or 384Mi, with requests at most as large as limits.',
  },
  'server/security': {
    level: 'error',
    why: 'Some security settings contradict each other, and the API server refuses both together.',
    fixHint: 'Decide for one of the two settings.',
  },
  'server/volume': {
    level: 'error',
    why: 'A volume has one source, and a mount needs a volume of that name and a path of its own.',
    fixHint: 'Correct the volume or the mount.',
  },
  'server/pod': {
    level: 'error',
    why: 'The API server refuses pods whose settings cannot hold together.',
    fixHint: 'Correct the pod.',
  },
  'server/scheduling': {
    level: 'error',
    why: 'Affinity, spread and tolerations that make no sense are refused, not ignored.',
    fixHint: 'Correct the term.',
  },
  'server/selector': {
    level: 'error',
    why: 'A workload that would not select its own pods would create them for ever.',
    fixHint: 'Make the selector match the labels of the pod template.',
  },
  'server/workload': {
    level: 'error',
    why: 'Counts, strategies and restart policies have limits that depend on the kind.',
    fixHint: 'Correct the setting.',
  },
  'server/schedule': {
    level: 'error',
    why: 'A CronJob whose schedule cannot be read never runs; the API server refuses it.',
    fixHint: 'Write five cron fields, e.g. "15 3 * * *".',
  },
  'server/service': {
    level: 'error',
    why: 'The fields of a Service depend on its type.',
    fixHint: 'Correct the Service.',
  },
  'server/network': {
    level: 'error',
    why: 'Policies and routes need valid ports, CIDRs and peers; a slip would open or close the wrong door.',
    fixHint: 'Correct the rule.',
  },
  'server/rbac': {
    level: 'error',
    why: 'Roles and bindings that grant nothing or have no subject are refused.',
    fixHint: 'Name API groups, resources, verbs and subjects.',
  },
  'server/storage': {
    level: 'error',
    why: 'Claims, volumes and classes are refused when size, modes or provisioner are missing or contradictory.',
    fixHint: 'Correct the field.',
  },
  'server/size': {
    level: 'error',
    why: 'A ConfigMap or Secret holds at most 1 MiB.',
    fixHint: 'Split the content, or serve it from object storage.',
  },
  'server/admission': {
    level: 'error',
    why: 'Webhooks, policies and API registrations that are wrong can block the whole API server, so it checks them.',
    fixHint: 'Correct the registration.',
  },
  'server/reserved': {
    level: 'error',
    why: 'Some names and fields belong to the system.',
    fixHint: 'Choose another name, or leave the field out.',
  },
  'server/warning': {
    level: 'warning',
    why: 'The API server accepts it with a warning, which is lost when Flux applies it.',
    fixHint: 'Write it the way the API server prefers.',
  },
  'charts/values': {
    level: 'error',
    why: 'Helm ignores values that a chart does not know: the setting silently does nothing.',
    fixHint: 'Correct the key; the chart’s values.yaml lists them.',
  },
  'content/syntax': {
    level: 'error',
    why: 'A configuration file that is no YAML or JSON fails only when its program starts, in the cluster.',
    fixHint: 'Correct the file.',
  },
} as const satisfies Record<string, SchemaRuleInfo>;

export type SchemaRuleId = keyof typeof schemaRuleTable;
