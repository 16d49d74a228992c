import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { type RackView, rackView } from '../../../lib/checks/rack-view';
import type { RackFacts } from '../../../lib/facts/facts';
import { composeSample, loadSample, sampleFile } from '../../../lib/testing/sample-rack';

/** A field of the rack file that names a machine outside, and the pods that have to reach it: no others may. */
export interface Peer {
  /** Field, `backups.offsite.endpoint`. */
  what: string;
  at: readonly (string | number)[];
  /** What is written there; `port` is absent where the usual one is meant. */
  write: (host: string, port?: number) => string;
  usualPort: number;
  /** Ids of pods, as rules call them. */
  clients: readonly string[];
  protocols?: readonly ('TCP' | 'UDP')[];
  /** It takes no address, or no port of one's own. */
  onlyNames?: true;
}

const web =
  (path = '') =>
  (host: string, port?: number) =>
    `https://${host}${port === undefined ? '' : `:${port}`}${path}`;
const flux = ['flux-system/Pods/source-controller'];
const alertmanager = ['monitoring/StatefulSet/alertmanager'];
const issuer = 'https://id.example.org';

export const peers: readonly Peer[] = [
  {
    what: 'backups.offsite',
    at: ['backups', 'offsite', 'endpoint'],
    write: web(),
    usualPort: 443,
    clients: [
      'data/Cluster/postgres',
      'longhorn-system/Pods/longhorn',
      ...['document-backups', 'document-restore', 'restore-drill-documents', 'restore-drill-postgres'].map(
        (name) => `data/CronJob/${name}`,
      ),
    ],
  },
  {
    what: 'objects',
    at: ['objects', 'endpoint'],
    write: web(),
    usualPort: 443,
    clients: [
      'data/Job/outside-objects-setup',
      'ml/Job/model-fetch',
      ...['chat-0', 'chat-1', 'chat-2', 'chat-3', 'chat-large-0', 'chat-large-1', 'embeddings-0', 'embeddings-1'].map(
        (name) => `ml/Deployment/${name}`,
      ),
      'ml/Deployment/reranker',
      'ml/CronJob/ingest',
      'ml/StatefulSet/open-webui',
      'monitoring/StatefulSet/tempo',
      'monitoring/Job/log-plugin',
      'monitoring/Deployment/grafana',
      ...['document-backups', 'document-restore', 'restore-drill-documents'].map((name) => `data/CronJob/${name}`),
    ],
  },
  {
    what: 'git, by SSH where it has a port',
    at: ['git', 'url'],
    write: (host, port) => (port === undefined ? `https://${host}/you/rack` : `ssh://git@${host}:${port}/you/rack`),
    usualPort: 443,
    clients: flux,
  },
  { what: 'a mirror', at: ['mirrors', 'ghcr.io'], write: web(), usualPort: 443, clients: flux },
  { what: 'another mirror', at: ['mirrors', 'quay.io'], write: web(), usualPort: 443, clients: flux },
  {
    what: 'heartbeat',
    at: ['apps', 'alertmanager', 'heartbeat', 'server'],
    write: web(),
    usualPort: 443,
    clients: alertmanager,
  },
  {
    what: 'ntfy',
    at: ['apps', 'alertmanager', 'receivers', 'ntfy', 'server'],
    write: web(),
    usualPort: 443,
    clients: alertmanager,
  },
  {
    what: 'webhook',
    at: ['apps', 'alertmanager', 'receivers', 'webhook', 'server'],
    write: web(),
    usualPort: 443,
    clients: alertmanager,
  },
  {
    what: 'mail server',
    at: ['apps', 'alertmanager', 'receivers', 'email', 'server'],
    write: (host, port = 587) => `${host}:${port}`,
    usualPort: 587,
    clients: alertmanager,
  },
  {
    what: 'switch controller',
    at: ['switches', 'desk', 'unifi'],
    write: web(),
    usualPort: 443,
    clients: ['monitoring/Deployment/unpoller'],
  },
  {
    what: 'tokens of Grafana’s sign-in',
    at: ['apps', 'grafana', 'signIn', 'token'],
    write: web('/token'),
    usualPort: 443,
    clients: ['monitoring/Deployment/grafana'],
  },
  {
    what: 'issuer of Open WebUI’s sign-in',
    at: ['apps', 'open-webui', 'signIn', 'issuer'],
    write: web('/realms/rack'),
    usualPort: 443,
    clients: ['ml/StatefulSet/open-webui'],
  },
  {
    what: 'further host of that issuer',
    at: ['apps', 'open-webui', 'signIn', 'hosts', 0],
    write: (host) => host,
    usualPort: 443,
    clients: ['ml/StatefulSet/open-webui'],
    onlyNames: true,
  },
  {
    what: 'a page that is read',
    at: ['apps', 'ingest', 'pages', 0],
    write: web('/page'),
    usualPort: 443,
    clients: ['ml/CronJob/ingest'],
  },
  {
    what: 'a further model',
    at: ['apps', 'litellm', 'models', 'far', 'url'],
    write: web('/v1'),
    usualPort: 443,
    clients: ['ml/Deployment/litellm'],
  },
  {
    what: 'certificate authority',
    at: ['certificates', 'acme', 'server'],
    write: web('/directory'),
    usualPort: 443,
    clients: ['cert-manager/Pods/cert-manager-controller'],
  },
  {
    what: 'DNS server of the zone',
    at: ['certificates', 'acme', 'rfc2136', 'nameserver'],
    write: (host, port) => (port === undefined ? host : `${host}:${port}`),
    usualPort: 53,
    clients: ['cert-manager/Pods/cert-manager-controller'],
    protocols: ['TCP', 'UDP'],
  },
];

/** What fetches from wherever a chart, a model or a notification comes from: the whole world, on 443 alone. */
export const whoFetchesFromAnywhere: readonly string[] = [
  'flux-system/Pods/flux-operator',
  'flux-system/Pods/source-controller',
  'flux-system/Pods/notification-controller',
  'ml/Job/model-fetch',
];

/** How an address is written, what DNS says of it, and which families the rack has. */
export interface Form {
  title: string;
  isDual?: true;
  hasPort?: true;
  /** Where DNS is not asked, an address in brackets or without. */
  host: (index: number) => string;
  addresses: (index: number) => string[];
  isName?: true;
}

const four = (index: number) => `203.0.113.${10 + 2 * index}`;
const near = (index: number) => `10.20.0.${50 + 2 * index}`;
const six = (index: number) => `2001:db8::${(16 + 2 * index).toString(16)}`;
const nearSix = (index: number) => `fd00:20::${(0x50 + 2 * index).toString(16)}`;
const name = (index: number) => `peer-${index}.example.net`;

export const forms: readonly Form[] = [
  { title: 'a name', host: name, addresses: (index) => [four(index)], isName: true },
  { title: 'a name and a port', host: name, addresses: (index) => [near(index)], isName: true, hasPort: true },
  {
    title: 'a name of both families and a port',
    host: name,
    addresses: (index) => [four(index), six(index)],
    isName: true,
    hasPort: true,
    isDual: true,
  },
  { title: 'an IPv4 address', host: four, addresses: (index) => [four(index)] },
  {
    title: 'an IPv4 address of the own network and a port',
    host: near,
    addresses: (index) => [near(index)],
    hasPort: true,
  },
  { title: 'an IPv6 address', host: (index) => `[${six(index)}]`, addresses: (index) => [six(index)], isDual: true },
  {
    title: 'an IPv6 address of the own network and a port',
    host: (index) => `[${nearSix(index)}]`,
    addresses: (index) => [nearSix(index)],
    hasPort: true,
    isDual: true,
  },
];

/** Each peer's own, so that one that is opened on another's port shows. */
export const portOf = (peer: Peer, index: number, { hasPort }: Form): number =>
  hasPort && !peer.onlyNames ? 7000 + index : peer.usualPort;

/** Whether the field can say it at all. */
export const canBe = (peer: Peer, { isName }: Form): boolean => !peer.onlyNames || isName === true;

/** The small rack of all tests with every peer written in one form. */
export function rackIn(form: Form): { facts: RackFacts; view: RackView } {
  const document = parseDocument(readFileSync(sampleFile, 'utf8'));
  const set = (at: readonly (string | number)[], value: unknown) => document.setIn(at, document.createNode(value));
  set(['network', 'domain'], 'rack.example.org');
  if (form.isDual) {
    set(['network', 'nodes'], ['10.20.0.0/24', 'fd00:20::/64']);
    set(['network', 'pods'], ['10.244.0.0/16', 'fd00:244::/56']);
    set(['network', 'services'], ['10.96.0.0/12', 'fd00:96::/112']);
    set(['blades', 0, 'addresses'], ['10.20.0.11', 'fd00:20::11']);
    set(['blades', 1, 'addresses'], ['10.20.0.12-16', 'fd00:20::12-16']);
  }
  const to = 'you@example.org';
  set(['apps'], {
    minio: 'off',
    alertmanager: { heartbeat: {}, receivers: { ntfy: {}, webhook: {}, email: { to, from: to } } },
    grafana: { signIn: { issuer, client: 'grafana', authorize: `${issuer}/auth`, userinfo: `${issuer}/me` } },
    'open-webui': { signIn: { client: 'chat', hosts: ['id.example.org'] } },
    ingest: { pages: [] },
    litellm: { models: { far: { does: 'chat' } } },
  });
  set(['objects'], {});
  set(['mirrors'], {});
  set(['certificates'], { acme: { email: to, dns: 'rfc2136', rfc2136: { key: 'rack' } } });
  peers.forEach((peer, index) => {
    if (canBe(peer, form))
      set(peer.at, peer.write(form.host(index), form.hasPort ? portOf(peer, index, form) : undefined));
  });
  const facts = composeSample(loadSample(document.toString()));
  return { facts, view: rackView(facts) };
}
