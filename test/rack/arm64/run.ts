import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guest } from '../../../thermal-daemon/vm/guest';
import type { GuestKernel } from '../../../thermal-daemon/vm/guest-kernel';
import { type Bench, startBench } from '../../cluster/bench';
import { type KubeObject, type Node, isTrue } from '../../cluster/kube/object';
import { type BladeSpec, kubeletFiles } from '../box/blade-files';
import { credentialsOf } from '../box/credentials';
import { applyAll } from '../objects/apply';
import { objectsOf } from '../objects/from-dist';
import type { RackInBox } from '../rack-in-box';
import { sh, waitOnBlade } from './blade-time';
import { checks } from './checks';
import { type Arm64Context, daemonSet } from './context';
import { type Arm64Defect, withDefect } from './defects';
import type { BladeDisk } from './disk';
import { makeNetworkOf, removeNetwork, startEmulatedBlade } from './emulated-blade';

export interface Result {
  title: string;
  seconds: number;
  /** What was seen. */
  seen?: string;
  failure?: string;
}

/** What went wrong, a line each. */
export const failuresOf = (results: readonly Result[]): string =>
  results.flatMap(({ failure }) => failure ?? []).join('\n');

interface Parts {
  rack: RackInBox;
  kernel: GuestKernel;
  disk: BladeDisk;
  say: (line: string) => void;
  /** @default - everything as it is in `dist/` */
  defect?: Arm64Defect;
}

/** A control plane, one emulated blade of the rack, the objects of `dist/`; then every check. Inside `inOwnWorld`. */
export async function runOnEmulatedBlade({ rack, kernel, disk, say, defect }: Parts): Promise<Result[]> {
  const ground = (await objectsOf(['namespaces', 'priority-classes'], rack.dist)).objects;
  const objects = await appsOf(rack);
  const spec = bladeWithFan(rack, objects);
  const { network } = rack;
  const folder = mkdtempSync(join(tmpdir(), 'emulated-blade-'));
  makeNetworkOf(spec, network);
  const bench = await startBench({
    crds: [],
    nodeGraceSeconds: 600, // the blade's seconds may be longer than ours
    reach: { address: network.controlPlane, port: 6443, kubelets: true },
    progress: say,
  });
  let guest: Guest | undefined;
  try {
    say('a control plane answers');
    const ca = readFileSync(bench.controlPlane.pki.ca.cert, 'utf8');
    const files = kubeletFiles(spec, credentialsOf(bench, folder, spec), ca);
    guest = await startEmulatedBlade({ spec, network, kernel, disk, files, folder, variables: defect?.variables });
    say(`${spec.name} has booted`);
    await nodeReady(bench, guest, spec.name);
    say(`${spec.name} is Ready`);
    for (const some of [ground, objects]) await applyAll(bench, defect ? withDefect(some, defect) : some, 60);
    say(`${ground.length + objects.length} objects applied`);
    return await checked({ bench, guest, spec, objects, images: disk.images, say }, defect);
  } finally {
    await guest?.stop();
    await bench.stop();
    removeNetwork();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The device plugin and the thermal daemon, as they lie in `dist/`. */
export async function appsOf({ dist }: RackInBox): Promise<KubeObject[]> {
  return (await objectsOf(['device-plugin', 'thermal-daemon'], dist)).objects;
}

/** The first that the DaemonSet of the thermal daemon selects. */
function bladeWithFan({ blades }: RackInBox, objects: Arm64Context['objects']): BladeSpec {
  const { nodeSelector = {} } = daemonSet({ objects }, 'thermal').spec.template.spec;
  const found = blades.find(({ labels }) =>
    Object.entries(nodeSelector).every(([key, value]) => labels[key] === value),
  );
  if (found === undefined) throw new Error(`no blade has the labels ${JSON.stringify(nodeSelector)}`);
  return found;
}

const bootSeconds = 240;

async function nodeReady({ client, processes }: Bench, guest: Guest, name: string): Promise<void> {
  await waitOnBlade({ guest }, `${name} to be Ready`, bootSeconds, async () => {
    processes.check();
    const node = await client.get<Node>('v1', 'Node', undefined, name);
    return node && isTrue(node, 'Ready') ? true : undefined;
  }).catch(async (error: Error) => {
    throw new Error(`${error.message}\n${await sh({ guest }, 'tail -n 20 /var/log/kubelet.log')}`);
  });
}

/** One after the other: each begins where those before it ended. A defect that was noticed ends them. */
async function checked(context: Arm64Context, defect: Arm64Defect | undefined): Promise<Result[]> {
  const results: Result[] = [];
  for (const { title, run } of checks) {
    const begun = Date.now();
    const outcome = await run(context).then(
      (seen) => ({ seen }),
      (error: Error) => ({ failure: error.message }),
    );
    const result = { title, seconds: (Date.now() - begun) / 1000, ...outcome };
    results.push(result);
    context.say(`${'failure' in outcome ? `FAILED ${outcome.failure}` : `ok ${outcome.seen}`}: ${title}`);
    if (defect?.expects.test(failuresOf(results))) return results;
  }
  return results;
}
