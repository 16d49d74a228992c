import Ajv from 'ajv/dist/2020';
import { rackView } from '../checks/rack-view';
import type { Manifest } from '../manifest/manifest';
import { noLoss } from '../placement/losses';
import { placementOf } from '../placement/placement';
import { checkReference } from '../testing/reference-rack';
import { screenLines, statusAsText } from './as-text';
import { statusJsonSchema } from './json-schema';
import { statusOf } from './report';
import type { Seen } from './seen';
import { ago, backup, changed, notReady, soundCluster, withObjects, without } from './testing/sound-cluster';

const view = rackView(checkReference().facts);
const sound = soundCluster(view);
const first = (seen: Seen) => statusOf(seen, view).lines[0];

const dead = (seen: Seen, ...names: string[]) =>
  names.reduce(
    (at, name) =>
      changed(at, `Node/${name}`, [
        'status',
        notReady('Kubelet stopped posting node status.', 'NodeStatusUnknown', 'Unknown'),
      ]),
    seen,
  );

const pod = (name: string, status: object, spec: object = {}, owner?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'ml',
    creationTimestamp: ago(1),
    ...(owner !== undefined && { ownerReferences: [{ kind: 'StatefulSet', name: owner }] }),
  } as Manifest['metadata'],
  spec: { containers: [], ...spec },
  status,
});

const scheduled = (message: string) => ({
  phase: 'Pending',
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: ago(1) }],
});

const crashing = {
  phase: 'Running',
  containerStatuses: [
    {
      name: 'server',
      restartCount: 14,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    },
  ],
};

const alert = (alertname: string, severity: string, labels: Record<string, string> = {}) => ({
  labels: { alertname, severity, ...labels },
  annotations: {
    summary: 'what it says',
    runbook_url: 'https://git.example.org/docs/runbooks-homelab/thermal-daemon.md#hot',
  },
  startsAt: ago(2),
});

test('a sound cluster is well, and its screen says so', () => {
  const report = statusOf(sound, view);
  expect(report.lines).toEqual([]);
  expect(report.level).toBe('well');
  expect(report.blades).toEqual({ good: 20, all: 20 });
  expect(report.sets.good).toBe(report.sets.all);
  expect(statusAsText(report)).toContain('nothing is wrong');
});

test.each<[state: string, seen: Seen, level: string, says: RegExp, command: RegExp]>([
  [
    'an API server that is silent',
    { ...sound, objects: [], unread: [{ what: 'api-server', name: 'version', why: 'connection refused' }] },
    'down',
    /API server at 192\.168\.1\.10 does not answer: connection refused/,
    /^talosctl --nodes 192\.168\.1\.11 health$/,
  ],
  [
    'a dead blade',
    dead(sound, 'blade-07'),
    'broken',
    /^blade-07 is not ready for 30 min: Kubelet stopped posting/,
    /^npx rackwright power cycle blade-07$/,
  ],
  [
    'a blade whose kubelet answers and is not ready',
    changed(sound, 'Node/blade-09', ['status', notReady('container runtime is down', 'KubeletNotReady')]),
    'broken',
    /^blade-09 is not ready for 30 min: container runtime is down/,
    /^talosctl --nodes 192\.168\.1\.19 dmesg/,
  ],
  [
    'a blade that nobody registered',
    without(sound, ({ kind, metadata }) => kind === 'Node' && metadata.name === 'blade-20'),
    'broken',
    /^blade-20 is not ready: the cluster has no such node/,
    /blade-20/,
  ],
  [
    'a blade that is back and still fenced',
    changed(sound, 'Node/blade-05', [
      'spec.taints',
      [{ key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }],
    ]),
    'broken',
    /^blade-05 is back and still fenced/,
    /^kubectl taint nodes blade-05 node\.kubernetes\.io\/out-of-service-$/,
  ],
  [
    'two dead members of Redis',
    changed(dead(sound, 'blade-04', 'blade-05'), 'data/StatefulSet/redis', ['status.readyReplicas', 1]),
    'down',
    /^blade-04 and blade-05 are not ready/,
    /power cycle blade-04/,
  ],
  [
    'a set whose members run and do not serve',
    changed(sound, 'data/StatefulSet/redis', ['status.readyReplicas', 1]),
    'down',
    /^Redis has lost its quorum: 1 of 3 members are up, 2 needed/,
    /describe statefulset\/redis$/,
  ],
  [
    'etcd without a majority',
    dead(sound, 'blade-01', 'blade-02'),
    'down',
    /^blade-01 and blade-02 are not ready/,
    /power cycle blade-01/,
  ],
  [
    'a Kustomization that cannot be applied, and those that wait for it',
    changed(
      changed(sound, 'flux-system/Kustomization/redis', [
        'status',
        notReady('data/StatefulSet/redis: spec.foo: unknown', 'ReconciliationFailed'),
      ]),
      'flux-system/Kustomization/litellm',
      ['status', notReady("dependency 'flux-system/redis' is not ready", 'DependencyNotReady')],
    ),
    'broken',
    /^Flux cannot apply redis for 30 min \(ReconciliationFailed\): .*spec\.foo: unknown; 1 app waits for it/,
    /describe kustomization\/redis$/,
  ],
  [
    'a pod larger than any blade, which dist/ does not have',
    withObjects(sound, pod('big-0', scheduled('0/20 nodes are available: 20 Insufficient memory. preemption: 0/20'))),
    'broken',
    /^ml\/big-0 finds no blade for 60 min: 0\/20 nodes are available: 20 Insufficient memory; the proof knows nothing of it/,
    /describe pod big-0$/,
  ],
  [
    'a pod that ends again and again',
    withObjects(sound, pod('open-webui-0', crashing, {}, 'open-webui')),
    'broken',
    /^ml\/open-webui-0 ends again and again \(server, 14 restarts, it ran out of memory\)/,
    /logs open-webui-0 --previous/,
  ],
  [
    'an image that cannot be pulled',
    withObjects(
      sound,
      pod('chat-0', {
        phase: 'Pending',
        containerStatuses: [
          { name: 'server', state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling' } } },
        ],
      }),
    ),
    'broken',
    /^ml\/chat-0 cannot start: its image cannot be pulled \(server: Back-off pulling\)/,
    /describe pod chat-0$/,
  ],
  [
    'a certificate that has ended',
    changed(sound, certificateId(), ['status.notAfter', ago(50)]),
    'down',
    /^the certificate .* ended 2 days ago/,
    /describe certificate\//,
  ],
  [
    'a certificate that should have been renewed',
    changed(sound, certificateId(), ['status.notAfter', ago(-72)]),
    'risk',
    /^the certificate .* ends in 3 days and was not renewed/,
    /describe certificate\//,
  ],
  [
    'a base backup that is old',
    withObjects(
      without(sound, ({ kind }) => kind === 'Backup'),
      backup('postgres', 24 * 9),
      backup('postgres', 20, 'failed', 'no such bucket'),
    ),
    'risk',
    /^PostgreSQL data\/postgres was last backed up 9 days ago; the last one failed: no such bucket$/,
    /get backups\.postgresql\.cnpg\.io$/,
  ],
  [
    'a restore that nobody has proved for weeks',
    changed(sound, 'data/CronJob/restore-drill-postgres', ['status.lastSuccessfulTime', ago(24 * 20)]),
    'risk',
    /^data\/restore-drill-postgres last got through 20 days ago, and should every 7 days$/,
    /get jobs --selector/,
  ],
  [
    'a full volume, and the pod that crashes on it',
    withObjects(
      {
        ...sound,
        volumeUses: [{ namespace: 'ml', claim: 'data', usedBytes: 99, capacityBytes: 100 }],
      },
      pod('open-webui-0', crashing, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] }),
    ),
    'down',
    /^the volume of ml\/data is 99 % full/,
    /describe persistentvolumeclaim\/data$/,
  ],
  [
    'a replicated volume without a copy',
    withObjects(sound, {
      apiVersion: 'longhorn.io/v1beta2',
      kind: 'Volume',
      metadata: { name: 'pvc-1', namespace: 'longhorn-system' },
      status: { robustness: 'faulted', kubernetesStatus: { namespace: 'ml', pvcName: 'uploads' } },
    }),
    'down',
    /^no usable copy is left of the volume of ml\/uploads/,
    /describe volumes\.longhorn\.io\/pvc-1$/,
  ],
  [
    'an alert that fires',
    { ...sound, alerts: [alert('Watchdog', 'none'), alert('BladeHot', 'critical')] },
    'broken',
    /^BladeHot fires for 2 h: what it says/,
    /^npx rackwright runbook thermal-daemon$/,
  ],
  [
    'a source that Flux cannot read',
    withObjects(sound, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { url: 'https://git.example.org/you/homelab' },
      status: notReady('authentication required', 'GitOperationFailed'),
    }),
    'broken',
    /^Flux cannot read https:\/\/git\.example\.org\/you\/homelab for 30 min: authentication required/,
    /describe gitrepository\/flux-system$/,
  ],
  [
    'an app that is suspended in Flux',
    changed(sound, 'flux-system/Kustomization/grafana', ['spec.suspend', true]),
    'risk',
    /^Flux is suspended for grafana/,
    /"suspend":false/,
  ],
])('the first line names %s', (_, seen, level, says, command) => {
  const line = first(seen);
  expect(line?.level).toBe(level);
  expect(line?.message).toMatch(says);
  expect(line?.command).toMatch(command);
});

test('what follows from a dead blade stands below it and is no news of its own', () => {
  const seen = {
    ...changed(dead(sound, 'blade-04', 'blade-05'), 'data/StatefulSet/redis', ['status.readyReplicas', 1]),
    alerts: [alert('NodeDown', 'warning', { node: 'blade-05' })],
  };
  const { lines } = statusOf(seen, view);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.follows.map(({ message }) => message.slice(0, 26))).toEqual([
    'Redis has lost its quorum:',
    'NodeDown fires for 2 h: wh',
  ]);
});

test('every blade of a switch is told as the switch', () => {
  const names = view.rack.blades.map(({ name }) => name);
  expect(first(dead(sound, ...names))?.message).toMatch(/^all that switch usw-pro-24 feeds \(blade-01, /);
});

test('a pod that asks for more than dist/ says is told so, whatever the scheduler says', () => {
  const asked = { containers: [{ name: 'x', resources: { requests: { memory: '640Gi' } } }] };
  const seen = withObjects(sound, pod('open-webui-0', scheduled('20 Insufficient memory'), asked, 'open-webui'));
  expect(first(seen)?.message).toMatch(/it asks for 655360Mi of memory where dist\/ says \d+Mi/);
});

test('the proof says whether a pod that waits should fit', () => {
  const { classes, surveysOf } = placementOf(view);
  const [survey] = surveysOf([noLoss()]);
  const proved = classes.find(
    ({ id, isPinned }, at) => id.includes('/Deployment/') && !isPinned && survey?.verdicts[at]?.kind === 'proved',
  );
  const [namespace = '', , owner = ''] = proved!.id.split('/');
  const waiting = pod(`${owner}-x`, scheduled('untolerated taint'));
  const metadata = { ...waiting.metadata, namespace, ownerReferences: [{ kind: 'Deployment', name: owner }] };
  const seen = withObjects(sound, { ...waiting, metadata });
  expect(first(seen)?.message).toContain('the proof says that it fits with every blade up');
});

test('a rack in every bad state at once fits one screen, the worst first, and says how to see the rest', () => {
  const all = Array.from({ length: 40 }, (_, index) => pod(`x-${index}`, crashing));
  const report = statusOf(withObjects(dead(sound, 'blade-01', 'blade-02'), ...all), view);
  const text = statusAsText(report);
  expect(text.split('\n').length).toBeLessThanOrEqual(screenLines + 2);
  expect(text).toMatch(/\d+ more lines: npx rackwright status --all/);
  expect(text.split('\n')[2]).toMatch(/^down +blade-01 and blade-02/);
  expect(statusAsText(report, { all: true })).toContain('x-39');
});

test('the document is what its schema says', () => {
  const validate = new Ajv({ strict: false }).compile(statusJsonSchema());
  const report = statusOf(dead(sound, 'blade-07'), view);
  expect(validate(JSON.parse(JSON.stringify(report)))).toBe(true);
  expect(validate({ ...report, level: 'odd' })).toBe(false);
});

test('nothing is said of blades when nobody could read them', () => {
  const seen = { ...sound, objects: [], unread: [{ what: 'objects' as const, name: 'nodes', why: 'forbidden' }] };
  expect(statusOf(seen, view).lines.map(({ message }) => message)).toEqual([
    '1 answer missing, so nothing is said of nodes: forbidden',
  ]);
});

function certificateId(): string {
  const [one] = view.ofKind('Certificate');
  return one!.id;
}
