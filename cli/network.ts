import { isIP } from 'node:net';
import { type Command, InvalidArgumentError } from 'commander';
import { nearest } from '../lib/checks/nearest';
import { entities } from '../lib/checks/policy-ends';
import type { End, WantedPort } from '../lib/checks/policy-match';
import { type RackView, rackView } from '../lib/checks/rack-view';
import { edgesOf } from '../lib/checks/reach/edges';
import { whyOf } from '../lib/checks/reach/why';
import { readTree } from '../lib/output/read-tree';
import { reachAsText, whyAsText } from '../lib/report/reach-as-text';
import { CannotRun } from './cannot-run';
import { type Place, placeOf } from './rack-root';
import { readDist } from './read-dist';
import { runToEnd } from './run';

interface NetworkOptions {
  json?: boolean;
  dist: string;
}

const DIST = ['--dist <folder>', 'a folder of trees, one tree, or a revision of this repository', 'dist'] as const;

export function register(program: Command): void {
  const network = program.command('network').description('who may talk to whom, and which objects say so');
  network
    .command('why')
    .description('whether one may connect to the other, and the chain of objects that lets it or does not')
    .argument('<from>', 'pods (`open-webui`, `ml/StatefulSet/open-webui`), or `world`, `ingress`, `kube-apiserver`')
    .argument('<to>', 'pods, one of those words, an address block, or a name of the world')
    .argument('[port]', '`5432` or `53/UDP`; every port when none is named', portOf)
    .option('--json', 'one JSON document')
    .option(...DIST)
    .addHelpText(
      'after',
      `
Examples:
  rackwright network why open-webui postgres         every port of PostgreSQL
  rackwright network why grafana redis 6379          and which policies keep it shut
  rackwright network why source-controller git.example.org 443
  rackwright network why open-webui postgres --json | jq -r '.[] | select(.passes) | .port'`,
    )
    .action((from: string, to: string, port: WantedPort | undefined, options: NetworkOptions) =>
      runToEnd(() => {
        process.stdout.write(runWhy(placeOf(process.cwd()), [from, to, port], options));
        return 0;
      }, process.env),
    );
  network
    .command('list')
    .description('every connection that the objects of a rack ask for, who asks, and which of them are shut')
    .argument('[pods]', 'only those that begin or end there')
    .option('--json', 'one JSON document')
    .option(...DIST)
    .action((pods: string | undefined, options: NetworkOptions) =>
      runToEnd(() => {
        process.stdout.write(runList(placeOf(process.cwd()), pods, options));
        return 0;
      }, process.env),
    );
}

export function runWhy(
  place: Place,
  [from, to, port]: [from: string, to: string, port?: WantedPort],
  { json, dist }: NetworkOptions,
): string {
  const all = viewsOf(place, dist).flatMap((view) =>
    endsOf(from, view).flatMap((client) =>
      endsOf(to, view).map((server) => whyOf(client, server, view, port ?? defaultPort(server))),
    ),
  );
  return json ? `${JSON.stringify(all.flat())}\n` : all.map(whyAsText).join('\n');
}

export function runList(place: Place, pods: string | undefined, { json, dist }: NetworkOptions): string {
  const all = viewsOf(place, dist).flatMap((view) => {
    const wanted = pods === undefined ? undefined : new Set(endsOf(pods, view).map(nameOf));
    return edgesOf(view).filter(({ from, to }) => !wanted || wanted.has(from) || wanted.has(to));
  });
  return json ? `${JSON.stringify(all)}\n` : reachAsText(all);
}

function viewsOf(place: Place, dist: string): RackView[] {
  return readDist({ ...place, cwd: place.root }, dist).map(({ rack, files }) => {
    const { facts, problems } = readTree(rack, files);
    if (!facts)
      throw new CannotRun(problems.map(({ object, message, fix }) => `${object} ${message}: ${fix}`).join('\n'));
    return rackView(facts);
  });
}

function nameOf(end: End): string {
  return typeof end === 'string' ? end : end.id;
}

/** Pods by their id or any end of it; what is no pod stands for itself. */
function endsOf(named: string, { podGroups }: RackView): readonly End[] {
  const found = podGroups.filter(({ id }) => id === named || id.endsWith(`/${named}`));
  if (found.length > 0) return found;
  if (entities.has(named)) return [named];
  const address = named.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) > 0) return [`${address}/${isIP(address) === 6 ? 128 : 32}`];
  if (isIP(address.split('/')[0] ?? '') > 0 || /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(named)) return [named];
  const names = podGroups.flatMap(({ id, name }) => [id, name]);
  const near = nearest(named, new Set([...names, ...entities]));
  throw new CannotRun(
    `no pods are called ${named}${near === undefined ? '' : `: did you mean ${near}?`}\n` +
      `Name pods, one of ${[...entities].join(', ')}, an address, or a host with a dot.`,
  );
}

/** What lies outside has no ports of its own to go through. */
function defaultPort(server: End): WantedPort | undefined {
  return typeof server === 'string' && !entities.has(server) ? { port: 443, protocol: 'TCP' } : undefined;
}

function portOf(text: string): WantedPort {
  const [, port, protocol = 'TCP'] = /^(\d{1,5})(?:\/(TCP|UDP|SCTP))?$/i.exec(text) ?? [];
  if (port === undefined || Number(port) === 0 || Number(port) > 65_535) {
    throw new InvalidArgumentError('Write a number of 1 to 65535, with a protocol if it is not TCP: 5432, 53/UDP.');
  }
  return { port: Number(port), protocol: protocol.toUpperCase() };
}
