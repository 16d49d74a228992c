import fc from 'fast-check';
import type { NetworkPolicySpec } from '../../imports/k8s';
import { Pods } from './pods';
import { type HttpRequest, type Protocol, kubeApiServer, only as onlyRequests, world } from './ports';
import { only, render } from './testing/render';

const pods = (
  scope: ConstructorParameters<typeof Pods>[0],
  name: string,
  namespace: string,
  port = 80,
  protocol: Protocol = 'TCP',
) => new Pods(scope, name, { namespace, name, labels: { app: name }, ports: { it: { port, protocol } } });

test('a connection opens both sides, with the port and the protocol of the peer', () => {
  const anyPort = fc.integer({ min: 1, max: 65_535 });
  fc.assert(
    fc.property(anyPort, fc.constantFrom<Protocol>('TCP', 'UDP'), fc.boolean(), (port, protocol, isNeighbour) => {
      const home = isNeighbour ? 'a' : 'b';
      const manifests = render((scope) => {
        const server = pods(scope, 'server', home, port, protocol);
        pods(scope, 'client', 'a').connectsTo(server.ports.it);
      });
      const from = (only(manifests, 'NetworkPolicy', 'client').spec as NetworkPolicySpec).egress!;
      const to = (only(manifests, 'NetworkPolicy', 'server').spec as NetworkPolicySpec).ingress!;
      const across = (namespace: string) =>
        isNeighbour ? {} : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
      const ports = [{ port, protocol }];
      expect(from).toEqual([{ to: [{ ...across(home), podSelector: { matchLabels: { app: 'server' } } }], ports }]);
      expect(to).toEqual([{ from: [{ ...across('a'), podSelector: { matchLabels: { app: 'client' } } }], ports }]);
    }),
  );
});

test('the order in which connections are declared does not show', () => {
  const build = (names: string[]) =>
    render((scope) => {
      const servers = new Map(['x', 'y'].map((name) => [name, pods(scope, name, 'a')]));
      const client = pods(scope, 'client', 'a');
      for (const name of names) client.connectsTo(servers.get(name)!.ports.it);
    });
  expect(build(['x', 'y'])).toEqual(build(['y', 'x']));
});

test('the API server is reached by a Cilium policy, since no Kubernetes policy can name it', () => {
  const manifests = render((scope) => pods(scope, 'client', 'a').connectsTo(kubeApiServer));
  expect(only(manifests, 'CiliumNetworkPolicy').spec).toEqual({
    endpointSelector: { matchLabels: { app: 'client' } },
    egress: [{ toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '6443', protocol: 'TCP' }] }] }],
  });
});

test('a name of the world brings the DNS proxy that learns its addresses', () => {
  const manifests = render((scope) => pods(scope, 'client', 'a').connectsTo(world('s3.example.org')));
  const { egress } = only(manifests, 'CiliumNetworkPolicy').spec as { egress: object[] };
  expect(egress).toContainEqual(expect.objectContaining({ toFQDNs: [{ matchName: 's3.example.org' }] }));
  expect(JSON.stringify(egress)).toContain('"rules":{"dns":[{"matchPattern":"*"}]}');
});

const web = (scope: ConstructorParameters<typeof Pods>[0]) =>
  new Pods(scope, 'web', {
    namespace: 'a',
    name: 'web',
    labels: { app: 'web' },
    ports: { http: { port: 80, http: true }, plain: { port: 81 } },
  });
const metrics: HttpRequest = { method: 'GET', path: '/metrics' };
const answers: HttpRequest = { method: 'POST', path: '/v1/*' };

/** What the policy of `web` says of the requests of one client. */
function requestsOf(...asked: (HttpRequest[] | 'all')[]): unknown {
  const manifests = render((scope) => {
    const server = web(scope);
    const client = pods(scope, 'client', 'b');
    for (const requests of asked) {
      const port = server.ports.http;
      client.connectsTo(requests === 'all' ? port : onlyRequests(port, ...requests));
    }
  });
  const { ingress } = only(manifests, 'CiliumNetworkPolicy', 'web').spec as {
    ingress: { fromEndpoints: object[]; toPorts: { rules: { http: unknown } }[] }[];
  };
  expect(ingress).toHaveLength(1);
  expect(ingress[0]!.fromEndpoints).toEqual([
    { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'b', app: 'client' } },
  ]);
  return ingress[0]!.toPorts[0]!.rules.http;
}

test.each<[string, (HttpRequest[] | 'all')[], unknown]>([
  ['every request, seen', ['all'], [{}]],
  ['one request, with or without a query', [[metrics]], [{ method: 'GET', path: '/metrics(\\?.*)?' }]],
  ['everything below a path', [[answers]], [{ method: 'POST', path: '/v1/.*' }]],
  [
    'what two connections ask for, in order and once',
    [[answers], [metrics, answers]],
    [
      { method: 'GET', path: '/metrics(\\?.*)?' },
      { method: 'POST', path: '/v1/.*' },
    ],
  ],
  ['everything, as soon as one connection does', [[metrics], 'all', [answers]], [{}]],
  ['a dot that is a dot', [[{ method: 'GET', path: '/a.b' }]], [{ method: 'GET', path: '/a\\.b(\\?.*)?' }]],
])('over HTTP a client may make %s', (_title, asked, rules) => {
  expect(requestsOf(...asked)).toEqual(rules);
});

test('who comes in over HTTP comes in by no other policy, or Cilium would not look', () => {
  const manifests = render((scope) => {
    const server = web(scope);
    pods(scope, 'client', 'b').connectsTo(server.ports.http, server.ports.plain);
  });
  const { ingress } = only(manifests, 'NetworkPolicy', 'web').spec as NetworkPolicySpec;
  expect(ingress?.flatMap(({ ports }) => ports)).toEqual([{ port: 81, protocol: 'TCP' }]);
  const { egress } = only(manifests, 'NetworkPolicy', 'client').spec as NetworkPolicySpec;
  expect(egress?.flatMap(({ ports }) => ports?.map(({ port }) => port))).toEqual([80, 81]);
});

test('only what speaks HTTP can be asked for some requests', () => {
  expect(() => render((scope) => onlyRequests(web(scope).ports.plain, metrics))).toThrow(
    'a/Pods/web does not say that port "plain" speaks HTTP',
  );
});

test('pods that connect to nothing outside have no Cilium policy at all', () => {
  const manifests = render((scope) => pods(scope, 'lonely', 'a'));
  expect(manifests.map(({ kind }) => kind)).toEqual(['NetworkPolicy']);
});

test('pods with the addresses of their blade are reached as the blade, and have no policy themselves', () => {
  const manifests = render((scope) => {
    const labels = { app: 'daemon' };
    const daemon = new Pods(scope, 'daemon', {
      namespace: 'b',
      name: 'daemon',
      labels,
      ports: { it: { port: 9100 } },
      network: 'host',
    });
    pods(scope, 'client', 'a').connectsTo(daemon.ports.it);
  });
  expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort()).toEqual([
    'CiliumNetworkPolicy/client',
    'NetworkPolicy/client',
  ]);
  const toPorts = [{ ports: [{ port: '9100', protocol: 'TCP' }] }];
  expect(only(manifests, 'CiliumNetworkPolicy').spec).toMatchObject({
    egress: [
      { toEntities: ['host'], toPorts },
      { toEntities: ['remote-node'], toPorts },
    ],
  });
});

test('pods of a namespace that is not ours to close are reached by one side’s policy', () => {
  const manifests = render((scope) => {
    const labels = { app: 'dns' };
    const ports = { metrics: { port: 9153 } };
    const dns = new Pods(scope, 'dns', { namespace: 'b', name: 'dns', labels, ports, network: 'open' });
    pods(scope, 'client', 'a').connectsTo(dns.ports.metrics);
  });
  expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['NetworkPolicy/client']);
});
