import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { operatorNeeds, operatorPorts } from './operator-needs';
import { letsIn, letsOut } from './policy-match';
import type { PodGroup, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** Pods of operators in namespaces that deny by default; the host's own network knows no policies. */
function operatorGroups(view: RackView): PodGroup[] {
  const ours = new Set(view.workloads.map(({ id }) => id));
  return view.podGroups.filter(({ id, namespace }) => !ours.has(id) && namespace !== 'kube-system');
}

export const apiServerReached: Rule = {
  id: 'network/api-server',
  level: 'error',
  why: 'A controller that cannot ask the API server waits for ever, and what it should do is not done.',
  fixHint: 'declare the connection: connectsTo(kubeApiServer)',
  exceptable: true,
  check: (view) => {
    const groups = new Map(view.podGroups.map((group) => [group.id, group]));
    const asking = view.workloads
      .filter((workload) => asksApiServer(workload, view))
      .flatMap(({ id }) => groups.get(id) ?? []);
    return [...operatorGroups(view), ...asking]
      .filter((group) => !letsOut(group, 'kube-apiserver', { port: 6443, protocol: 'TCP' }, view))
      .map(({ id }) => ({
        object: id,
        message: 'asks the API server, and no policy lets it out to kube-apiserver on 6443/TCP',
      }));
  },
};

/** Pods that carry a token to which somebody bound rights. */
function asksApiServer({ template: { spec }, namespace }: WorkloadView, view: RackView): boolean {
  if (spec.automountServiceAccountToken === false || spec.hostNetwork) return false;
  return [...view.ofKind('ClusterRoleBinding'), ...view.ofKind('RoleBinding')].some(({ manifest }) =>
    recordsOf(manifest.subjects).some(
      (subject) =>
        subject.kind === 'ServiceAccount' &&
        subject.namespace === namespace &&
        subject.name === spec.serviceAccountName,
    ),
  );
}

export const operatorsTalk: Rule = {
  id: 'network/operator',
  level: 'error',
  why: 'Operators talk among their own pods; a default deny cuts them off from what they look after, and they only say so in their logs.',
  fixHint: 'declare the connection between the two in their app',
  exceptable: true,
  check: (view) =>
    operatorNeeds(view).flatMap(({ client, server, port, otherwise }): RuleHit[] => {
      const wanted = { port, protocol: 'TCP' };
      const isOut = letsOut(client, server, wanted, view);
      if (isOut && letsIn(server, client, wanted, view)) return [];
      const [object, way] = isOut ? [server.id, `${client.id} in`] : [client.id, `it out to ${server.id}`];
      return [{ object, message: `no policy lets ${way} on ${port}/TCP: ${client.name} cannot ${otherwise}` }];
    }),
};

export const webhookReached: Rule = {
  id: 'network/webhook',
  level: 'error',
  why: 'The API server refuses every object of a kind whose webhook it cannot reach; charts make theirs where no rule sees them.',
  fixHint: 'let the API server in: acceptsFrom("kube-apiserver", …)',
  exceptable: true,
  check: (view) => {
    const hooks = operatorGroups(view).flatMap((group) =>
      (group.ports ?? [])
        .filter(({ name = '' }) => /webhook|conversion/.test(name))
        .map(({ port }): [PodGroup, number] => [group, port]),
    );
    return hooks
      .filter(([group, port]) => !letsIn(group, 'kube-apiserver', { port, protocol: 'TCP' }, view))
      .map(([{ id }, port]) => ({
        object: id,
        message: `is asked by the API server on ${port}/TCP, and no policy lets it in`,
      }));
  },
};

export const sourcesReached: Rule = {
  id: 'network/source',
  level: 'error',
  why: 'Flux stands still at what it has when its source-controller cannot fetch: no commit arrives, and no chart.',
  fixHint: 'let source-controller out to the host of the address',
  exceptable: true,
  check: (view) => {
    const fetchers = view.podGroups.filter(({ labels }) => labels['app'] === 'source-controller');
    const kinds = ['OCIRepository', 'GitRepository', 'HelmRepository', 'Bucket'];
    const stated = kinds.flatMap((kind) =>
      view.ofKind(kind).map(({ id, spec }) => ({ id, path: 'spec.url', url: textOf(spec.url) })),
    );
    const synced = view
      .ofKind('FluxInstance')
      .map(({ id, spec }) => ({ id, path: 'spec.sync.url', url: textOf(recordOf(spec.sync).url) }));
    return [...stated, ...synced].flatMap(({ id, path, url }) => {
      const place = placeOf(url);
      if (!place) return [];
      return fetchers
        .filter((group) => !letsOut(group, place.to, { port: place.port, protocol: 'TCP' }, view))
        .map((group) => ({
          object: id,
          path,
          message: `is fetched from ${place.to}:${place.port}, and no policy lets ${group.id} out to it`,
        }));
    });
  },
};

/** Addresses with a number in place of a name are checked by the app alone. */
function placeOf(url: string | undefined): { to: string; port: number } | undefined {
  const [, scheme = '', host = '', port] =
    /^([a-z]+):\/\/(?:[^@/]*@)?([a-z0-9.-]*[a-z][a-z0-9.-]*)(?::(\d+))?(?:\/|$)/.exec(url ?? '') ?? [];
  const usual: Readonly<Record<string, number>> = { https: 443, http: 80, oci: 443, ssh: 22 };
  const number = port === undefined ? usual[scheme] : Number(port);
  return host === '' || number === undefined ? undefined : { to: host, port: number };
}

export const operatorPortsRight: Rule = {
  id: 'network/operator-port',
  level: 'error',
  why: 'What an app declares of the pods of a chart becomes policies and scrapes: with a wrong number both miss the program.',
  fixHint: 'declare the port at which the program listens',
  exceptable: true,
  check: (view) =>
    operatorGroupsEverywhere(view).flatMap(({ id, namespace, name, ports = [] }) => {
      const known = operatorPorts.find(([home, pattern]) => home === namespace && pattern.test(name))?.[2];
      return ports
        .filter(({ port }) => known && !known.includes(port))
        .map(({ port, name: title }) => ({
          object: id,
          message: `has port ${port}${title === undefined ? '' : ` (${title})`}, at which nothing listens in it`,
          fix: `it listens at ${known!.join(', ')}`,
        }));
    }),
};

function operatorGroupsEverywhere(view: RackView): PodGroup[] {
  const ours = new Set(view.workloads.map(({ id }) => id));
  return view.podGroups.filter(({ id }) => !ours.has(id));
}

/** What pods of charts and operators do among themselves, which nothing of ours says. */
export const operatorRules: readonly Rule[] = [
  apiServerReached,
  operatorsTalk,
  webhookReached,
  sourcesReached,
  operatorPortsRight,
];
