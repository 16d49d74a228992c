import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { isEmptySelector } from '../manifest/labels';
import { elementName } from '../manifest/pod-templates';
import type { PolicyRule, PolicyView } from './policy-view';
import { policiesOf } from './policy-view';
import { suggestion } from './nearest';
import type { PodGroup, RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { podsOf, selectorOf } from './service-pods';

export const namespaceExists: Rule = {
  id: 'references/namespace',
  level: 'error',
  why: 'The API server refuses an object whose namespace does not exist, and Flux then applies nothing of its app.',
  fixHint: 'declare the namespace with the app that lives in it, or correct the name',
  exceptable: false,
  check: (view) =>
    view.objects
      .filter(({ namespace }) => namespace !== undefined && !view.find('Namespace', undefined, namespace))
      .map(({ id, namespace = '' }) => ({
        object: id,
        path: 'metadata.namespace',
        message: `lives in namespace ${namespace}, which nothing makes`,
        fix: suggestion(namespace, view.namesOf('Namespace', undefined)),
      })),
};

export const volumeExists: Rule = {
  id: 'references/volume',
  level: 'error',
  why: 'A mount without its volume: the API server refuses the pods, for a StatefulSet only once they are made.',
  fixHint: 'add the volume or the claim, or correct the name',
  exceptable: false,
  check: ({ workloads }) => workloads.flatMap(unknownMounts),
};

function unknownMounts({ id, template, containers, volumeClaimTemplates }: WorkloadView): RuleHit[] {
  const volumes = [
    ...recordsOf(template.spec.volumes).map(({ name }) => String(name)),
    ...volumeClaimTemplates.map(({ metadata }) => String(recordOf(metadata).name)),
  ];
  return containers.flatMap(({ container, path }) =>
    recordsOf(container.volumeMounts)
      .filter(({ name }) => !volumes.includes(String(name)))
      .map((mount, i) => ({
        object: id,
        path: `${path}.volumeMounts[${elementName(mount, i)}]`,
        message: `mounts volume "${String(mount.name)}", which the pod does not have`,
        fix: suggestion(String(mount.name), volumes),
      })),
  );
}

export const portExists: Rule = {
  id: 'references/port-name',
  level: 'error',
  why: 'A port name that no container has: probes fail, Services have no endpoint, policies let nothing through.',
  fixHint: 'name a port as its container does',
  exceptable: false,
  check: (view) => [
    ...view.workloads.flatMap(probePorts),
    ...view.services.flatMap((service) => targetPorts(service, view)),
    ...policiesOf(view).policies.flatMap(policyPorts),
  ],
};

function probePorts({ id, containers }: WorkloadView): RuleHit[] {
  return containers.flatMap(({ container, path }) => {
    const named = recordsOf(container.ports).flatMap(({ name }) => textOf(name) ?? []);
    return (['readinessProbe', 'livenessProbe', 'startupProbe'] as const).flatMap((probe) => {
      const how = recordOf(container[probe]);
      return ['httpGet', 'tcpSocket'].flatMap((handler) =>
        missingPort(recordOf(how[handler]).port, named, {
          object: id,
          path: `${path}.${probe}.${handler}.port`,
          of: 'the container',
        }),
      );
    });
  });
}

function targetPorts(service: RackObject, view: RackView): RuleHit[] {
  const { id, spec } = service;
  if (isEmptySelector(selectorOf(service))) return [];
  if (!recordsOf(spec.ports).some(({ targetPort }) => typeof targetPort === 'string')) return [];
  const groups = podsOf(service, view);
  return recordsOf(spec.ports).flatMap((port, i) =>
    groups.flatMap((group) =>
      missingPort(port.targetPort, namedPorts(group), {
        object: id,
        path: `spec.ports[${elementName(port, i)}].targetPort`,
        of: group.id,
      }),
    ),
  );
}

function policyPorts({ object, pods, ingress, egress }: PolicyView): RuleHit[] {
  const check = ({ ports, path }: PolicyRule, groups: readonly PodGroup[]) =>
    recordsOf(ports).flatMap((port, i) =>
      typeof port.port !== 'string' || groups.length === 0 || groups.some((group) => namedPorts(group) === undefined)
        ? []
        : missingPort(
            port.port,
            groups.flatMap((group) => namedPorts(group) ?? []),
            {
              object: object.id,
              path: `${path}.ports[${i}].port`,
              of: groups.map((group) => group.id).join(' and '),
            },
          ),
    );
  return [
    ...ingress.flatMap((rule) => check(rule, [...pods])),
    ...egress.flatMap((rule) =>
      check(
        rule,
        rule.peers.flatMap((peer) => [...peer.pods]),
      ),
    ),
  ];
}

/** Names of a group's ports; undefined when nobody said which it has. */
function namedPorts({ ports }: PodGroup): string[] | undefined {
  return ports?.flatMap(({ name }) => name ?? []);
}

function missingPort(
  port: unknown,
  named: readonly string[] | undefined,
  { object, path, of }: { object: string; path: string; of: string },
): RuleHit[] {
  if (typeof port !== 'string' || named === undefined || named.includes(port)) return [];
  return [{ object, path, message: `names port "${port}", which ${of} does not have`, fix: suggestion(port, named) }];
}

export const portNumberExists: Rule = {
  id: 'references/port-number',
  level: 'error',
  why: 'A port that no container opens: a probe never succeeds, and a Service refuses every connection.',
  fixHint: 'name the port by the name that its container gives it',
  exceptable: true,
  check: (view) => [
    ...view.workloads.flatMap(probeNumbers),
    ...view.services.flatMap((each) => targetNumbers(each, view)),
  ],
};

function probeNumbers({ id, containers }: WorkloadView): RuleHit[] {
  return containers.flatMap(({ container, path }) => {
    const open = recordsOf(container.ports).map(({ containerPort }) => Number(containerPort));
    return (['readinessProbe', 'livenessProbe', 'startupProbe'] as const).flatMap((probe) =>
      ['httpGet', 'tcpSocket', 'grpc'].flatMap((handler) => {
        const { port } = recordOf(recordOf(container[probe])[handler]);
        if (typeof port !== 'number' || open.includes(port)) return [];
        const where = { object: id, path: `${path}.${probe}.${handler}.port` };
        return [
          {
            ...where,
            message: `asks port ${port}, which the container does not open`,
            fix: suggestion(String(port), open.map(String)),
          },
        ];
      }),
    );
  });
}

/** Clients of a headless Service ask the pods themselves, so there its own port has to be theirs. */
function targetNumbers(service: RackObject, view: RackView): RuleHit[] {
  const { id, spec } = service;
  if (isEmptySelector(selectorOf(service))) return [];
  const groups = podsOf(service, view);
  if (groups.length === 0 || groups.some(({ ports }) => ports === undefined)) return [];
  const open = groups.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
  return recordsOf(spec.ports).flatMap((port, i) => {
    const asked = spec.clusterIP === 'None' ? [port.port, port.targetPort] : [port.targetPort ?? port.port];
    return asked
      .filter((number): number is number => typeof number === 'number' && !open.includes(number))
      .slice(0, 1)
      .map((number) => ({
        object: id,
        path: `spec.ports[${elementName(port, i)}]`,
        message: `leads to port ${number}, which ${groups.map((group) => group.id).join(' and ')} does not open`,
        fix: suggestion(String(number), open.map(String)),
      }));
  });
}

export const partRules: readonly Rule[] = [namespaceExists, volumeExists, portExists, portNumberExists];
