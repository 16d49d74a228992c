import type { KubeObject } from '../kube/object';
import type { Heartbeat } from './heartbeat';

/** What a KWOK Stage matches and does; KWOK tries all stages of a kind at every change of an object. */
export interface Stage extends KubeObject {
  spec: {
    resourceRef: { apiGroup: string; kind: string };
    selector: { matchExpressions: { key: string; operator: string; values?: string[] }[] };
    delay?: { durationMilliseconds: number; jitterDurationMilliseconds?: number };
    next: Record<string, unknown>;
    immediateNextStage?: boolean;
  };
}

/** Label of a node whose blade is without power: its heartbeat stops. */
export const powerLabel = 'bench.rackwright.dev/power';

const readyOf = '.status.conditions.[] | select( .type == "Ready" ) | .status';
const deletion = '.metadata.deletionTimestamp';

type Expression = Stage['spec']['selector']['matchExpressions'][number];

const powered: Expression = { key: `.metadata.labels["${powerLabel}"]`, operator: 'NotIn', values: ['off'] };
const ready: Expression = { key: readyOf, operator: 'In', values: ['True'] };
const notReady: Expression = { key: readyOf, operator: 'NotIn', values: ['True'] };
const living: Expression = { key: deletion, operator: 'DoesNotExist' };
const ofJob: Expression = { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['Job'] };
const notOfJob: Expression = { key: '.metadata.ownerReferences.[].kind', operator: 'NotIn', values: ['Job'] };
const inPhase = (phase: string): Expression => ({ key: '.status.phase', operator: 'In', values: [phase] });

const nodeStatus = `
{{ $now := Now }}
conditions:
{{ range $type, $status := dict "Ready" "True" "MemoryPressure" "False" "DiskPressure" "False" "PIDPressure" "False" "NetworkUnavailable" "False" }}
- type: {{ $type }}
  status: {{ $status | Quote }}
  reason: SimulatedKubelet
  message: the bench plays this kubelet
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
phase: Running
`;

const readyConditions = `
{{ $now := Now }}
conditions:
{{ range $index, $type := list "PodReadyToStartContainers" "Initialized" "ContainersReady" "Ready" }}
- {type: {{ $type }}, status: "True", lastTransitionTime: {{ $now | Quote }}}
{{ end }}
`;

const runningPod = `${readyConditions}
{{ range .spec.readinessGates }}
- {type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }}}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- {name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: true, started: true, restartCount: 0, state: {running: {startedAt: {{ $now | Quote }}}}}
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  restartCount: 0
  {{ if eq .restartPolicy "Always" }}
  started: true
  state: {running: {startedAt: {{ $now | Quote }}}}
  {{ else }}
  state: {terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}
  {{ end }}
{{ end }}
{{ $hosts := NodeIPsWith .spec.nodeName }}
{{ with $hosts }}
hostIP: {{ index . 0 | Quote }}
hostIPs: [{ip: {{ index . 0 | Quote }}}]
{{ end }}
{{ $ips := PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
{{ with $ips }}
podIP: {{ index . 0 | Quote }}
podIPs: [{ip: {{ index . 0 | Quote }}}]
{{ end }}
phase: Running
startTime: {{ $now | Quote }}
`;

const finishedPod = `
{{ $now := Now }}
conditions:
{{ range $index, $type := list "ContainersReady" "Ready" }}
- {type: {{ $type }}, status: "False", reason: PodCompleted, lastTransitionTime: {{ $now | Quote }}}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- {name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: false, started: false, restartCount: 0, state: {terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}}
{{ end }}
phase: Succeeded
`;

/**
 * How the simulated kubelets behave. Nodes keep a heartbeat while their blade has power. Pods become Ready, Jobs'
 * pods succeed, deleted pods go, all at once; on the nodes named in `silent` nothing happens any more.
 */
export function stages(silent: readonly string[], { leastMilliseconds, mostMilliseconds }: Heartbeat): Stage[] {
  const elsewhere: Expression = {
    key: '.spec.nodeName',
    operator: 'NotIn',
    values: silent.length > 0 ? [...silent] : ['none'],
  };
  const node = (name: string, match: Expression[], rest: Omit<Stage['spec'], 'resourceRef' | 'selector'>) =>
    stage(name, 'Node', match, rest);
  const pod = (name: string, match: Expression[], next: Record<string, unknown>) =>
    stage(name, 'Pod', [...match, elsewhere], { next });
  return [
    node('node-starts', [notReady, powered], { next: { statusTemplate: nodeStatus } }),
    node('node-heartbeat', [ready, powered], {
      delay: { durationMilliseconds: leastMilliseconds, jitterDurationMilliseconds: mostMilliseconds },
      next: { statusTemplate: nodeStatus },
      immediateNextStage: true,
    }),
    pod('pod-starts', [living, inPhase('Pending'), notReady], { statusTemplate: runningPod }),
    // After a silent kubelet the controller manager sets pods unready; the returning kubelet sets them ready again.
    // Only conditions: the server refuses a second address of a pod.
    pod('pod-is-ready-again', [living, inPhase('Running'), notReady, notOfJob], { statusTemplate: readyConditions }),
    pod('pod-of-job-ends', [living, inPhase('Running'), ofJob], { statusTemplate: finishedPod }),
    pod('pod-is-deleted', [{ key: deletion, operator: 'Exists' }], { delete: true }),
  ];
}

function stage(
  name: string,
  kind: string,
  matchExpressions: Expression[],
  rest: Omit<Stage['spec'], 'resourceRef' | 'selector'>,
): Stage {
  const spec = { resourceRef: { apiGroup: 'v1', kind }, selector: { matchExpressions }, ...rest };
  return { apiVersion: 'kwok.x-k8s.io/v1alpha1', kind: 'Stage', metadata: { name }, spec };
}
