import { rackView } from '../checks/rack-view';
import { switchMark, switchPortMark } from '../facts/marks';
import type { Manifest } from '../manifest/manifest';
import { situationOf } from '../status/situation';
import type { Seen } from '../status/seen';
import { ago, changed, notReady, soundCluster, withObjects } from '../status/testing/sound-cluster';
import { checkReference } from '../testing/reference-rack';
import { guards, refusalsOf } from './guards';
import type { JournalEntry } from './journal';
import type { PortState, PowerFacts, PowerRequest, Witness } from './request';

const view = rackView(checkReference().facts);
const sound = soundCluster(view);
const dead = (seen: Seen, ...names: string[]) =>
  names.reduce((at, name) => {
    return changed(at, `Node/${name}`, [
      'status',
      notReady('Kubelet stopped posting node status.', 'NodeStatusUnknown', 'Unknown'),
    ]);
  }, seen);

const ports = Array.from({ length: 24 }, (_, index): PortState => ({
  port: index + 1,
  canFeed: true,
  isUplink: false,
  isOn: true,
  watts: 6,
  isLinkUp: true,
  macs: [],
}));
const port = (number: number, change: Partial<PortState>) =>
  ports.map((each) => (each.port === number ? { ...each, ...change } : each));

const gone: Witness[] = [
  { who: 'Kubernetes', says: 'gone', how: 'silent' },
  { who: 'Talos', says: 'gone', how: 'no handshake' },
  { who: 'ping', says: 'gone', how: 'no reply' },
];
const but = (who: Witness['who'], says: Witness['says']) =>
  gone.map((each) => (each.who === who ? { ...each, says } : each));

const entry = (
  blade: string,
  action: JournalEntry['action'],
  step: JournalEntry['step'],
  hoursAgo = 0.2,
): JournalEntry => ({
  at: ago(hoursAgo),
  blade,
  action,
  step,
  by: 'somebody',
  text: '',
});

interface Asked {
  seen?: Seen;
  facts?: Partial<Omit<PowerFacts, 'situation'>>;
}

/** A blade that hangs, on a rack that is otherwise well: what may be cycled. */
function refused(request: Partial<PowerRequest>, { seen = dead(sound, 'blade-07'), facts = {} }: Asked = {}): string[] {
  const all: PowerFacts = {
    situation: situationOf(seen, view),
    witnesses: gone,
    othersHeard: ['blade-01'],
    ports,
    journal: [],
    ...facts,
  };
  return refusalsOf({ action: 'cycle', blade: 'blade-07', ...request }, all).map(({ guard }) => guard);
}

const node = (name: string, metadata: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, ...metadata },
});

test.each<PowerRequest['action']>(['cycle', 'off'])('a blade that is gone may be told to %s', (action) => {
  expect(refused({ action })).toEqual([]);
});

test('a port that is off may be switched on, whatever the cluster says', () => {
  const seen: Seen = { ...sound, objects: [], unread: [{ what: 'api-server', name: 'version', why: 'refused' }] };
  expect(
    refused({ action: 'on' }, { seen, facts: { ports: port(7, { isOn: false, watts: 0 }), witnesses: [] } }),
  ).toEqual([]);
});

const dangerous: [dangerous: string, guard: string, request: Partial<PowerRequest>, asked: Asked][] = [
  ['a blade that works', 'blade-is-gone', {}, { seen: sound, facts: { witnesses: but('Kubernetes', 'alive') } }],
  ['a blade whose Talos answers', 'blade-is-gone', {}, { facts: { witnesses: but('Talos', 'alive') } }],
  [
    'a blade that answers a ping, unless a person has looked',
    'blade-is-gone',
    {},
    { facts: { witnesses: but('ping', 'alive') } },
  ],
  [
    'a blade that a witness could not be asked about',
    'blade-is-gone',
    {},
    { facts: { witnesses: but('ping', 'nothing') } },
  ],
  ['a blade that restarts', 'silent-for-minutes', {}, { seen: restarting('blade-07') }],
  ['a blade that only this desk cannot reach', 'desk-hears-the-rack', {}, { facts: { othersHeard: [] } }],
  ['a second blade', 'no-other-blade-is-down', {}, { seen: dead(sound, 'blade-07', 'blade-09') }],
  [
    'a second blade, while an operation has not ended',
    'nobody-else-acts',
    {},
    { facts: { journal: [entry('blade-09', 'cycle', 'off')] } },
  ],
  [
    'a second blade, while another is switched off',
    'nobody-else-acts',
    {},
    { facts: { journal: [entry('blade-09', 'off', 'done')] } },
  ],
  [
    'a second blade, while another is fenced',
    'nobody-else-acts',
    {},
    { seen: fenced(dead(sound, 'blade-07'), 'blade-09') },
  ],
  [
    'a member that serves, of a set that has none to spare',
    'quorum-holds',
    { blade: 'blade-04', isHung: true },
    { seen: changed(sound, 'data/StatefulSet/redis', ['status.readyReplicas', 2]) },
  ],
  ['a member of etcd, of which one is dead', 'quorum-holds', { blade: 'blade-01' }, { seen: dead(sound, 'blade-02') }],
  [
    'a blade, while a volume has no usable copy',
    'storage-is-whole',
    {},
    {
      seen: withObjects(dead(sound, 'blade-07'), {
        apiVersion: 'longhorn.io/v1beta2',
        kind: 'Volume',
        metadata: { name: 'pvc-1', namespace: 'longhorn-system' },
        status: { robustness: 'faulted' },
      }),
    },
  ],
  ['the uplink of the switch', 'port-feeds-the-blade', {}, { facts: { ports: port(7, { isUplink: true }) } }],
  ['a port that cannot feed', 'port-feeds-the-blade', {}, { facts: { ports: port(7, { canFeed: false }) } }],
  ['a port that the node itself does not name', 'port-feeds-the-blade', {}, { seen: plugged('usw-pro-24', '9') }],
  ['a port that the switch does not have', 'port-feeds-the-blade', {}, { facts: { ports: ports.slice(0, 5) } }],
  ['a port that is off', 'port-can-do-it', {}, { facts: { ports: port(7, { isOn: false }) } }],
  [
    'a start for which the switch lacks the watts',
    'switch-has-the-watts',
    {},
    { facts: { ports: ports.map((each) => ({ ...each, watts: 20 })) } },
  ],
  [
    'a fourth cycle within the hour',
    'it-helps',
    {},
    { facts: { journal: [0.8, 0.5, 0.3].map((hours) => entry('blade-07', 'cycle', 'off', hours)) } },
  ],
  [
    'anything, while the API server is silent',
    'cluster-is-seen',
    {},
    { seen: { ...sound, objects: [], unread: [{ what: 'api-server', name: 'version', why: 'refused' }] } },
  ],
  [
    'anything, while pods cannot be read',
    'cluster-is-seen',
    {},
    { seen: { ...dead(sound, 'blade-07'), unread: [{ what: 'objects', name: 'pods', why: 'forbidden' }] } },
  ],
  ['the only control plane, for good', 'not-the-only-control-plane', { action: 'off', blade: 'blade-01' }, {}],
];

test.each(dangerous)('refused: %s', (_, guard, request, asked) => {
  const only = guard === 'not-the-only-control-plane' ? withOneControlPlane : view;
  const { seen = dead(sound, 'blade-07'), facts = {} } = asked;
  const all = {
    situation: situationOf(seen, only),
    witnesses: gone,
    othersHeard: ['blade-03'],
    ports,
    journal: [],
    ...facts,
  };
  const refusals = refusalsOf({ action: 'cycle', blade: 'blade-07', ...request }, all);
  expect(refusals.map((each) => each.guard)).toContain(guard);
  for (const { why, instead } of refusals) {
    expect(why.length).toBeGreaterThan(10);
    expect(instead.length).toBeGreaterThan(5);
  }
});

test('every guard refuses something in the table above', () => {
  expect([...new Set(dangerous.map(([, guard]) => guard))].sort()).toEqual(guards.map(({ id }) => id).sort());
});

test('a hung blade that answers nothing but a ping may be cut once a person says so', () => {
  expect(refused({ isHung: true }, { facts: { witnesses: but('ping', 'alive') } })).toEqual([]);
  expect(refused({ isHung: true }, { facts: { witnesses: but('Talos', 'alive') } })).toEqual(['blade-is-gone']);
});

test('a dead member is no member to lose: its blade may be cycled although the set is short', () => {
  const seen = changed(dead(sound, 'blade-04'), 'data/StatefulSet/redis', ['status.readyReplicas', 2]);
  expect(refused({ blade: 'blade-04' }, { seen })).toEqual([]);
});

test('the blade whose own operation was interrupted may be tried again', () => {
  expect(refused({}, { facts: { journal: [entry('blade-07', 'cycle', 'off')] } })).toEqual([]);
});

const withOneControlPlane = {
  ...view,
  rack: {
    ...view.rack,
    blades: view.rack.blades.map((each) => ({
      ...each,
      role: each.name === 'blade-01' ? ('control-plane' as const) : ('worker' as const),
    })),
  },
};

function restarting(name: string): Seen {
  const status = notReady('Kubelet stopped posting node status.', 'NodeStatusUnknown', 'Unknown');
  const conditions = status.conditions.map((each) => ({ ...each, lastTransitionTime: ago(1 / 60) }));
  return changed(sound, `Node/${name}`, ['status', { conditions }]);
}

function fenced(seen: Seen, name: string): Seen {
  return changed(seen, `Node/${name}`, [
    'spec.taints',
    [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }],
  ]);
}

function plugged(name: string, number: string): Seen {
  const { status } = dead(sound, 'blade-07').objects.find((each) => each.metadata.name === 'blade-07')!;
  const labelled = node('blade-07', { labels: { ...switchMark.as(name), ...switchPortMark.as(number) } });
  const others = sound.objects.filter((each) => !(each.kind === 'Node' && each.metadata.name === 'blade-07'));
  return { ...sound, objects: [{ ...labelled, status } as Manifest, ...others] };
}
