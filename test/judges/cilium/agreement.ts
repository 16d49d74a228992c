import { letsIn, letsOut } from '../../../lib/checks/policy-match';
import { type PodGroup, type RackView, rackView } from '../../../lib/checks/rack-view';
import type { Manifest } from '../../../lib/manifest/manifest';
import type { RackFacts } from '../../../lib/facts/facts';
import type { Verdict } from '../sops/verdict';
import { type Answer, type Flow, type World, askCilium } from './ask';
import { namespaces, pods, randomPolicies } from './random-policies';

const SETS = 300;
const outside = ['world', 'kube-apiserver', 'host', 'remote-node', 'ingress'];

/** What our own reading of policies says of a flow between pods, or between pods and what is none. */
export function ourAnswer({ from, to, port, protocol }: Flow, view: RackView): boolean {
  const end = (id: string): PodGroup | string =>
    id.startsWith('reserved:') ? id.slice(9) : view.podGroups.find((group) => group.id === id)!;
  const [client, server] = [end(from), end(to)];
  const wanted = { port, protocol };
  return (
    (typeof client === 'string' || letsOut(client, server, wanted, view)) &&
    (typeof server === 'string' || letsIn(server, client, wanted, view))
  );
}

export function disagreements(answers: readonly Answer[], view: RackView): string[] {
  return answers
    .filter((answer) => ourAnswer(answer, view) !== answer.allowed)
    .map(
      ({ from, to, port, protocol, allowed }) =>
        `${from} → ${to}:${port}/${protocol}: Cilium says ${allowed ? 'passes' : 'does not pass'}`,
    );
}

/** Seeded policies of both kinds in a small world: our reading and Cilium's own must say the same of every flow. */
export function agreeOnRandomPolicies(verdict: Verdict, program: string, facts: RackFacts): void {
  const world = worldOf(facts);
  const ends = [...world.groups.map(({ id }) => id), ...outside.map((name) => `reserved:${name}`)];
  const ports = [80, 443, 6379, 300].flatMap((port) => [
    { port, protocol: 'TCP' },
    { port, protocol: 'UDP' },
  ]);
  const flows = ends.flatMap((from) =>
    ends
      .filter((to) => !(from.startsWith('reserved:') && to.startsWith('reserved:')) && from !== to)
      .flatMap((to) => ports.map((port) => ({ from, to, ...port }))),
  );
  let sum = 0;
  let allowed = 0;
  const wrong: string[] = [];
  for (let seed = 1; seed <= SETS; seed++) {
    const policies = randomPolicies(seed);
    // Cilium gives addresses outside an identity for each block that policies name; the engine alone has none of them.
    const hasBlocks = JSON.stringify(policies).includes('0.0.0.0/0');
    const comparable = flows.filter(({ from, to }) => !hasBlocks || !`${from}${to}`.includes('reserved:world'));
    const answers = askCilium(program, world, policies, comparable);
    const view = viewOf(facts, policies);
    sum += answers.length;
    allowed += answers.filter((answer) => answer.allowed).length;
    wrong.push(...disagreements(answers, view).map((line) => `set ${seed}: ${line}`));
  }
  verdict.check(
    `${SETS} random sets of policies: of ${sum} flows, ${allowed} of which pass, our reading says of each what Cilium says`,
    wrong.length === 0,
    `${wrong.length}:\n     ${wrong.slice(0, 8).join('\n     ')}`,
  );
}

function worldOf(facts: RackFacts): World {
  return { groups: viewOf(facts, []).podGroups.filter(({ id }) => !id.startsWith('kube-system/')), namespaces };
}

/** The small world with some policies, as rules see a rack. */
function viewOf(facts: RackFacts, policies: readonly Manifest[]): RackView {
  const running = pods.map(({ name, namespace, labels }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [] } } },
  }));
  const rendered = [...namespaces, ...running, ...policies].map((manifest) => ({
    manifest: manifest as Manifest,
    app: 'app',
    source: 'app.ts',
    specPath: 'apps.app',
    connects: [],
  }));
  return rackView({ ...facts, rendered, operatorMade: [], releases: [] });
}
