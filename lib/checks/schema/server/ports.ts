import { recordOf, recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { shown } from '../hits';
import { portName } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** Ports of containers, and every place that names a port by number or name. */

export function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

export function checkPortNumber(value: unknown, field: string, place: Place): void {
  if (typeof value === 'number' && !isPort(value)) {
    place.say('server/port', field, `is ${value}; a port is a number from 1 to 65535`);
  }
}

export function checkPortName(value: unknown, field: string, place: Place): void {
  const wrong = typeof value === 'string' ? portName(value) : undefined;
  if (wrong !== undefined) place.say('server/port', field, `${shown(value)} is no port name: it ${wrong}`);
}

/** A reference to a port: its number, or the name that a container gives it. */
export function checkPortRef(value: unknown, field: string, place: Place): void {
  checkPortNumber(value, field, place);
  checkPortName(value, field, place);
}

function containerPort(value: Fields, place: Place): void {
  checkPortNumber(value.containerPort, 'containerPort', place);
  if (value.hostPort !== 0) checkPortNumber(value.hostPort, 'hostPort', place);
  if (value.name !== '') checkPortName(value.name, 'name', place);
}

function namesInContainer({ ports }: Fields, place: Place): void {
  const seen = new Set<unknown>();
  recordsOf(ports).forEach((port, index) => {
    if (port.name !== undefined && port.name !== '' && seen.has(port.name)) {
      const message = `two ports of the container are called ${shown(port.name)}`;
      place.say('server/port', `ports[${elementName(port, index)}].name`, message, 'Give each port its own name.');
    }
    seen.add(port.name);
  });
}

/** Ports of the node: each may be taken once, and with hostNetwork the container's port is the node's. */
function hostPorts(spec: Fields, place: Place): void {
  const seen = new Set<string>();
  recordsOf(spec.containers).forEach((container, at) => {
    recordsOf(container.ports).forEach((port, index) => {
      const { hostPort, containerPort: inner, hostIP = '', protocol = 'TCP' } = port;
      if (typeof hostPort !== 'number' || hostPort === 0) return;
      const field = `containers[${elementName(container, at)}].ports[${elementName(port, index)}].hostPort`;
      const taken = `${String(protocol)} ${String(hostIP)} ${hostPort}`;
      if (seen.has(taken)) place.say('server/port', field, `port ${hostPort} of the node is taken twice by this pod`);
      seen.add(taken);
      if (spec.hostNetwork === true && hostPort !== inner) {
        place.say(
          'server/port',
          field,
          `is ${hostPort}; with hostNetwork it must be the containerPort, ${shown(inner)}`,
        );
      }
    });
  });
}

/** A name in two containers is allowed, but then nobody knows which one a Service means. */
function namesInPod(spec: Fields, place: Place): void {
  const owner = new Map<unknown, string>();
  recordsOf(spec.containers).forEach((container, at) => {
    const called = elementName(container, at);
    recordsOf(container.ports).forEach((port, index) => {
      if (typeof port.name !== 'string' || port.name === '') return;
      const other = owner.get(port.name);
      if (other !== undefined && other !== called) {
        const message = `port name ${shown(port.name)} is used by container ${other} too`;
        const field = `containers[${called}].ports[${elementName(port, index)}].name`;
        place.say('server/warning', field, message, 'Give the ports of a pod different names.');
      }
      owner.set(port.name, called);
    });
  });
}

function servicePorts(spec: Fields, place: Place): void {
  const ports = recordsOf(spec.ports);
  ports.forEach((port, index) => {
    const field = `ports[${elementName(port, index)}]`;
    checkPortNumber(port.port, `${field}.port`, place);
    if (port.targetPort !== '') checkPortRef(port.targetPort, `${field}.targetPort`, place);
    if (port.nodePort !== 0) checkPortNumber(port.nodePort, `${field}.nodePort`, place);
  });
}

export const portRules: TypeRules = {
  ContainerPort: [containerPort],
  Container: [namesInContainer],
  PodSpec: [hostPorts, namesInPod],
  HTTPGetAction: [(value, place) => checkPortRef(value.port, 'port', place)],
  TCPSocketAction: [(value, place) => checkPortRef(value.port, 'port', place)],
  GRPCAction: [(value, place) => checkPortRef(value.port, 'port', place)],
  ServiceSpec: [servicePorts],
  NetworkPolicyPort: [
    (value, place) => {
      checkPortRef(value.port, 'port', place);
      if (value.endPort === undefined) return;
      checkPortNumber(value.endPort, 'endPort', place);
      if (typeof value.port !== 'number') {
        place.say('server/port', 'endPort', `needs a numeric port beside it; port is ${shown(value.port)}`);
      } else if (typeof value.endPort === 'number' && value.endPort < value.port) {
        place.say('server/port', 'endPort', `is ${value.endPort}, below port ${value.port}`);
      }
    },
  ],
  IngressServiceBackend: [
    (value, place) => {
      const { name, number } = recordOf(value.port);
      if ((name !== undefined && name !== '') === (number !== undefined && number !== 0)) {
        place.say('server/port', 'port', 'exactly one of port.name and port.number is expected');
      }
      if (name !== '') checkPortName(name, 'port.name', place);
      if (number !== 0) checkPortNumber(number, 'port.number', place);
    },
  ],
};
