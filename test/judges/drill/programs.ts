import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Image } from '../tree/container-root';
import { goProgram } from '../tree/go-program';
import { pythonPackages } from '../tree/python-packages';

/** Commands of barman-cloud that the operator's plugin and the drill call, and the modules behind them. */
const commands = {
  'barman-cloud-backup': 'cloud_backup',
  'barman-cloud-backup-delete': 'cloud_backup_delete',
  'barman-cloud-backup-list': 'cloud_backup_list',
  'barman-cloud-backup-show': 'cloud_backup_show',
  'barman-cloud-check-wal-archive': 'cloud_check_wal_archive',
  'barman-cloud-restore': 'cloud_restore',
  'barman-cloud-wal-archive': 'cloud_walarchive',
  'barman-cloud-wal-restore': 'cloud_walrestore',
};

/**
 * Barman 3.19.1 as the plugin's image of 0.13.0 holds it, in /venv; psycopg2 as a wheel, so that nothing is compiled.
 *
 * @param venv folder for its commands
 */
export function barmanImage(tree: string, venv = mkdtempSync(join(tmpdir(), 'rackwright-venv-'))): Image {
  const { site } = pythonPackages('drill/packages/barman.txt');
  mkdirSync(join(venv, 'bin'), { recursive: true });
  chmodSync(venv, 0o755);
  rmSync(join(venv, 'bin', 'python3'), { force: true });
  symlinkSync('/usr/bin/python3.11', join(venv, 'bin', 'python3'));
  for (const [name, module] of Object.entries(commands)) {
    const lines = ['#!/venv/bin/python3', `from barman.clients.${module} import main`, 'main()', ''];
    writeFileSync(join(venv, 'bin', name), lines.join('\n'), { mode: 0o755 });
  }
  return {
    tree,
    busybox: false,
    programs: {},
    folders: { '/venv': venv, '/site': site },
    env: { PATH: '/venv/bin:/usr/bin', PYTHONPATH: '/site' },
  };
}

export function promtoolProgram(): string {
  const module = { folder: 'prometheus/server', tags: 'remove_all_sd,enable_kubernetes_sd' };
  return goProgram({ ...module, package: 'github.com/prometheus/prometheus/cmd/promtool' });
}
