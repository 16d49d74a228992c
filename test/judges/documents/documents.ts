import { MinioSet, minioPrograms } from '../minio/minio-set';
import { type Credentials, s3 } from '../minio/s3';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import { PodWorld } from '../tree/pod-world';
import { pause } from '../tree/until';
import { offsiteServer } from './offsite';
import { rcloneProgram } from './programs';
import { Bench, accountOf, bucket, bucketElsewhere, document, many, nameOf, said } from './bench';
import { judgeDrill } from './drill';
import { promtoolProgram } from '../drill/programs';
import { setByRunbook, sourcesInRunbook } from './runbook-lines';

const host = 's3.example.org';

/**
 * `node bin/run.cjs test/judges/documents/documents.ts`: documents of people in the generated object store, copied to a
 * bucket elsewhere and brought back by the generated scripts, as the page of document-backups walks through it. Real
 * MinIO servers and rclone. Root and Go.
 */
async function main(): Promise<void> {
  const tree = debianTree().root;
  const programs = { ...minioPrograms(), rclone: rcloneProgram() };
  const promtool = promtoolProgram();
  if (!inOwnWorld()) return;
  // The provider is a server without TLS here.
  const given = Generated.homelab({ fields: { 'backups.offsite.endpoint': `http://${host}:9000` } });
  const verdict = new Verdict();
  given.judgeOrigin(verdict);
  const world = new PodWorld();
  const set = new MinioSet(world, given, tree, programs);
  const elsewhere = accountOf(given, 'data', 'documents-offsite');
  const offsite = offsiteServer(world, given, { tree, minio: programs.minio, host, account: elsewhere });
  for (const pod of [...set.pods, offsite]) pod.start();
  const up = await set.ready(90);
  verdict.check('four servers form one store', up, set.pods[0]!.log('minio'));
  if (up) {
    const { code, stdout, stderr } = set.setup();
    verdict.check('setup.sh gives people’s buckets versions and rules', code === 0, stdout + stderr);
    await s3(offsite.address, 'PUT', `/${bucketElsewhere}`, elsewhere);
    const bench = new Bench(world, given, tree, programs.rclone, set.pods[0]!, offsite, elsewhere);
    await judgeRights(bench, verdict);
    await judgeCopy(bench, verdict);
    await judgeDeletion(bench, verdict);
    await judgeForce(bench, verdict);
    await judgeOverwriting(bench, verdict);
    await judgeLostStore(bench, verdict);
    await judgeRetention(bench, verdict);
    await judgeAnotherKey(bench, verdict);
    await judgeDrill(bench, promtool, verdict);
  }
  verdict.close();
  process.exit();
}

async function judgeRights(bench: Bench, verdict: Verdict): Promise<void> {
  await bench.put('first', 'one');
  const { body } = await bench.as(
    accountOf(bench.given, 'data', 'minio-documents-read'),
    'GET',
    `/${bucket}?versions=`,
  );
  const version = /<VersionId>([^<]*)<\/VersionId>/.exec(body)?.[1];
  verdict.check('a document has a version', version !== undefined && version !== 'null', body);
  const ended = await bench.as(bench.app, 'DELETE', `/${bucket}/first?versionId=${version}`);
  verdict.check('   that the app’s own user may not end (403)', ended.status === 403, String(ended.status));
  const list = `<Delete><Object><Key>first</Key><VersionId>${version}</VersionId></Object></Delete>`;
  const listed = await bench.as(bench.app, 'POST', `/${bucket}?delete=`, list);
  verdict.check('   nor in a list', !listed.body.includes('<Deleted>'), listed.body);
  const reader = accountOf(bench.given, 'data', 'minio-documents-read');
  const writer = accountOf(bench.given, 'data', 'minio-documents-write');
  const rows: [string, number, Credentials, string, string][] = [
    ['who copies may read', 200, reader, 'GET', `/${bucket}/first`],
    ['   may not write (403)', 403, reader, 'PUT', `/${bucket}/second`],
    ['   may not read what is nobody’s document (403)', 403, reader, 'GET', '/models?list-type=2'],
    ['who restores may write', 200, writer, 'PUT', `/${bucket}/second`],
    ['   and nowhere else (403)', 403, writer, 'PUT', '/models/second'],
  ];
  for (const [what, expected, who, method, path] of rows) {
    const { status } = await bench.as(who, method, path, method === 'PUT' ? 'two' : '');
    verdict.check(what, status === expected, String(status));
  }
}

async function judgeCopy(bench: Bench, verdict: Verdict): Promise<void> {
  for (let i = 0; i < many; i++) await bench.put(nameOf(i), document(i));
  const large = 'x'.repeat(24 * 1024 * 1024);
  await bench.put('large.bin', large);
  const cut = await bench.pod('document-backups').completing('rclone', 1);
  verdict.check('a copy that is killed after a second fails', cut.code !== 0, said(cut));
  const copy = bench.run('document-backups');
  verdict.check('the next one goes on and gets through', copy.code === 0, said(copy));
  const again = bench.run('document-backups');
  verdict.check('and again, with nothing to do', again.code === 0, said(again));
  const { keys, text } = await bench.elsewhereHas();
  verdict.check(`elsewhere lie ${keys.length} objects`, keys.length > many, keys.join('\n'));
  verdict.check(
    '   whose names say nothing',
    !/document|large|first|open-webui|current/.test(keys.join('\n').replaceAll('documents/', '')),
    keys.join('\n'),
  );
  verdict.check(
    '   and whose contents say nothing',
    text.includes('RCLONE') && !text.includes('nobody elsewhere'),
    text.slice(0, 200),
  );
}

async function judgeDeletion(bench: Bench, verdict: Verdict): Promise<void> {
  await pause(1100);
  const moment = new Date().toISOString().replace(/\.\d+/, '');
  await pause(1100);
  verdict.check('a document is deleted', (await bench.delete(nameOf(1))) === 204);
  verdict.check('   and gone', (await bench.get(nameOf(1))).status === 404);
  const lines = setByRunbook('FROM');
  const filled = {
    ...lines,
    FROM: lines['FROM']!.replace(/(?<=^at\/).*/, moment),
    BUCKETS: lines['BUCKETS']!.replace('<bucket>', bucket),
  };
  const undo = bench.run('document-restore', filled);
  verdict.check(
    `the store’s own versions bring it back, with the runbook’s ${Object.keys(lines).join(' and ')}`,
    undo.code === 0 && (await bench.get(nameOf(1))).body === document(1),
    said(undo),
  );

  await bench.delete(nameOf(2));
  const copy = bench.run('document-backups');
  const stamp = /deleted\/(\S+)/.exec(copy.stdout)?.[1] ?? '';
  verdict.check('deleted, and a copy made since', copy.code === 0 && stamp !== '', said(copy));
  const absent = bench.run('document-restore', { FROM: 'current', BUCKETS: bucket });
  verdict.check(
    '   the newest copy lacks it',
    absent.code === 0 && (await bench.get(nameOf(2))).status === 404,
    said(absent),
  );
  const back = bench.run('document-restore', { FROM: `deleted/${stamp}`, BUCKETS: bucket });
  verdict.check(
    '   what that run moved aside brings it back',
    (await bench.get(nameOf(2))).body === document(2),
    said(back),
  );
}

/** MinIO's own header ends every version at once, and its policies know no right for it. */
async function judgeForce(bench: Bench, verdict: Verdict): Promise<void> {
  bench.run('document-backups');
  const name = nameOf(4);
  const forced = await bench.delete(name, { 'x-minio-force-delete': 'true' });
  verdict.check('the app’s own user ends all versions by MinIO’s own header', forced === 204, String(forced));
  verdict.check('   and the document is gone', (await bench.get(name)).status === 404);
  const back = bench.run('document-restore', { FROM: 'current', BUCKETS: bucket });
  verdict.check('   the copy brings it back', (await bench.get(name)).body === document(4), said(back));
}

async function judgeOverwriting(bench: Bench, verdict: Verdict): Promise<void> {
  bench.run('document-backups');
  await bench.put(nameOf(3), 'another text');
  const plain = bench.run('document-restore', { FROM: 'current', BUCKETS: bucket });
  verdict.check(
    'a restore leaves what is there alone',
    (await bench.get(nameOf(3))).body === 'another text',
    said(plain),
  );
  const beside = bench.run('document-restore', { FROM: 'current', BUCKETS: bucket, INTO: 'before' });
  verdict.check(
    '   INTO puts the older text beside it',
    (await bench.get(`before/${nameOf(3)}`)).body === document(3),
    said(beside),
  );
  const wrong = bench.run('document-restore', { FROM: 'yesterday' });
  for (const from of sourcesInRunbook()) {
    const { stdout } = bench.run('document-restore', { FROM: from, BUCKETS: bucket });
    verdict.check(`   ${from} of the runbook is understood`, !stdout.includes('it must be'), stdout);
  }
  verdict.check(
    '   a FROM that means nothing is refused',
    wrong.code !== 0 && wrong.stdout.includes('it must be'),
    said(wrong),
  );
}

async function judgeLostStore(bench: Bench, verdict: Verdict): Promise<void> {
  bench.run('document-backups');
  const all = Array.from({ length: many }, (_, i) => nameOf(i));
  for (const name of all) for (const key of [name, `before/${name}`]) await bench.delete(key);
  const copy = bench.run('document-backups');
  verdict.check(
    'a store that lost more than half is not followed',
    copy.code !== 0 && copy.stdout.includes('more than half'),
    said(copy),
  );
  const restore = bench.run('document-restore', { FROM: 'current' });
  const back = await Promise.all(all.map(async (name) => (await bench.get(name)).status));
  verdict.check(
    '   all of it comes back from the copy',
    back.every((status) => status === 200),
    said(restore) + back.join(),
  );
  const next = bench.run('document-backups');
  verdict.check('   and the next copy gets through', next.code === 0, said(next));
  for (const name of all) for (const key of [name, `before/${name}`]) await bench.delete(key);
  const agreed = bench.run('document-backups', setByRunbook('LET_GO'));
  verdict.check('   the runbook’s LET_GO lets a copy follow', agreed.code === 0, said(agreed));
}

async function judgeRetention(bench: Bench, verdict: Verdict): Promise<void> {
  const before = (await bench.elsewhereHas()).keys.length;
  await pause(1100);
  const kept = bench.run('document-backups');
  const same = (await bench.elsewhereHas()).keys.length;
  verdict.check(
    'what was moved aside stays',
    kept.code === 0 && same === before && before > many,
    `${before}, then ${same}`,
  );
  const run = bench.run('document-backups', { KEEP_SECONDS: '0' });
  const after = (await bench.elsewhereHas()).keys.length;
  verdict.check(
    `   until it is old: ${before} objects, then ${after}`,
    run.code === 0 && after < 10 && after > 0,
    said(run),
  );
}

async function judgeAnotherKey(bench: Bench, verdict: Verdict): Promise<void> {
  await bench.delete('first');
  const other = bench.given.withValue('data', 'document-backups', 'PASSWORD', 'anotherPasswordThatNeverWas');
  const restore = bench.run('document-restore', { FROM: 'current', BUCKETS: bucket }, other);
  verdict.check(
    'with another key nothing can be read',
    restore.code !== 0 && (await bench.get('first')).status === 404,
    said(restore),
  );
  const right = bench.run('document-restore', { FROM: 'current', BUCKETS: bucket });
  verdict.check(
    '   with the right one it can',
    right.code === 0 && (await bench.get('first')).body === 'one',
    said(right),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(2);
});
