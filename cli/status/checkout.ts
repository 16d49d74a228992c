import { spawnSync } from 'node:child_process';
import { fieldAt, textOf } from '../../lib/manifest/field-path';
import { type Checkout, type Seen, ofKind } from '../../lib/status/seen';

/** How the files of dist/ in this checkout stand to the commit that Flux read last. Asks git, never the network. */
export function checkoutOf(root: string, rack: string, seen: Pick<Seen, 'objects'>): Checkout | undefined {
  const source = ofKind(seen, 'GitRepository', 'source.toolkit.fluxcd.io').find(
    ({ metadata }) => metadata.name === 'flux-system',
  );
  const applied = textOf(fieldAt(source, 'status.artifact.revision'));
  const commit = /(?:^|[:/])([0-9a-f]{40})$/.exec(applied ?? '')?.[1];
  if (applied === undefined || commit === undefined) return undefined;
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (git('cat-file', '-e', `${commit}^{commit}`).status !== 0)
    return { applied, knowsApplied: false, changedApps: [] };
  const { status, stdout } = git('diff', '--name-only', commit, '--', `dist/${rack}/apps`);
  if (status !== 0) return undefined;
  const apps = stdout.split('\n').flatMap((path) => /^dist\/[^/]+\/apps\/([^/]+)\//.exec(path)?.[1] ?? []);
  return { applied, knowsApplied: true, changedApps: [...new Set(apps)].sort() };
}
