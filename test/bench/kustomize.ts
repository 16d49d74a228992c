import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contestant } from './measure';

export interface Prepared {
  contestant?: Contestant;
  /** Why there is none. */
  missing?: string;
  cleanUp(): void;
}

/** `kustomize build` over every object of the reference rack's dist/, built from its Go module at a pinned version. */
export function kustomizeOf(root: string): Prepared {
  const cache = join(homedir(), '.cache/rackwright/bench');
  const program = join(cache, 'kustomize');
  if (!existsSync(program)) {
    if (spawnSync('go', ['version']).status !== 0) return { missing: 'Go is not installed', cleanUp: () => undefined };
    mkdirSync(cache, { recursive: true });
    console.error('Building kustomize from test/bench/kustomize/go.mod …');
    const args = ['build', '-trimpath', '-o', program, 'sigs.k8s.io/kustomize/kustomize/v5'];
    const { status } = spawnSync('go', args, { cwd: join(root, 'test/bench/kustomize'), stdio: 'inherit' });
    if (status !== 0) return { missing: 'kustomize could not be built', cleanUp: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-bench-'));
  cpSync(join(root, 'dist/homelab'), join(folder, 'homelab'), { recursive: true });
  const resources = readdirSync(join(folder, 'homelab'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.endsWith('.sops.yaml'))
    .map((path) => `homelab/${path}`);
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources }));
  return {
    contestant: {
      name: 'kustomize build of the same dist/',
      command: program,
      args: ['build', folder],
      cwd: folder,
    },
    cleanUp: () => rmSync(folder, { recursive: true }),
  };
}
