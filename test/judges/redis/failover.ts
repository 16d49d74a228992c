import type { Verdict } from '../sops/verdict';
import type { Pod } from '../tree/pod';
import { pause, stopwatch, until } from '../tree/until';
import { type RedisSet, appUser } from './redis-set';
import type { RespClient } from './resp-client';

/** A consumer that writes what it counts, as an app's own user, and remembers what a replica acknowledged. */
export class Writer {
  readonly acknowledged: string[] = [];
  private client?: RespClient;
  private count = 0;

  constructor(
    private readonly set: RedisSet,
    private readonly run: string,
  ) {}

  /** Writes until `times` writes are acknowledged by one replica; false when that never happens. */
  async write(times: number, seconds = 20): Promise<boolean> {
    const wanted = this.acknowledged.length + times;
    const done = await until(seconds, async () => {
      while (this.acknowledged.length < wanted) if (!(await this.once())) return undefined;
      return true;
    });
    return done ?? false;
  }

  close(): void {
    this.client?.close();
    this.client = undefined;
  }

  /** Finds the primary as consumers do: by asking any Sentinel, and checking that it is one. */
  private async connect(): Promise<RespClient | undefined> {
    for (const pod of this.set.pods) {
      const address = await this.set.told(pod);
      const primary = this.set.pods.find(({ props }) => props.serviceAddress === address);
      if (!primary) continue;
      try {
        return await this.set.client(primary, appUser);
      } catch {
        continue;
      }
    }
    return undefined;
  }

  private async once(): Promise<boolean> {
    const key = `${appUser}:${this.run}:${this.count++}`;
    try {
      this.client ??= await this.connect();
      if (!this.client) return false;
      await this.client.send('SET', key, key);
      if (((await this.client.send('WAIT', '1', '1000')) as number) < 1) return false;
      this.acknowledged.push(key);
      return true;
    } catch {
      this.close();
      return false;
    }
  }
}

/** Acknowledged writes that the primary lacks. */
export async function lost(set: RedisSet, primary: Pod, ...writers: Writer[]): Promise<string[]> {
  const asking = await set.client(primary, appUser);
  const missing: string[] = [];
  for (const key of writers.flatMap(({ acknowledged }) => acknowledged)) {
    if ((await asking.send('GET', key)) !== key) missing.push(key);
  }
  asking.close();
  return missing;
}

/** The primary's blade dies under load, and comes back. */
export async function judgeFailover(set: RedisSet, verdict: Verdict): Promise<void> {
  const writer = new Writer(set, 'failover');
  await writer.write(200);
  const first = (await set.primaries())[0]!;
  await first.kill();
  const clock = stopwatch();
  writer.close();
  const went = await writer.write(1);
  const seconds = clock();
  verdict.check(`primary killed: the next write is accepted after ${seconds} s, 6 s at most`, went && seconds <= 6);
  await writer.write(50);
  const roles = new Set<string>();
  first.start();
  const back = await until(25, async () => {
    const role = await set.role(first);
    if (role) roles.add(role[0]!);
    return role?.[0] === 'slave' && role[3] === 'connected' ? role : undefined;
  });
  verdict.check(
    'the killed one comes back, at another address, as a replica and is never a second primary',
    back !== undefined && !roles.has('master'),
    `roles seen: ${[...roles]}\n${first.log('redis').slice(-800)}`,
  );
  const second = await set.settled(30);
  verdict.check(
    'one primary, two linked replicas, three Sentinels of one mind',
    second !== undefined,
    await set.state(),
  );
  const missing = second ? await lost(set, second, writer) : writer.acknowledged;
  verdict.check(`all ${writer.acknowledged.length} writes that WAIT 1 acknowledged are there`, missing.length === 0);
  writer.close();
}

/** The process dies and the kubelet starts it again at once, sooner than Sentinel calls it dead. */
export async function judgeQuickRestart(set: RedisSet, verdict: Verdict): Promise<void> {
  const writer = new Writer(set, 'quick');
  await writer.write(100);
  const [primary] = await set.primaries();
  primary!.killContainer('redis');
  writer.close();
  const went = await writer.write(20);
  const after = await set.settled(30);
  const missing = after ? await lost(set, after, writer) : writer.acknowledged;
  verdict.check(
    'only the process of the primary dies: one primary again, nothing acknowledged is lost',
    went && after !== undefined && missing.length === 0,
    `${missing.length} lost of ${writer.acknowledged.length}`,
  );
  writer.close();
}

/** The primary's network cable is out: it lives on, alone, and must not take writes that will be thrown away. */
export async function judgeCutOff(
  set: RedisSet,
  verdict: Verdict,
  cut: (pod: Pod, up: boolean) => void,
): Promise<void> {
  const writer = new Writer(set, 'cut');
  await writer.write(100);
  const [old] = await set.primaries();
  cut(old!, false);
  const clock = stopwatch();
  writer.close();
  const went = await writer.write(50);
  verdict.check(`primary cut off: others take over after ${clock()} s`, went);
  const alone = (...words: string[]) =>
    old!.exec('redis', ['redis-cli', '--user', appUser, '--no-auth-warning', ...words], {
      REDISCLI_AUTH: set.password(appUser),
    });
  const refused = await until(20, () => {
    const { stdout } = alone('set', `${appUser}:alone`, 'x');
    return stdout.includes('NOREPLICAS') ? stdout : undefined;
  });
  verdict.check(`   alone it refuses writes from ${clock()} s on`, refused !== undefined);
  cut(old!, true);
  const after = await set.settled(40);
  const missing = after ? await lost(set, after, writer) : writer.acknowledged;
  verdict.check(
    '   joined again it becomes a replica; nothing acknowledged is lost',
    after !== undefined && after !== old && missing.length === 0,
    `${after?.props.name}, ${missing.length} lost`,
  );
  writer.close();
}

/** What a power cut leaves: every process gone at once, and new addresses when the rack comes back. */
export async function cutPower(set: RedisSet): Promise<void> {
  await Promise.all(set.pods.map((pod) => pod.kill()));
  for (const pod of set.pods) pod.forget();
}

export async function judgePowerLoss(set: RedisSet, verdict: Verdict): Promise<void> {
  const writer = new Writer(set, 'power');
  const before = await leaderOtherThanFirst(set);
  await writer.write(100);
  writer.close();
  const last = set.pods.indexOf(before);
  const others = set.pods.map((_, i) => i).filter((i) => i !== last);
  for (const order of [
    [...others, last],
    [last, ...others],
  ]) {
    await cutPower(set);
    for (const i of order) {
      // Longer than a primary may be silent: blades boot apart, and nobody may take over meanwhile.
      if (i === last && i !== order[0]) await pause(8000);
      set.pods[i]!.start();
      await pause(1000);
    }
    const after = await set.settled(40);
    const missing = after ? await lost(set, after, writer) : writer.acknowledged;
    verdict.check(
      `power cut, back in the order ${order}${order[0] === last ? '' : ', the last late'}: redis-${last} leads again with every acknowledged write`,
      after === before && missing.length === 0,
      `${after?.props.name} leads, ${missing.length} lost`,
    );
  }
}

/** The blade with the oldest knowledge comes back first after a power cut. */
export async function judgeStaleFirst(set: RedisSet, verdict: Verdict): Promise<void> {
  const stale = (await set.settled(30))!;
  const writer = new Writer(set, 'stale');
  await stale.kill();
  stale.forget();
  const went = await writer.write(100);
  writer.close();
  const leader = (await set.primaries())[0]!;
  await pause(3000);
  await cutPower(set);
  const masters = new Set<Pod>();
  stale.start();
  const watch = setInterval(() => void set.primaries().then((found) => found.forEach((pod) => masters.add(pod))), 100);
  await pause(4000);
  for (const pod of set.pods) if (pod !== stale) pod.start();
  const after = await set.settled(40);
  clearInterval(watch);
  const missing = after ? await lost(set, after, writer) : writer.acknowledged;
  verdict.check(
    `a server that missed the last failover starts first after a power cut: it waits, ${leader.props.name} leads`,
    went && after === leader && !masters.has(stale) && missing.length === 0,
    `${[...masters].map(({ props }) => props.name)} led, now ${after?.props.name}; ${missing.length} lost`,
  );
}

/** A blade is replaced: its disk knows nothing. */
export async function judgeEmptyDisk(set: RedisSet, verdict: Verdict): Promise<void> {
  const [pod] = set.pods;
  const writer = new Writer(set, 'empty');
  await writer.write(20);
  await pod!.kill();
  writer.close();
  await writer.write(20);
  pod!.exec('redis', ['sh', '-c', 'rm -rf /data/*']);
  pod!.start();
  const after = await set.settled(40);
  const missing = after ? await lost(set, after, writer) : writer.acknowledged;
  verdict.check(
    'redis-0 comes back with an empty disk: as a replica, and fills itself',
    after !== undefined && after !== pod && missing.length === 0,
    `${after?.props.name} leads, ${missing.length} lost`,
  );
  writer.close();
}

/** The default of every script is redis-0, so that a test with another primary shows more. */
async function leaderOtherThanFirst(set: RedisSet): Promise<Pod> {
  const leader = (await set.settled(30))!;
  if (leader !== set.pods[0]) return leader;
  await leader.kill();
  await until(20, async () => {
    const [other] = (await set.primaries()).filter((pod) => pod !== leader);
    return other;
  });
  leader.start();
  return (await set.settled(40))!;
}
