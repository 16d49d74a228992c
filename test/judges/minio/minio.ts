import type { StatefulSet } from '../../../imports/k8s';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import { PodWorld } from '../tree/pod-world';
import { stopwatch, until } from '../tree/until';
import { MinioSet, minioPrograms } from './minio-set';
import { type Credentials, plain, s3 } from './s3';

/** `node bin/run.cjs test/judges/minio/minio.ts`: the generated object store, run by real servers. Root and Go. */
async function main(): Promise<void> {
  const tree = debianTree();
  const programs = minioPrograms();
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const given = Generated.homelab({ fields: { 'apps.minio.buckets': { judge: { expireDays: 3 } } } });
  given.judgeOrigin(verdict);
  const set = new MinioSet(new PodWorld(), given, tree.root, programs);
  const clock = stopwatch();
  for (const pod of set.pods) pod.start();
  const up = await set.ready(90);
  verdict.check(`four servers form one store after ${clock()} s`, up, set.pods[0]!.log('minio'));
  if (up) {
    await judgeSetup(set, verdict, given);
    await judgeUsers(set, verdict, given);
    await judgeLosses(set, verdict, given);
    await judgeRotation(set, verdict, given);
  }
  verdict.close();
  process.exit();
}

function userOf(given: Generated, bucket = 'judge', namespace = 'data'): Credentials {
  const { ACCESS_KEY_ID, ACCESS_SECRET_KEY } = given.secret(namespace, `minio-${bucket}`);
  return { accessKey: ACCESS_KEY_ID!, secretKey: ACCESS_SECRET_KEY! };
}

function rootOf(given: Generated): Credentials {
  const { user, password } = given.secret('data', 'minio-root');
  return { accessKey: user!, secretKey: password! };
}

/** What the kubelet asks, as the manifest has it. */
function probedPaths(given: Generated): string[] {
  const { spec } = given.object<StatefulSet>('data/StatefulSet/minio');
  const [container] = spec!.template.spec!.containers;
  const probes = [container!.startupProbe, container!.readinessProbe, container!.livenessProbe];
  return [...new Set(probes.flatMap((probe) => probe?.httpGet?.path ?? []))];
}

async function judgeSetup(set: MinioSet, verdict: Verdict, given: Generated): Promise<void> {
  for (const time of ['first', 'second']) {
    const { code, stdout, stderr } = set.setup();
    verdict.check(`setup.sh runs a ${time} time without a fault`, code === 0, stdout + stderr);
  }
  const rules = async (bucket: string) =>
    (await s3(set.pods[0]!.address, 'GET', `/${bucket}?lifecycle`, rootOf(given))).body;
  const idsIn = (body: string) => [...body.matchAll(/<ID>([^<]*)<\/ID>/g)].map(([, id]) => id).sort();
  const expiring = await rules('judge');
  const days = /<Expiration><Days>3<\/Days><\/Expiration>/.test(expiring);
  verdict.check(
    'the rule about old objects is there exactly once, beside those about old versions',
    days && idsIn(expiring).join() === 'expiry,old-marks,old-versions',
    expiring,
  );
  const keeping = await rules('rag');
  verdict.check(
    '   and not on a bucket that keeps everything',
    idsIn(keeping).join() === 'old-marks,old-versions',
    keeping,
  );
  for (const path of [...probedPaths(given), '/minio/v2/metrics/cluster']) {
    const { status } = await plain(set.pods[3]!.address, path);
    verdict.check(`${path} answers 200 without a password`, status === 200, String(status));
  }
}

/** Of the bucket that the rack file states here, and of one that an app of dist/homelab asked for. */
async function judgeUsers(set: MinioSet, verdict: Verdict, given: Generated): Promise<void> {
  const { address } = set.pods[1]!;
  for (const [bucket, namespace] of [
    ['judge', 'data'],
    ['tempo', 'monitoring'],
  ] as const) {
    const user = userOf(given, bucket, namespace);
    const wrong = { ...user, secretKey: 'wrong-password' };
    const rows: [what: string, expected: number, method: string, path: string, who?: Credentials, body?: string][] = [
      ['puts into its bucket', 200, 'PUT', `/${bucket}/a`, user, 'text'],
      ['gets it', 200, 'GET', `/${bucket}/a`],
      ['lists its bucket', 200, 'GET', `/${bucket}?list-type=2`],
      ['deletes from it', 204, 'DELETE', `/${bucket}/a`],
      ['may not list another bucket', 403, 'GET', '/rag?list-type=2'],
      ['may not put into another bucket', 403, 'PUT', '/rag/a', user, 'text'],
      ['may not get from another bucket', 403, 'GET', '/rag/a'],
      ['may not make a bucket', 403, 'PUT', `/${bucket}-more`],
      ['may not change the rules of its bucket', 403, 'DELETE', `/${bucket}?lifecycle`],
      ['with a wrong password may nothing', 403, 'GET', `/${bucket}?list-type=2`, wrong],
    ];
    for (const [what, expected, method, path, who = user, body] of rows) {
      const { status } = await s3(address, method, path, who, body);
      verdict.check(`the user of ${bucket} ${what} (${expected})`, status === expected, String(status));
    }
  }
}

async function judgeLosses(set: MinioSet, verdict: Verdict, given: Generated): Promise<void> {
  const user = userOf(given);
  const { address } = set.pods[0]!;
  const put = async (key: string) => (await s3(address, 'PUT', `/judge/${key}`, user, `body of ${key}`)).status;
  const get = async (key: string, from = address) => {
    const { status, body } = await s3(from, 'GET', `/judge/${key}`, user);
    return status === 200 && body === `body of ${key}`;
  };
  await put('before');
  await set.pods[3]!.kill();
  const wrote = await until(20, async () => ((await put('one-away')) === 200 ? true : undefined));
  verdict.check('one server killed: writes go on', wrote === true);
  verdict.check('   reads go on', (await get('before')) && (await get('one-away')));
  await set.pods[2]!.kill();
  const read = await until(30, async () => ((await get('before')) && (await get('one-away')) ? true : undefined));
  verdict.check('two servers killed: reads go on', read === true);
  const refused = await put('two-away');
  verdict.check('   a write is refused, not swallowed', refused === 503, `answered ${refused}; 0: nobody answered`);
  for (const i of [2, 3]) set.pods[i]!.start();
  const healed = await until(60, async () => ((await put('after')) === 200 ? true : undefined), 500);
  verdict.check('both back, at other addresses: writes go on', healed === true);
  const readBack = await until(30, async () => ((await get('one-away', set.pods[3]!.address)) ? true : undefined), 500);
  verdict.check('   and the one that was away serves what was written meanwhile', readBack === true);
}

/** Every password anew, the root's too: first as a StatefulSet would roll it after a push, then as the runbook says. */
async function judgeRotation(set: MinioSet, verdict: Verdict, given: Generated): Promise<void> {
  const rotated = given.rotated();
  await judgeRoll(set, verdict, given, rotated);
  await allAtOnce(set, verdict, given, rotated);
}

/** The first step of a roll: servers refuse one whose root password is another, and it says that it is ready. */
async function judgeRoll(set: MinioSet, verdict: Verdict, given: Generated, rotated: Generated): Promise<void> {
  const last = set.pods.length - 1;
  await set.pods[last]!.kill();
  set.again(last, rotated);
  set.pods[last]!.start();
  const ready = async () => (await plain(set.pods[last]!.address, '/minio/health/ready')).status === 200 || undefined;
  verdict.check('one server with another root password says that it is ready', (await until(120, ready, 500)) === true);
  const fine = await servingAll(set, given);
  verdict.check(`   and the store stops: ${fine} of 4 servers write and read`, fine < set.pods.length - 1);
}

/** How many servers take an object and give it back. */
async function servingAll(set: MinioSet, given: Generated): Promise<number> {
  const answers = await Promise.all(
    set.pods.map(async ({ address, props }) => {
      const put = await s3(address, 'PUT', `/judge/roll-${props.name}`, userOf(given), 'body');
      const got = await s3(address, 'GET', `/judge/roll-${props.name}`, userOf(given));
      return put.status === 200 && got.body === 'body';
    }),
  );
  return answers.filter((fine) => fine).length;
}

async function allAtOnce(set: MinioSet, verdict: Verdict, before: Generated, after: Generated): Promise<void> {
  const clock = stopwatch();
  await Promise.all(set.pods.map((pod) => pod.kill()));
  for (let i = 0; i < set.pods.length; i++) {
    set.again(i, after);
    set.pods[i]!.start();
  }
  const up = await set.ready(60);
  verdict.check(`root password changed at once: the store is back after ${clock()} s`, up, set.pods[0]!.log('minio'));
  const { code, stderr } = set.setup(after);
  verdict.check('   setup.sh runs', code === 0, stderr);
  const { address } = set.pods[0]!;
  const fresh = await s3(address, 'GET', '/judge/before', userOf(after));
  const stale = await s3(address, 'GET', '/judge/before', userOf(before));
  verdict.check('   the new password of the user works', fresh.status === 200, String(fresh.status));
  verdict.check('   the old one does not (403)', stale.status === 403, String(stale.status));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
