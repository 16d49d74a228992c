import { elementName } from '../manifest/pod-templates';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { parseDuration } from '../units/duration';
import { fluxGraph } from './flux-graph';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** A Kustomization with the objects that it applies. */
function appliedBy(view: RackView): { kustomization: RackObject; objects: RackObject[] }[] {
  const { kustomizations, ofApp } = fluxGraph(view);
  const applied = new Map<RackObject, RackObject[]>(kustomizations.map((each) => [each, []]));
  for (const each of view.objects) {
    const kustomization = ofApp(each.app);
    if (kustomization && !applied.has(each)) applied.get(kustomization)!.push(each);
  }
  return [...applied].map(([kustomization, objects]) => ({ kustomization, objects }));
}

export const leavesNothing: Rule = {
  id: 'flux/leftovers',
  level: 'error',
  why: 'What is taken out of git and not pruned stays in the cluster: old pods go on, old policies let in.',
  fixHint: 'set prune: true; what must stay is annotated, object by object',
  exceptable: true,
  check: (view) =>
    fluxGraph(view)
      .kustomizations.filter(({ spec }) => spec.prune !== true)
      .map(({ id }) => ({ object: id, path: 'spec.prune', message: 'prunes nothing' })),
};

export const neverForced: Rule = {
  id: 'flux/force',
  level: 'error',
  why: 'Where Flux may force a change it deletes what cannot be changed, with all that it holds, and makes it anew.',
  fixHint: 'remove it; delete by hand, once, what must be made anew',
  exceptable: true,
  check: (view) => [
    ...fluxGraph(view)
      .kustomizations.filter(({ spec }) => spec.force === true)
      .map(({ id }) => ({ object: id, path: 'spec.force', message: 'may delete objects to change them' })),
    ...view.objects
      .filter(({ annotations }) => /^enabled$/i.test(annotations['kustomize.toolkit.fluxcd.io/force'] ?? ''))
      .map(({ id }) => ({
        object: id,
        path: 'metadata.annotations["kustomize.toolkit.fluxcd.io/force"]',
        message: 'may be deleted to be changed',
      })),
  ],
};

export const oneOwner: Rule = {
  id: 'flux/one-owner',
  level: 'error',
  why: 'Two apps that apply one object undo each other’s changes, and when one goes the object goes too.',
  fixHint: 'leave it in one of the apps',
  exceptable: false,
  check: (view) => {
    const owners = new Map<string, { id: string; apps: string[] }>();
    for (const { id, group, app } of view.objects) {
      const key = `${group}|${id}`;
      const { apps } = owners.get(key) ?? { apps: [] };
      owners.set(key, { id, apps: [...apps, app] });
    }
    return [...owners.values()]
      .filter(({ apps }) => apps.length > 1)
      .map(({ id, apps }) => ({
        object: id,
        message: `stands ${apps.length} times in the tree, in ${[...new Set(apps)].sort().join(' and ')}`,
      }));
  },
};

export const oneFolder: Rule = {
  id: 'flux/one-folder',
  level: 'error',
  why: 'Two Kustomizations of one folder apply the same objects, and the folder that one of them was meant for is applied by none.',
  fixHint: 'give each the folder of its app',
  exceptable: false,
  check: (view) => {
    const all = fluxGraph(view).kustomizations;
    const folderOf = ({ spec }: RackObject) => (textOf(spec.path) ?? '').replace(/^\.\//, '').replace(/\/+$/, '');
    return all.flatMap((each): RuleHit[] => {
      const twins = all.filter((other) => other !== each && folderOf(other) === folderOf(each));
      // The one that is called as the folder is taken for the right one.
      if (twins.length === 0 || folderOf(each).endsWith(`/${each.name}`)) return [];
      const names = twins.map(({ name }) => name).sort();
      return [
        {
          object: each.id,
          path: 'spec.path',
          message: `applies ${folderOf(each)}, as Kustomization ${names.join(', ')} does`,
        },
      ];
    });
  },
};

/** Fields of a Kustomization by which objects end up otherwise than their file says. */
const rewriting = ['targetNamespace', 'namePrefix', 'nameSuffix', 'patches', 'images'] as const;

export const asWritten: Rule = {
  id: 'flux/as-written',
  level: 'error',
  why: 'Every check reads the files: what Flux rewrites on the way was checked by nobody.',
  fixHint: 'write the objects as they shall be',
  exceptable: true,
  check: (view) =>
    fluxGraph(view).kustomizations.flatMap(({ id, spec }) =>
      rewriting
        .filter((field) => spec[field] !== undefined)
        .map((field) => ({ object: id, path: `spec.${field}`, message: `changes what the files say (${field})` })),
    ),
};

const longestInterval = 3600;

export const patience: Rule = {
  id: 'flux/patience',
  level: 'error',
  why: 'A Kustomization that waits long for its pods holds a worker of Flux, and one that is seldom looked at keeps what a hand has changed.',
  fixHint: 'set interval to an hour or less and timeout to no more than the interval',
  exceptable: true,
  check: (view) =>
    fluxGraph(view).kustomizations.flatMap(({ id, spec }): RuleHit[] => {
      const interval = seconds(spec.interval);
      const timeout = seconds(spec.timeout) ?? interval;
      if (interval === undefined || timeout === undefined) return [];
      return [
        ...(interval > longestInterval
          ? [{ object: id, path: 'spec.interval', message: `is looked at every ${String(spec.interval)}` }]
          : []),
        ...(timeout > Math.min(interval, longestInterval)
          ? [{ object: id, path: 'spec.timeout', message: `waits ${String(spec.timeout)} for its pods` }]
          : []),
      ];
    }),
};

/** Undefined for what is no duration: a rule of its own says so. */
function seconds(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDuration(value) : undefined;
}

const awaited: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'HelmRelease']);

export const healthAwaited: Rule = {
  id: 'flux/health',
  level: 'error',
  why: 'What Flux does not wait for it calls Ready at once: what needs it comes too early, and a commit whose pods never start looks well.',
  fixHint:
    'list each workload in healthChecks, with an expression of its kind that looks at the newest template, or set wait: true',
  exceptable: true,
  check: (view) =>
    appliedBy(view).flatMap(({ kustomization: { id, spec }, objects }): RuleHit[] => {
      const checks = recordsOf(spec.healthChecks);
      const isChecked = ({ kind, name, namespace }: RackObject) =>
        checks.some((check) => check.kind === kind && check.name === name && check.namespace === namespace);
      const unchecked = objects.filter((each) => awaited.has(each.kind) && !isChecked(each));
      return [
        ...(spec.wait === true
          ? []
          : unchecked.map((each) => ({
              object: id,
              path: 'spec.healthChecks',
              message: `is Ready whatever becomes of ${each.id}`,
            }))),
        ...checks
          .filter(({ kind, namespace, name }) => !view.find(String(kind), textOf(namespace), String(name)))
          .map((check, i) => ({
            object: id,
            path: `spec.healthChecks[${elementName(check, i)}]`,
            message: `waits for ${String(check.kind)} ${String(check.namespace)}/${String(check.name)}, which nothing makes`,
          })),
        ...recordsOf(spec.healthCheckExprs).flatMap(({ kind, current }, i) => staleHealth(id, i, kind, current)),
      ];
    }),
};

/** Pods of the old template may all be ready while those of the new one never are. */
function staleHealth(object: string, index: number, kind: unknown, current: unknown): RuleHit[] {
  const expression = textOf(current) ?? '';
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(String(kind))) return [];
  if (/updated(Replicas|NumberScheduled)/.test(expression) && /observedGeneration/.test(expression)) return [];
  return [
    {
      object,
      path: `spec.healthCheckExprs[${index}].current`,
      message: `calls a ${String(kind)} well without a look at the pods of its newest template`,
    },
  ];
}

export const secretsOpened: Rule = {
  id: 'flux/decryption',
  level: 'error',
  why: 'Without a key Flux applies the ciphertext itself, or stops: pods read ENC[…] as their password.',
  fixHint: 'set decryption: { provider: sops, secretRef: { name: sops-age } }',
  exceptable: false,
  check: (view) => {
    const graph = fluxGraph(view);
    const apps = new Set(view.secrets.filter(({ isSealed }) => isSealed).map(({ app }) => app));
    return [...apps].sort().flatMap((app): RuleHit[] => {
      const kustomization = graph.ofApp(app);
      if (!kustomization || recordOf(kustomization.spec.decryption).provider === 'sops') return [];
      return [{ object: kustomization.id, path: 'spec.decryption', message: `cannot open the Secrets of ${app}` }];
    });
  },
};

/** Controllers that Flux cannot do without, and kinds that want one more. */
const controllers: readonly (readonly [controller: string, kinds: readonly string[] | 'always'])[] = [
  ['source-controller', 'always'],
  ['kustomize-controller', 'always'],
  ['helm-controller', ['HelmRelease']],
  ['notification-controller', ['Alert', 'Provider', 'Receiver']],
];

export const controllersThere: Rule = {
  id: 'flux/controllers',
  level: 'error',
  why: 'Objects whose controller is not installed lie in the cluster, and nothing becomes of them.',
  fixHint: 'add the controller to spec.components',
  exceptable: false,
  check: (view) =>
    view.ofKind('FluxInstance').flatMap(({ id, spec }): RuleHit[] => {
      if (!Array.isArray(spec.components)) return [];
      const components = spec.components.map(String);
      return controllers
        .filter(([controller]) => !components.includes(controller))
        .filter(([, kinds]) => kinds === 'always' || kinds.some((kind) => view.ofKind(kind).length > 0))
        .map(([controller]) => ({ object: id, path: 'spec.components', message: `leaves ${controller} out` }));
    }),
};

export const fluxDutyRules: readonly Rule[] = [
  leavesNothing,
  neverForced,
  oneOwner,
  oneFolder,
  asWritten,
  patience,
  healthAwaited,
  secretsOpened,
  controllersThere,
];
