import { rackView } from '../rack-view';
import { add, edited, set } from '../testing/edits';
import type { Edit } from '../testing/edits';
import { soundRack } from '../testing/sound-rack';
import { edgesOf } from './edges';
import { whyOf } from './why';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';

function ask(from: string, to: string, edit: Edit = { do: 'nothing' }) {
  const view = rackView(edited(soundRack, edit));
  const end = (id: string) => view.podGroups.find((group) => group.id === id) ?? id;
  return whyOf(end(from), end(to), view);
}

test('names every object on the way of a connection that passes', () => {
  const [found] = ask(chat, redis);
  expect(found).toMatchObject({
    ...{ from: chat, to: redis, port: 6379, protocol: 'TCP', passes: true },
    asked: [{ by: 'declared', object: chat }],
    services: ['data/Service/redis:6379'],
    leaves: { passes: true, by: [{ object: 'ml/NetworkPolicy/chat', path: 'spec.egress[0]' }] },
    comesIn: { passes: true, by: [{ object: 'data/NetworkPolicy/redis', path: 'spec.ingress[0]' }] },
  });
});

test('names the policies that keep a connection shut', () => {
  const [found] = ask(chat, redis, set('data/NetworkPolicy/redis', 'spec.ingress', []));
  expect(found).toMatchObject({
    passes: false,
    leaves: { passes: true },
    comesIn: { passes: false, by: [], shutBy: ['data/NetworkPolicy/default-deny', 'data/NetworkPolicy/redis'] },
  });
});

test('names the rule that denies what another one opens', () => {
  const denying = add({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace: 'data', name: 'never' },
    spec: { endpointSelector: {}, ingressDeny: [{ fromEntities: ['all'] }] },
  });
  const [found] = ask(chat, redis, denying);
  expect(found).toMatchObject({
    passes: false,
    comesIn: { by: [{ object: 'data/CiliumNetworkPolicy/never', path: 'spec.ingressDeny[0]' }] },
  });
});

test('says which requests get through', () => {
  const http = set('ml/CiliumNetworkPolicy/chat', 'spec.ingress[0].toPorts[0].rules', {
    http: [{ method: 'GET', path: '/metrics' }],
  });
  expect(ask('ingress', chat, http)[0]).toMatchObject({ passes: true, requests: ['GET /metrics'] });
});

test('lists what is asked for and what is open though nobody asks', () => {
  const view = rackView(
    edited(soundRack, set('ml/CiliumNetworkPolicy/chat', 'spec.ingress[0].fromEntities', ['ingress', 'world'])),
  );
  const lines = edgesOf(view).map(({ from, to, passes, asked }) => [from, to, passes, asked.map(({ by }) => by)]);
  expect(lines).toContainEqual(['ingress', chat, true, ['route']]);
  expect(lines).toContainEqual(['world', chat, true, []]);
});
