import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { StatefulSet } from '../../../imports/k8s';
import { appBlocks } from '../../../lib/app-blocks';
import { compose } from '../../../lib/compose';
import { app } from '../../../lib/kit/app';
import { parseImageLock } from '../../../lib/kit/images';
import type { ScrapeTarget } from '../../../lib/kit/scrape';
import { loadRack } from '../../../lib/rack-file/load';
import type { RackSpec } from '../../../lib/rack-file/rack';
import { sampleApps } from '../../../lib/testing/sample-rack';
import type { Bench } from '../../cluster/bench';
import { createLookedUp } from '../../cluster/dry-run/dry-run';
import { readTree } from '../../cluster/dry-run/read-tree';
import type { KubeObject } from '../../cluster/kube/object';
import type { Verdict } from '../sops/verdict';
import { withApiInOwnWorld } from '../tree/api-in-own-world';
import { checkout } from '../tree/checkout';
import { goProgram } from '../tree/go-program';
import { judgeConfiguration } from './configuration';
import { type PlacedPod, bladesOf, podsOf } from './pods';
import { judgeRights } from './rights';
import { writeIdentity } from './server';
import { asLines, declaredTargets } from './targets';

const file = 'clusters/homelab.yaml';
const prometheusModule = { folder: 'prometheus/server', tags: 'remove_all_sd,enable_kubernetes_sd' };

/**
 * `node bin/run.cjs test/judges/discovery/discovery.ts`: a real Prometheus with the configuration, the service account and
 * the rights of dist/homelab asks a real API server, which holds the rack's blades and pods, whom it shall scrape. Root, Go.
 */
async function main(): Promise<void> {
  const program = goProgram({ ...prometheusModule, package: 'github.com/prometheus/prometheus/cmd/prometheus' });
  await withApiInOwnWorld((bench, verdict) => judge(bench, program, verdict));
}

async function judge(bench: Bench, program: string, verdict: Verdict): Promise<void> {
  const { client } = bench;
  const { rack, scrapes } = declared();
  const objects = readTree(join(checkout(), 'dist', rack.name)).objects.map(({ object }) => object);
  const blades = bladesOf(rack);
  const { pods, standIns } = podsOf(
    objects,
    scrapes.filter((each) => each.kind === 'pods'),
    blades,
  );
  await createLookedUp(client, [...objects, ...namespacesOf(pods, objects)]);
  for (const { status, ...blade } of blades)
    await client.merge(await client.create(blade as KubeObject), { status }, 'status');
  await Promise.all(pods.map((each) => run(bench, each)));
  const find = <T>(id: string) => objects.find((each) => idOf(each) === id) as unknown as T;
  const roles = ['ClusterRole', 'ClusterRoleBinding'].map((kind) =>
    find<KubeObject>(`undefined/${kind}/monitoring-prometheus`),
  );
  for (const role of roles) await client.apply(role);
  writeIdentity(await tokenOf(bench), client.endpoint.ca);
  const { data } = find<{ data: Record<string, string> }>('monitoring/ConfigMap/prometheus');
  const { spec } = find<StatefulSet>('monitoring/StatefulSet/prometheus');
  const lines = asLines(declaredTargets(scrapes, pods, blades));
  const jobs = new Set(scrapes.map(({ kind }) => kind)).size;
  verdict.check(
    `${pods.length} pods on ${blades.length} blades are on the API server; ${standIns.length} groups are stand-ins`,
    jobs === 3 && pods.length > 100,
    standIns.join(', '),
  );
  const server = {
    program,
    apiPort: client.endpoint.port,
    args: spec!.template.spec!.containers[0]!.args!,
    rules: data['rules.yaml']!,
  };
  await judgeConfiguration(server, data['prometheus.yaml']!, lines, verdict);
  await judgeRights({ client, role: roles[0]!, server, config: data['prometheus.yaml']!, lines, verdict });
}

/** What the apps of the reference rack declare to whoever runs Prometheus. */
function declared(): { rack: RackSpec; scrapes: readonly ScrapeTarget[] } {
  let scrapes: readonly ScrapeTarget[] = [];
  const observer = app({
    name: 'judge-observer',
    area: 'observability',
    summary: 'Hears what Prometheus hears',
    spec: z.strictObject({}),
    namespaces: {},
    build: (scope) => scope,
    whenAllBuilt: (_, all) => {
      scrapes = all.scrapeTargets;
    },
  });
  const apps = [...sampleApps, observer];
  const text = readFileSync(join(checkout(), file), 'utf8');
  const { rack, problems } = loadRack({ text, file, apps: appBlocks(apps) });
  if (!rack) throw new Error(JSON.stringify(problems));
  const images = parseImageLock(readFileSync(join(checkout(), 'images.lock.yaml'), 'utf8'));
  compose({ apps, rack: { ...rack, apps: { ...rack.apps, [observer.name]: {} } }, images, secretHashes: new Map() });
  return { rack, scrapes };
}

function idOf({ kind, metadata }: KubeObject): string {
  return `${metadata.namespace}/${kind}/${metadata.name}`;
}

/** Those that a person or an operator makes before Flux comes. */
function namespacesOf(pods: readonly PlacedPod[], objects: readonly KubeObject[]): KubeObject[] {
  const known = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const wanted = new Set(pods.map(({ pod }) => pod.metadata.namespace!));
  return [...wanted]
    .filter((name) => !known.has(name))
    .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

/** What scheduler and kubelet would do. */
async function run({ client }: Bench, { pod, address }: PlacedPod): Promise<void> {
  const created = await client.create(pod);
  const conditions = [{ type: 'Ready', status: 'True' }];
  const status = { phase: 'Running', podIP: address, podIPs: [{ ip: address }], conditions };
  await client.merge(created, { status }, 'status');
}

async function tokenOf({ client }: Bench): Promise<string> {
  const path = `${await client.path('v1', 'ServiceAccount', 'monitoring', 'prometheus')}/token`;
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const answer = await client.expect('POST', path, { body });
  return (answer.body as { status: { token: string } }).status.token;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
