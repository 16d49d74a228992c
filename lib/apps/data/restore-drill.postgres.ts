import { lines, shellScript } from '../../kit/script-text';

const bin = '/usr/lib/postgresql/18/bin';
/** A base backup is made every night. */
const backupMayBeHours = 48;

/**
 * Runs beside the server, in the image that holds barman-cloud and no shell: restores the newest base backup, and then hands
 * over each file of the log that the server asks for, by a file of that name in `asked/`. It may be killed at any moment:
 * a restore that was cut short is begun anew, a whole one is kept.
 */
export const archivePy = lines(
  'import json, os, pathlib, shutil, subprocess, sys, time',
  'from datetime import datetime, timedelta, timezone',
  '',
  'folder = pathlib.Path("/restored")',
  'data, asked, given = folder / "data", folder / "asked", folder / "given"',
  'whole, refused = folder / "whole", folder / "refused"',
  '',
  'def barman(program, *args, **options):',
  '    where = [os.environ["DESTINATION"], os.environ["SERVER_NAME"]]',
  '    store = ["--cloud-provider", "aws-s3", "--endpoint-url", os.environ["ENDPOINT"]]',
  '    return subprocess.run([f"barman-cloud-{program}", *store, *options.pop("flags", []), *where, *args], **options)',
  '',
  'def give_up(why):',
  '    refused.write_text(why + "\\n")',
  '    sys.exit(why)',
  '',
  'def restore():',
  '    listed = barman("backup-list", flags=["--format", "json"], stdout=subprocess.PIPE)',
  '    if listed.returncode != 0:',
  '        give_up("the backups cannot be listed")',
  '    backups = [b for b in json.loads(listed.stdout)["backups_list"] if b["status"] == "DONE"]',
  '    if not backups:',
  '        give_up("there is no backup that was completed")',
  '    newest = max(b["backup_id"] for b in backups)',
  '    made = datetime.strptime(newest, "%Y%m%dT%H%M%S").replace(tzinfo=timezone.utc)',
  `    if datetime.now(timezone.utc) - made > timedelta(hours=${backupMayBeHours}):`,
  `        give_up(f"the newest backup, {newest}, is more than ${backupMayBeHours} hours old")`,
  '    print(f"restoring {newest}, the newest of {len(backups)}", flush=True)',
  '    shutil.rmtree(data, ignore_errors=True)',
  '    data.mkdir(mode=0o700)',
  '    if barman("restore", newest, str(data)).returncode != 0:',
  '        give_up(f"backup {newest} cannot be restored")',
  '    data.chmod(0o700)',
  '',
  'refused.unlink(missing_ok=True)',
  'for each in (asked, given):',
  '    each.mkdir(exist_ok=True)',
  'if not whole.exists():',
  '    restore()',
  '    whole.touch()',
  'while True:',
  '    for want in sorted(asked.iterdir()):',
  '        target = given / (want.name + ".new")',
  '        code = barman("wal-restore", want.name, str(target)).returncode',
  '        if code == 0:',
  '            target.rename(given / want.name)',
  '        else:',
  '            (given / (want.name + ".none")).touch()',
  '        want.unlink()',
  '    time.sleep(0.2)',
);

/** What PostgreSQL calls for each file of the log; 1 says that there is none, and the recovery ends there. */
export const fetchSh = shellScript(
  'name="$1" target="$2"',
  'rm -f "/restored/given/$name" "/restored/given/$name.none"',
  'touch "/restored/asked/$name"',
  'until [ -e "/restored/given/$name" ] || [ -e "/restored/given/$name.none" ]; do sleep 0.2; done',
  'if [ -e "/restored/given/$name.none" ]; then exit 1; fi',
  'mv "/restored/given/$name" "$target"',
);

/**
 * Starts a server on what was restored, lets it replay the whole log, and asks every table of every database how many rows it
 * has, which reads all of them. Then every page's checksum is verified. The settings that replay needs at least as large as
 * they were are read from what was restored; the operator's own configuration names files that are not here.
 */
export function databaseSh(name: string, databases: readonly string[]): string {
  return shellScript(
    'until [ -e /restored/whole ]; do',
    '  if [ -e /restored/refused ]; then cat /restored/refused; exit 1; fi',
    '  sleep 1',
    'done',
    'cd /restored/data',
    'if [ ! -e /restored/configured ]; then',
    '  rm -rf pg_wal postmaster.pid',
    '  mkdir -p pg_wal/archive_status',
    '  : > postgresql.auto.conf',
    '  touch recovery.signal',
    '  touch /restored/configured',
    'fi',
    `control() { ${bin}/pg_controldata -D /restored/data | sed -n "s/^$1 setting: *//p"; }`,
    'cat > /tmp/postgresql.conf <<END',
    "listen_addresses = ''",
    "unix_socket_directories = '/tmp'",
    "hba_file = '/tmp/pg_hba.conf'",
    "data_directory = '/restored/data'",
    'dynamic_shared_memory_type = mmap',
    'shared_buffers = 64MB',
    'autovacuum = off',
    'max_connections = $(control max_connections)',
    'max_worker_processes = $(control max_worker_processes)',
    'max_wal_senders = $(control max_wal_senders)',
    'max_prepared_transactions = $(control max_prepared_xacts)',
    'max_locks_per_transaction = $(control max_locks_per_xact)',
    `restore_command = 'sh /etc/${name}/fetch.sh %f %p'`,
    'END',
    'echo "local all all trust" > /tmp/pg_hba.conf',
    `${bin}/pg_ctl start --silent --wait --timeout 18000 -D /restored/data -o "-c config_file=/tmp/postgresql.conf" --log /tmp/log || { tail -n 30 /tmp/log; exit 1; }`,
    `ask() { ${bin}/psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --host /tmp --username postgres "$@"; }`,
    'until [ "$(ask --dbname postgres --command "select pg_is_in_recovery()")" = f ]; do sleep 1; done',
    'echo "replayed up to $(ask --dbname postgres --command "select pg_last_xact_replay_timestamp()")"',
    `for database in ${databases.join(' ')}; do`,
    '  if [ "$(ask --dbname postgres --command "select count(*) from pg_database where datname = \'$database\'")" != 1 ]; then',
    '    echo "database $database is not in the backup"',
    '    exit 1',
    '  fi',
    '  ask --dbname "$database" > /tmp/rows <<\'END\'',
    "select 'select count(*), sum(n) from (' || string_agg(format('select count(*) as n from %I.%I', schemaname, tablename), ' union all ') || ') every' from pg_tables",
    '\\gexec',
    'END',
    '  echo "$database: tables|rows $(cat /tmp/rows)"',
    'done',
    `${bin}/pg_ctl stop --silent --wait -D /restored/data`,
    `${bin}/pg_checksums --check -D /restored/data > /tmp/checksums || { tail -n 20 /tmp/checksums; exit 1; }`,
    'echo proved',
  );
}
