import { recordOf, recordsOf } from '../../../manifest/field-path';
import { isIp } from '../formats';
import { shown } from '../hits';
import { dnsLabel, dnsSearch, dnsSubdomain, labelKey, type Syntax } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** What holds for a pod as a whole. */

const nameFields: Readonly<Record<string, Syntax>> = {
  serviceAccountName: dnsSubdomain,
  priorityClassName: dnsSubdomain,
  runtimeClassName: dnsSubdomain,
  nodeName: dnsSubdomain,
  hostname: dnsLabel,
  subdomain: dnsLabel,
};

function references(spec: Fields, place: Place): void {
  for (const [field, syntax] of Object.entries(nameFields)) {
    const text = spec[field];
    const isGiven = typeof text === 'string' && (text !== '' || field === 'runtimeClassName');
    const wrong = isGiven ? syntax(text) : undefined;
    if (wrong !== undefined) place.say('names/reference', field, `${shown(text)} is no name: it ${wrong}`);
  }
}

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;

function dns(spec: Fields, place: Place): void {
  const { nameservers = [], searches = [], options } = recordOf(spec.dnsConfig);
  const servers = Array.isArray(nameservers) ? nameservers : [];
  const paths = Array.isArray(searches) ? searches : [];
  if (spec.dnsPolicy === 'None' && servers.length === 0) {
    place.say('server/pod', 'dnsConfig.nameservers', 'is missing; dnsPolicy None needs at least one name server');
  }
  if (servers.length > MOST_NAMESERVERS) {
    place.say(
      'schema/bounds',
      'dnsConfig.nameservers',
      `has ${servers.length} entries; at most ${MOST_NAMESERVERS} are allowed`,
    );
  }
  servers.forEach((server, index) => {
    if (typeof server === 'string' && !isIp(server)) {
      place.say('server/pod', `dnsConfig.nameservers[${index}]`, `${shown(server)} is no IP address`);
    }
  });
  if (paths.length > MOST_SEARCHES || paths.join(' ').length > MOST_SEARCH_CHARACTERS) {
    const message = `has ${paths.length} entries; ${MOST_SEARCHES} in ${MOST_SEARCH_CHARACTERS} characters are allowed`;
    place.say('schema/bounds', 'dnsConfig.searches', message);
  }
  paths.forEach((path, index) => {
    const wrong = typeof path === 'string' && path !== '.' ? dnsSearch(path.replace(/\.$/, '')) : undefined;
    if (wrong !== undefined) place.say('server/pod', `dnsConfig.searches[${index}]`, `${shown(path)} ${wrong}`);
  });
  recordsOf(options).forEach(({ name }, index) => {
    if (!isSet(name) || name === '') place.say('schema/required', `dnsConfig.options[${index}].name`, 'is missing');
  });
}

function gates(spec: Fields, place: Place): void {
  const named: readonly [string, string][] = [
    ['readinessGates', 'conditionType'],
    ['schedulingGates', 'name'],
  ];
  for (const [list, field] of named) {
    recordsOf(spec[list]).forEach((gate, index) => {
      const text = gate[field];
      const wrong = typeof text === 'string' ? labelKey(text) : undefined;
      if (wrong !== undefined)
        place.say('names/label', `${list}[${index}].${field}`, `${shown(text)} is no qualified name: ${wrong}`);
    });
  }
}

/** Kinds whose pods must come back whenever they end. */
const KEPT_ALIVE = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']);

function restartPolicy(spec: Fields, place: Place): void {
  const { kind } = place.root;
  const policy = spec.restartPolicy ?? 'Always';
  if (KEPT_ALIVE.has(kind) && policy !== 'Always' && policy !== '') {
    const message = `is ${shown(policy)}; pods of a ${kind} are always restarted`;
    place.say('server/workload', 'restartPolicy', message, 'Remove it.');
  }
  if ((kind === 'Job' || kind === 'CronJob') && (policy === 'Always' || policy === '')) {
    const message = `is ${spec.restartPolicy === undefined ? 'missing' : shown(policy)}; a ${kind} needs OnFailure or Never`;
    place.say('server/workload', 'restartPolicy', message, 'Set restartPolicy: OnFailure or Never.');
  }
  if (KEPT_ALIVE.has(kind) && isSet(spec.activeDeadlineSeconds)) {
    place.say('server/workload', 'activeDeadlineSeconds', `is not allowed in a ${kind}`, 'Remove it.');
  }
}

function hostname(spec: Fields, place: Place): void {
  const { hostnameOverride } = spec;
  if (typeof hostnameOverride !== 'string') return;
  const wrong = hostnameOverride.length > 64 ? 'has more than 64 characters' : dnsSubdomain(hostnameOverride);
  if (wrong !== undefined) place.say('names/reference', 'hostnameOverride', `${shown(hostnameOverride)} ${wrong}`);
  if (spec.setHostnameAsFQDN === true || spec.hostNetwork === true) {
    place.say('server/pod', 'hostnameOverride', 'is not allowed with setHostnameAsFQDN or hostNetwork', 'Remove it.');
  }
}

function resizePolicies(spec: Fields, place: Place): void {
  if (spec.restartPolicy !== 'Never') return;
  recordsOf(spec.containers).forEach((container, index) => {
    if (recordsOf(container.resizePolicy).some((policy) => policy.restartPolicy === 'RestartContainer')) {
      const message = 'RestartContainer is not allowed when the restartPolicy of the pod is Never';
      place.say('server/pod', `containers[${String(container.name ?? index)}].resizePolicy`, message);
    }
  });
}

export const podRules: TypeRules = {
  PodSpec: [references, dns, gates, restartPolicy, hostname, resizePolicies],
  HostAlias: [
    (value, place) => {
      if (typeof value.ip === 'string' && !isIp(value.ip))
        place.say('server/pod', 'ip', `${shown(value.ip)} is no IP address`);
      const hostnames = Array.isArray(value.hostnames) ? value.hostnames : [];
      hostnames.forEach((name, index) => {
        const wrong = typeof name === 'string' ? dnsSubdomain(name) : undefined;
        if (wrong !== undefined)
          place.say('server/pod', `hostnames[${index}]`, `${shown(name)} is no host name: it ${wrong}`);
      });
    },
  ],
};
