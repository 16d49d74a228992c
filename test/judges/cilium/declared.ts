import type { PodGroup, RackView } from '../../../lib/checks/rack-view';
import { sampleFile } from '../../../lib/testing/sample-rack';
import type { Manifest } from '../../../lib/manifest/manifest';
import type { Verdict } from '../sops/verdict';
import { type Address, type Answer, type Flow, type World, askCilium } from './ask';
import { type Form, canBe, forms, peers, portOf, rackIn, whoFetchesFromAnywhere } from './declared-peers';

const text = ({ from, to, port, protocol }: Flow) => `${from} → ${to}:${port}/${protocol}`;

interface Asked {
  world: World & { addresses: readonly Address[] };
  policies: readonly Manifest[];
  flows: readonly Flow[];
  /** Whether a flow was declared. */
  meant: (flow: Flow) => boolean;
}

/**
 * Each kind of peer that a rack file can state, in each form of address: Cilium's engine must let its pods out to exactly
 * that address and port. Then rules are changed, and each time it must say so.
 */
export function declaredPeers(verdict: Verdict, program: string): void {
  console.log(
    `--- peers on ${sampleFile}, not dist/homelab: no rack states each of them in ${forms.length} forms of address`,
  );
  for (const form of forms) {
    const asked = questionsOf(form);
    const answers = askCilium(program, asked.world, asked.policies, asked.flows);
    const wrong = wrongOf(answers, asked);
    const passing = answers.filter(({ allowed }) => allowed).length;
    verdict.check(
      `peers by ${form.title}: of ${answers.length} flows ${passing} pass, and they are those that were declared`,
      wrong.length === 0 && passing > 0,
      wrong.slice(0, 8).join('\n     '),
    );
    noticed(verdict, program, form, asked);
  }
}

function wrongOf(answers: readonly Answer[], { meant }: Asked): string[] {
  return answers
    .filter((one) => one.allowed !== meant(one))
    .map((one) => `${text(one)} ${one.allowed ? 'passes' : 'does not'}`);
}

function questionsOf(form: Form): Asked {
  const { facts, view } = rackIn(form);
  const stated = peers.flatMap((peer, index) => (canBe(peer, form) ? [{ peer, index }] : []));
  const groups = view.podGroups.filter(({ isOnHost, namespace }) => !isOnHost && namespace !== 'kube-system');
  const ids = (index: number) => form.addresses(index).map((_, family) => `peer-${index}-${family}`);
  // Nobody stated the neighbour of an address, and no name leads to it that anybody stated.
  const addresses = stated.flatMap(({ index }) =>
    form.addresses(index).flatMap((address, family): Address[] => [
      { id: ids(index)[family]!, address, names: form.isName ? [form.host(index)] : [] },
      { id: `near-${index}-${family}`, address: besideOf(address), names: [`near-${form.host(index)}`] },
    ]),
  );
  const ports = (usual: number) => [...new Set([usual, usual + 1, 443])];
  const flows = stated.flatMap(({ peer, index }) =>
    ports(portOf(peer, index, form)).flatMap((port) =>
      (peer.protocols ?? (['TCP'] as const)).flatMap((protocol) =>
        form
          .addresses(index)
          .flatMap((_, family) =>
            [`peer-${index}-${family}`, `near-${index}-${family}`].flatMap((to) =>
              groups.map(({ id: from }) => ({ from, to, port, protocol })),
            ),
          ),
      ),
    ),
  );
  const fetches = membersOf(whoFetchesFromAnywhere, groups, view);
  const open = new Set<string>();
  for (const { peer, index } of stated) {
    for (const from of membersOf(peer.clients, groups, view)) {
      for (const to of ids(index)) {
        for (const protocol of peer.protocols ?? ['TCP'])
          open.add(text({ from, to, port: portOf(peer, index, form), protocol }));
      }
    }
  }
  return {
    world: {
      groups,
      namespaces: facts.rendered.map(({ manifest }) => manifest).filter(({ kind }) => kind === 'Namespace'),
      addresses,
      families: form.isDual ? ['ipv4', 'ipv6'] : ['ipv4'],
    },
    policies: facts.rendered.map(({ manifest }) => manifest).filter(({ kind }) => kind.endsWith('NetworkPolicy')),
    flows,
    meant: (flow) => open.has(text(flow)) || (flow.port === 443 && flow.protocol === 'TCP' && fetches.has(flow.from)),
  };
}

/** Pods that policies of these clients select: all with their labels, whatever else they are called. */
function membersOf(clients: readonly string[], groups: readonly PodGroup[], view: RackView): Set<string> {
  const found = new Set<string>();
  for (const client of clients) {
    // A Job goes by its name and a hash of its template.
    const meant = view.podGroups.filter(({ id }) => id === client || id.replace(/-[0-9a-f]{8}$/, '') === client);
    if (meant.length === 0) throw new Error(`the sample rack has no pods ${client}`);
    for (const { namespace, labels } of meant) {
      const wanted = Object.entries(labels);
      for (const one of groups) {
        if (one.namespace === namespace && wanted.every(([key, value]) => one.labels[key] === value)) found.add(one.id);
      }
    }
  }
  return found;
}

/** The address after one that ends in an even number. */
function besideOf(address: string): string {
  const [, head, last] = /^(.*[.:])([0-9a-f]+)$/.exec(address)!;
  const base = address.includes(':') ? 16 : 10;
  return head! + (parseInt(last!, base) + 1).toString(base);
}

/** One fault after another, each where its form could have it. */
function noticed(verdict: Verdict, program: string, form: Form, { world, policies, flows: every, meant }: Asked): void {
  // Some peers are enough to see it by.
  const flows = every.filter(({ to }) => Number(/-(\d+)-/.exec(to)![1]) < 4);
  const changed = (edit: (rule: Record<string, unknown>) => Record<string, unknown>) =>
    policies.map((policy) => {
      const { egress } = policy.spec as { egress?: Record<string, unknown>[] };
      return egress === undefined
        ? policy
        : { ...policy, spec: { ...(policy.spec as object), egress: egress.map(edit) } };
    });
  const unanswered = { ...world, addresses: world.addresses.map((each) => ({ ...each, names: [] })) };
  const faults: [
    what: string,
    applies: boolean,
    world: World,
    policies: readonly Manifest[],
    isSeen: (one: Answer) => boolean,
  ][] = [
    [
      // What is written as a name and has colons Cilium refuses by itself.
      'addresses are written as names',
      !form.isName && !form.isDual,
      world,
      changed(({ toCIDR, ...rest }) =>
        Array.isArray(toCIDR) ? { ...rest, toFQDNs: [{ matchName: String(toCIDR[0]).split('/')[0] }] } : { ...rest },
      ) as Manifest[],
      (one) => meant(one) && !one.allowed,
    ],
    ['DNS answers nothing', form.isName === true, unanswered, policies, (one) => meant(one) && !one.allowed],
    [
      'a rule forgets its port',
      true,
      world,
      changed(({ toPorts, ...rest }) =>
        rest['toCIDR'] || rest['toFQDNs'] ? rest : { ...rest, toPorts },
      ) as Manifest[],
      (one) => !meant(one) && one.allowed,
    ],
    [
      'a rule opens the network around its address',
      !form.isName,
      world,
      changed(({ toCIDR, ...rest }) =>
        Array.isArray(toCIDR)
          ? { ...rest, toCIDR: [String(toCIDR[0]).replace(/\/(32|128)$/, (all) => (all === '/32' ? '/30' : '/126'))] }
          : rest,
      ) as Manifest[],
      (one) => !meant(one) && one.allowed,
    ],
  ];
  for (const [what, applies, where, edited, isSeen] of faults) {
    if (!applies) continue;
    const seen = askCilium(program, where, edited, flows).filter(isSeen).length;
    verdict.check(`noticed, by ${form.title}: ${what} (${seen})`, seen > 0);
  }
}
