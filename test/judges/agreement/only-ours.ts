import type { SchemaRuleId } from '../../../lib/checks/schema/rule-table';

/** Why we refuse what the API server takes. A rule that is not named here may not be stricter than the server. */
export const onlyOurs: Readonly<Partial<Record<SchemaRuleId, string>>> = {
  'names/namespace': 'clients fill in the namespace they happen to be in; in git it has to be written down',
  'names/object': 'the server never looks at the name of a PodDisruptionBudget, which other tools cannot handle then',
  'schema/enum': 'an empty word is taken for the default; whoever writes a field means something by it',
  'schema/required': 'the published schema asks for it, and the code of the server fills in a zero silently',
  'schema/bounds': 'numbers beyond 32 bits wrap around or are cut off in some fields',
  'schema/unknown-field': 'status is dropped in silence; it belongs to controllers',
  'server/volume': 'a volume without a source becomes an empty folder: data would be lost at every restart',
  'server/image': 'no kubelet can pull what is no image reference; the server leaves it to the kubelet',
  'server/admission': 'the server forgives a CRD that is installed already what it refuses in a new one',
  'server/container': 'pods inside custom resources are judged only when the operator creates them',
  'server/resources': 'pods inside custom resources are judged only when the operator creates them',
  'server/port': 'ports that a dry run does not allocate, and target ports of 0',
  'server/service': 'the server drops settings that do not fit the type, without a word',
  'server/storage': 'a claim whose request is above its own limit is refused only when it is bound',
  'content/syntax': 'the server does not read files inside ConfigMaps; their program would fail at its start',
};
