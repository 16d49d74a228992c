import { fieldOf, recordOf, recordsOf } from '../manifest/field-path';
import { enforceLabel } from '../manifest/pod-security';
import type { WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** Capabilities that the level `baseline` lets a container add: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const baselineCapabilities: ReadonlySet<string> = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);
const restrictedVolumes: ReadonlySet<string> = new Set([
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'],
]);

/** What the level `baseline` refuses of a pod. */
function beyondBaseline({ template: { spec }, containers }: WorkloadView): string[] {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true);
  const paths = recordsOf(spec.volumes).filter(({ hostPath }) => hostPath !== undefined);
  return [
    ...shared,
    ...(paths.length > 0 ? ['hostPath'] : []),
    ...containers.flatMap(({ container: { securityContext = {}, ports } }) => [
      ...(securityContext.privileged === true ? ['privileged'] : []),
      ...(securityContext.capabilities?.add ?? []).filter((each) => !baselineCapabilities.has(each)),
      ...(recordsOf(ports).some(({ hostPort }) => Number(hostPort ?? 0) > 0) ? ['hostPort'] : []),
    ]),
  ];
}

/** What the level `restricted` refuses beside that. */
function beyondRestricted({ template: { spec }, containers }: WorkloadView): string[] {
  const pod = spec.securityContext ?? {};
  const volumes = recordsOf(spec.volumes).flatMap(({ name: _, ...source }) => Object.keys(source));
  return [
    ...volumes.filter((each) => each !== 'hostPath' && !restrictedVolumes.has(each)),
    ...containers.flatMap(({ container: { securityContext = {} } }) => {
      const profile = recordOf(securityContext.seccompProfile ?? pod.seccompProfile).type;
      return [
        ...(securityContext.allowPrivilegeEscalation === false ? [] : ['allowPrivilegeEscalation']),
        ...((securityContext.runAsNonRoot ?? pod.runAsNonRoot) === true ? [] : ['runAsNonRoot']),
        ...(securityContext.capabilities?.drop?.includes('ALL') ? [] : ['capabilities']),
        ...((securityContext.capabilities?.add ?? []).some((each) => each !== 'NET_BIND_SERVICE')
          ? ['capabilities']
          : []),
        ...(profile === 'RuntimeDefault' || profile === 'Localhost' ? [] : ['seccompProfile']),
      ];
    }),
  ];
}

export const fitsLevel: Rule = {
  id: 'baseline/level-fits',
  level: 'error',
  why: 'Pod Security refuses pods that want more than their namespace allows: they are never created, and only an event of their set says so.',
  fixHint: 'declare the namespace with the level that its pods need, or take the privilege away',
  exceptable: false,
  check: (view) =>
    view.workloads.flatMap((workload): RuleHit[] => {
      const home = view.ofKind('Namespace').find(({ name }) => name === workload.namespace);
      const level = home?.manifest.metadata.labels?.[enforceLabel];
      if (!home || (level !== 'baseline' && level !== 'restricted')) return [];
      const wanted = [...beyondBaseline(workload), ...(level === 'restricted' ? beyondRestricted(workload) : [])];
      if (wanted.length === 0) return [];
      return [
        {
          object: workload.id,
          path: workload.template.path,
          message: `needs ${[...new Set(wanted)].join(', ')}, and ${home.id} enforces ${level}`,
        },
      ];
    }),
};

const versionLabel = `${enforceLabel}-version`;

export const strictLevel: Rule = {
  id: 'baseline/level-lax',
  level: 'error',
  why: 'A namespace that lets in more than its pods want lets a broken or strange pod have the blade.',
  fixHint: 'enforce the level that its pods keep, in its newest version',
  exceptable: true,
  check: (view) =>
    view.ofKind('Namespace').flatMap(({ id, name, manifest }): RuleHit[] => {
      const labels = manifest.metadata.labels ?? {};
      const version = labels[versionLabel];
      const at = (label: string) => fieldOf('metadata.labels', label);
      const old: RuleHit[] =
        version === undefined || version === 'latest'
          ? []
          : [{ object: id, path: at(versionLabel), message: `enforces the level as it was in Kubernetes ${version}` }];
      const own = view.workloads.filter(({ namespace }) => namespace === name);
      // What a chart or an operator makes there is known by its footprint at most.
      const isOurs =
        own.length > 0 &&
        !view.ofKind('HelmRelease').some(({ namespace }) => namespace === name) &&
        !view.operatorMade.some(({ kind, namespace }) => kind === 'Pods' && namespace === name);
      if (labels[enforceLabel] !== 'privileged' || !isOurs) return old;
      if (own.some((each) => beyondBaseline(each).length > 0)) return old;
      return [...old, { object: id, path: at(enforceLabel), message: 'is privileged, and no pod of it needs that' }];
    }),
};

export const podLevelRules: readonly Rule[] = [fitsLevel, strictLevel];
