import { familyMark, fanChipMark, positionMark, switchMark, switchPortMark } from '../facts/marks';
import { fieldOf, recordOf, recordsOf, textOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import type { NodeSelectorTerm, Requirement } from '../manifest/pod-spec';
import { fanKinds } from '../rack-file/fans';
import { replicaLabel } from '../rack-file/node-labels';
import { kernelDevice } from './kernel-device';
import { suggestion } from './nearest';
import type { RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** What every kubelet says of its node. */
const ofTheKubelet = ['kubernetes.io/arch', 'kubernetes.io/os', 'kubernetes.io/hostname'];
/** What Talos' machine configuration gives a node: lib/talos/node-patch.ts, and the role of its machine. */
const ofTalos = [positionMark, fanChipMark, switchMark, switchPortMark].map(({ key }) => key);
const role = 'node-role.kubernetes.io/control-plane';

/** Labels that nodes of a rack carry: a selector by any other finds no blade. */
const nodeLabels: ReadonlySet<string> = new Set([...ofTheKubelet, ...ofTalos, replicaLabel, role]);

export const bladeExists: Rule = {
  id: 'scheduling/node-label',
  level: 'error',
  why: 'A pod that chooses its blade by a label that no blade carries stays Pending for ever.',
  fixHint: 'select by a label that Talos or the kubelet gives the node',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap(({ id, template: { path, spec } }): RuleHit[] => {
      const terms =
        spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
      const chosen = Object.entries(spec.nodeSelector ?? {}).map(([key, value]): [string, Requirement] => [
        fieldOf(`${path}.nodeSelector`, key),
        { key, operator: 'In', values: [value] },
      ]);
      const required = terms.flatMap(({ matchExpressions = [] }: NodeSelectorTerm, i) =>
        matchExpressions.map((each, j): [string, Requirement] => [
          `${path}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${i}].matchExpressions[${j}]`,
          each,
        ]),
      );
      return [...chosen, ...required].flatMap(([at, wanted]) => {
        const fault = labelFault(wanted, view);
        return fault ? [{ object: id, path: at, ...fault }] : [];
      });
    }),
};

function labelFault(
  { key, operator, values = [] }: Requirement,
  view: RackView,
): Pick<RuleHit, 'message' | 'fix'> | undefined {
  if (operator === 'DoesNotExist' || operator === 'NotIn') return undefined;
  if (!nodeLabels.has(key)) {
    return { message: `wants blades with label ${key}, which none carries`, fix: suggestion(key, nodeLabels) };
  }
  if (operator !== 'In') return undefined;
  const given = valuesOf(key, view);
  const unknown = values.filter((value) => given && !given.includes(value));
  if (!given || unknown.length < values.length) return undefined;
  return {
    message: `wants blades whose ${key} is ${values.join(' or ')}, and there is none`,
    fix: suggestion(values[0] ?? '', given),
  };
}

/** Values that a label has in this rack; undefined where only the machines know. */
function valuesOf(key: string, { rack }: RackView): string[] | undefined {
  const feeds = rack.blades.flatMap(({ feed }) => feed ?? []);
  switch (key) {
    case 'kubernetes.io/os':
      return ['linux'];
    case 'kubernetes.io/hostname':
      return rack.blades.map(({ name }) => name);
    case 'kubernetes.io/arch':
      return [...new Set(rack.blades.flatMap(({ hardware }) => rack.hardware[hardware]?.arch ?? []))];
    case positionMark.key:
      return rack.blades.map((_, index) => String(index + 1));
    case switchMark.key:
      return [...new Set(feeds.map((feed) => feed.switch))];
    case switchPortMark.key:
      return [...new Set(feeds.map(({ port }) => String(port)))];
    case fanChipMark.key:
      return fanKinds(rack).map(({ name }) => name);
    case replicaLabel:
      return rack.replicaBlades.length > 0 ? ['true'] : [];
    default:
      return undefined;
  }
}

export const deviceExists: Rule = {
  id: 'scheduling/device',
  level: 'error',
  why: 'A pod that asks for a device that no plugin hands out stays Pending for ever.',
  fixHint: 'ask for a device by the name that its plugin gives it',
  exceptable: true,
  check: (view) => {
    const given = view.workloads.flatMap(devicesOf);
    return view.workloads.flatMap(({ id, containers }) =>
      containers.flatMap(({ container, path }) => {
        const { requests, limits } = recordOf(container.resources);
        const asked = Object.entries({ requests, limits }).flatMap(([field, amounts]) =>
          Object.keys(recordOf(amounts)).map((name): [string, string] => [
            fieldOf(`${path}.resources.${field}`, name),
            name,
          ]),
        );
        return asked
          .filter(([, name]) => name.includes('/') && !name.startsWith('kubernetes.io/') && !given.includes(name))
          .map(([at, name]) => ({
            object: id,
            path: at,
            message: `asks for device ${name}, which no plugin of this rack hands out`,
            fix: suggestion(name, given),
          }));
      }),
    );
  },
};

/** What generic-device-plugin is told to hand out: `--domain` and the names in each `--device`. */
function devicesOf({ containers }: WorkloadView): string[] {
  return containers.flatMap(({ container }) => {
    const { args } = container as { args?: unknown };
    const words = Array.isArray(args) ? args.map(String) : [];
    const domain = words[words.indexOf('--domain') + 1];
    if (!words.includes('--domain') || domain === undefined) return [];
    return words.flatMap((word) => {
      const name = kernelDevice(word);
      return name === undefined ? [] : [`${domain}/${name}`];
    });
  });
}

export const keepsFromItself: Rule = {
  id: 'scheduling/own-pods',
  level: 'error',
  why: 'Pods that keep away from others than their own may share a blade, and die with it together.',
  fixHint: 'use a selector that takes in the pods themselves, and topologyKey: kubernetes.io/hostname',
  exceptable: true,
  check: ({ workloads, podGroups }) =>
    workloads.flatMap((workload): RuleHit[] => {
      const { id, namespace, podLabels, template } = workload;
      return keptApart(workload).flatMap(([at, term]) => {
        const selector = toSelector(term.labelSelector);
        const key = textOf(term.topologyKey);
        const faults: RuleHit[] = [];
        if (key !== undefined && !nodeLabels.has(key)) {
          faults.push({
            object: id,
            path: `${template.path}.${at}.topologyKey`,
            message: `spreads over ${key}, a label that no blade carries`,
            fix: suggestion(key, nodeLabels),
          });
        }
        const isOwn = selects(selector, podLabels);
        const isEverywhere = term.namespaceSelector !== undefined;
        const isOthers = podGroups.some(
          (group) => (isEverywhere || group.namespace === namespace) && selects(selector, group.labels),
        );
        const inAFamily = familyMark.in(selector?.matchLabels) !== undefined;
        if (!isOwn && (!isOthers || at.startsWith('topologySpread')) && !inAFamily) {
          faults.push({
            object: id,
            path: `${template.path}.${at}.labelSelector`,
            message: isOthers ? 'spreads by other pods than its own' : 'keeps away from pods that do not exist',
          });
        }
        return faults;
      });
    }),
};

/** Terms of required and preferred anti-affinity, and of spreads, with where each stands in the pod. */
function keptApart({ template: { spec } }: WorkloadView): [path: string, term: Record<string, unknown>][] {
  const { podAntiAffinity = {} } = spec.affinity ?? {};
  const required = recordsOf(podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution);
  const preferred = recordsOf(podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution);
  return [
    ...required.map((term, i): [string, Record<string, unknown>] => [
      `affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[${i}]`,
      term,
    ]),
    ...preferred.map(({ podAffinityTerm }, i): [string, Record<string, unknown>] => [
      `affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[${i}].podAffinityTerm`,
      recordOf(podAffinityTerm),
    ]),
    ...recordsOf(spec.topologySpreadConstraints).map((term, i): [string, Record<string, unknown>] => [
      `topologySpreadConstraints[${i}]`,
      term,
    ]),
  ];
}

export const schedulingRules: readonly Rule[] = [bladeExists, deviceExists, keepsFromItself];
