import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import { PodWorld } from '../tree/pod-world';
import { stopwatch } from '../tree/until';
import {
  judgeCutOff,
  judgeEmptyDisk,
  judgeFailover,
  judgePowerLoss,
  judgeQuickRestart,
  judgeStaleFirst,
} from './failover';
import { judgePermissions, judgeSlips } from './permissions';
import { type Flavour, RedisSet } from './redis-set';

/**
 * `node bin/run.cjs test/judges/redis/redis.ts [-- redis|valkey]`: the generated StatefulSet, run by real servers of both
 * families. Needs root and apt.
 */
async function main(): Promise<void> {
  const tree = debianTree();
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const world = new PodWorld();
  const given = Generated.homelab();
  given.judgeOrigin(verdict);
  for (const family of ['redis', 'valkey']) {
    if (!(process.argv[2] ?? family).includes(family)) continue;
    const flavour = { server: `/usr/bin/${family}-server`, cli: `/usr/bin/${family}-cli` };
    console.log(`--- ${tree.version(`${family}-server`)}`);
    await judge(new RedisSet(world, flavour, given, tree.root), flavour, verdict, (pod, up) =>
      world.setLink(pod, up ? 'up' : 'down'),
    );
  }
  verdict.close();
  process.exit();
}

async function judge(
  set: RedisSet,
  flavour: Flavour,
  verdict: Verdict,
  setLink: (pod: string, up: boolean) => void,
): Promise<void> {
  const clock = stopwatch();
  for (const pod of set.pods) pod.start();
  const primary = await set.settled(40);
  const first = primary === set.pods[0];
  verdict.check(`${flavour.server}: redis-0 leads a new set after ${clock()} s`, first, await set.state());
  const restarts = set.pods.reduce((sum, pod) => sum + pod.restarts, 0);
  verdict.check('no container had to start twice', restarts === 0, String(restarts));
  if (!primary) return;
  await judgePermissions(set, verdict, primary);
  judgeSlips(set, verdict);
  await judgeFailover(set, verdict);
  await judgeQuickRestart(set, verdict);
  await judgeCutOff(set, verdict, (pod, up) => setLink(pod.props.name, up));
  await judgePowerLoss(set, verdict);
  await judgeStaleFirst(set, verdict);
  await judgeEmptyDisk(set, verdict);
  await set.remove();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
