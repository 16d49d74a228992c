import { join } from 'node:path';
import { startActors } from '../actors/actor';
import { localVolumes } from '../actors/local-volumes';
import { postgresClusters } from '../actors/postgres-clusters';
import { type Claim, type PersistentVolume, volumes } from '../actors/volumes';
import { type Bench, type BenchOptions, startBench } from '../bench';
import { readTree } from '../dry-run/read-tree';
import { type KubeObject, type Node, type Pod, isTrue } from '../kube/object';
import { waitFor } from '../kube/wait';
import type { Machine } from '../rack/machine';
import { registerNode, startRack } from '../rack/simulated-rack';
import type { ClaimVerdict } from './claims';
import { type PageLine, kubectlLines, runLine } from './page-lines';

const page = 'docs/runbooks/replace-a-blade.md';
const manager = 'kustomize-controller';
const gibibyte = 2 ** 30;
const names = ['blade-04', 'blade-05', 'blade-06', 'blade-07'];
const localDisks = Object.fromEntries(names.map((name) => [name, 500 * gibibyte]));

type Told = (what: string, holds: boolean, said?: string) => void;

/**
 * A blade dies with a member of PostgreSQL, of Redis and of the object store on it, and another takes its place, by the
 * lines of the runbook, in their order, with the real kubectl, scheduler and controller manager. Kubelets, the driver, Longhorn
 * and the operator of PostgreSQL are stand-ins.
 */
export async function judgeReplacing(output: string, progress: BenchOptions['progress']): Promise<ClaimVerdict[]> {
  const bench = await startBench({
    crds: [],
    programs: ['kwok', 'kubectl'],
    nodeGraceSeconds: 20,
    ...(progress && { progress }),
  });
  const verdicts: ClaimVerdict[] = [];
  const verdict: Told = (what, holds, said = '') => {
    progress?.(`${holds ? 'ok' : 'FAIL'} ${what}`);
    verdicts.push({ what, holds, said });
  };
  try {
    // Set by set: a busy machine takes longer for all of them together than the bench waits.
    for (const set of ['kwok', 'cloudnative-pg', 'longhorn', 'lvm-localpv']) await bench.installCrds([set]);
    const rack = await startRack(bench, names.map(machine));
    const onError = (error: Error, about: string) => progress?.(`stand-in for ${about}: ${error.message}`);
    const scene = { bench, releases: {}, localDisks, freedPods: [], onError };
    await startActors(scene, [volumes, localVolumes, postgresClusters]);
    const claims = await applyApps(bench, output);
    verdict('three databases, three Redis and four stores run on four blades', await allReady(bench, 10));
    const walk = new Walk(bench, verdict);
    const blade = await walk.bladeOfAll();
    await walk.remembered(blade);

    await walk.lines('1.', blade);
    await rack.pullPlug([blade]);
    await waitFor('the blade to be missed', 120, async () => {
      const node = await bench.client.get<Node>('v1', 'Node', undefined, blade);
      return node && !isTrue(node, 'Ready') ? true : undefined;
    });
    await walk.lines('2.', blade);
    await walk.lines('Replicated volumes', blade, ({ line }) => !line.includes(' delete '));
    await walk.letGo(blade);

    await walk.lines('4.', blade, ({ line }) => line.includes('delete node'));
    await walk.lines('Replicated volumes', blade, ({ line }) => line.includes('delete nodes.longhorn.io'));
    await registerNode(bench, machine(blade));
    await rack.plugIn([blade]);
    await walk.lines('4.', blade, ({ line }) => line.includes('wait'));
    verdict('every member is back', await allReady(bench, 10), await notReady(bench));
    for (const claim of claims) await bench.client.apply(claim, manager);
    const short = async () => {
      const has = await bench.client.list<Claim>('v1', 'PersistentVolumeClaim', 'data');
      return claims.filter(
        ({ metadata, spec }) =>
          has.find((each) => each.metadata.name === metadata.name)?.status?.capacity?.storage !==
          spec.resources.requests.storage,
      );
    };
    const grown = await waitFor('claims to grow', 60, async () =>
      (await short()).length === 0 ? true : undefined,
    ).catch(() => false);
    verdict('and Flux has raised the claims that were made anew', grown === true);
    const left = await released(bench);
    verdict('no volume is left behind', left.length === 0, left.map(({ metadata }) => metadata.name).join());
    await walk.lines('It worked', blade, ({ line }) => /--namespace data|persistentvolumes/.test(line));
    return verdicts;
  } finally {
    await bench.stop();
  }
}

function machine(name: string): Machine {
  const address = `10.0.0.${names.indexOf(name) + 1}`;
  return { name, arch: 'arm64', cores: 4, memoryBytes: 8e9, role: 'worker', address };
}

/** What holds data, and what its pods cannot start without. Returns the claims of dist/. */
async function applyApps({ client }: Bench, output: string): Promise<Claim[]> {
  for (const name of ['data', 'openebs', 'longhorn-system']) {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as KubeObject);
  }
  const objects = readTree(output).objects.map(({ object }) => object);
  const apps = ['redis', 'minio', 'postgres'].flatMap((app) =>
    readTree(join(output, 'apps', app)).objects.map(({ object }) => object),
  );
  const kinds = ['ServiceAccount', 'PersistentVolumeClaim', 'StatefulSet', 'Cluster'];
  const wanted = [
    ...objects.filter(({ kind }) => kind === 'PriorityClass' || kind === 'StorageClass'),
    // What keeps people from deleting data by a slip: the page says what it needs.
    ...readTree(join(output, 'apps', 'data-guard')).objects.map(({ object }) => object),
    ...kinds.flatMap((kind) => apps.filter((each) => each.kind === kind && each.metadata.namespace === 'data')),
  ];
  for (const object of wanted) await client.apply(object, manager);
  return wanted.filter(({ kind }) => kind === 'PersistentVolumeClaim') as Claim[];
}

async function podsOf({ client }: Bench): Promise<Pod[]> {
  return client.list<Pod>('v1', 'Pod', 'data');
}

async function allReady(bench: Bench, count: number): Promise<boolean> {
  const ready = async () => {
    const pods = (await podsOf(bench)).filter(
      (pod) => isTrue(pod, 'Ready') && pod.metadata.deletionTimestamp === undefined,
    );
    return pods.length === count ? true : undefined;
  };
  return (await waitFor(`${count} pods to be Ready`, 180, ready).catch(() => false)) === true;
}

async function notReady(bench: Bench): Promise<string> {
  return (await podsOf(bench))
    .filter((pod) => !isTrue(pod, 'Ready'))
    .map(({ metadata }) => metadata.name)
    .join();
}

async function released({ client }: Bench): Promise<PersistentVolume[]> {
  const all = await client.list<PersistentVolume & { status?: { phase?: string } }>('v1', 'PersistentVolume');
  return all.filter(({ status }) => status?.phase === 'Released');
}

/** The page's lines, on one blade. */
class Walk {
  private readonly all = kubectlLines(page);

  constructor(
    private readonly bench: Bench,
    private readonly verdict: Told,
  ) {}

  /** One that carries a member of each. */
  async bladeOfAll(): Promise<string> {
    const pods = await podsOf(this.bench);
    const has = (blade: string, name: string) =>
      pods.some(({ metadata, spec }) => spec.nodeName === blade && metadata.name.startsWith(name));
    const found = names.find((blade) => ['redis-', 'postgres-', 'minio-'].every((name) => has(blade, name)));
    if (found === undefined) throw new Error('no blade carries a member of each');
    return found;
  }

  /** What Longhorn and the driver remember of a blade: no stand-in makes these. */
  async remembered(blade: string): Promise<void> {
    const { client } = this.bench;
    await client.apply({
      apiVersion: 'longhorn.io/v1beta2',
      kind: 'Node',
      metadata: { name: blade, namespace: 'longhorn-system' },
      spec: { name: blade, allowScheduling: true, disks: {} },
    } as KubeObject);
    for (const { metadata, spec } of await client.list<PersistentVolume>('v1', 'PersistentVolume')) {
      await client.apply({
        apiVersion: 'local.openebs.io/v1alpha1',
        kind: 'LVMVolume',
        metadata: { name: metadata.name, namespace: 'openebs' },
        spec: { capacity: spec.capacity.storage, ownerNodeID: blade, volGroup: 'local', vgPattern: '^local$' },
      } as KubeObject);
    }
  }

  async lines(section: string, blade: string, only: (line: PageLine) => boolean = () => true): Promise<void> {
    const lines = this.all.filter((each) => each.section.startsWith(section) && only(each));
    if (lines.length === 0) throw new Error(`${page} has no such line in section ${section}`);
    for (const line of lines) await this.run(line, { 'blade-07': blade });
  }

  /** The claims of the dead disk, one application after the other, then their volumes. */
  async letGo(blade: string): Promise<void> {
    const own = this.all.filter(({ section }) => section.startsWith('Volumes of the dead disk'));
    const [list] = own;
    const naming = (name: string) => own.filter(({ line }) => line.includes(name));
    const table = (await this.run(list!, {})).trim().split('\n').slice(1);
    const rows = table.map((row) => row.split(/\s+/)).filter(([, on]) => on === blade);
    const claims = rows.map(([, , , claim]) => claim!);
    const pods = [...new Set(claims.map(podOf))];
    this.verdict(`the page's list finds ${claims.join(', ')}`, claims.length === 4 && pods.length === 3);
    for (const pod of pods) {
      for (const line of naming('cluster.postgresql')) await this.run(line, {});
      const ofPod = claims.filter((claim) => podOf(claim) === pod);
      for (const [index, claim] of ofPod.entries()) {
        for (const line of naming('<claim>')) await this.run(line, { '<namespace>': 'data', '<claim>': claim });
        for (const line of naming('<pod>')) await this.run(line, { '<namespace>': 'data', '<pod>': pod });
        if (index < ofPod.length - 1) await this.staysPending(pod, ofPod[index + 1]!);
      }
      if (pod.startsWith('minio')) continue; // its three others fill the three blades that are left
      this.verdict(`${pod} starts empty on another blade`, await this.isElsewhere(pod, blade));
    }
    for (const { metadata } of await released(this.bench)) {
      for (const line of naming('<volume>')) await this.run(line, { '<volume>': metadata.name });
    }
  }

  private async staysPending(pod: string, claim: string): Promise<void> {
    await new Promise((done) => setTimeout(done, 8000));
    const found = await this.bench.client.get<Pod>('v1', 'Pod', 'data', pod);
    this.verdict(`with ${claim} left, ${pod} stays Pending`, found !== undefined && found.spec.nodeName === undefined);
  }

  private async isElsewhere(pod: string, blade: string): Promise<boolean> {
    const look = async () => {
      const found = await this.bench.client.get<Pod>('v1', 'Pod', 'data', pod);
      return found && isTrue(found, 'Ready') && found.spec.nodeName !== blade ? true : undefined;
    };
    return (await waitFor(`${pod} elsewhere`, 120, look).catch(() => false)) === true;
  }

  private async run(line: PageLine, replaced: Readonly<Record<string, string>>): Promise<string> {
    try {
      return await runLine(this.bench, line, replaced);
    } catch (error) {
      this.verdict(line.line, false, (error as Error).message);
      return '';
    }
  }
}

/** `data-redis-1` → `redis-1`; PostgreSQL's members have two claims, named after the pod. */
function podOf(claim: string): string {
  return claim.replace(/^data-/, '').replace(/-wal$/, '');
}
