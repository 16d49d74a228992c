import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, startBench } from '../../cluster/bench';
import { type Progress, buildComponents } from '../../cluster/build/build-components';
import { collectCrds } from '../../cluster/build/collect-crds';
import { type Node, isTrue } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { projectRoot } from '../../cluster/project-root';
import { debianTree } from '../../judges/tree/debian-tree';
import { host } from '../../judges/tree/pod-world';
import { type References, boxImages } from '../images/box-images';
import { syntheticModels } from '../../judges/models/programs';
import { startVolumes } from '../objects/volumes';
import { Blade, type BoxPaths } from './blade';
import { type BladeSpec, bladeFiles } from './blade-files';
import { removeCgroups } from './cgroups';
import { credentialsOf, kubeconfig } from './credentials';
import { type RackNetwork, bridge, makeNetwork } from './network';
import { raiseWatchLimit } from './watch-limit';

export interface BoxOptions {
  blades: readonly BladeSpec[];
  network: RackNetwork;
  references: References;
  progress: Progress;
  /** Gives each blade a disk of this size, and each local volume the size of its claim. @default - nothing is limited */
  diskBytes?: number;
}

/** Blades, a control plane beside them and the network between, all inside `inOwnWorld`. */
export interface Box {
  bench: Bench;
  network: RackNetwork;
  /** Goes with the box. */
  folder: string;
  blades: Blade[];
  blade(name: string): Blade;
  /** Waits until these nodes are Ready. */
  ready(names: readonly string[], seconds?: number): Promise<void>;
}

const bladePrograms = [
  'containerd',
  'containerd-shim-runc-v2',
  'ctr',
  'kubelet',
  'kube-proxy',
  'kube-network-policies',
] as const;
const boxPrograms = [
  ...bladePrograms,
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubectl',
  'kustomize-controller',
] as const;

/** Builds, downloads and unpacks everything that a box needs: with a network, before `inOwnWorld`. */
export async function prepareBox(references: References, progress: Progress): Promise<void> {
  raiseWatchLimit(progress);
  await buildComponents(boxPrograms, progress);
  await collectCrds(progress);
  debianTree('blade');
  syntheticModels();
  await boxImages(references, progress);
}

/** Process outside of the box's own world that started it, as its cgroups are called after: inside, pids are others. */
export const boxOwner = 'RACKWRIGHT_BOX_OWNER';

/**
 * Starts the control plane and gives every blade power; returns when all nodes are Ready.
 *
 * @throws when a program ends or a node does not become Ready, with the end of its kubelet's log
 */
export async function startBox({ blades: specs, network, references, progress, diskBytes }: BoxOptions): Promise<Box> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-box-'));
  const box = `box-${process.env[boxOwner]}`;
  const paths = {
    ...(await makePaths(folder, box, network, references, progress)),
    ...(diskBytes !== undefined && { diskBytes }),
  };
  makeNetwork(network, specs);
  const bench = await startBench({
    crds: [],
    programs: ['kubectl', 'kustomize-controller'],
    reach: { address: network.controlPlane, port: 6443, kubelets: true },
    progress,
  });
  const blades: Blade[] = [];
  bench.onStop(async () => {
    await Promise.all(blades.map((blade) => blade.pullPlug()));
    for (const blade of blades) blade.remove();
    removeCgroups(box);
    host('ip', 'link', 'delete', bridge); // another box may follow in the same world
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    const ca = readFileSync(bench.controlPlane.pki.ca.cert, 'utf8');
    const networkPolicies = { token: await policyToken(bench), 'ca.crt': ca };
    for (const spec of specs) {
      const joining = {
        ...credentialsOf(bench, folder, spec),
        kubeProxy: kubeconfig(bench, folder, `${spec.name}-kube-proxy`, '/CN=system:kube-proxy'),
        networkPolicies,
        ownDisk: diskBytes !== undefined,
      };
      const neighbours = specs.filter((each) => each !== spec);
      blades.push(new Blade(spec, paths, bladeFiles(spec, joining, ca), neighbours));
    }
    await startVolumes(bench, { blades, shared: paths.shared, ...(diskBytes !== undefined && { images: folder }) });
    const made: Box = {
      bench,
      network,
      folder,
      blades,
      blade: (name) => {
        const found = blades.find(({ spec }) => spec.name === name);
        if (!found) throw new Error(`the box has no ${name}`);
        return found;
      },
      ready: (names, seconds = 180) => nodesReady(bench, blades, names, seconds),
    };
    progress(`giving ${blades.length} blades power`);
    await Promise.all(blades.map((blade) => blade.plugIn()));
    await made.ready(specs.map(({ name }) => name));
    return made;
  } catch (error) {
    await bench.stop();
    throw error;
  }
}

async function makePaths(
  folder: string,
  box: string,
  { prefixLength, gateway, controlPlane }: RackNetwork,
  references: References,
  progress: Progress,
): Promise<BoxPaths> {
  const programs = join(folder, 'programs');
  const shared = join(folder, 'shared');
  for (const each of [programs, shared]) mkdirSync(each, { recursive: true });
  const built = await buildComponents(boxPrograms, progress);
  for (const name of bladePrograms) linkOrCopy(built[name], join(programs, name));
  const images = await boxImages(references, progress);
  const init = join(projectRoot(), 'test', 'rack', 'box', 'blade-init.sh');
  return {
    box,
    folder,
    system: debianTree('blade').root,
    programs,
    images,
    shared,
    init,
    bridge,
    gateway,
    prefixLength,
    apiServer: controlPlane,
  };
}

function linkOrCopy(from: string, to: string): void {
  if (existsSync(to)) return;
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // another disk
  }
}

/** A token for the policy controller, with the right to read what it turns into rules. */
async function policyToken({ client }: Bench): Promise<string> {
  const name = 'kube-network-policies';
  const namespace = 'kube-system';
  await waitFor('namespace kube-system', 30, () => client.get('v1', 'Namespace', undefined, namespace));
  await client.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
  const rbac = 'rbac.authorization.k8s.io';
  await client.apply({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [
      { apiGroups: [''], resources: ['pods', 'namespaces', 'nodes'], verbs: ['list', 'watch'] },
      { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list', 'watch'] },
    ],
  } as never);
  await client.apply({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  } as never);
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 86_400 } };
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  return ((await client.expect('POST', path, { body })).body as { status: { token: string } }).status.token;
}

async function nodesReady(bench: Bench, blades: Blade[], names: readonly string[], seconds: number): Promise<void> {
  const missing = async () => {
    const nodes = await bench.client.list<Node>('v1', 'Node');
    const ready = new Set(nodes.filter((node) => isTrue(node, 'Ready')).map(({ metadata }) => metadata.name));
    return names.filter((name) => !ready.has(name));
  };
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    bench.processes.check();
    for (const blade of blades) blade.check();
    const late = await missing();
    if (late.length === 0) return;
    if (Date.now() > deadline) {
      const log = blades.find(({ spec }) => spec.name === late[0])?.log('kubelet', 15) ?? '';
      throw new Error(`${late.join(', ')} not Ready within ${seconds} s; ${late[0]}:\n${log}`);
    }
    await sleep(500);
  }
}
