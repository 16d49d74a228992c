import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { KubeClient } from '../../cluster/kube/client';
import type { KubeObject } from '../../cluster/kube/object';
import type { Verdict } from '../sops/verdict';
import { type Discovery, type Server, discover } from './server';

interface Rule {
  apiGroups?: string[];
  resources?: string[];
  nonResourceURLs?: string[];
  verbs: string[];
}

type ClusterRole = KubeObject & { rules: Rule[] };

interface Given {
  client: KubeClient;
  role: KubeObject;
  server: Server;
  config: string;
  lines: readonly string[];
  verdict: Verdict;
}

const account = 'system:serviceaccount:monitoring:prometheus';

/** What it must not be able to do, though some charts let it. */
const tooMuch: readonly (readonly [verb: string, resource: string, subresource?: string])[] = [
  ['list', 'secrets'],
  ['list', 'configmaps'],
  ['get', 'nodes', 'proxy'],
  ['create', 'pods', 'exec'],
  ['delete', 'pods'],
];

/**
 * This API server streams what there is through the watch itself, so that nobody lists; one that does not, or a client
 * that does not know, asks for the list first.
 */
const fallback = 'list';

/** Enough: nothing is refused. Just enough: without any one right something is. */
export async function judgeRights(given: Given): Promise<void> {
  const { client, verdict } = given;
  const { rules } = given.role as ClusterRole;
  verdict.check('kubelets may let it read their metrics', await isAllowed(client, ['get', 'nodes', 'metrics']));
  verdict.check('the API server lets it read its metrics', (await metricsStatus(client)) === 200);
  for (const right of tooMuch) {
    const [verb, resource, subresource] = right;
    const what = subresource ? `${resource}/${subresource}` : resource;
    verdict.check(`it may not ${verb} ${what}`, !(await isAllowed(client, right)));
  }
  for (const right of rightsOf(rules).filter(({ verb }) => verb !== fallback)) {
    await client.apply({ ...given.role, rules: without(rules, right) } as KubeObject);
    verdict.check(`without ${right.verb} ${right.what} something is refused`, await isRefusedSomething(given));
  }
  await client.apply(given.role);
}

interface Right {
  verb: string;
  what: string;
}

function rightsOf(rules: readonly Rule[]): Right[] {
  return rules.flatMap(({ resources = [], nonResourceURLs = [], verbs }) =>
    [...resources, ...nonResourceURLs].flatMap((what) => verbs.map((verb) => ({ verb, what }))),
  );
}

function without(rules: readonly Rule[], { verb, what }: Right): Rule[] {
  return rules.flatMap((rule) => {
    const key = rule.resources ? 'resources' : 'nonResourceURLs';
    const named = rule[key]!;
    if (!named.includes(what)) return [rule];
    const others = named.filter((each) => each !== what);
    const verbs = rule.verbs.filter((each) => each !== verb);
    return [
      ...(others.length > 0 ? [{ ...rule, [key]: others }] : []),
      ...(verbs.length > 0 ? [{ ...rule, [key]: [what], verbs }] : []),
    ];
  });
}

/** How long a Prometheus may take to start and ask: the answer is what it logs, so a slow machine only waits longer. */
const patienceSeconds = 60;

/** Whether the API server said no: that little was found so far is no refusal. */
async function isRefusedSomething({ client, server, config, lines }: Given): Promise<boolean> {
  if (!(await isAllowed(client, ['get', 'nodes', 'metrics']))) return true;
  if ((await metricsStatus(client)) === 403) return true;
  const isRefused = ({ refusals }: Discovery) => refusals.length > 0;
  return isRefused(await discover(server, config, lines, patienceSeconds, isRefused));
}

/** Asks as a kubelet does before it answers. */
async function isAllowed(client: KubeClient, right: readonly [string, string, string?]): Promise<boolean> {
  const [verb, resource, subresource] = right;
  const resourceAttributes = { verb, resource, version: 'v1', ...(subresource && { subresource }) };
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: account, groups: ['system:serviceaccounts', 'system:authenticated'], resourceAttributes },
  };
  const answer = await client.expect('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', { body });
  return (answer.body as { status: { allowed: boolean } }).status.allowed;
}

/** With its token, as the job `kube-apiserver` asks. */
function metricsStatus({ endpoint: { host, port, ca } }: KubeClient): Promise<number> {
  const token = readFileSync('/run/secrets/kubernetes.io/serviceaccount/token', 'utf8');
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((done, fail) => {
    const call = request({ host, port, ca, path: '/metrics', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode ?? 0));
    });
    call.on('error', fail);
    call.end();
  });
}
