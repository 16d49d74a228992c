import { configHashMark, onChangeMark, secretsHashMark } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';
import { changesOf } from '../changes';
import { effectsOf } from './effects';
import { kept, object, tree, said, labels, image, set } from './testing/chat-trees';

describe('what follows elsewhere', () => {
  const config = (value: string, annotations?: Record<string, string>) =>
    object('ConfigMap', 'settings', { data: { a: value } }, annotations);
  const reads = (hash: string, mount: object = {}) => ({
    metadata: { labels, annotations: configHashMark.as(hash) },
    spec: {
      containers: [{ name: 'chat', image: 'a:1', volumeMounts: [{ name: 'c', mountPath: '/c', ...mount }] }],
      volumes: [{ name: 'c', configMap: { name: 'settings' } }],
    },
  });

  test.each<[string, Manifest[], Manifest[], string[]]>([
    [
      'a ConfigMap whose hash stands in the pods',
      [config('1'), set({ template: reads('1') })],
      [config('2'), set({ template: reads('2') })],
      [
        'restarts ml/StatefulSet/chat: 1 of 4 at a time: its configuration',
        'changed in place ml/ConfigMap/settings: ml/StatefulSet/chat restarts with it',
      ],
    ],
    [
      'one that is read again',
      [config('1', onChangeMark.as('reload')), set({ template: reads('1') })],
      [config('2', onChangeMark.as('reload')), set({ template: reads('1') })],
      ['changed in place ml/ConfigMap/settings: ml/StatefulSet/chat reads it anew within two minutes'],
    ],
    [
      'a file that is mounted by itself',
      [config('1', onChangeMark.as('reload')), set({ template: reads('1', { subPath: 'a' }) })],
      [config('2', onChangeMark.as('reload')), set({ template: reads('1', { subPath: 'a' }) })],
      ['changed in place ml/ConfigMap/settings: ml/StatefulSet/chat sees it at the next start'],
    ],
    [
      'one that a new set reads',
      [config('1')],
      [config('2'), set({ template: reads('2') })],
      ['created ml/StatefulSet/chat', 'changed in place ml/ConfigMap/settings: ml/StatefulSet/chat begins with it'],
    ],
    [
      'one that nobody names',
      [config('1')],
      [config('2')],
      ['changed in place ml/ConfigMap/settings: no pod of this rack names it'],
    ],
    [
      'a namespace that goes',
      [object('Namespace', 'ml'), set({})],
      [set({})],
      ['deleted Namespace/ml: with the 1 object in it, and all that is there besides'],
    ],
    [
      'another version of the source of a chart',
      [
        object('OCIRepository', 'flux', { spec: { ref: { tag: '1.0' } } }),
        object('HelmRelease', 'operator', { spec: { chartRef: { name: 'flux' } } }),
      ],
      [
        object('OCIRepository', 'flux', { spec: { ref: { tag: '1.1' } } }),
        object('HelmRelease', 'operator', { spec: { chartRef: { name: 'flux' } } }),
      ],
      ['upgraded ml/OCIRepository/flux: chart 1.0 to 1.1; Helm upgrades ml/HelmRelease/operator'],
    ],
  ])('%s', (_, before, after, lines) => {
    expect(said(tree('chat', ...before), tree('chat', ...after))).toEqual(lines);
  });

  test('a definition names the objects of its kind', () => {
    const definition = (more: object) =>
      object('CustomResourceDefinition', 'widgets.example.org', {
        spec: { group: 'example.org', names: { kind: 'Widget' }, ...more },
      });
    const widget = { ...object('Widget', 'one'), apiVersion: 'example.org/v1' };
    const [before, after] = [
      tree('chat', definition({}), widget),
      tree('chat', definition({ conversion: { strategy: 'None' } }), widget),
    ];
    expect(said(before, after)).toEqual([
      'changed in place CustomResourceDefinition/widgets.example.org: ml/Widget/one validated against it from now on',
    ]);
    expect(said(before, tree('chat', widget))).toEqual([
      'deleted CustomResourceDefinition/widgets.example.org: with every object of the kind: ml/Widget/one',
    ]);
  });

  test('a rotated Secret names its keys, who restarts and what is left to a person', () => {
    const secret = (value: string, mac: string) =>
      object('Secret', 'login', { stringData: { password: value, user: 'a' }, sops: { mac } });
    const pods = (hash: string) =>
      set({ template: { ...image('1'), metadata: { labels, annotations: secretsHashMark.as(hash) } } });
    const facts = JSON.stringify({
      objects: { 'ml/Secret/login': { specPath: 'apps.chat', connects: [] } },
      facts: {
        secrets: [
          {
            namespace: 'ml',
            name: 'login',
            restarts: ['ml/StatefulSet/chat', 'ml/Deployment/web'],
            cautions: { password: 'change it in the database too' },
          },
        ],
      },
    });
    const [before, after] = [tree('chat', secret('1', 'a'), pods('1')), tree('chat', secret('2', 'b'), pods('2'))];
    before.set('facts/chat.json', facts);
    after.set('facts/chat.json', facts);
    expect(said(before, after)).toEqual([
      'restarts ml/StatefulSet/chat: 1 of 4 at a time: a Secret',
      'rotated ml/Secret/login: password; ml/StatefulSet/chat restarts; ml/Deployment/web sees it at the next start; by hand: change it in the database too',
    ]);
    // Sealed anew around the same values: nothing that the cluster would notice.
    expect(said(tree('chat', secret('1', 'a')), tree('chat', secret('1', 'b')))).toEqual([]);
  });

  const kustomization = (name: string, spec: object) =>
    object('Kustomization', name, {
      spec: {
        interval: '10m',
        path: './dist/sample/apps/chat',
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        ...spec,
      },
    });
  const two = [set({}), object('ConfigMap', 'settings', {}, kept)];
  test.each<[string, Manifest[], Manifest[], string[]]>([
    [
      'goes',
      [kustomization('chat', {})],
      [],
      ['deleted ml/Kustomization/chat: Flux deletes the 1 object that it applied; 1 stays'],
    ],
    [
      'goes without pruning',
      [kustomization('chat', { prune: false })],
      [],
      ['deleted ml/Kustomization/chat: its 2 objects stay, and nothing applies them'],
    ],
    [
      'is renamed',
      [kustomization('chat', {})],
      [kustomization('talk', {})],
      [
        'deleted ml/Kustomization/chat: Flux deletes the 1 object that it applied; 1 stays, and talk makes them anew from the same folder',
        'created ml/Kustomization/talk',
      ],
    ],
    [
      'is suspended',
      [kustomization('chat', {})],
      [kustomization('chat', { suspend: true })],
      ['suspended ml/Kustomization/chat: nothing that changes later in its 2 objects is applied'],
    ],
    [
      'goes on',
      [kustomization('chat', { suspend: true })],
      [kustomization('chat', { suspend: false })],
      ['changed in place ml/Kustomization/chat: goes on: all that changed meanwhile is applied now'],
    ],
    [
      'applies another folder',
      [kustomization('chat', {})],
      [kustomization('chat', { path: './dist/other/apps/chat' })],
      [
        'changed in place ml/Kustomization/chat: applies ./dist/other/apps/chat instead: what that does not have is deleted (at most 1 object; 1 is kept)',
      ],
    ],
  ])('a Kustomization that %s', (_, before, after, lines) => {
    expect(said(tree('chat', ...two, ...before), tree('chat', ...two, ...after))).toEqual(lines);
  });

  test('what a suspended app changes is not applied, and what may be forced is made anew', () => {
    const [old, wanted] = [set({}), set({ serviceName: 'other' })];
    const suspended = kustomization('chat', { suspend: true });
    expect(said(tree('chat', suspended, old), tree('chat', suspended, wanted))).toEqual([
      'not applied ml/StatefulSet/chat: chat is suspended in Flux',
    ]);
    const forced = kustomization('chat', { force: true });
    expect(said(tree('chat', forced, old), tree('chat', forced, wanted))).toEqual([
      'recreated ml/StatefulSet/chat: spec.serviceName goes from chat to other',
    ]);
  });

  test('what changes together with its Kustomization may be applied before it', () => {
    const [old, wanted] = [set({ replicas: 1 }), set({ replicas: 2 })];
    const [resting, keeping] = [{ suspend: true }, { prune: false }].map((spec) => kustomization('chat', spec));
    const running = kustomization('chat', {});
    expect(said(tree('chat', running, old), tree('chat', resting!, wanted))).toContain(
      'changed in place ml/StatefulSet/chat: 1 pods become 2; the others stay as they are; unless Kustomization chat is applied first',
    );
    expect(said(tree('chat', running, old), tree('chat', keeping!))).toContain(
      'deleted ml/StatefulSet/chat: unless Kustomization chat is applied first',
    );
  });

  test('an object that another app applies is taken over', () => {
    expect(said(tree('chat', set({})), tree('talk', set({})))).toEqual([
      'taken over ml/StatefulSet/chat: by talk of chat: deleted and made anew where chat is applied first',
    ]);
  });

  test('a release tells its version, its values and which of its pods are other ones', () => {
    const release = (version: string, values: object) =>
      object('HelmRelease', 'operator', { spec: { chart: { spec: { version } }, values } });
    const facts = (image: string) =>
      JSON.stringify({
        facts: {
          releases: [
            {
              id: 'ml/HelmRelease/operator',
              footprint: { workloads: [{ kind: 'DaemonSet', name: 'agent', images: [image] }] },
            },
          ],
        },
      });
    const [before, after] = [
      tree('chat', release('1.0', { a: { b: 1 } })),
      tree('chat', release('1.1', { a: { b: 2 } })),
    ];
    expect(said(before, after)).toEqual([
      'upgraded ml/HelmRelease/operator: chart 1.0 to 1.1; values a.b; this chart has not been rendered here, so its pods are not known',
    ]);
    before.set('facts/chat.json', facts('agent:1'));
    after.set('facts/chat.json', facts('agent:2'));
    expect(said(before, after)).toEqual([
      'upgraded ml/HelmRelease/operator: chart 1.0 to 1.1; values a.b; DaemonSet/agent is another one',
    ]);
  });
});

test('figures and reach tell what a change asks for, bears and opens', () => {
  const needs = (memory: string, replicas: number) =>
    object(
      'StatefulSet',
      'chat',
      { spec: { replicas, template: image('1', { resources: { requests: { memory } } }) } },
      { 'rackwright.dev/quorum': '2' },
    );
  const route = (host: string) => object('HTTPRoute', 'chat', { spec: { hostnames: [host] } });
  const facts = (connects: string[]) =>
    JSON.stringify({ objects: { 'ml/StatefulSet/chat': { specPath: 'apps.chat', connects } } });
  const [before, after] = [
    tree('chat', needs('1Gi', 3), route('a.example')),
    tree('chat', needs('2Gi', 4), route('b.example')),
  ];
  before.set('facts/chat.json', facts(['data/StatefulSet/redis:6379/TCP']));
  after.set('facts/chat.json', facts(['data/Cluster/postgres:5432/TCP']));
  const { lines, figures, reach } = effectsOf(changesOf(before, after), {
    rack: 'sample',
    before,
    after,
    placeOf: () => ({ file: 'clusters/sample.yaml', line: 7 }),
  });
  expect(figures).toEqual([
    { name: 'memory that the changed pods ask for', before: '3Gi', after: '8Gi' },
    { name: 'ml/chat bears the loss of', before: '1', after: '2' },
  ]);
  expect(reach).toEqual({
    opened: ['ml/StatefulSet/chat → data/Cluster/postgres:5432/TCP', 'the network → b.example'],
    closed: ['ml/StatefulSet/chat → data/StatefulSet/redis:6379/TCP', 'the network → a.example'],
  });
  expect(lines).toContainEqual(
    expect.objectContaining({
      object: 'ml/StatefulSet/chat',
      specPath: 'apps.chat',
      at: { file: 'clusters/sample.yaml', line: 7 },
    }),
  );
});

test('a route opens the network only where a policy lets the gateway in, and so does a Service with an address', () => {
  const deployment = object('Deployment', 'chat', {
    spec: { selector: { matchLabels: labels }, template: image('1') },
  });
  const deny = {
    ...object('NetworkPolicy', 'default-deny', { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
    apiVersion: 'networking.k8s.io/v1',
  };
  const service = (type: string) => ({
    ...object('Service', 'chat', { spec: { type, selector: labels, ports: [{ port: 80, targetPort: 8080 }] } }),
    apiVersion: 'v1',
  });
  const route = object('HTTPRoute', 'chat', {
    spec: { hostnames: ['chat.example'], rules: [{ backendRefs: [{ name: 'chat', port: 80 }] }] },
  });
  const policy = (entity: string) => ({
    ...object('CiliumNetworkPolicy', 'chat', {
      spec: { endpointSelector: { matchLabels: labels }, ingress: [{ fromEntities: [entity] }] },
    }),
    apiVersion: 'cilium.io/v2',
  });
  const opened = (...objects: Manifest[]) => {
    const [before, after] = [tree('chat', deployment, deny), tree('chat', deployment, deny, ...objects)];
    return effectsOf(changesOf(before, after), { rack: 'sample', before, after }).reach.opened;
  };
  expect(opened(service('ClusterIP'), route)).toEqual([]);
  expect(opened(service('ClusterIP'), route, policy('ingress'))).toEqual(['the network → chat.example']);
  expect(opened(service('LoadBalancer'))).toEqual([]);
  expect(opened(service('LoadBalancer'), policy('world'))).toEqual(['the network → ml/Service/chat:8080/TCP']);
});
