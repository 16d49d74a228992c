import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { httpRules } from '../../../lib/checks/policy-match';
import { type PodGroup, type RackView, rackView } from '../../../lib/checks/rack-view';
import { recordOf, recordsOf } from '../../../lib/manifest/field-path';
import type { Manifest } from '../../../lib/manifest/manifest';
import { buildRack } from '../../../lib/synth';
import { buildComponents } from '../../cluster/build/build-components';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { agreeOnRandomPolicies, disagreements } from './agreement';
import { type Answer, type Flow, askCilium } from './ask';
import { declaredPeers } from './declared';

/** Namespaces that are not ours to close; `kube-system` is the only one (lib/checks/network.ts). */
const openNamespaces = new Set(['kube-system']);
/** Open within, closed to the rest: only its operator knows which pods it makes. */
const openWithin = new Set(['longhorn-system']);

function manifestsIn(folder: string): Manifest[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(Policy|Namespace|HTTPRoute|APIService)\..*yaml$/.test(entry.name))
    .map((entry) => parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')) as Manifest);
}

class Question {
  constructor(
    private readonly program: string,
    private readonly view: RackView,
    private readonly groups: readonly PodGroup[],
    private readonly namespaces: readonly Manifest[],
  ) {}

  ask(policies: readonly Manifest[], flows: readonly Flow[]): Answer[] {
    return askCilium(this.program, { groups: this.groups, namespaces: this.namespaces }, policies, flows);
  }

  /** Every pod to every port that anybody listens on, and the ports that nobody should reach. */
  pairs(): Flow[] {
    return this.groups.flatMap(({ id: from }) =>
      this.groups.flatMap(({ id: to, ports = [] }) =>
        [...ports, { port: 22, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }].map(
          ({ port, protocol }) => ({ from, to, port, protocol }),
        ),
      ),
    );
  }

  /** Declared, from pods to what is none. */
  outside(): (from: string, entity: string, port: number) => boolean {
    const all = new Set<string>();
    for (const { id, connects = [] } of [...this.view.objects, ...this.view.podGroups]) {
      for (const from of this.twins(id)) for (const to of connects) all.add(`${from}>${to}`);
    }
    return (from, entity, port) => all.has(`${from}>${entity}:${port}/TCP`);
  }

  /** Pods with all the labels of a group: what its policies are about, whatever else they are called. */
  private twins(id: string): string[] {
    const meant = this.groups.find((group) => group.id === id);
    if (!meant) return [];
    const wanted = Object.entries(meant.labels);
    return this.groups
      .filter((one) => one.namespace === meant.namespace && wanted.every(([key, value]) => one.labels[key] === value))
      .map((one) => one.id);
  }

  /** Declared, between pods: whoever carries the labels of both ends is meant, also by another name. */
  declared(): (flow: Flow) => boolean {
    const all = new Set<string>();
    for (const { id, connects = [] } of [...this.view.objects, ...this.view.podGroups]) {
      for (const text of connects) {
        const [, to = '', end = ''] = /^(.+):(\d+\/\w+)$/.exec(text) ?? [];
        for (const from of this.twins(id)) for (const other of this.twins(to)) all.add(`${from}>${other}:${end}`);
      }
    }
    return ({ from, to, port, protocol }) => all.has(`${from}>${to}:${port}/${protocol}`);
  }
}

/** Clients that need no more than some requests, as their apps say it. */
const needLittle: readonly [from: string, to: string, requests: string[]][] = [
  ['monitoring/StatefulSet/prometheus', 'ml/Deployment/chat-0', ['GET /metrics(\\?.*)?']],
  ['ml/StatefulSet/open-webui', 'ml/Deployment/litellm', ['GET /v1/.*', 'POST /v1/.*']],
  ['ml/Deployment/litellm', 'ml/Deployment/chat-0', ['GET /v1/.*', 'POST /v1/.*']],
];

const text = ({ from, to, port, protocol }: Flow) => `${from} → ${to}:${port}/${protocol}`;

/**
 * Cilium's own policy engine on the policies of dist/homelab: all pairs of pods, every port. What a connection declares
 * passes, what none declares does not, and what our rules take for HTTP goes through Envoy. Then policies are taken out
 * and put in, and each time the engine must say so. On random policies it must say what our own reading of them says.
 */
async function main(): Promise<void> {
  const root = checkout();
  const { facts } = buildRack({ root, file: 'clusters/homelab.yaml' });
  if (!facts) throw new Error('clusters/homelab.yaml does not load');
  const view = rackView(facts);
  const { 'cilium-judge': program } = await buildComponents(['cilium-judge'], (line) => console.error(line));
  const inDist = manifestsIn(join(root, 'dist', 'homelab', 'apps'));
  const policies = inDist.filter(({ kind }) => kind.endsWith('NetworkPolicy'));
  const groups = view.podGroups.filter(({ isOnHost }) => !isOnHost);
  const question = new Question(
    program,
    view,
    groups,
    inDist.filter(({ kind }) => kind === 'Namespace'),
  );
  const verdict = new Verdict();
  const homeOf = new Map(groups.map(({ id, namespace }) => [id, namespace]));
  const isOpen = (id: string) => openNamespaces.has(homeOf.get(id)!);

  const declared = question.declared();
  // The same pods twice: as whom everybody may ask, and as whom Prometheus scrapes.
  const resolvers = ['kube-system/Pods/kube-dns', 'kube-system/Pods/coredns'];
  const isDns = ({ to, port }: Flow) => port === 53 && resolvers.includes(to);
  const isWithin = ({ from, to }: Flow) => from !== to && homeOf.get(from) === homeOf.get(to);
  const mayPass = (flow: Flow) =>
    declared(flow) ||
    isDns(flow) ||
    (isOpen(flow.from) && isOpen(flow.to)) ||
    (openWithin.has(homeOf.get(flow.from)!) && openWithin.has(homeOf.get(flow.to)!));

  const answers = question.ask(policies, question.pairs());
  const wrong = (which: (answer: Answer) => boolean) => answers.filter(which).map(text);
  const report = (what: string, faults: string[]) =>
    verdict.check(what, faults.length === 0, faults.slice(0, 8).join('\n     '));
  const count = (which: (answer: Answer) => boolean) => answers.filter(which).length;

  report(
    `${count(declared)} declared connections between pods pass`,
    wrong((one) => declared(one) && !one.allowed),
  );
  report(
    `${count((one) => isDns(one) && !isOpen(one.from))} questions to the cluster's DNS pass`,
    wrong((one) => isDns(one) && !one.allowed),
  );
  report(
    `${count((one) => !mayPass(one))} connections that nobody declared do not, ${count((one) => !mayPass(one) && isWithin(one))} of them within a namespace`,
    wrong((one) => !mayPass(one) && one.allowed),
  );
  const seen = new Set(
    httpRules(view).map(({ client, server, port, protocol }) =>
      text({ from: client.id, to: server.id, port, protocol }),
    ),
  );
  report(
    `${count((one) => one.requests !== null)} connections go through Envoy, and they are those that speak HTTP`,
    wrong((one) => one.allowed && (one.requests !== null) !== seen.has(text(one))),
  );
  for (const [from, to, requests] of needLittle) {
    const found = answers.find((one) => one.from === from && one.to === to && one.requests !== null);
    verdict.check(
      `${from} may ask ${to} for ${requests.join(', ')} and no more`,
      JSON.stringify(found?.requests) === JSON.stringify(requests),
      JSON.stringify(found),
    );
  }
  report('our own reading of the policies says the same of every one of them', disagreements(answers, view));
  agreeOnRandomPolicies(verdict, program, facts);
  declaredPeers(verdict, program);
  outside(verdict, question, view, policies, inDist);
  noticed(verdict, question, policies, answers);
  verdict.close();
}

/** What is no pod: the API server, the blades, the Gateway, the world. */
function outside(
  verdict: Verdict,
  question: Question,
  view: RackView,
  policies: readonly Manifest[],
  inDist: readonly Manifest[],
): void {
  const closed = view.podGroups.filter(({ namespace, isOnHost }) => !openNamespaces.has(namespace) && !isOnHost);
  const entities = ['kube-apiserver', 'host', 'remote-node', 'world'];
  const declared = question.outside();
  // The API servers' addresses are those of blades, so whoever may reach blades reaches them on the same port.
  const says = (id: string, entity: string, port: number) =>
    [entity, ...(entity === 'kube-apiserver' ? ['remote-node'] : [])].some((each) => declared(id, each, port));
  const ports = [443, 6443, 9100, 10_250, 2379];
  const out = closed.flatMap(({ id: from }) =>
    entities.flatMap((entity) => ports.map((port) => ({ from, to: `reserved:${entity}`, port, protocol: 'TCP' }))),
  );
  const left = question.ask(policies, out).filter((one) => one.allowed !== says(one.from, one.to.slice(9), one.port));
  verdict.check(
    `${out.length} ways out to API server, blades and world are open where declared, and only there`,
    left.length === 0,
    left.slice(0, 8).map(text).join('\n     '),
  );

  const backends = new Set(
    inDist
      .filter(({ kind }) => kind === 'HTTPRoute')
      .flatMap(({ metadata: { namespace }, spec }) =>
        recordsOf(recordOf(spec).rules).flatMap(({ backendRefs }) =>
          recordsOf(backendRefs).map(({ name, port }) => `${namespace}/${String(name)}:${String(port)}`),
        ),
      ),
  );
  const inward = ['ingress', 'world'].flatMap((entity) =>
    closed.flatMap(({ id: to, ports: own = [] }) =>
      own.map(({ port, protocol }) => ({ from: `reserved:${entity}`, to, port, protocol })),
    ),
  );
  const byId = new Map(closed.map((group) => [group.id, group]));
  const wrong = question.ask(policies, inward).filter(({ from, to, port, allowed }) => {
    const { namespace, name } = byId.get(to)!;
    return allowed !== (from === 'reserved:ingress' && backends.has(`${namespace}/${name}:${port}`));
  });
  verdict.check(
    `the Gateway reaches its ${backends.size} backends and nothing else; the world reaches nobody`,
    wrong.length === 0,
    wrong.slice(0, 8).map(text).join('\n     '),
  );

  // Envoy answers 403 to a client of the Gateway that its own policies do not let out to the pods behind.
  const from = 'monitoring/Deployment/blackbox-exporter';
  const behind = inward.filter((one) => {
    const { namespace, name } = byId.get(one.to)!;
    return one.from === 'reserved:ingress' && backends.has(`${namespace}/${name}:${one.port}`);
  });
  const probes = [
    { from, to: 'reserved:ingress', port: 443, protocol: 'TCP' },
    ...behind.map((one) => ({ ...one, from })),
  ];
  const held = question.ask(policies, probes).filter(({ leaves }) => !leaves);
  verdict.check(
    `the prober is let out to the Gateway and to the pods behind ${behind.length} routes`,
    behind.length > 0 && held.length === 0,
    held.map(text).join('\n     '),
  );
}

/** One fault after another: the engine must say that something changed, or the rows above could not fail. */
function noticed(verdict: Verdict, question: Question, policies: readonly Manifest[], sound: readonly Answer[]): void {
  const idOf = ({ kind, metadata: { namespace, name } }: Manifest) => `${namespace}/${kind}/${name}`;
  const without = (id: string) => {
    if (!policies.some((one) => idOf(one) === id)) throw new Error(`dist/homelab has no ${id}`);
    return policies.filter((one) => idOf(one) !== id);
  };
  const letIn = (namespace: string, name: string, spec: object): Manifest =>
    ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec }) as Manifest;
  const everybody = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };
  const chat = {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'chat-0' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'litellm' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  };
  const before = new Map(sound.map((one) => [text(one), one]));
  const changes = (changed: readonly Manifest[], which: (was: Answer, is: Answer) => boolean) =>
    question.ask(changed, question.pairs()).filter((is) => which(before.get(text(is))!, is));
  const shut = (was: Answer, is: Answer) => was.allowed && !is.allowed;
  const opened = (was: Answer, is: Answer) => !was.allowed && is.allowed;
  const unjudged = (was: Answer, is: Answer) => !was.requests?.includes('*') && is.requests?.includes('*') === true;
  const rows: [what: string, changed: readonly Manifest[], which: (was: Answer, is: Answer) => boolean][] = [
    ['the policy of Redis is gone: its clients are shut out', without('data/NetworkPolicy/redis'), shut],
    [
      'the HTTP policy of the chat model is gone: its clients are shut out',
      without('ml/CiliumNetworkPolicy/chat-0'),
      shut,
    ],
    ['DNS of a namespace is gone: nobody there finds anybody', without('ml/NetworkPolicy/allow-dns'), shut],
    [
      'a policy lets everybody in and out of two namespaces',
      [...policies, letIn('data', 'oops', everybody), letIn('ml', 'oops', everybody)],
      opened,
    ],
    ['a NetworkPolicy beside the HTTP rule: every request passes', [...policies, letIn('ml', 'oops', chat)], unjudged],
  ];
  for (const [what, changed, which] of rows) {
    const found = changes(changed, which);
    verdict.check(`noticed: ${what} (${found.length})`, found.length > 0);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
