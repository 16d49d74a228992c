import { rackView } from '../checks/rack-view';
import { all, edited, set, setFact } from '../checks/testing/edits';
import { soundRack } from '../checks/testing/sound-rack';
import { demandOf } from './demand';

const chat = 'ml/Deployment/chat';
const pod = 'spec.template.spec';
type Edit = ReturnType<typeof set>;

/** The chat of the sample is spread strictly, which would hide the rest. */
const classOf = (id: string, edit: Edit) =>
  demandOf(rackView(edited(soundRack, all(set(chat, `${pod}.topologySpreadConstraints`, []), edit)))).find(
    (each) => each.id === id,
  );

const unread: [string, Edit, string | undefined][] = [
  ['an ordinary pod', set(chat, 'metadata.name', 'chat'), undefined],
  ['a node selector by a label that somebody sets by hand', set(chat, `${pod}.nodeSelector`, { disk: 'fast' }), 'disk'],
  [
    'a node selector by what every kubelet tells',
    set(chat, `${pod}.nodeSelector`, { 'kubernetes.io/arch': 'arm64' }),
    undefined,
  ],
  [
    'required node affinity by a label that nobody here knows',
    set(chat, `${pod}.affinity.nodeAffinity`, {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'room', operator: 'In', values: ['cellar'] }] }],
      },
    }),
    'room',
  ],
  [
    'required affinity to other pods',
    set(chat, `${pod}.affinity.podAffinity`, {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }],
    }),
    'beside other pods',
  ],
  [
    'a strict spread',
    set(chat, `${pod}.topologySpreadConstraints`, [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }]),
    'spread evenly',
  ],
  [
    'a spread that does not say, which is strict',
    set(chat, `${pod}.topologySpreadConstraints`, [{ maxSkew: 1 }]),
    'spread',
  ],
  [
    'a spread if there is room',
    set(chat, `${pod}.topologySpreadConstraints`, [{ maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' }]),
    undefined,
  ],
];

test.each(unread)('nothing is proved of what is not reckoned with: %s', (_name, edit, said) => {
  const { unsure } = classOf(chat, edit)!;
  if (said === undefined) expect(unsure).toBeUndefined();
  else expect(unsure).toContain(said);
});

test('a pod that others keep off by zone is not proved either, though it says nothing itself', () => {
  const byZone = set('data/StatefulSet/redis', `${pod}.affinity.podAntiAffinity`, {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'topology.kubernetes.io/zone', namespaceSelector: {}, labelSelector: {} },
    ],
  });
  expect(classOf(chat, byZone)!.unsure).toContain('data/StatefulSet/redis');
});

describe('pods of charts', () => {
  const withPods = (workload: object) =>
    setFact('releases', [
      {
        app: 'longhorn',
        id: 'longhorn-system/HelmRelease/longhorn',
        crdGroups: [],
        webhookGroups: [],
        needsGroups: [],
        footprint: { workloads: [{ kind: 'Deployment', name: 'ui', images: [], ...workload }], source: 'its chart' },
      },
    ]);
  const ui = (workload: object) => classOf('longhorn-system/Deployment/ui', withPods(workload))!;

  test.each([
    ['no class', {}, 0, true],
    ['a class of Kubernetes', { priorityClass: 'system-node-critical' }, 2_000_001_000, true],
    ['a class whose value nobody read', { priorityClass: 'of-its-own' }, Number.MAX_SAFE_INTEGER, false],
  ])('%s gives the priority that the API server would', (_name, workload, priority, preempts) => {
    expect(ui(workload)).toMatchObject({ priority, preempts });
  });

  test('a port of the blade keeps two of them apart', () => {
    expect(ui({ hostPorts: [9234] }).keepsOff.has('longhorn-system/Deployment/ui')).toBe(true);
    expect(ui({}).keepsOff.size).toBe(0);
  });

  test('a node selector leaves the blades that carry the label', () => {
    expect(ui({ nodeSelector: { 'kubernetes.io/arch': 'riscv64' } }).blades.size).toBe(0);
    expect(ui({}).blades.size).toBeGreaterThan(0);
  });

  const beside = (topologyKey: string, name: string) => ({
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels: { app: name } } }],
  });
  const byBlade = 'kubernetes.io/hostname';
  const workers = ui({}).blades.size;

  test.each<[string, object, number]>([
    ['no toleration leaves the workers', { tolerations: [] }, workers],
    [
      'a toleration of the control plane adds its blades',
      { tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] },
      soundRack.rack.blades.length,
    ],
    [
      'required node affinity leaves the blades that it names',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['riscv64'] }] },
              ],
            },
          },
        },
      },
      0,
    ],
  ])('%s', (_name, place, blades) => {
    expect(ui({ place }).blades.size).toBe(blades);
  });

  test('anti-affinity keeps two of them apart, by the labels of their pods', () => {
    const place = { affinity: { podAntiAffinity: beside(byBlade, 'ui') } };
    expect(ui({ place, labels: { app: 'ui' } }).keepsOff.has('longhorn-system/Deployment/ui')).toBe(true);
    expect(ui({ place, labels: { app: 'other' } }).keepsOff.size).toBe(0);
  });

  test.each<[string, object, number]>([
    ['its kind, a quarter more', {}, 5],
    ['Recreate, none', { strategy: { type: 'Recreate' } }, 4],
    ['a number of its own', { strategy: { rollingUpdate: { maxSurge: 3 } } }, 7],
    ['a share of its own', { strategy: { rollingUpdate: { maxSurge: '50%' } } }, 6],
  ])('a roll-out starts as many beside them as %s says', (_name, more, count) => {
    expect(ui({ replicas: 4, ...more })).toMatchObject({ replicas: 4, count });
  });

  const daemonIn = (namespace: string, more: object = {}) => ({
    app: 'longhorn',
    id: `${namespace}/HelmRelease/daemons`,
    crdGroups: [],
    webhookGroups: [],
    needsGroups: [],
    footprint: {
      workloads: [{ kind: 'DaemonSet', name: 'agent', images: [], labels: { app: 'agent' }, ...more }],
      source: 'its chart',
    },
  });
  test.each<[string, object, string | undefined]>([
    ['one that runs on each of its blades', daemonIn('longhorn-system'), undefined],
    ['one of another namespace', daemonIn('elsewhere'), 'beside other pods'],
    [
      'one that some blades lack',
      daemonIn('longhorn-system', { nodeSelector: { 'kubernetes.io/hostname': 'blade-4' } }),
      'beside other pods',
    ],
  ])('that must stand beside a daemon are told apart by the daemon: %s', (_name, daemon, said) => {
    const place = { affinity: { podAffinity: beside(byBlade, 'agent') } };
    const workload = { kind: 'Deployment', name: 'ui', images: [], place };
    const release = { ...daemonIn('longhorn-system'), id: 'longhorn-system/HelmRelease/longhorn' };
    const releases = [{ ...release, footprint: { workloads: [workload], source: 'its chart' } }, daemon];
    const { unsure } = classOf('longhorn-system/Deployment/ui', setFact('releases', releases))!;
    if (said === undefined) expect(unsure).toBeUndefined();
    else expect(unsure).toContain(said);
  });
});
