import { elementName } from '../manifest/pod-templates';
import type { PlacedContainer } from '../manifest/pod-templates';
import { recordsOf } from '../manifest/field-path';
import type { Container, PodSpec, Volume } from '../manifest/pod-spec';
import type { RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** What is wrong with one container of a pod, at a path below the container; undefined when nothing is. */
type ContainerCheck = (container: Container, pod: PodSpec) => { at: string; message: string } | undefined;

function containerRule(info: Pick<Rule, 'id' | 'why' | 'fixHint'>, check: ContainerCheck): Rule {
  return {
    ...info,
    level: 'error',
    exceptable: true,
    check: ({ workloads }) =>
      workloads.flatMap(({ id, template, containers }) =>
        containers.flatMap(({ container, path }: PlacedContainer): RuleHit[] => {
          const fault = check(container, template.spec);
          return fault ? [{ object: id, path: `${path}.${fault.at}`, message: fault.message }] : [];
        }),
      ),
  };
}

export const nonRoot = containerRule(
  {
    id: 'baseline/non-root',
    why: 'A process that runs as root in its container is root on the blade as soon as it finds one hole.',
    fixHint: 'set runAsNonRoot: true and runAsUser to the uid of the image, at the pod or at the container',
  },
  ({ securityContext: own = {} }, { securityContext: shared = {} }) => {
    const uid = own.runAsUser ?? shared.runAsUser;
    const mustNotBeRoot = own.runAsNonRoot ?? shared.runAsNonRoot;
    if (uid === 0) return { at: 'securityContext.runAsUser', message: 'runs as root (runAsUser is 0)' };
    if (uid === undefined) {
      return { at: 'securityContext.runAsUser', message: 'says no runAsUser, so the image decides, and most say root' };
    }
    return mustNotBeRoot === true
      ? undefined
      : { at: 'securityContext.runAsNonRoot', message: `runAsNonRoot is ${String(mustNotBeRoot)}; it must be true` };
  },
);

export const readOnlyRoot = containerRule(
  {
    id: 'baseline/read-only-root',
    why: 'An intruder can write programs into a writable root, and files there fill the disk of the blade.',
    fixHint: 'set readOnlyRootFilesystem: true and mount an emptyDir with a size limit where it must write',
  },
  ({ securityContext = {} }) =>
    securityContext.readOnlyRootFilesystem === true
      ? undefined
      : {
          at: 'securityContext.readOnlyRootFilesystem',
          message: `readOnlyRootFilesystem is ${String(securityContext.readOnlyRootFilesystem)}; it must be true`,
        },
);

export const privilegeEscalation = containerRule(
  {
    id: 'baseline/privilege-escalation',
    why: 'With it a set-uid program in the image turns any process into root.',
    fixHint: 'set allowPrivilegeEscalation: false',
  },
  ({ securityContext = {} }) =>
    securityContext.allowPrivilegeEscalation === false
      ? undefined
      : {
          at: 'securityContext.allowPrivilegeEscalation',
          message: `allowPrivilegeEscalation is ${String(securityContext.allowPrivilegeEscalation)}; it must be false`,
        },
);

export const capabilities = containerRule(
  {
    id: 'baseline/capabilities',
    why: 'The capabilities that a runtime grants by default let a process forge packets and change owners of files.',
    fixHint: 'drop ALL and add none; a port below 1024 is not needed, since Services map ports',
  },
  ({ securityContext: { capabilities: { add = [], drop = [] } = {} } = {} }) => {
    const at = 'securityContext.capabilities';
    if (!drop.includes('ALL')) return { at: `${at}.drop`, message: `drops ${list(drop)}; it must drop ALL` };
    return add.length > 0 ? { at: `${at}.add`, message: `adds ${list(add)}; none is allowed` } : undefined;
  },
);

export const seccomp = containerRule(
  {
    id: 'baseline/seccomp',
    why: 'Without a profile a container may call every system call of the kernel, the dangerous ones too.',
    fixHint: 'set seccompProfile: { type: RuntimeDefault } at the pod',
  },
  ({ securityContext: own = {} }, { securityContext: shared = {} }) => {
    const type = (own.seccompProfile ?? shared.seccompProfile)?.type;
    return type === 'RuntimeDefault'
      ? undefined
      : {
          at: 'securityContext.seccompProfile',
          message: `seccomp profile is ${String(type)}; it must be RuntimeDefault`,
        };
  },
);

export const privileged = containerRule(
  {
    id: 'baseline/privileged',
    why: 'A privileged container has every device and every right of the blade.',
    fixHint: 'take it away; a single device comes through a device plugin',
  },
  ({ securityContext = {} }) =>
    securityContext.privileged === true ? { at: 'securityContext.privileged', message: 'is privileged' } : undefined,
);

export const hostAccess: Rule = {
  id: 'baseline/host',
  level: 'error',
  why: "A pod in the host's network is outside every policy; one that sees its processes or files can read them all.",
  fixHint: 'take it away, or give the reason why it cannot do without',
  exceptable: true,
  check: ({ workloads }) => workloads.flatMap(hostHits),
};

function hostHits({ id, template: { spec, path }, containers }: WorkloadView): RuleHit[] {
  return [
    ...(['hostNetwork', 'hostPID', 'hostIPC'] as const)
      .filter((field) => spec[field] === true)
      .map((field) => ({ object: id, path: `${path}.${field}`, message: `${field} is true` })),
    ...recordsOf(spec.volumes).flatMap((volume: Volume, i) =>
      volume.hostPath === undefined
        ? []
        : [
            {
              object: id,
              path: `${path}.volumes[${elementName(volume, i)}].hostPath`,
              message: `mounts ${String(volume.hostPath.path)} of the blade`,
            },
          ],
    ),
    ...containers.flatMap(({ container, path: at }) =>
      recordsOf(container.ports)
        .filter(({ hostPort }) => hostPort !== undefined && spec.hostNetwork !== true)
        .map((port, i) => ({
          object: id,
          path: `${at}.ports[${elementName(port, i)}].hostPort`,
          message: `takes port ${String(port.hostPort)} of the blade`,
        })),
    ),
  ];
}

export const token: Rule = {
  id: 'baseline/token',
  level: 'error',
  why: 'A token that a pod does not need gives an intruder in the pod a key to the API server.',
  fixHint: 'set automountServiceAccountToken: false, or bind the role that the pod needs',
  exceptable: true,
  check: (view) => {
    const bound = boundAccounts(view);
    return view.workloads.flatMap((workload) => tokenHits(workload, view, bound));
  },
};

function tokenHits({ id, namespace, template }: WorkloadView, view: RackView, bound: ReadonlySet<string>): RuleHit[] {
  const { spec, path } = template;
  const account = spec.serviceAccountName ?? 'default';
  const declared = view.find('ServiceAccount', namespace, account)?.object?.manifest.automountServiceAccountToken;
  const mounts = spec.automountServiceAccountToken ?? declared ?? true;
  if (mounts === false || bound.has(`${namespace}/${account}`)) return [];
  return [
    {
      object: id,
      path: `${path}.automountServiceAccountToken`,
      message: `mounts the token of ServiceAccount ${namespace}/${account}, to which no role is bound`,
      fix: 'set automountServiceAccountToken: false, or bind the role that it needs',
    },
  ];
}

export const tokenMounted: Rule = {
  id: 'baseline/rights-unused',
  level: 'error',
  why: 'A program with rights but without a token is anonymous to the API server, and is refused.',
  fixHint: 'set automountServiceAccountToken: true, or remove the binding',
  exceptable: true,
  check: (view) => {
    const bound = boundAccounts(view);
    return view.workloads.flatMap(({ id, namespace, template: { spec, path } }) => {
      const account = spec.serviceAccountName ?? 'default';
      const declared = view.find('ServiceAccount', namespace, account)?.object?.manifest.automountServiceAccountToken;
      const isMounted = spec.automountServiceAccountToken ?? declared ?? true;
      const isProjected = recordsOf(spec.volumes).some((volume: Volume) =>
        recordsOf(volume.projected?.sources).some(({ serviceAccountToken }) => serviceAccountToken !== undefined),
      );
      if (isMounted !== false || isProjected || !bound.has(`${namespace}/${account}`)) return [];
      return [
        {
          object: id,
          path: `${path}.automountServiceAccountToken`,
          message: `mounts no token of ServiceAccount ${namespace}/${account}, to which roles are bound`,
        },
      ];
    });
  },
};

/** `namespace/name` of every ServiceAccount that a binding of ours names. */
function boundAccounts(view: RackView): ReadonlySet<string> {
  const bindings = [...view.ofKind('RoleBinding'), ...view.ofKind('ClusterRoleBinding')];
  return new Set(
    bindings.flatMap(({ manifest, namespace }) =>
      recordsOf(manifest.subjects)
        .filter(({ kind }) => kind === 'ServiceAccount')
        .map((subject) => `${String(subject.namespace ?? namespace)}/${String(subject.name)}`),
    ),
  );
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

export const baselineRules: readonly Rule[] = [
  nonRoot,
  readOnlyRoot,
  privilegeEscalation,
  capabilities,
  seccomp,
  privileged,
  hostAccess,
  token,
  tokenMounted,
];
