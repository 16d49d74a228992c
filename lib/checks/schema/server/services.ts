import { recordOf, recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { isCidr, isIp, isIpv4 } from '../formats';
import { shown } from '../hits';
import { dnsLabel, dnsSubdomain, labelKey } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Services: which fields go with which type. */

function isHeadless({ clusterIP, clusterIPs }: Fields): boolean {
  return clusterIP === 'None' || (Array.isArray(clusterIPs) && clusterIPs[0] === 'None');
}

function ports(spec: Fields, place: Place): void {
  const all = recordsOf(spec.ports);
  const { type = 'ClusterIP' } = spec;
  if (all.length === 0 && !isHeadless(spec) && type !== 'ExternalName') {
    place.say(
      'schema/required',
      'ports',
      'is missing; only headless Services do without',
      'Add a port, or clusterIP: None.',
    );
  }
  const names = new Set<unknown>();
  const nodePorts = new Set<string>();
  all.forEach((port, index) => {
    const field = `ports[${elementName(port, index)}]`;
    const { name = '', appProtocol, nodePort, protocol = 'TCP' } = port;
    if (name === '' && all.length > 1) {
      place.say('server/service', `${field}.name`, 'is missing; several ports need names', 'Name each port.');
    }
    const wrong = typeof name === 'string' && name !== '' ? dnsLabel(name) : undefined;
    if (wrong !== undefined)
      place.say('server/service', `${field}.name`, `${shown(name)} is no port name: it ${wrong}`);
    if (name !== '' && names.has(name))
      place.say('server/service', `${field}.name`, `two ports are called ${shown(name)}`);
    names.add(name);
    const bad = typeof appProtocol === 'string' ? labelKey(appProtocol) : undefined;
    if (bad !== undefined)
      place.say('server/service', `${field}.appProtocol`, `${shown(appProtocol)} is no protocol name: ${bad}`);
    if (!isSet(nodePort) || nodePort === 0) return;
    if (type === 'ClusterIP')
      place.say('server/service', `${field}.nodePort`, 'is not allowed with type ClusterIP', 'Remove it.');
    const taken = `${String(protocol)} ${String(nodePort)}`;
    if (nodePorts.has(taken))
      place.say('server/service', `${field}.nodePort`, `${String(nodePort)} is taken by another port`);
    nodePorts.add(taken);
    const isAssignable = typeof nodePort === 'number' && nodePort >= 30_000 && nodePort <= 32_767;
    if (!isAssignable)
      place.say(
        'server/service',
        `${field}.nodePort`,
        `is ${shown(nodePort)}; 30000 to 32767 is the range for node ports`,
      );
  });
}

/** Fields and the types they are for. */
const onlyFor: Readonly<Record<string, readonly string[]>> = {
  loadBalancerSourceRanges: ['LoadBalancer'],
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  healthCheckNodePort: ['LoadBalancer'],
};
const notForExternalName = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'];

function loadBalancerClass(spec: Fields, place: Place): void {
  const { loadBalancerClass: name } = spec;
  const wrong = typeof name === 'string' ? labelKey(name) : undefined;
  if (wrong !== undefined)
    place.say('server/service', 'loadBalancerClass', `${shown(name)} is no class name: ${wrong}`);
}

function byType(spec: Fields, place: Place): void {
  const { type = 'ClusterIP', externalName, sessionAffinity = 'None' } = spec;
  for (const [field, types] of Object.entries(onlyFor)) {
    const value = spec[field];
    const isEmpty = !isSet(value) || value === 0 || (Array.isArray(value) && value.length === 0);
    if (isEmpty || types.includes(String(type))) continue;
    place.say(
      'server/service',
      field,
      `is only for type ${types.join(', ')}; the type is ${String(type)}`,
      'Remove it.',
    );
  }
  const isReachable =
    type === 'LoadBalancer' || type === 'NodePort' || (Array.isArray(spec.externalIPs) && spec.externalIPs.length > 0);
  if (isSet(spec.externalTrafficPolicy) && spec.externalTrafficPolicy !== '' && !isReachable) {
    place.say(
      'server/service',
      'externalTrafficPolicy',
      `is not for type ${String(type)}, which nobody outside reaches`,
      'Remove it.',
    );
  }
  if (isHeadless(spec) && (type === 'LoadBalancer' || type === 'NodePort')) {
    place.say('server/service', 'clusterIP', `None is not allowed with type ${String(type)}`, 'Remove clusterIP.');
  }
  if (sessionAffinity !== 'ClientIP' && isSet(spec.sessionAffinityConfig)) {
    place.say('server/service', 'sessionAffinityConfig', 'needs sessionAffinity: ClientIP', 'Remove it.');
  }
  if (type !== 'ExternalName') return;
  const wrong =
    typeof externalName === 'string' && externalName !== ''
      ? dnsSubdomain(externalName.replace(/\.$/, ''))
      : 'is missing';
  if (wrong !== undefined) place.say('server/service', 'externalName', `${shown(externalName ?? '')} ${wrong}`);
  for (const field of notForExternalName) {
    const value = spec[field];
    if (isSet(value) && value !== '')
      place.say('server/service', field, 'is not allowed with type ExternalName', 'Remove it.');
  }
}

const MOST_AFFINITY_SECONDS = 86_400;

function addresses(spec: Fields, place: Place): void {
  const seconds = recordOf(recordOf(spec.sessionAffinityConfig).clientIP).timeoutSeconds;
  if (typeof seconds === 'number' && (seconds <= 0 || seconds > MOST_AFFINITY_SECONDS)) {
    place.say(
      'schema/bounds',
      'sessionAffinityConfig.clientIP.timeoutSeconds',
      `is ${seconds}; 1 to ${MOST_AFFINITY_SECONDS} is allowed`,
    );
  }
  clusterIps(spec, place);
  for (const field of ['externalIPs', 'loadBalancerSourceRanges']) {
    const isFine = field === 'externalIPs' ? isIp : (text: string) => isCidr(text.trim());
    const list = Array.isArray(spec[field]) ? (spec[field] as unknown[]) : [];
    list.forEach((text, index) => {
      if (typeof text !== 'string' || isFine(text)) return;
      place.say(
        'server/service',
        `${field}[${index}]`,
        `${shown(text)} is no ${field === 'externalIPs' ? 'IP address' : 'CIDR'}`,
      );
    });
  }
}

function clusterIps(spec: Fields, place: Place): void {
  const { clusterIP, clusterIPs, ipFamilies } = spec;
  const list = Array.isArray(clusterIPs) ? clusterIPs : [];
  const given = [...(typeof clusterIP === 'string' && clusterIP !== '' ? [clusterIP] : []), ...list];
  for (const ip of given) {
    if (typeof ip === 'string' && ip !== 'None' && !isIp(ip)) {
      place.say('server/service', 'clusterIP', `${shown(ip)} is neither an IP address nor None`);
    }
  }
  if (list.length > 0 && clusterIP !== undefined && list[0] !== clusterIP) {
    place.say(
      'server/service',
      'clusterIPs',
      `begins with ${shown(list[0])}, clusterIP is ${shown(clusterIP)}; they must be equal`,
    );
  }
  const families = Array.isArray(ipFamilies) ? ipFamilies : [];
  if (new Set(families).size < families.length) place.say('schema/duplicate-key', 'ipFamilies', 'holds a family twice');
  if (families.length > 1 && spec.ipFamilyPolicy === 'SingleStack') {
    place.say('server/service', 'ipFamilyPolicy', 'SingleStack goes with one family only');
  }
  const first = given.find((ip) => ip !== 'None' && typeof ip === 'string' && isIp(ip));
  if (typeof first === 'string' && families[0] !== undefined && (families[0] === 'IPv4') !== isIpv4(first)) {
    place.say('server/service', 'clusterIP', `${first} is not of the family ${shown(families[0])}`);
  }
}

export const serviceRules: TypeRules = {
  ServiceSpec: [ports, byType, loadBalancerClass, addresses],
};
