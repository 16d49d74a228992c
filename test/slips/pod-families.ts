import { recordOf, recordsOf } from '../../lib/manifest/field-path';
import type { Manifest } from '../../lib/manifest/manifest';
import { containersOf, podTemplatesOf } from '../../lib/manifest/pod-templates';
import { type Family, type Place, misspelt } from './slip';

type Container = ReturnType<typeof containersOf>[number];

function inContainers(name: string, slips: (path: string, container: Record<string, unknown>) => Place[]): Family {
  return {
    name,
    slips: (manifest) =>
      podTemplatesOf(manifest)
        .flatMap((template): Container[] => containersOf(template))
        .flatMap(({ path, container }) => slips(path, container as Record<string, unknown>)),
  };
}

function inPods(name: string, slips: (path: string, spec: Record<string, unknown>) => Place[]): Family {
  return {
    name,
    slips: (manifest: Manifest) =>
      podTemplatesOf(manifest).flatMap(({ path, spec }) => slips(path, spec as Record<string, unknown>)),
  };
}

const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What people get wrong in a pod. */
export const podFamilies: readonly Family[] = [
  inContainers('a variable is misspelt', (path, { env }) =>
    recordsOf(env).map(({ name }, i) => [`${path}.env[${i}].name`, misspelt(textOf(name))]),
  ),
  inContainers('a variable that another one uses is left out', (path, container) => {
    const all = JSON.stringify(container);
    return recordsOf(container.env)
      .map(({ name }, i): [string, number] => [textOf(name), i])
      .filter(([name]) => all.includes(`$(${name})`))
      .map(([, i]): Place => [`${path}.env[${i}]`, undefined]);
  }),
  inContainers('the key of a Secret is misspelt', (path, { env }) =>
    recordsOf(env).flatMap(({ valueFrom }, i): Place[] => {
      const { secretKeyRef } = recordOf(valueFrom);
      const key = textOf(recordOf(secretKeyRef).key);
      return key === '' ? [] : [[`${path}.env[${i}].valueFrom.secretKeyRef.key`, misspelt(key)]];
    }),
  ),
  inContainers('the name of a Secret is misspelt', (path, { env }) =>
    recordsOf(env).flatMap(({ valueFrom }, i): Place[] => {
      const { secretKeyRef } = recordOf(valueFrom);
      const name = textOf(recordOf(secretKeyRef).name);
      return name === '' ? [] : [[`${path}.env[${i}].valueFrom.secretKeyRef.name`, misspelt(name)]];
    }),
  ),
  inContainers('a mount is left out', (path, { volumeMounts }) =>
    recordsOf(volumeMounts).map((_, i) => [`${path}.volumeMounts[${i}]`, undefined]),
  ),
  inContainers('a volume is mounted elsewhere', (path, { volumeMounts }) =>
    recordsOf(volumeMounts).map(({ mountPath }, i) => [
      `${path}.volumeMounts[${i}].mountPath`,
      misspelt(textOf(mountPath)),
    ]),
  ),
  inContainers('a path in an argument is misspelt', (path, container) =>
    (['command', 'args'] as const).flatMap((list) =>
      (Array.isArray(container[list]) ? (container[list] as unknown[]) : []).flatMap((text, i): Place[] => {
        const found = /^(-[^=]+=)?(\/(?:etc|run|data|models|restored|var)\/?\S*)$/.exec(textOf(text));
        return found ? [[`${path}.${list}[${i}]`, `${found[1] ?? ''}${misspelt(found[2] ?? '')}`]] : [];
      }),
    ),
  ),
  inContainers('a flag is misspelt', (path, { args }) =>
    (Array.isArray(args) ? (args as unknown[]) : []).flatMap((text, i): Place[] => {
      const found = /^(--?)([a-z][\w.-]{3,})(=.*)?$/s.exec(textOf(text));
      return found ? [[`${path}.args[${i}]`, `${found[1]}${misspelt(found[2] ?? '')}${found[3] ?? ''}`]] : [];
    }),
  ),
  inContainers('a container port is another one', (path, { ports }) =>
    recordsOf(ports).map(({ containerPort }, i) => [`${path}.ports[${i}].containerPort`, Number(containerPort) + 1]),
  ),
  inContainers('a port is called otherwise', (path, { ports }) =>
    recordsOf(ports).map(({ name }, i) => [`${path}.ports[${i}].name`, misspelt(textOf(name))]),
  ),
  inContainers('a port in an argument is another one', (path, { args }) =>
    (Array.isArray(args) ? (args as unknown[]) : []).flatMap((text, i): Place[] => {
      const found = /^(.*[:=]|)(\d{4,5})$/.exec(textOf(text));
      const isPort = /port|address|peer/.test(`${textOf((args as unknown[])[i - 1])} ${textOf(text)}`);
      return found && isPort && Number(found[2]) < 32768
        ? [[`${path}.args[${i}]`, `${found[1]}${Number(found[2]) + 1}`]]
        : [];
    }),
  ),
  inContainers('a probe asks another port', (path, container) =>
    probes.flatMap((probe): Place[] => {
      const { httpGet, tcpSocket } = recordOf(container[probe]);
      const how = httpGet !== undefined ? 'httpGet' : tcpSocket !== undefined ? 'tcpSocket' : undefined;
      return how ? [[`${path}.${probe}.${how}.port`, 18080]] : [];
    }),
  ),
  inContainers('the readiness probe is left out', (path, container) =>
    container.readinessProbe ? [[`${path}.readinessProbe`, undefined]] : [],
  ),
  inContainers('the memory limit is left out', (path, { resources }) =>
    recordOf(resources).limits ? [[`${path}.resources.limits`, undefined]] : [],
  ),
  inContainers('a memory limit has a small m', (path, { resources }) => {
    const memory = textOf(recordOf(recordOf(resources).limits).memory);
    return memory === '' ? [] : [[`${path}.resources.limits.memory`, memory.replace(/[MG]i$/, 'm')]];
  }),
  inContainers('a request is larger than any blade', (path, { resources }) =>
    recordOf(resources).requests ? [[`${path}.resources.requests.cpu`, '40']] : [],
  ),
  inContainers('the root may be written', (path, { securityContext }) =>
    recordOf(securityContext).readOnlyRootFilesystem ? [[`${path}.securityContext.readOnlyRootFilesystem`, false]] : [],
  ),
  inContainers('a capability is added', (path, { securityContext }) =>
    securityContext ? [[`${path}.securityContext.capabilities.add`, ['NET_ADMIN']]] : [],
  ),
  inContainers('an image is of another version', (path, { image }) => [
    [`${path}.image`, textOf(image).replace(/:([^@:]+)(@.*)?$/, ':9.9.9')],
  ]),
  inContainers('an image has no tag', (path, { image }) => [
    [`${path}.image`, textOf(image).replace(/:[^:@]+@.*$/, '')],
  ]),
  inContainers('a device is misspelt', (path, { resources }) =>
    Object.entries(recordOf(recordOf(resources).limits))
      .filter(([key]) => key.includes('/'))
      .flatMap(([key, value]): Place[] => [
        [
          `${path}.resources.limits`,
          { ...recordOf(recordOf(resources).limits), [key]: undefined, [misspelt(key)]: value },
        ],
      ]),
  ),
  inPods('a ConfigMap in a volume is misspelt', (path, { volumes }) =>
    recordsOf(volumes).flatMap(({ configMap }, i): Place[] => {
      const name = textOf(recordOf(configMap).name);
      return name === '' ? [] : [[`${path}.volumes[${i}].configMap.name`, misspelt(name)]];
    }),
  ),
  inPods('a volume is left out', (path, { volumes }) =>
    recordsOf(volumes).map((_, i) => [`${path}.volumes[${i}]`, undefined]),
  ),
  inPods('a priority class is misspelt', (path, { priorityClassName }) => [
    [`${path}.priorityClassName`, misspelt(textOf(priorityClassName))],
  ]),
  inPods('a service account is misspelt', (path, { serviceAccountName }) =>
    serviceAccountName ? [[`${path}.serviceAccountName`, misspelt(textOf(serviceAccountName))]] : [],
  ),
  inPods('nothing answers for a missing token', (path, { automountServiceAccountToken }) =>
    automountServiceAccountToken === true ? [[`${path}.automountServiceAccountToken`, false]] : [],
  ),
  inPods('a node selector is misspelt', (path, { nodeSelector }) =>
    Object.entries(recordOf(nodeSelector)).map(([key, value]) => [
      `${path}.nodeSelector["${key}"]`,
      misspelt(String(value)),
    ]),
  ),
  inPods('a node selector is added that no blade has', (path) => [[`${path}.nodeSelector`, { disktype: 'ssd' }]]),
  inPods('pods keep away from others than their own', (path, { affinity }) => {
    const [term] = recordsOf(
      recordOf(recordOf(affinity).podAntiAffinity).requiredDuringSchedulingIgnoredDuringExecution,
    );
    if (!term) return [];
    const where = `${path}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]`;
    return [
      [`${where}.labelSelector.matchLabels`, { 'app.kubernetes.io/name': 'nobody' }],
      [`${where}.topologyKey`, 'kubernetes.io/hostnam'],
    ];
  }),
  inPods('a spread counts others than its own', (path, { topologySpreadConstraints }) =>
    recordsOf(topologySpreadConstraints).flatMap((_, i): Place[] => [
      [`${path}.topologySpreadConstraints[${i}].labelSelector.matchLabels`, { 'app.kubernetes.io/name': 'nobody' }],
      [`${path}.topologySpreadConstraints[${i}].topologyKey`, 'kubernetes.io/hostnam'],
    ]),
  ),
];
