import { fieldOf, recordOf, recordsOf } from '../manifest/field-path';
import type { Rule, RuleHit } from './rule';

const taint = 'node-role.kubernetes.io/control-plane';
const lasting: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

export const besideEtcd: Rule = {
  id: 'scheduling/control-plane',
  level: 'error',
  why: 'A server beside etcd takes its disk and memory when both are busy; with etcd too slow nothing of the rack moves.',
  fixHint: `remove the toleration of ${taint}`,
  exceptable: true,
  check: (view) =>
    view.workloads
      .filter(({ kind }) => lasting.has(kind))
      .flatMap(({ id, template: { spec, path } }) =>
        recordsOf(spec.tolerations).flatMap(({ key, effect }, i): RuleHit[] =>
          key === taint && effect !== 'NoExecute'
            ? [{ object: id, path: `${path}.tolerations[${i}]`, message: 'may run on the blades of the control plane' }]
            : [],
        ),
      ),
};

export const everyWorker: Rule = {
  id: 'scheduling/workers-too',
  level: 'error',
  why: 'A daemon for the blades of the control plane alone leaves the blades without it on which everything else runs.',
  fixHint: 'remove the selector',
  exceptable: true,
  check: (view) =>
    view.workloads
      .filter(
        ({ kind, template: { spec } }) => kind === 'DaemonSet' && recordOf(spec.nodeSelector)[taint] !== undefined,
      )
      .map(({ id, template: { path } }) => ({
        object: id,
        path: fieldOf(`${path}.nodeSelector`, taint),
        message: 'runs on the blades of the control plane alone',
      })),
};

export const everywhereAnswered: Rule = {
  id: 'network/local-service',
  level: 'error',
  why: 'A Service that answers on its own blade only refuses whoever asks from a blade without one of its pods.',
  fixHint: 'remove internalTrafficPolicy',
  exceptable: true,
  check: (view) =>
    view.services
      .filter(({ spec }) => spec.internalTrafficPolicy === 'Local')
      .filter(({ spec, namespace }) => !isOfDaemon(spec.selector, namespace, view.workloads))
      .map(({ id }) => ({
        object: id,
        path: 'spec.internalTrafficPolicy',
        message: 'answers on blades with one of its pods, and not every blade has one',
      })),
};

function isOfDaemon(
  selector: unknown,
  namespace: string | undefined,
  workloads: readonly { kind: string; namespace: string; podLabels: Readonly<Record<string, string>> }[],
): boolean {
  const wanted = Object.entries((selector ?? {}) as Record<string, string>);
  return workloads.some(
    (each) =>
      each.kind === 'DaemonSet' &&
      each.namespace === namespace &&
      wanted.every(([key, value]) => each.podLabels[key] === value),
  );
}

export const bladeRules: readonly Rule[] = [besideEtcd, everyWorker, everywhereAnswered];
