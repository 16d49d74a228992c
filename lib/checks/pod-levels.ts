import { recordOf, recordsOf } from '../manifest/field-path';
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

export const podLevelRules: readonly Rule[] = [fitsLevel];
