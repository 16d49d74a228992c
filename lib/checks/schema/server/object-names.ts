import type { KnownKind } from '../kinds';
import { shown } from '../hits';
import type { Place } from './place';
import { dnsLabel, dnsSubdomain, pathSegment, type Syntax } from './syntax';

/** How objects may be called, kind by kind. Everything else is a DNS subdomain. */
const nameSyntax: Readonly<Record<string, Syntax>> = {
  Namespace: dnsLabel,
  Service: dnsLabel, // may begin with a digit since 1.36 (RelaxedServiceNameValidation)
  StatefulSet: dnsLabel,
  Role: pathSegment,
  ClusterRole: pathSegment,
  RoleBinding: pathSegment,
  ClusterRoleBinding: pathSegment,
  IPAddress: pathSegment,
  APIService: pathSegment,
  CronJob: atMost(52, 'its Jobs append 11 characters'),
  Job: atMost(63, 'it becomes a label value'),
};

function atMost(longest: number, reason: string): Syntax {
  return (name) =>
    name.length > longest
      ? `has ${name.length} characters, at most ${longest} are allowed since ${reason}`
      : dnsSubdomain(name);
}

export function checkName(known: KnownKind, place: Place): void {
  const { metadata } = place.root;
  const { name, namespace } = metadata;
  const isCore = known.family === 'k8s';
  const syntax = (isCore ? nameSyntax[known.kind] : undefined) ?? dnsSubdomain;
  if (typeof name !== 'string' || name === '') {
    place.say('schema/required', 'metadata.name', 'is missing', 'Give the object a name of its own.');
  } else {
    const wrong = syntax(name);
    if (wrong !== undefined)
      place.say('names/object', 'metadata.name', `${shown(name)} is no name for a ${known.kind}: it ${wrong}`);
  }
  checkNamespace(known, namespace, place);
}

function checkNamespace(known: KnownKind, namespace: unknown, place: Place): void {
  const isGiven = typeof namespace === 'string' && namespace !== '';
  if (known.scope === 'Cluster') {
    if (isGiven) {
      const message = `a ${known.kind} belongs to the cluster; metadata.namespace ${shown(namespace)} is not allowed`;
      place.say('names/namespace', 'metadata.namespace', message, 'Remove metadata.namespace.');
    }
    return;
  }
  if (!isGiven) {
    const message = `a ${known.kind} lives in a namespace; metadata.namespace is missing`;
    place.say('names/namespace', 'metadata.namespace', message, 'Set metadata.namespace.');
    return;
  }
  const wrong = dnsLabel(namespace);
  if (wrong !== undefined)
    place.say('names/object', 'metadata.namespace', `${shown(namespace)} is no namespace: it ${wrong}`);
}
