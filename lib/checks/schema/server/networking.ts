import { recordsOf } from '../../../manifest/field-path';
import { isCidr, isIp } from '../formats';
import { shown } from '../hits';
import { contains } from './cidr';
import { dnsLabel, dnsSubdomain, dnsWildcard } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** NetworkPolicies and Ingresses. Ports are in ports.ts, selectors in selectors.ts. */

function peer(value: Fields, place: Place): void {
  const { ipBlock, podSelector, namespaceSelector } = value;
  if (!isSet(ipBlock) && !isSet(podSelector) && !isSet(namespaceSelector)) {
    place.say(
      'server/network',
      '',
      'names no peer; podSelector, namespaceSelector or ipBlock is expected',
      'An empty podSelector {} means all pods.',
    );
  }
  if (isSet(ipBlock) && (isSet(podSelector) || isSet(namespaceSelector))) {
    place.say(
      'server/network',
      'ipBlock',
      'stands alone; it cannot be combined with selectors',
      'Make it a peer of its own.',
    );
  }
}

function ipBlock(value: Fields, place: Place): void {
  const { cidr, except } = value;
  if (typeof cidr !== 'string') return;
  if (!isCidr(cidr)) {
    place.say('server/network', 'cidr', `${shown(cidr)} is no CIDR such as 10.0.0.0/8`);
    return;
  }
  (Array.isArray(except) ? except : []).forEach((inner, index) => {
    if (typeof inner !== 'string') return;
    if (!isCidr(inner))
      place.say('server/network', `except[${index}]`, `${shown(inner)} is no CIDR such as 10.0.0.0/8`);
    else if (!contains(cidr, inner))
      place.say('server/network', `except[${index}]`, `${inner} is not a smaller part of ${cidr}`);
  });
}

const FORBIDDEN_IN_PATHS = ['//', '/./', '/../', '%2f', '%2F'];
const FORBIDDEN_AT_END = ['/..', '/.'];

function ingressPath(value: Fields, place: Place): void {
  const { path = '', pathType } = value;
  if (typeof path !== 'string') return;
  const isLoose = pathType === 'ImplementationSpecific';
  if (!path.startsWith('/') && !(isLoose && path === '')) {
    place.say('server/network', 'path', `${shown(path)} must begin with /`);
  }
  if (isLoose) return;
  for (const part of FORBIDDEN_IN_PATHS) {
    if (path.includes(part)) place.say('server/network', 'path', `${shown(path)} may not hold ${part}`);
  }
  for (const part of FORBIDDEN_AT_END) {
    if (path.endsWith(part)) place.say('server/network', 'path', `${shown(path)} may not end with ${part}`);
  }
}

function host(text: unknown, field: string, place: Place): void {
  if (typeof text !== 'string' || text === '') return;
  if (isIp(text)) {
    place.say('server/network', field, `${shown(text)} is an IP address; a DNS name is expected`);
    return;
  }
  const wrong = text.includes('*') ? dnsWildcard(text) : dnsSubdomain(text);
  if (wrong !== undefined) place.say('server/network', field, `${shown(text)} is no host name: it ${wrong}`);
}

function ingress(spec: Fields, place: Place): void {
  if (recordsOf(spec.rules).length === 0 && !isSet(spec.defaultBackend)) {
    place.say('server/network', '', 'has neither rules nor a defaultBackend', 'Add one of the two.');
  }
  recordsOf(spec.tls).forEach((tls, at) => {
    (Array.isArray(tls.hosts) ? tls.hosts : []).forEach((name, index) => {
      const field = `tls[${at}].hosts[${index}]`;
      if (name === '') place.say('server/network', field, 'must not be empty');
      host(name, field, place);
    });
    const wrong =
      typeof tls.secretName === 'string' && tls.secretName !== '' ? dnsSubdomain(tls.secretName) : undefined;
    if (wrong !== undefined)
      place.say('names/reference', `tls[${at}].secretName`, `${shown(tls.secretName)} is no Secret name: it ${wrong}`);
  });
  const { ingressClassName } = spec;
  const wrong = typeof ingressClassName === 'string' ? dnsSubdomain(ingressClassName) : undefined;
  if (wrong !== undefined)
    place.say('names/reference', 'ingressClassName', `${shown(ingressClassName)} is no name: it ${wrong}`);
}

function classParameters(value: Fields, place: Place): void {
  const { apiGroup, namespace } = value;
  const wrongGroup = typeof apiGroup === 'string' ? dnsSubdomain(apiGroup) : undefined;
  if (wrongGroup !== undefined)
    place.say('names/reference', 'apiGroup', `${shown(apiGroup)} is no API group: it ${wrongGroup}`);
  const wrong = typeof namespace === 'string' ? dnsLabel(namespace) : undefined;
  if (wrong !== undefined)
    place.say('names/reference', 'namespace', `${shown(namespace)} is no namespace: it ${wrong}`);
  if (value.scope === 'Namespace' && !isSet(value.namespace)) {
    place.say('schema/required', 'namespace', 'is missing; scope Namespace needs it');
  }
  if ((value.scope === 'Cluster' || value.scope === undefined) && isSet(value.namespace)) {
    place.say('server/network', 'namespace', 'is not allowed with scope Cluster', 'Remove it.');
  }
}

/** Most addresses that one endpoint may have. */
const MOST_ADDRESSES = 100;

function endpoints(value: Fields, place: Place): void {
  const isFine = value.addressType === 'FQDN' ? (text: string) => dnsSubdomain(text) === undefined : isIp;
  recordsOf(value.endpoints).forEach(({ addresses }, at) => {
    const list = Array.isArray(addresses) ? addresses : [];
    if (list.length === 0 || list.length > MOST_ADDRESSES) {
      place.say(
        'schema/bounds',
        `endpoints[${at}].addresses`,
        `has ${list.length} entries; 1 to ${MOST_ADDRESSES} are allowed`,
      );
    }
    list.forEach((text, index) => {
      if (typeof text === 'string' && !isFine(text)) {
        place.say(
          'server/network',
          `endpoints[${at}].addresses[${index}]`,
          `${shown(text)} is no ${String(value.addressType)} address`,
        );
      }
    });
  });
  const names = recordsOf(value.ports).map(({ name = '' }) => name);
  names.forEach((name, index) => {
    const wrong = typeof name === 'string' && name !== '' ? dnsLabel(name) : undefined;
    if (wrong !== undefined)
      place.say('server/port', `ports[${index}].name`, `${shown(name)} is no port name: it ${wrong}`);
    if (names.indexOf(name) < index)
      place.say('schema/duplicate-key', `ports[${index}].name`, `two ports are called ${shown(name)}`);
  });
}

export const networkingRules: TypeRules = {
  EndpointSlice: [endpoints],
  NetworkPolicyPeer: [peer],
  IPBlock: [ipBlock],
  NetworkPolicySpec: [
    (value, place) => {
      const count = Array.isArray(value.policyTypes) ? value.policyTypes.length : 0;
      if (count > 2)
        place.say('schema/bounds', 'policyTypes', `has ${count} entries; Ingress and Egress are all there are`);
    },
  ],
  HTTPIngressPath: [ingressPath],
  HTTPIngressRuleValue: [
    (value, place) => {
      if (recordsOf(value.paths).length === 0)
        place.say('schema/required', 'paths', 'is empty; at least one path is expected');
    },
  ],
  IngressRule: [(value, place) => host(value.host, 'host', place)],
  IngressSpec: [ingress],
  IngressServiceBackend: [
    (value, place) => {
      const wrong = typeof value.name === 'string' ? dnsLabel(value.name) : undefined;
      if (wrong !== undefined)
        place.say('names/reference', 'name', `${shown(value.name)} is no Service name: it ${wrong}`);
    },
  ],
  IngressClassParametersReference: [classParameters],
  IngressClassSpec: [
    (value, place) => {
      const { controller } = value;
      if (typeof controller !== 'string' || controller === '') return;
      const [domain = '', ...path] = controller.split('/');
      const isPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path.join('/'));
      if (isPath && dnsSubdomain(domain) === undefined && controller.length <= 250) return;
      place.say('server/network', 'controller', `${shown(controller)} must be domain/path`);
    },
  ],
};
