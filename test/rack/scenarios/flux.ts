import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Flux, fluxCrds, kustomizations, pointFluxAt, startFlux } from '../../cluster/flux/flux';
import type { Kustomization } from '../../cluster/flux/flux';
import { type KubeObject, conditionOf } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { hasLanded, inventoryOf, nameOf, readAll } from '../../cluster/scenarios/inventory';
import { applyAll } from '../objects/apply';
import { clusterDnsObjects } from '../objects/cluster-dns';
import { writeFluxTree } from '../objects/flux-tree';
import { allWell, bladeOf, postgresPrimary, whyPodsWait } from './apps';
import { withCheckpoints } from './checkpoints';
import { containerFaults, dataPrograms } from './containers';
import { type Brought, tooEarly } from './order';
import type { Outcome, RackContext, RackScenario } from './scenario';
import { faultsIn, startWriters } from './writers';

const path = 'dist/homelab';
/** Three rounds of what Flux itself waits for an app (`timeout` of its Kustomization). */
const landingSeconds = 540;
/** Flux waits 3 min for the health of what was changed, then says so. */
const refusalSeconds = 300;
/** A roll-out takes a server of Redis away, which may be its primary. */
const bounds = { redis: 10, postgres: 30 };

/** Nobody but kustomize-controller applies anything: the rack's own Kustomizations, in their own order, from nothing. */
export const flux: RackScenario = {
  id: 'flux',
  title: 'Flux brings everything from nothing; a bad commit among good ones',
  ownBox: {},
  async run(context) {
    const { say, apps } = context;
    const startedAt = Date.now();
    const running = await bootstrap(context);
    const first = running.remote.commit('the rack');
    await withCheckpoints(context, async () => {
      await landed(context, first, [], landingSeconds);
      await allWell(context, 300, 'what Flux applied');
    });
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const names = Object.keys(apps.flux.order);
    say(`${names.length} Kustomizations Ready, all pods well, after ${seconds} s`);
    const faults = [...(await orderFaults(context)), ...(await containerFaults(context, dataPrograms))];
    const { shown, rows, failures } = await badCommit(context, running);
    return {
      shown: `${names.length} Kustomizations from nothing in ${seconds} s, each after those it waits for; ${shown}`,
      rows,
      failures: [...faults, ...failures],
    };
  },
};

/** What a person and Talos bring: kinds of Flux, the key, DNS; then Flux is pointed at the rack. */
async function bootstrap({ box: { bench }, rack, apps }: RackContext): Promise<Flux> {
  const folder = join(bench.folder, 'tree');
  mkdirSync(folder);
  writeFluxTree(folder, apps.flux.files);
  // Its flags of the controller; the operator that reads it is not in the box.
  const instance = 'apps/flux-instance/flux-system/FluxInstance.flux.yaml';
  mkdirSync(join(folder, 'apps/flux-instance/flux-system'), { recursive: true });
  writeFileSync(join(folder, instance), readFileSync(join(rack.dist.output, instance)));
  await bench.installCrds(fluxCrds);
  await applyAll(bench, clusterDnsObjects, 60);
  const running = await startFlux(bench, { [path]: folder });
  const metadata = { name: 'sops-age', namespace: 'flux-system' };
  const stringData = { 'age.agekey': rack.dist.ageIdentity };
  await bench.client.apply({ apiVersion: 'v1', kind: 'Secret', metadata, stringData } as KubeObject);
  await pointFluxAt(bench, running.remote, `./${path}/flux`);
  return running;
}

const all = ({ box: { bench } }: RackContext) =>
  bench.client.list<Kustomization>(kustomizations.apiVersion, kustomizations.kind, 'flux-system');

/** Waits until a commit has landed in all Kustomizations but some. @throws with those that did not make it, and why */
async function landed(context: RackContext, commit: string, except: readonly string[], seconds: number): Promise<void> {
  const wanted = [...Object.keys(context.apps.flux.order), 'flux-system'].filter((name) => !except.includes(name));
  let late: string[] = [];
  try {
    await waitFor(
      `commit ${commit.slice(0, 8)}`,
      seconds,
      async () => {
        const found = new Map((await all(context)).map((each) => [each.metadata.name, each]));
        late = wanted.flatMap((name) => {
          const each = found.get(name);
          if (each && hasLanded(each, commit)) return [];
          return [`Kustomization/${name}: ${conditionOf(each ?? {}, 'Ready')?.message ?? 'it is not there'}`];
        });
        return late.length === 0 ? true : undefined;
      },
      1000,
    );
  } catch {
    const why = await whyPodsWait(context, ['data', 'cnpg-system', 'kube-system']);
    throw new Error(`${late.join('\n')}; not landed after ${seconds} s${why}`);
  }
}

async function orderFaults(context: RackContext): Promise<string[]> {
  const { client } = context.box.bench;
  const brought = new Map<string, Brought>();
  for (const each of await all(context)) {
    const entries = inventoryOf(each);
    const objects = await readAll(client, entries);
    const created = entries.flatMap((entry) => objects.get(nameOf(entry))?.metadata.creationTimestamp ?? []);
    brought.set(each.metadata.name, { created, ready: conditionOf(each, 'Ready')?.lastTransitionTime ?? '' });
  }
  return tooEarly(context.apps.flux.order, brought);
}

/**
 * One commit gives Redis an image that no registry has and PostgreSQL a setting: the one must be told and harm nobody, the
 * other land; then the first is taken back, and all is as it was, while clients write.
 */
async function badCommit(context: RackContext, running: Flux): Promise<Outcome> {
  const { box, say } = context;
  const blade = await bladeOf(context, 'data', await postgresPrimary(context));
  const writers = await startWriters(context, blade);
  await sleep(3000);
  const since = Date.now() / 1000;
  const root = join(running.remote.worktree, path);
  const redis = join(root, 'apps/redis/data/StatefulSet.redis.yaml');
  const good = readFileSync(redis, 'utf8');
  writeFileSync(
    redis,
    good.replaceAll(/("image": "docker\.io\/library\/redis)[^"]*"/g, '$1@sha256:' + '0'.repeat(64) + '"'),
  );
  if (readFileSync(redis, 'utf8') === good) throw new Error('no image of Redis to spoil');
  const setting = 'log_min_duration_statement';
  edit(
    join(root, 'apps/postgres/data/Cluster.postgres.yaml'),
    ({ spec }) => (spec.postgresql.parameters[setting] = '7000'),
  );
  const bad = running.remote.commit('an image that nobody has, and a setting');
  say('committed an image of Redis that nobody has, with a setting of PostgreSQL');
  await landed(context, bad, ['redis', 'flux-system'], 180);
  const told = await refusal(context, 'redis');
  const after = Math.round(Date.now() / 1000 - since);
  say(`told after ${after} s: ${told}`);
  const failures = told.includes('StatefulSet/data/redis')
    ? []
    : [`Kustomization/redis does not name its StatefulSet: ${told}`];
  await writers.writingAgain(Date.now() / 1000, 60);
  const { client } = box.bench;
  const changed = await client.get<Loose>('postgresql.cnpg.io/v1', 'Cluster', 'data', 'postgres');
  if (changed?.spec.postgresql.parameters[setting] !== '7000') failures.push(`data/Cluster/postgres has no ${setting}`);
  writeFileSync(redis, good);
  const healed = running.remote.commit('back');
  await landed(context, healed, [], landingSeconds);
  await allWell(context, 300, 'the commit was taken back');
  await writers.writingAgain(Date.now() / 1000, 60);
  const rows = await writers.finish('an image of Redis that nobody has, until it is taken back', since, bounds);
  return {
    shown: `a commit with an image that nobody has: told after ${after} s, the setting beside it landed, healed by taking it back`,
    rows,
    failures: [...failures, ...faultsIn(rows)],
  };
}

/** An object whose fields the scenario changes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

function edit(file: string, change: (object: Loose) => void): void {
  const object = JSON.parse(readFileSync(file, 'utf8')) as Loose;
  change(object);
  writeFileSync(file, JSON.stringify(object, undefined, 2));
}

/** What a Kustomization says when it gives up. @throws when it says nothing in time */
async function refusal(context: RackContext, name: string): Promise<string> {
  return waitFor(
    `Kustomization/${name} to tell what is wrong`,
    refusalSeconds,
    async () => {
      const found = (await all(context)).find(({ metadata }) => metadata.name === name);
      const ready = conditionOf(found ?? {}, 'Ready');
      return ready?.status === 'False' ? ready.message : undefined;
    },
    500,
  );
}
