import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotScript } from '../../../lib/helper-machines/etcd-snapshots';
import type { Verdict } from '../sops/verdict';
import type { ComposeProject } from './compose-file';
import type { HelperPrograms } from './programs';

const day = 86_400_000;
const bytes = 'etcd holds what git does not';

/** The script as its service runs it, once around: the shell of this machine, real age, a recorder in place of talosctl. */
export function judgeSnapshots({ rack, services }: ComposeProject, programs: HelperPrograms, verdict: Verdict): void {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-snapshots-'));
  const identity = join(folder, 'identity');
  execFileSync(programs.ageKeygen, ['-o', identity], { stdio: 'ignore' });
  const recipient = execFileSync(programs.ageKeygen, ['-y', identity], { encoding: 'utf8' }).trim();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(programs.age, join(bin, 'age'));
  const put = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}`);
    chmodSync(join(bin, name), 0o755);
  };
  // The end of one round: what would wait a day, or ten minutes, ends the script and says for how long.
  put('sleep', `echo "sleeps $1"; kill $PPID\n`);
  const here = (text: string) =>
    text
      .replaceAll('/snapshots', join(folder, 'snapshots'))
      .replaceAll('/tmp/etcd.db', join(folder, 'plain'))
      .replaceAll('/run/secrets/talosconfig', join(folder, 'talosconfig'));
  const kept = () => readdirSync(join(folder, 'snapshots')).sort();
  mkdirSync(join(folder, 'snapshots'));
  const aged = (name: string, days: number) => {
    const path = join(folder, 'snapshots', name);
    writeFileSync(path, 'older');
    utimesSync(path, (Date.now() - days * day) / 1000, (Date.now() - days * day) / 1000);
  };
  aged('etcd-2026-01-01.db.age', 40);
  aged('etcd-2026-02-01.db.age', 2);
  const round = () => {
    const script = here(snapshotScript({ ...rack, recipients: [recipient] }));
    return spawnSync('sh', ['-c', script], { env: { PATH: `${bin}:${process.env['PATH']}` }, encoding: 'utf8' });
  };
  const health = services['etcd-snapshots']!.healthcheck.test[1]!;
  const isHealthy = () =>
    spawnSync('sh', ['-c', here(health)], { env: { PATH: `${bin}:${process.env['PATH']}` } }).status === 0;

  put('talosctl', 'exit 1\n');
  const refused = round();
  verdict.check(
    'while no machine gives a snapshot it tries again in ten minutes',
    refused.stdout.includes('sleeps 600'),
    refused.stdout + refused.stderr,
  );
  verdict.check('and deletes nothing meanwhile, however old', kept().length === 2, kept().join(' '));
  verdict.check('and is called unhealthy after 26 hours', !isHealthy());

  const second = rack.blades.filter(({ role }) => role === 'control-plane')[1]!.address;
  put(
    'talosctl',
    `case "$*" in *"--nodes ${second} etcd snapshot "*) for last; do :; done; printf %s '${bytes}' > "$last";; *) exit 1;; esac\n`,
  );
  const taken = round();
  const today = `etcd-${new Date().toISOString().slice(0, 10)}.db.age`;
  verdict.check(
    'the next control-plane machine is asked when one is away',
    kept().includes(today),
    taken.stdout + taken.stderr,
  );
  verdict.check(
    'what is older than thirty days goes, the rest stays',
    kept().join(' ') === `etcd-2026-02-01.db.age ${today}`,
    kept().join(' '),
  );
  verdict.check('the next is a day away', taken.stdout.includes('sleeps 86400'), taken.stdout);
  verdict.check('the service is well again', isHealthy());
  const opened = spawnSync(programs.age, ['--decrypt', '--identity', identity, join(folder, 'snapshots', today)], {
    encoding: 'utf8',
  });
  verdict.check('the recipient opens it, and it is what etcd gave', opened.stdout === bytes, opened.stderr);
  verdict.check(
    'nothing of it lies there in the clear',
    !readFileSync(join(folder, 'snapshots', today)).includes(bytes) && !readdirSync(folder).includes('plain'),
  );
}
