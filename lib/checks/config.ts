import { configHashMark, onChangeMark, secretsHashMark } from '../facts/marks';
import { elementName } from '../manifest/pod-templates';
import { recordsOf } from '../manifest/field-path';
import type { Volume } from '../manifest/pod-spec';
import { podReferences } from './pod-references';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import { referencesOf } from './reference-sites';
import type { Rule, RuleHit } from './rule';

/** Kinds whose pods outlive a change of their configuration. */
const longLived: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

export const configRolls: Rule = {
  id: 'config/rolls',
  level: 'error',
  why: 'Pods keep the configuration they started with: without the hash a change shows only after the next restart.',
  fixHint: `carry its hash in the pod template's ${configHashMark.key}, or mark the ConfigMap ${onChangeMark.key}: reload`,
  exceptable: true,
  check: (view) =>
    longLivedOf(view).flatMap((workload) => {
      if (configHashMark.in(workload.template.annotations)) return [];
      const rolling = configMapsOf(workload).filter((name) => !reloads(name, workload, view));
      return [...new Set(rolling)].map((name) => ({
        object: workload.id,
        path: workload.template.path,
        message: `reads ConfigMap ${workload.namespace}/${name}, and a change of it does not restart the pods`,
      }));
    }),
};

export const secretRolls: Rule = {
  id: 'config/secret-rolls',
  level: 'error',
  why: 'Pods keep the password they started with: after a rotation they are locked out at the next connection.',
  fixHint: `carry the hash of its encrypted values in the pod template's ${secretsHashMark.key}`,
  exceptable: true,
  check: (view) =>
    longLivedOf(view).flatMap((workload) => {
      if (secretsHashMark.in(workload.template.annotations)) return [];
      const ours = namedBy(workload, 'Secret').filter(({ name }) =>
        view.secrets.some(
          (secret) => secret.isSealed && secret.namespace === workload.namespace && secret.name === name,
        ),
      );
      return [...new Set(ours.map(({ name }) => name))].map((name) => ({
        object: workload.id,
        path: workload.template.path,
        message: `reads Secret ${workload.namespace}/${name}, and a rotation of it does not restart the pods`,
      }));
    }),
};

export const reloadable: Rule = {
  id: 'config/reload',
  level: 'error',
  why: 'A subPath mount and an environment variable are copied once: the program never sees what it should reread.',
  fixHint: 'mount the whole ConfigMap as a directory, or let it roll the pods',
  exceptable: true,
  check: (view) =>
    longLivedOf(view).flatMap((workload) => [...subPaths(workload, view), ...environment(workload, view)]),
};

function subPaths(workload: WorkloadView, view: RackView): RuleHit[] {
  const mounted = new Map(
    recordsOf(workload.template.spec.volumes).map((volume: Volume) => [volume.name, volume.configMap?.name]),
  );
  return workload.containers.flatMap(({ container, path }) =>
    recordsOf(container.volumeMounts).flatMap((mount, i): RuleHit[] => {
      const name = mounted.get(String(mount.name));
      if ((mount.subPath ?? mount.subPathExpr) === undefined) return [];
      if (name === undefined || !reloads(name, workload, view)) return [];
      return [
        {
          object: workload.id,
          path: `${path}.volumeMounts[${elementName(mount, i)}].subPath`,
          message: `mounts one file of ConfigMap ${workload.namespace}/${name}, which is to be reread on change`,
          fix: 'mount the whole ConfigMap as a directory',
        },
      ];
    }),
  );
}

function environment(workload: WorkloadView, view: RackView): RuleHit[] {
  return inEnvironment(workload)
    .filter(({ name }) => reloads(name, workload, view))
    .map(({ name, path }) => ({
      object: workload.id,
      path,
      message: `reads ConfigMap ${workload.namespace}/${name} into its environment, though it is to be reread on change`,
      fix: `mount it, or let it roll the pods (remove ${onChangeMark.key})`,
    }));
}

export const configUnused: Rule = {
  id: 'config/unused',
  level: 'warning',
  why: 'Configuration that nothing reads is misleading: editing it has no effect.',
  fixHint: 'remove it, or say by an exception who reads it',
  exceptable: true,
  check: (view) => {
    const read = new Set(
      referencesOf(view)
        .filter(({ kind }) => kind === 'ConfigMap')
        .map(({ namespace, name }) => `${namespace}/${name}`),
    );
    return view.configMaps
      .filter(({ namespace, name }) => !read.has(`${namespace}/${name}`))
      .map(({ id }) => ({ object: id, message: 'is read by nothing' }));
  },
};

function longLivedOf({ workloads }: RackView): WorkloadView[] {
  return workloads.filter(({ kind }) => longLived.has(kind));
}

function configMapsOf(workload: WorkloadView): string[] {
  return namedBy(workload, 'ConfigMap').map(({ name }) => name);
}

function inEnvironment(workload: WorkloadView): { name: string; path: string }[] {
  return namedBy(workload, 'ConfigMap').filter(({ path }) => /\.env(From)?\[/.test(path));
}

function namedBy(workload: WorkloadView, wanted: 'ConfigMap' | 'Secret'): { name: string; path: string }[] {
  const found: { name: string; path: string }[] = [];
  podReferences(workload, (path, name, { kind }) => {
    if (kind === wanted && typeof name === 'string') found.push({ name, path });
  });
  return found;
}

function reloads(name: string, { namespace }: WorkloadView, view: RackView): boolean {
  const configMap: RackObject | undefined = view.find('ConfigMap', namespace, name)?.object;
  return onChangeMark.in(configMap?.annotations) === 'reload';
}

export const configRules: readonly Rule[] = [configRolls, secretRolls, reloadable, configUnused];
